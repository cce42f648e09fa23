"""A draft shows what applying would give: exactly at full size, nearly so when halved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import pytest

from editor.api import Rect, validate_params
from editor.document import Document, Group, Layer, TileGrid, commands
from editor.document.adjust import EFFECTS, find_effect
from editor.document.compositor import Compositor
from editor.document.drafting import CoarseTiles, Draft, Trial
from editor.document.effects import add_adjustment, apply_effect
from editor.document.selecting import set_selection
from editor.document.selection import ellipse

SIZE = (650, 550)


def params(effect_id: str, **values: Any) -> Any:
    return validate_params(find_effect(effect_id).params_class, values)


def smooth(seed: int, *, opaque: bool) -> np.ndarray:
    small = np.random.default_rng(seed).integers(0, 256, (12, 14, 4), np.uint8)
    rgba = np.clip(cv2.resize(small, SIZE, interpolation=cv2.INTER_CUBIC), 0, 255)
    if opaque:
        rgba[..., 3] = 255
    return rgba


@pytest.fixture
def doc() -> Document:
    """A masked layer in a masked group, below another layer."""
    doc = Document(*SIZE)
    below = Layer(name="below", id="below")
    below.pixels.write(doc.bounds, smooth(1, opaque=True))
    photo = Layer(name="photo", id="photo", opacity=0.8)
    photo.pixels.write(doc.bounds, smooth(2, opaque=False))
    photo.mask = TileGrid(channels=1)
    photo.mask.write(doc.bounds, ellipse(SIZE, 50, 50, 600, 500))
    group = Group(name="g", id="g", children=[photo])
    group.mask = TileGrid(channels=1)
    group.mask.write(doc.bounds, ellipse(SIZE, 0, 100, 650, 525))
    above = Layer(name="above", id="above")
    above.pixels.write(Rect(500, 500, 200, 200), np.full((200, 200, 4), 130, np.uint8))
    doc.layers += [below, group, above]
    doc.active_id = "photo"
    return doc


@pytest.fixture
def compositor(doc: Document) -> Iterator[Compositor]:
    made = Compositor(doc)
    yield made
    made.close()


def shown(tile: Any, level: int, side: int) -> np.ndarray:
    rows = [np.hstack([tile(level, (x, y)) for x in range(side)]) for y in range(side)]
    return np.vstack(rows)[: SIZE[1] >> level, : SIZE[0] >> level].astype(int)


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=lambda effect: effect.id)
@pytest.mark.parametrize("selected", [False, True])
def test_it_is_what_applying_gives(
    doc: Document, compositor: Compositor, effect: Any, selected: bool
) -> None:
    if selected:
        set_selection(doc, ellipse(SIZE, 150, 150, 550, 450))
    draft = Draft(doc, CoarseTiles(compositor.twins), Trial("photo", effect, effect.params_class()))
    full = shown(lambda level, key: draft.tile(level, key).pixels, 0, 2)
    half = shown(lambda level, key: draft.tile(level, key).pixels, 1, 1)
    draft.close()
    apply_effect(doc, effect, effect.params_class())
    exact = shown(lambda level, key: compositor.mip_tile(level, *key), 0, 2)
    exact_half = shown(lambda level, key: compositor.mip_tile(level, *key), 1, 1)
    # The draft works on premultiplied bytes, which hold a little less.
    if effect.id not in ("threshold", "posterize"):
        assert np.quantile(np.abs(full - exact), 0.999) <= 3
    assert np.abs(full - exact).mean() < 1
    # Halved grain is finer than grain of half the size.
    assert np.abs(half - exact_half).mean() < (4 if effect.id == "noise" else 1.5)


def test_other_values_of_an_adjustment_layer(doc: Document, compositor: Compositor) -> None:
    node = add_adjustment(doc, find_effect("exposure"), params("exposure"))
    trial = Trial(node.id, node.effect, params("exposure", stops=1.5))
    draft = Draft(doc, CoarseTiles(compositor.twins), trial)
    have = draft.tile(1, (0, 0)).pixels.astype(int)
    assert draft.is_ready(1, (0, 0))
    commands.set_property(doc, node.id, "params", trial.params, label="x")
    assert np.abs(have - compositor.mip_tile(1, 0, 0)).mean() < 1.5
    draft.close()


def test_it_follows_the_trial_and_the_document(doc: Document, compositor: Compositor) -> None:
    effect = find_effect("exposure")
    draft = Draft(
        doc, CoarseTiles(compositor.twins), Trial("below", effect, params("exposure", stops=1))
    )
    before = draft.tile(1, (0, 0)).pixels.copy()
    draft.attempt(Trial("below", effect, params("exposure", stops=-1)))
    assert not draft.is_ready(1, (0, 0))
    stale = draft.stale(1, (0, 0))
    assert stale is not None
    assert np.array_equal(stale.pixels, before)
    darker = draft.tile(1, (0, 0)).pixels.copy()
    assert darker.sum() < before.sum()
    commands.set_visible(doc, "below", visible=False)
    assert not draft.is_ready(1, (0, 0))
    assert not np.array_equal(draft.tile(1, (0, 0)).pixels, darker)
    draft.close()


def test_without_effect_it_is_the_exact_composite(doc: Document, compositor: Compositor) -> None:
    draft = Draft(
        doc, CoarseTiles(compositor.twins), Trial("photo", find_effect("curves"), params("curves"))
    )
    for key in ((0, 0), (1, 1)):
        assert np.array_equal(draft.tile(0, key).pixels, compositor.tile(*key))
    draft.close()
