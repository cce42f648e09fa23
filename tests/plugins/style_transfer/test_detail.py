"""Carrying a painting up to the picture's size: sharp where the photo is, without seams."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from plugins.style_transfer import detail
from tests.plugins.style_transfer.pictures import scene


@pytest.mark.parametrize(
    ("size_px", "wanted"),
    [
        ((1, 1), (1, 1)),
        ((300, 200), (300, 200)),
        ((4000, 3000), (887, 665)),
        ((10_000, 100), (7680, 77)),
        ((100_000, 1), (100_000, 1)),
        ((1_000_000, 2), (543_058, 1)),
    ],
    ids=str,
)
def test_the_working_size_has_an_area(size_px: tuple[int, int], wanted: tuple[int, int]) -> None:
    assert detail.working_size(size_px, size_px, resolution_px=768) == wanted


def test_a_painting_that_is_the_photo_is_the_photo() -> None:
    picture = np.repeat(scene(640, 480)[..., 1:2], 3, axis=2)
    small = detail.shrunk(picture, (160, 120))
    made = detail.blended(picture, small, small, strength=1.0, keep_color=False)
    difference = np.abs(made.astype(int) - picture).mean()
    plain = np.abs(detail.enlarged(small, (640, 480)).astype(int) - picture).mean()
    assert difference < 0.5 * plain


def test_edges_are_as_sharp_as_the_photos() -> None:
    picture = scene(800, 600)
    small = detail.shrunk(picture, (200, 150))
    painted = np.clip(small + np.array([30, 0, -30]), 0, 255).astype(np.uint8)
    made = detail.blended(picture, small, painted, strength=1.0, keep_color=False)
    enlarged = detail.enlarged(painted, (800, 600))
    assert _sharpness(made) > 0.85 * _sharpness(picture)
    assert _sharpness(made) > 1.5 * _sharpness(enlarged)


def test_grain_is_left_behind_where_the_painting_is_flat() -> None:
    random = np.random.default_rng(1)
    picture = random.integers(100, 156, (400, 400, 3), np.uint8)
    small = detail.shrunk(picture, (100, 100))
    painted = np.full_like(small, 128)
    made = detail.blended(picture, small, painted, strength=1.0, keep_color=False)
    assert made.std() < 0.2 * picture.std()


def test_there_are_no_seams_between_the_rows_worked_on_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = scene(500, 400)
    small = detail.shrunk(picture, (125, 100))
    painted = 255 - small
    whole = detail.blended(picture, small, painted, strength=0.8, keep_color=False)
    monkeypatch.setattr(detail, "_CHUNK_PX", 500 * 7)
    parts = detail.blended(picture, small, painted, strength=0.8, keep_color=False)
    assert np.array_equal(whole, parts)


def test_it_can_be_stopped_between_rows() -> None:
    picture = scene(2000, 1100)
    calls: list[int] = []
    detail.blended(
        picture, picture, picture, strength=1.0, keep_color=False, check=lambda: calls.append(1)
    )
    assert len(calls) >= 2


def _sharpness(picture: np.ndarray) -> float:
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return float(np.abs(cv2.Laplacian(gray, cv2.CV_32F)).mean())
