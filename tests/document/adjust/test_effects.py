"""Adjustments and filters: what holds for every one of them, and references for each."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageFilter, ImageOps

from editor.api import InvalidParams, param_fields, validate_params
from editor.document.adjust import EFFECTS, Effect, UnknownEffect, find_effect, mixed

WITHOUT_EFFECT: dict[str, dict[str, Any]] = {
    "levels": {},
    "curves": {},
    "brightness-contrast": {},
    "exposure": {},
    "hue-saturation": {},
    "vibrance": {},
    "color-balance": {},
    "temperature": {},
    "gaussian-blur": {"radius": 0},
    "box-blur": {"radius": 0},
    "motion-blur": {"distance": 0},
    "unsharp-mask": {"amount": 0},
    "noise": {"amount": 0},
    "median": {"radius": 0},
    "pixelate": {"size": 1},
}
ADJUSTMENTS = [effect for effect in EFFECTS.values() if effect.is_adjustment]
FILTERS = [effect for effect in EFFECTS.values() if not effect.is_adjustment]
pictures = arrays(np.uint8, st.tuples(st.integers(1, 24), st.integers(1, 24), st.just(4)))


def name(effect: Effect) -> str:
    return effect.id


def some_params(effect: Effect) -> st.SearchStrategy[Any]:
    """Any values within the declared ranges."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field in param_fields(effect.params_class):
        if field.kind == "curves":
            points = st.dictionaries(
                st.integers(0, 255), st.integers(0, 255), min_size=2, max_size=6
            ).map(lambda points: tuple(sorted(points.items())))
            fields[field.name] = st.tuples(points, points, points, points)
        elif field.kind == "choice":
            fields[field.name] = st.sampled_from(list(field.choices))
        elif field.type is bool:
            fields[field.name] = st.booleans()
        elif field.type is int:
            fields[field.name] = st.integers(int(field.minimum or 0), int(field.maximum or 0))
        else:
            fields[field.name] = st.floats(field.minimum, field.maximum)
    return st.fixed_dictionaries(fields).map(lambda v: validate_params(effect.params_class, v))


def params(effect_id: str, **values: Any) -> Any:
    return validate_params(find_effect(effect_id).params_class, values)


def applied(effect_id: str, rgba: np.ndarray, **values: Any) -> np.ndarray:
    return find_effect(effect_id).apply(rgba, params(effect_id, **values))


def noise(height: int = 64, width: int = 80, *, opaque: bool = True, seed: int = 1) -> np.ndarray:
    rgba = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    if opaque:
        rgba[..., 3] = 255
    return rgba


