"""Adjustments and filters: what holds for every one of them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageFilter

from editor.api import InvalidParams, param_fields, validate_params
from editor.document.adjust import EFFECTS, Effect, UnknownEffect, find_effect, mixed
from tests.document.adjust.effects import applied, noise, params, photo

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


@pytest.mark.parametrize("effect_id", WITHOUT_EFFECT)
@settings(max_examples=10)
@given(rgba=pictures)
def test_values_that_change_nothing_leave_every_byte(effect_id: str, rgba: np.ndarray) -> None:
    assert np.array_equal(applied(effect_id, rgba, **WITHOUT_EFFECT[effect_id]), rgba)


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=name)
@settings(max_examples=25)
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
@settings(max_examples=15)
@given(data=st.data())
def test_an_adjustment_looks_at_one_pixel_alone(effect: Effect, data: Any) -> None:
    chosen = data.draw(some_params(effect))
    rgba = noise(16, 16, opaque=False)
    whole = effect.apply(rgba, chosen).astype(int)
    part = effect.apply(np.ascontiguousarray(rgba[5:9, 3:8]), chosen)
    # OpenCV rounds the pixels at a row's end, which fill no vector, another way at times.
    assert np.abs(part - whole[5:9, 3:8]).max() <= 1


@pytest.mark.parametrize("effect", ADJUSTMENTS, ids=name)
@settings(max_examples=15)
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


@settings(max_examples=25)
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
