"""Line drawings of pictures: on white paper, thicker and busier as asked."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from plugins.sketch_to_photo import drawing

STYLES = ["edges", "contours", "pencil"]


@pytest.fixture
def ball() -> np.ndarray:
    """A shaded ball with a stripe on white paper."""
    picture = np.full((256, 256, 3), 255, np.uint8)
    for i in range(80, 0, -1):
        cv2.circle(picture, (128, 128), i, (255 - i, 60, 40), -1)
    picture[118:138, 60:196] = (40, 60, 200)
    return picture


@pytest.mark.parametrize("style", STYLES)
def test_paper_stays_white_and_lines_are_there(ball: np.ndarray, style: str) -> None:
    ink = drawing.ink(ball, style=style, detail=0.5, line_width=2)
    assert ink.dtype == np.float32
    assert not ink[:30].any()
    assert not ink[-30:].any()
    assert ink.max() > 0.9
    sketch = drawing.inked(drawing.white_paper(ball), ink)
    assert (sketch[:30] == 255).all()


@pytest.mark.parametrize("style", STYLES)
def test_white_paper_has_no_lines(style: str) -> None:
    white = np.full((64, 48, 3), 255, np.uint8)
    assert not drawing.ink(white, style=style, detail=1, line_width=3).any()
    assert (drawing.colour_strokes(white, seed=1) == 255).all()


@pytest.mark.parametrize("style", STYLES)
def test_wider_lines_have_more_ink(ball: np.ndarray, style: str) -> None:
    thin, thick = (
        drawing.ink(ball, style=style, detail=0.5, line_width=width).sum() for width in (1, 5)
    )
    assert thick > 1.5 * thin


@pytest.mark.parametrize("style", ["edges", "contours"])
def test_more_detail_gives_more_lines(style: str) -> None:
    random = np.random.default_rng(1)
    noise = cv2.GaussianBlur(random.integers(0, 256, (128, 128, 3), np.uint8), (0, 0), 3)
    noise = cv2.normalize(noise, None, 0, 255, cv2.NORM_MINMAX)
    few, many = (
        drawing.ink(noise, style=style, detail=detail, line_width=1).sum() for detail in (0, 1)
    )
    assert many > 1.2 * few


def test_lines_scale_with_the_picture(ball: np.ndarray) -> None:
    large = cv2.resize(ball, (768, 768), interpolation=cv2.INTER_LINEAR)
    small_share, large_share = (
        drawing.ink(p, style="edges", detail=0.4, line_width=3).mean() for p in (ball, large)
    )
    assert large_share == pytest.approx(small_share, rel=0.35)


def test_strokes_have_the_colours_of_the_picture(ball: np.ndarray) -> None:
    paper = drawing.colour_strokes(ball, seed=4)
    stroked = (paper != 255).any(axis=2)
    assert 0.005 < stroked.mean() < 0.3
    inner = cv2.erode(stroked.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    difference = np.abs(paper[inner].astype(int) - ball[inner]).mean()
    assert difference < 35
    assert np.array_equal(paper, drawing.colour_strokes(ball, seed=4))
    assert not np.array_equal(paper, drawing.colour_strokes(ball, seed=5))