def photo(height: int = 160, width: int = 200) -> np.ndarray:
    """Smooth areas with edges and grain, opaque."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 90 * np.sin(x / 23 + i) * np.cos(y / 31 - i) for i in range(3)]
    rgb = np.dstack(planes) + np.random.default_rng(2).normal(0, 6, (height, width, 3))
    rgb[40:90, 60:120] = (230, 40, 90)
    return np.dstack([np.clip(rgb, 0, 255), np.full((height, width), 255)]).astype(np.uint8)


# Every effect


@pytest.mark.parametrize("effect_id", WITHOUT_EFFECT)
@settings(max_examples=10, deadline=None)
@given(rgba=pictures)
def test_values_that_change_nothing_leave_every_byte(effect_id: str, rgba: np.ndarray) -> None:
    assert np.array_equal(applied(effect_id, rgba, **WITHOUT_EFFECT[effect_id]), rgba)


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=name)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), rgba=pictures)
def test_any_values_keep_shape_and_input(effect: Effect, data: Any, rgba: np.ndarray) -> None:
    before = rgba.copy()
    out = effect.apply(rgba, data.draw(some_params(effect)))
    assert out.shape == rgba.shape
    assert out.dtype == np.uint8
    assert np.array_equal(rgba, before), "the input was written"
    if effect.is_adjustment:
        assert np.array_equal(out[..., 3], rgba[..., 3]), "adjustments leave alpha alone"


@pytest.mark.parametrize("effect", ADJUSTMENTS, ids=name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_an_adjustment_looks_at_one_pixel_alone(effect: Effect, data: Any) -> None:
    chosen = data.draw(some_params(effect))
    rgba = noise(16, 16, opaque=False)
    whole = effect.apply(rgba, chosen)
    assert np.array_equal(
        effect.apply(np.ascontiguousarray(rgba[5:9, 3:8]), chosen), whole[5:9, 3:8]
    )


@pytest.mark.parametrize("effect", ADJUSTMENTS, ids=name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_table_says_the_same_as_the_function(effect: Effect, data: Any) -> None:
    prepared = effect.prepare(data.draw(some_params(effect)), 1.0)
    if prepared is None or prepared.table is None:
        return
    rgba = noise(16, 16, opaque=False)
    looked_up = np.stack([prepared.table[rgba[..., i], i] for i in range(4)], axis=2)
    assert np.array_equal(prepared.run(rgba, (0, 0)), looked_up)


@pytest.mark.parametrize("effect", FILTERS, ids=name)
@pytest.mark.parametrize("opaque", [True, False])
def test_a_filter_is_the_same_in_tiles(effect: Effect, opaque: bool) -> None:
    rgba = noise(384, 384, opaque=opaque)
    prepared = effect.prepare(effect.params_class(), 1.0)
    assert prepared is not None
    whole = prepared.run(rgba, (0, 0))
    margin = prepared.margin_px
    top, left = 128 - margin, 192 - margin
    part = np.ascontiguousarray(rgba[top : 192 + margin, left : 256 + margin])
    out = prepared.run(part, (left, top))[margin : margin + 64, margin : margin + 64]
    # Large kernels go through a Fourier transform, whose last bit depends on the size.
    assert np.abs(out.astype(int) - whole[128:192, 192:256]).max() <= 1


@pytest.mark.parametrize("effect", FILTERS, ids=name)
def test_hidden_colours_do_not_bleed(effect: Effect) -> None:
    if effect.id in ("noise",):
        return
    rgba = np.zeros((64, 64, 4), np.uint8)
    rgba[...] = (0, 255, 0, 0)
    rgba[:, 32:] = (200, 40, 60, 255)
    out = effect.apply(rgba, effect.params_class())
    seen = out[..., 3] > 8
    assert np.abs(out[seen][:, :3].astype(int) - (200, 40, 60)).max() <= 12


@pytest.mark.parametrize("effect", FILTERS, ids=name)
def test_a_smaller_scale_looks_like_the_full_one(effect: Effect) -> None:
    if effect.id == "noise":
        return
    rgba = np.asarray(Image.fromarray(photo(512, 512)).filter(ImageFilter.BoxBlur(4)))
    full = effect.apply(rgba, effect.params_class()).astype(np.float32)
    wanted = full.reshape(128, 4, 128, 4, 4).mean(axis=(1, 3))
    small = cv2.resize(rgba, (128, 128), interpolation=cv2.INTER_AREA)
    prepared = effect.prepare(effect.params_class(), 0.25)
    have = small if prepared is None else prepared.run(small, (0, 0))
    assert np.abs(have - wanted).mean() < 2.5


def test_unknown_names_and_values_are_refused() -> None:
    with pytest.raises(UnknownEffect, match="no adjustment"):
        find_effect("sparkle")
    with pytest.raises(InvalidParams):
        params("levels", gamma=99)
    straight = ((0, 0), (255, 255))
    for wrong in (((0, 0),), ((9, 0), (9, 1)), ((0, 0), (300, 0)), ((9, 0), (3, 9))):
        with pytest.raises(InvalidParams):
            params("curves", curves=(wrong, straight, straight, straight))


@settings(max_examples=25, deadline=None)
@given(base=pictures, share=st.integers(1, 254))
def test_mixing_by_a_mask(base: np.ndarray, share: int) -> None:
    changed = np.ascontiguousarray(base[::-1, ::-1])
    shape = base.shape[:2]
    assert np.array_equal(mixed(base, changed, np.zeros(shape, np.uint8)), base)
    full = mixed(base, changed, np.full(shape, 255, np.uint8))
    seen = changed[..., 3] > 0
    assert np.array_equal(full[seen], changed[seen])
    out = mixed(base, changed, np.full(shape, share, np.uint8)).astype(float)
    one, other = base.astype(float), changed.astype(float)
    m = share / 255
    alpha = one[..., 3] * (1 - m) + other[..., 3] * m
    assert np.abs(out[..., 3] - alpha).max() <= 1
    color = one[..., :3] * one[..., 3:] * (1 - m) + other[..., :3] * other[..., 3:] * m
    assert np.abs(out[..., :3] * alpha[..., None] - color).max() <= 1.1 * 255


# References


def pil(rgba: np.ndarray) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(rgba[..., :3]))


def difference(rgba: np.ndarray, other: Image.Image) -> np.ndarray:
    return np.abs(rgba[..., :3].astype(int) - np.asarray(other.convert("RGB"), int))


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
