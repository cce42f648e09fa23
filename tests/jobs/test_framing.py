"""From the document's pixels to the network's size and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.api import (
    AnySize,
    GeneratorError,
    Multiple,
    Native,
    Rect,
    Request,
    Result,
    over_color,
    read_only,
)
from editor.jobs import framing
from tests.jobs.scripted import picture

sides = st.integers(1, 400)
rules = st.one_of(
    st.builds(Native, st.sampled_from([16, 64, 256])),
    st.builds(Multiple, st.sampled_from([1, 8, 64]), st.sampled_from([None, 64, 300])),
    st.just(AnySize()),
)


def request(width: int, height: int, **pixels: Any) -> Request:
    """A request for a place in a larger document."""
    return Request(params=None, rect=Rect(30, 40, width, height), size_px=(width, height), **pixels)


def through(pixels: np.ndarray, rule: Any, need: str = "sketch") -> tuple[Any, framing.Frame]:
    """What the network sees of a picture."""
    height, width = pixels.shape[:2]
    frame = framing.frame_for(Rect(30, 40, width, height), rule)
    return framing.to_network(request(width, height, **{need: pixels}), frame), frame


@given(sides, sides, rules)
@settings(max_examples=150)
def test_sizes_obey_the_rule_and_come_back(width: int, height: int, rule: Any) -> None:
    pixels = np.full((height, width, 4), (10, 200, 30, 255), np.uint8)
    seen, frame = through(pixels, rule)
    w, h = seen.size_px
    assert seen.sketch.shape == (h, w, 4)
    match rule:
        case Native(size_px=side):
            assert (w, h) == (side, side)
            assert max(frame.inner.size) == side
        case Multiple(of_px=step, max_px=most):
            assert w % step == h % step == 0
            assert most is None or max(w, h) <= most
        case _:
            assert (w, h) == (width, height)
    assert Rect(0, 0, w, h).contains(frame.inner)
    # The aspect ratio is kept to within a pixel of rounding.
    scale = max(frame.inner.size) / max(width, height)
    for got, side in zip(frame.inner.size, (width, height), strict=True):
        assert abs(got - side * scale) <= 1
    back = framing.to_document(seen.sketch, frame)
    assert np.array_equal(back, pixels)


@given(st.integers(1, 64), st.integers(1, 64))
@settings(max_examples=40)
def test_shrinking_what_was_enlarged_gives_nearly_the_same(width: int, height: int) -> None:
    y, x = np.mgrid[:height, :width]
    soft = np.stack([x * 255 // 64, y * 255 // 64, (x + y) * 255 // 128, 255 + 0 * x], axis=2)
    seen, frame = through(soft.astype(np.uint8), Native(256))
    back = framing.to_document(seen.sketch, frame).astype(int)
    assert np.abs(back - soft).max() <= 8


@pytest.mark.parametrize(
    ("size", "rule"),
    [
        ((256, 256), Native(256)),
        ((64, 40), Multiple(8)),
        ((64, 40), Multiple(8, max_px=64)),
        ((37, 41), AnySize()),
    ],
)
def test_a_size_that_fits_is_not_resampled(size: tuple[int, int], rule: Any) -> None:
    pixels = picture(*size)
    pixels[..., 3] = np.arange(pixels[..., 3].size).reshape(pixels.shape[:2]) % 256
    seen, frame = through(pixels, rule)
    assert frame.is_identity
    assert seen.sketch is pixels
    assert framing.to_document(pixels, frame) is pixels


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (10_000, 100), (100, 10_000), (3000, 1)])
@pytest.mark.parametrize("rule", [Native(256), Multiple(8, max_px=768), Multiple(64), AnySize()])
def test_odd_shapes_work(size: tuple[int, int], rule: Any) -> None:
    seen, frame = through(picture(*size), rule)
    back = framing.to_document(seen.sketch, frame)
    assert back.shape == (size[1], size[0], 4)
    assert back[..., 3].min() == 255


def test_a_sketch_is_padded_with_white_paper_and_a_picture_with_its_edge() -> None:
    pixels = np.full((50, 100, 4), (200, 0, 0, 255), np.uint8)
    seen, frame = through(pixels, Native(64), "sketch")
    assert frame.inner == Rect(0, 16, 64, 32)
    paper = over_color(seen.sketch)
    assert (paper[:16] == 255).all()
    assert (paper[16:48] == (200, 0, 0)).all()
    seen, _ = through(pixels, Native(64), "image")
    assert (seen.image == (200, 0, 0, 255)).all()


def test_a_mask_is_not_grown_by_padding() -> None:
    frame = framing.frame_for(Rect(30, 40, 100, 50), Native(64))
    mask = np.full((50, 100), 255, np.uint8)
    seen = framing.to_network(request(100, 50, mask=mask), frame)
    assert seen.mask is not None
    assert (seen.mask[16:48] == 255).all()
    assert not seen.mask[:16].any()


def test_paper_with_nothing_on_it_stays_white() -> None:
    for rgba in ((255, 255, 255, 255), (0, 0, 0, 0)):
        pixels = np.full((33, 57, 4), rgba, np.uint8)
        seen, _ = through(pixels, Native(256))
        assert (over_color(seen.sketch) == 255).all()


def test_colour_under_transparency_does_not_bleed() -> None:
    pixels = np.zeros((64, 64, 4), np.uint8)
    pixels[:, :32] = (255, 0, 0, 255)  # red beside invisible black
    for size in ((16, 16), (200, 200)):
        out = framing.resized(pixels, size)
        visible = out[out[..., 3] > 16]
        assert (visible[:, 0] >= 250).all()


@given(
    st.integers(8, 80),
    st.integers(8, 80),
    st.sampled_from([Native(32), Multiple(8, max_px=40), AnySize()]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=60)
def test_outside_the_mask_every_pixel_stays(width: int, height: int, rule: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    page = rng.integers(0, 256, (height + 20, width + 20, 4), dtype=np.uint8)
    mask = (rng.random((height, width)) < 0.5).astype(np.uint8) * rng.integers(
        1, 256, (height, width), dtype=np.uint8
    )
    rect = Rect(7, 11, width, height)
    frame = framing.frame_for(rect, rule)
    seen = request(*frame.size_px)
    result = np.random.default_rng(1).integers(0, 256, (*frame.size_px[::-1], 4), dtype=np.uint8)
    soft = framing.blending(mask, frame)
    ((patch, where),) = framing.results_of(result, seen, frame, mask=soft, expected=1)
    assert where == rect
    out = framing.paste(page, patch, rect)
    outside = np.ones(page.shape[:2], bool)
    outside[rect.slices()] = mask == 0
    assert np.array_equal(out[outside], page[outside])


def test_the_edge_is_soft_inside_the_mask_only() -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[10:50, 10:50] = 255
    soft = framing.feathered(mask, 8)
    assert not soft[mask == 0].any()
    assert soft[30, 30] == 255
    ramp = soft[30, 10:20].astype(int)
    assert (np.diff(ramp) >= 0).all()
    assert 0 < ramp[0] < 40
    assert ramp[8] == 255


def test_the_border_of_the_page_is_no_edge_and_thin_masks_survive() -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[:, :30] = 255
    assert (framing.feathered(mask, 8)[:, 0] == 255).all()
    thin = np.zeros((60, 60), np.uint8)
    thin[:, 28:33] = 255
    assert (framing.feathered(thin, 20)[:, 30] == 255).all()
    assert np.array_equal(framing.feathered(np.zeros_like(mask), 8), np.zeros_like(mask))
    assert (framing.feathered(np.full_like(mask, 255), 8) == 255).all()


def test_a_soft_mask_stays_as_soft_as_it_was() -> None:
    mask = np.tile(np.linspace(0, 255, 60).astype(np.uint8), (60, 1))
    assert (framing.feathered(mask, 4) <= mask).all()


def test_an_outpainting_lies_around_its_input() -> None:
    frame = framing.frame_for(Rect(30, 40, 100, 50), Multiple(8, max_px=50))
    assert frame.inner.size == (48, 24)
    seen = request(*frame.size_px)
    result = Result([picture(96, 48)], rect=Rect(-24, -12, 96, 48))
    ((patch, where),) = framing.results_of(result, seen, frame, mask=None, expected=1)
    assert where == Rect(-20, 15, 200, 100)
    assert patch.shape == (100, 200, 4)


@pytest.mark.parametrize("count", [0, 2])
def test_a_wrong_number_of_results_is_refused(count: int) -> None:
    frame = framing.frame_for(Rect(0, 0, 16, 12), AnySize())
    with pytest.raises(GeneratorError, match=f"{count} results instead of 1"):
        framing.results_of(
            Result([picture()] * count), request(16, 12), frame, mask=None, expected=1
        )


def test_a_patch_over_transparent_ground_keeps_its_colour() -> None:
    ground = np.zeros((12, 16, 4), np.uint8)
    patch = np.full((4, 4, 4), (200, 100, 50, 128), np.uint8)
    out = framing.paste(ground, patch, Rect(-2, -2, 4, 4))
    assert out[0, 0].tolist() == [200, 100, 50, 128]
    assert not out[2:, 2:].any()
    assert np.array_equal(framing.paste(ground, patch, Rect(99, 0, 4, 4)), ground)


def test_a_mask_is_seen_with_its_surroundings() -> None:
    page = Rect(0, 0, 1000, 800)
    assert framing.with_context(Rect(400, 400, 40, 20), page) == Rect(336, 336, 168, 148)
    assert framing.with_context(Rect(0, 0, 400, 200), page) == Rect(0, 0, 600, 400)
    assert framing.with_context(page, page) == page


def test_nothing_to_work_on_is_said() -> None:
    with pytest.raises(GeneratorError, match="nothing to work on"):
        framing.frame_for(Rect(3, 4, 0, 7), Native(256))


def test_a_request_without_a_size_leaves_it_to_the_generator() -> None:
    asked = Request(params=None)
    frame = framing.frame_of(asked, AnySize())
    made = Result([np.full((32, 48, 4), 9, np.uint8)], rect=Rect(0, 0, 48, 32))
    sized = framing.to_network(asked, frame)
    ((pixels, rect),) = framing.results_of(made, sized, frame, mask=None, expected=1)
    assert pixels.shape == (32, 48, 4)
    assert rect == Rect(0, 0, 48, 32)
    assert frame.inner_of((96, 64)) == Rect(0, 0, 96, 64)


def test_a_picture_that_fits_stays_the_same_object() -> None:
    """So that a generator knows it again: live runs get the same one while a slider moves."""
    pixels = read_only(np.zeros((30, 60, 4), np.uint8))
    asked = replace(request(240, 120), image=pixels)
    frame = framing.frame_for(asked.rect, Multiple(1, 60))
    assert frame.size_px == (60, 30)
    fitted = framing.to_network(asked, frame)
    assert fitted.image is pixels
    writable = framing.to_network(replace(asked, image=np.zeros((30, 60, 4), np.uint8)), frame)
    assert writable.image is not None
    assert not writable.image.flags.writeable
