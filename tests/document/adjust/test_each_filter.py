"""What each filter does with neighbours, beside OpenCV, Pillow or its formula."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import ImageFilter

from tests.document.adjust.effects import applied, difference, noise, photo, pil


@pytest.mark.parametrize("radius", [0.6, 2.0, 4.0, 7.5, 8.0, 20.0, 45.0])
def test_gaussian_is_opencvs(radius: float) -> None:
    rgba = photo(256, 320)
    want = cv2.GaussianBlur(
        rgba.astype(np.float32), (0, 0), radius, borderType=cv2.BORDER_REPLICATE
    )
    have = applied("gaussian-blur", rgba, radius=radius)
    assert np.abs(have - want).max() <= 2.5
    assert np.abs(have - want).mean() <= 0.5


@pytest.mark.parametrize("radius", [1, 5, 12])
def test_box_blur_is_pillows(radius: int) -> None:
    blurred = pil(photo()).filter(ImageFilter.BoxBlur(radius))
    assert difference(applied("box-blur", photo(), radius=radius), blurred).max() <= 1


@pytest.mark.parametrize("radius", [1, 2, 4])
def test_median_is_pillows(radius: int) -> None:
    want = pil(noise()).filter(ImageFilter.MedianFilter(2 * radius + 1))
    assert not difference(applied("median", noise(), radius=radius), want).any()


def test_unsharp_mask_is_near_pillows() -> None:
    want = pil(photo()).filter(ImageFilter.UnsharpMask(radius=2, percent=120, threshold=3))
    have = applied("unsharp-mask", photo(), radius=2, amount=120, threshold=3)
    # Pillow's own Gaussian is three boxes, and it rounds half-way differences down.
    assert difference(have, want).mean() < 1.5


def test_motion_blur_along_a_row_is_a_mean() -> None:
    rgba = photo()
    out = applied("motion-blur", rgba, distance=20, angle=0)
    row = rgba[50, :, 0].astype(float)
    want = np.convolve(row, np.array([0.5, *[1] * 19, 0.5]) / 20, mode="same")
    assert np.abs(out[50, 15:-15, 0] - want[15:-15]).max() <= 2
    upright = applied("motion-blur", rgba, distance=20, angle=90)
    turned = applied("motion-blur", np.ascontiguousarray(np.rot90(rgba)), distance=20, angle=0)
    assert np.abs(np.rot90(upright).astype(int) - turned).max() <= 1


def test_pixelate_is_a_mean_of_squares() -> None:
    rgba = photo(48, 60)
    out = applied("pixelate", rgba, size=12)
    want = rgba.reshape(4, 12, 5, 12, 4).mean(axis=(1, 3))
    assert np.abs(out[::12, ::12] - want).max() <= 0.5
    assert (out[:12, :12] == out[0, 0]).all()


def test_noise_has_the_declared_strength_and_no_pattern() -> None:
    grey = np.full((512, 512, 4), (128, 128, 128, 255), np.uint8)
    even = applied("noise", grey, amount=50, kind="uniform")[..., 0].astype(float) - 128
    assert np.abs(even).max() in (63, 64)
    assert abs(even.mean()) < 0.5
    assert abs(even.std() - 127 * 0.5 / np.sqrt(3)) < 1
    grain = applied("noise", grey, amount=30)[..., 0].astype(float) - 128
    assert abs(grain.std() - 127 * 0.3 / 3) < 0.5
    for dx, dy in ((1, 0), (0, 1), (1, 1), (2, 0), (0, 64)):
        moved = np.roll(grain, (dy, dx), axis=(0, 1))
        assert abs(np.corrcoef(grain.ravel(), moved.ravel())[0, 1]) < 0.02
    colored = applied("noise", grey, monochrome=False)
    assert (colored[..., 0] != colored[..., 1]).mean() > 0.8
    again = applied("noise", grey, monochrome=False)
    assert np.array_equal(colored, again)
    assert not np.array_equal(colored, applied("noise", grey, monochrome=False, seed=9))
