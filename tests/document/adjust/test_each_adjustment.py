"""What each adjustment does to tones and colours, beside Pillow or its formula."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import ImageOps

from tests.document.adjust.effects import applied, difference, noise, photo, pil


def test_invert_is_pillows() -> None:
    assert not difference(applied("invert", noise()), ImageOps.invert(pil(noise()))).any()


def test_threshold_is_pillows_on_its_grey() -> None:
    rgba = noise()
    grey = pil(rgba).convert("L")
    have = applied("threshold", rgba, level=100)[..., 0]
    want = np.asarray(grey.point(lambda v: 255 if v >= 100 else 0))
    close = np.abs(np.asarray(grey, int) - 100) <= 1  # the two round the grey differently
    assert (have == want)[~close].all()


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_posterize_groups_tones_as_pillow_does(bits: int) -> None:
    ours = applied("posterize", noise(), levels=2**bits)[..., :3]
    theirs = np.asarray(ImageOps.posterize(pil(noise()), bits))
    # The same groups; ours are spread from black to white.
    pairs = set(zip(ours.ravel().tolist(), theirs.ravel().tolist(), strict=True))
    assert len(pairs) == 2**bits
    assert {0, 255} <= {one for one, _ in pairs}


def test_levels_follow_the_formula() -> None:
    ramp = np.dstack([np.arange(256, dtype=np.uint8)[None, :]] * 3 + [np.full((1, 256), 255)])
    out = applied(
        "levels", ramp.astype(np.uint8), black=30, white=200, gamma=1.5, out_black=10, out_white=240
    )
    x = np.clip((np.arange(256) - 30) / 170, 0, 1) ** (1 / 1.5)
    assert np.abs(out[0, :, 0] - (10 + 230 * x)).max() <= 0.5
    red = applied("levels", ramp.astype(np.uint8), channel="red", black=99)
    assert np.array_equal(red[..., 1:], ramp[..., 1:])


def test_brightness_and_contrast_keep_the_ends_where_they_should() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 4, axis=2)
    brighter = applied("brightness-contrast", ramp, brightness=60)[0, :, 0]
    assert brighter[255] == 255
    assert (np.diff(brighter.astype(int)) >= 0).all()
    harder = applied("brightness-contrast", ramp, contrast=100)[0, :, 0].astype(int)
    assert set(harder[:120]) == {0}
    assert set(harder[136:]) == {255}
    flat = applied("brightness-contrast", ramp, contrast=-100)[0, :, 0]
    assert set(flat.tolist()) <= {127, 128}


def test_one_stop_is_twice_the_light() -> None:
    grey = np.full((1, 1, 4), (100, 100, 100, 255), np.uint8)

    def light(value: float) -> float:
        return ((value / 255 + 0.055) / 1.055) ** 2.4

    out = applied("exposure", grey, stops=1)[0, 0, 0]
    assert abs(light(out) / light(100) - 2) < 0.03


def test_hue_turns_as_pillows_wheel_does() -> None:
    rgba = noise(seed=5)
    out = applied("hue-saturation", rgba, hue=120)
    # A third of the wheel exchanges the channels.
    assert np.abs(out[..., [1, 2, 0]].astype(int) - rgba[..., [0, 1, 2]]).max() <= 1
    grey = applied("hue-saturation", rgba, saturation=-100)[..., :3].astype(int)
    middle = (rgba[..., :3].max(axis=2).astype(int) + rgba[..., :3].min(axis=2)) / 2
    assert np.abs(grey - middle[..., None]).max() <= 1
    one = applied("hue-saturation", rgba, colorize=True, hue=0)
    assert (one[..., 0] >= one[..., 1]).all()


def test_black_and_white_weighs_pure_colours() -> None:
    colors = {
        (255, 0, 0): 40, (255, 255, 0): 60, (0, 255, 0): 40,
        (0, 255, 255): 60, (0, 0, 255): 20, (255, 0, 255): 80,
    }  # fmt: skip
    rgba = np.array([[(*rgb, 255) for rgb in colors]], np.uint8)
    out = applied("black-and-white", rgba)[0, :, 0]
    assert np.abs(out - np.array(list(colors.values())) * 2.55).max() <= 0.5
    grey = np.full((2, 2, 4), 90, np.uint8)
    assert np.array_equal(applied("black-and-white", grey), grey)
    dark = applied("black-and-white", rgba, reds=-100)[0, 0, 0]
    assert dark == 0


def test_temperature_keeps_the_lightness_of_grey() -> None:
    grey = np.full((1, 1, 4), (128, 128, 128, 255), np.uint8)
    warm = applied("temperature", grey, temperature=60)[0, 0].astype(int)
    assert warm[0] > 128 > warm[2]
    luma = warm[:3] @ np.array([0.2126, 0.7152, 0.0722])
    assert abs(luma - 128) < 6


def test_color_balance_keeps_the_lightness() -> None:
    rgba = photo()
    out = applied("color-balance", rgba, midtones_red=60, shadows_blue=-40)
    before, after = (cv2.cvtColor(x, cv2.COLOR_RGBA2GRAY).astype(int) for x in (rgba, out))
    inside = (out[..., :3] > 0).all(axis=2) & (out[..., :3] < 255).all(axis=2)
    assert np.abs(before - after)[inside].max() <= 2
    assert out[..., 0].mean() > rgba[..., 0].mean()


def test_vibrance_spares_strong_colours() -> None:
    rgba = np.array([[(140, 120, 120, 255), (255, 20, 20, 255)]], np.uint8)
    out = applied("vibrance", rgba, vibrance=100)[0].astype(int)
    pale = (out[0, 0] - out[0, 1]) / 20
    strong = (out[1, 0] - out[1, 1]) / 235
    assert pale > 1.8
    assert strong < 1.15
