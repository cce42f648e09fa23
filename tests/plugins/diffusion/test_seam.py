"""Sizes, and where a painted part meets the rest."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.toolkit.diffusion import seam, sizes

sides = st.integers(1, 900)


@given(sides, sides, st.sampled_from([64, 256, 512]), st.sampled_from([8, 16, 32]))
@settings(max_examples=80)
def test_fitting_sizes_suit_the_model(width: int, height: int, native: int, of: int) -> None:
    w, h = sizes.fitting_size((width, height), native_px=native, multiple_px=of)
    assert w % of == h % of == 0
    assert 0.5 < w * h / native**2 < 1.8
    if width > height:
        assert w >= h


@given(st.integers(0, 79), st.integers(0, 59), st.integers(4, 40), st.integers(4, 40))
@settings(max_examples=80)
def test_no_masked_pixel_is_lost_between_cells(x: int, y: int, across: int, down: int) -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[y, x] = 255
    cells = sizes.cells(mask, (across * 8, down * 8), cell_px=8)
    assert cells.shape == (down * 8, across * 8)
    taken = cells[4::8, 4::8]  # what a pipeline sees
    assert taken.any()
    assert (taken > 0).sum() <= 4 * max(1, across * down / (80 * 60))
    assert taken[int((y + 0.5) * down / 60), int((x + 0.5) * across / 80)]


def test_a_full_mask_is_full_in_cells() -> None:
    full = np.full((30, 30), 255, np.uint8)
    assert sizes.cells(full, (256, 128), cell_px=8).all()
    assert not sizes.cells(np.zeros_like(full), (256, 128), cell_px=8).any()


def test_a_shift_of_tone_is_undone_inside_the_mask_only() -> None:
    rows, columns = np.mgrid[0:200, 0:300]
    original = np.stack([columns % 256, rows, np.full_like(rows, 120)], 2).astype(np.uint8)
    mask = np.zeros((200, 300), np.uint8)
    mask[60:140, 100:220] = 255
    painted = np.clip(original + np.array([14, -9, 20]), 0, 255).astype(np.uint8)
    painted[90:110, 140:180] = (250, 10, 10)
    matched = seam.matched(painted, original, mask)
    edge = (mask > 0) & ~(cv2.erode(mask, np.ones((7, 7), np.uint8)) > 0)
    before = np.abs(painted[edge].astype(int) - original[edge]).mean()
    after = np.abs(matched[edge].astype(int) - original[edge]).mean()
    assert after < before / 4
    assert np.array_equal(matched[mask == 0], painted[mask == 0])
    # What was painted on purpose is still there.
    assert (matched[100, 160].astype(int) - matched[70, 110]).max() > 60


def test_without_surroundings_nothing_is_matched() -> None:
    painted = np.full((20, 20, 3), 90, np.uint8)
    full = np.full((20, 20), 255, np.uint8)
    assert np.array_equal(seam.matched(painted, painted + 20, full), painted)


@pytest.mark.parametrize("feather_px", [0, 1, 8, 500])
def test_blending_stays_inside_the_mask(feather_px: float) -> None:
    random = np.random.default_rng(1)
    original = random.integers(0, 256, (60, 80, 4), np.uint8)
    painted = random.integers(0, 256, (60, 80, 3), np.uint8)
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 30:80] = 200
    out = seam.blended(painted, original, mask, feather_px=feather_px)
    assert np.array_equal(out[mask == 0], original[mask == 0])
    assert (out[mask > 0][:, 3] == 255).all()
    middle = np.abs(out[30, 70, :3].astype(int) - painted[30, 70])
    assert middle.max() <= 1


def test_the_ramp_rises_from_the_edge() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[:, 10:] = 255
    ramp = seam.ramp(mask, 8)
    row = ramp[20]
    assert (np.diff(row) >= 0).all()
    assert row[9] == 0
    assert 0 < row[11] < row[15] < 1
    # The picture's border is no edge.
    assert row[39] == ramp[0, 39] == 1
