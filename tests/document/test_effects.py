"""Effects in the document: into pixels and as layers, within the selection, and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.api import FigmentError, Rect, validate_params
from editor.document import AdjustmentLayer, BlendMode, Document, Group, Layer, TileGrid, commands
from editor.document.adjust import EFFECTS, find_effect
from editor.document.compositing import compose
from editor.document.compositor import Compositor
from editor.document.effects import Applying, add_adjustment, apply_effect, set_params
from editor.document.selecting import set_selection
from editor.document.selection import ellipse

SIZE = (700, 600)


def params(effect_id: str, **values: Any) -> Any:
    return validate_params(find_effect(effect_id).params_class, values)


def noise(seed: int, *, opaque: bool = True) -> np.ndarray:
    rgba = np.random.default_rng(seed).integers(0, 256, (SIZE[1], SIZE[0], 4), np.uint8)
    if opaque:
        rgba[..., 3] = 255
    return rgba


def picture(*, opaque: bool = True) -> tuple[Document, Layer]:
    doc = Document(*SIZE)
    layer = Layer(name="photo", id="photo")
    layer.pixels.write(doc.bounds, noise(1, opaque=opaque))
    doc.layers.append(layer)
    doc.active_id = layer.id
    return doc, layer


def pixels(doc: Document, layer_id: str = "photo") -> np.ndarray:
    layer = doc.find(layer_id)
    assert isinstance(layer, Layer)
    return layer.pixels.read(doc.bounds)


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=lambda effect: effect.id)
def test_applied_it_is_the_function_and_undone_it_is_gone(effect: Any) -> None:
    doc, _ = picture()
    before = pixels(doc)
    chosen = effect.params_class()
    apply_effect(doc, effect, chosen)
    want = effect.apply(before, chosen)
    assert np.abs(pixels(doc).astype(int) - want).max() <= 1
    if effect.prepare(chosen, 1.0) is None:
        assert not doc.history.entries
        return
    assert [entry.label for entry in doc.history.entries] == [effect.title]
    doc.history.undo()
    assert np.array_equal(pixels(doc), before)
    doc.history.redo()
    assert np.abs(pixels(doc).astype(int) - want).max() <= 1


def test_a_selection_limits_it() -> None:
    doc, _ = picture(opaque=False)
    before = pixels(doc)
    mask = ellipse(SIZE, 100, 90, 560, 540)
    set_selection(doc, mask)
    for effect_id in ("invert", "gaussian-blur"):
        apply_effect(doc, find_effect(effect_id), params(effect_id))
        after = pixels(doc)
        assert np.array_equal(after[mask == 0], before[mask == 0])
        full = find_effect(effect_id).apply(before, params(effect_id))
        inside = (mask == 255) & (full[..., 3] > 0)
        assert np.abs(after[inside].astype(int) - full[inside]).max() <= 1
        doc.history.undo()


def test_a_lock_on_transparency_holds() -> None:
    doc, layer = picture(opaque=False)
    before = pixels(doc)
    layer.alpha_locked = True
    apply_effect(doc, find_effect("box-blur"), params("box-blur"))
    assert np.array_equal(pixels(doc)[..., 3], before[..., 3])
    assert not np.array_equal(pixels(doc)[..., :3], before[..., :3])


def test_a_blur_of_a_full_layer_stays_opaque_at_the_page() -> None:
    doc, _ = picture()
    apply_effect(doc, find_effect("gaussian-blur"), params("gaussian-blur", radius=30))
    assert (pixels(doc)[..., 3] == 255).all()


def test_a_blur_of_a_spot_reaches_into_empty_tiles() -> None:
    doc = Document(*SIZE)
    layer = Layer(name="spot", id="photo")
    layer.pixels.write(Rect(480, 480, 30, 30), np.full((30, 30, 4), 255, np.uint8))
    doc.layers.append(layer)
    doc.active_id = layer.id
    apply_effect(doc, find_effect("gaussian-blur"), params("gaussian-blur", radius=20))
    assert pixels(doc)[520, 520, 3] > 0
    doc.history.undo()
    assert set(doc.find("photo").pixels.keys()) == {(0, 0)}  # type: ignore[union-attr]


def test_whatever_is_done_meanwhile_finishes_it_first() -> None:
    doc, _ = picture()
    before = pixels(doc)
    work = Applying(doc, find_effect("invert"), params("invert"))
    assert work.step()
    assert np.array_equal(pixels(doc), before), "nothing is seen before the end"
    commands.new_layer(doc)
    assert work.is_done
    assert [entry.label for entry in doc.history.entries] == ["Invert", "New layer"]
    assert np.array_equal(pixels(doc)[..., :3], 255 - before[..., :3])


def test_cancelled_it_leaves_nothing() -> None:
    doc, _ = picture()
    before = pixels(doc)
    work = Applying(doc, find_effect("invert"), params("invert"))
    work.step()
    work.cancel()
    assert not work.step()
    commands.new_layer(doc)
    assert [entry.label for entry in doc.history.entries] == ["New layer"]
    assert np.array_equal(pixels(doc), before)


def test_where_it_fails_the_layer_is_as_it_was_and_work_goes_on() -> None:
    doc, _ = picture()
    before = pixels(doc)
    work = Applying(doc, find_effect("invert"), params("invert"))

    def fails(rgba: Any, corner: tuple[int, int]) -> Any:
        raise MemoryError

    assert work._work is not None
    work._work = replace(work._work, run=fails)
    with pytest.raises(MemoryError):
        work.step()
    assert work.is_done
    assert not doc.history.is_stroke_open
    assert not doc.history.can_undo
    assert np.array_equal(pixels(doc), before)
    apply_effect(doc, find_effect("invert"), params("invert"))
    assert doc.history.can_undo


def test_locked_layers_and_groups_are_refused() -> None:
    doc, layer = picture()
    layer.locked = True
    with pytest.raises(FigmentError, match="locked"):
        apply_effect(doc, find_effect("invert"), params("invert"))
    commands.new_group(doc)
    with pytest.raises(FigmentError):
        apply_effect(doc, find_effect("invert"), params("invert"))


# Adjustment layers


def test_a_layer_changes_what_lies_below_in_its_group_only() -> None:
    doc, _ = picture()
    plain = compose(doc, doc.bounds)
    adjustment = add_adjustment(doc, find_effect("invert"), params("invert"))
    inverted = compose(doc, doc.bounds)
    assert np.array_equal(inverted[..., :3], 255 - plain[..., :3])
    doc.layers.remove(adjustment)
    doc.layers.append(Group(name="g", children=[adjustment]))
    assert np.array_equal(compose(doc, doc.bounds), plain)


@pytest.mark.parametrize("opaque", [True, False])
@pytest.mark.parametrize("effect_id", ["curves", "hue-saturation", "threshold"])
def test_it_looks_as_if_applied(effect_id: str, opaque: bool) -> None:
    doc, _ = picture(opaque=opaque)
    values: dict[str, dict[str, Any]] = {
        "curves": {"curves": (((0, 60), (255, 220)),) + (((0, 0), (255, 255)),) * 3},
        "hue-saturation": {"hue": 90},
        "threshold": {},
    }
    chosen = params(effect_id, **values[effect_id])
    add_adjustment(doc, find_effect(effect_id), chosen)
    have = compose(doc, doc.bounds)
    want = find_effect(effect_id).apply(noise(1, opaque=opaque), chosen)
    assert np.array_equal(have[..., 3], want[..., 3])
    seen = want[..., 3] > (0 if opaque else 200)
    off = np.abs(have[seen].astype(int) - want[seen]).max(axis=1)
    # Premultiplied bytes hold colours a step or two off; a threshold turns that into all or none.
    assert np.quantile(off, 0.99 if effect_id == "threshold" else 1.0) <= (0 if opaque else 4)


def test_opacity_mask_and_mode() -> None:
    doc, _ = picture()
    base = noise(1)[..., :3].astype(float)
    node = add_adjustment(doc, find_effect("invert"), params("invert"))
    node.opacity = 0.25
    have = compose(doc, doc.bounds)[..., :3]
    assert np.abs(have - (base * 0.75 + (255 - base) * 0.25)).max() <= 1
    node.mask = TileGrid(channels=1)
    node.mask.write(Rect(0, 0, 300, 600), np.full((600, 300), 128, np.uint8))
    have = compose(doc, doc.bounds)[..., :3]
    share = 0.25 * 128 / 255
    assert np.abs(have[:, :300] - (base * (1 - share) + (255 - base) * share)[:, :300]).max() <= 1
    assert np.array_equal(have[:, 300:], base[:, 300:])
    node.mask_enabled = False
    node.opacity, node.blend_mode = 1.0, BlendMode.MULTIPLY
    have = compose(doc, doc.bounds)[..., :3]
    assert np.abs(have - base * (255 - base) / 255).max() <= 1.5
    node.visible = False
    assert np.array_equal(compose(doc, doc.bounds)[..., :3], base)


def test_tiles_follow_its_values_and_undo() -> None:
    doc, _ = picture()
    compositor = Compositor(doc)
    first = compositor.mip_tile(1, 0, 0).copy()
    node = add_adjustment(doc, find_effect("exposure"), params("exposure", stops=1))
    brighter = compositor.mip_tile(1, 0, 0).copy()
    assert brighter.astype(int).sum() > first.astype(int).sum()
    set_params(doc, node.id, params("exposure", stops=-1))
    darker = compositor.mip_tile(1, 0, 0).copy()
    assert darker.astype(int).sum() < first.astype(int).sum()
    doc.history.undo()
    assert np.array_equal(compositor.mip_tile(1, 0, 0), brighter)
    doc.history.undo()
    assert np.array_equal(compositor.mip_tile(1, 0, 0), first)
    doc.history.redo()
    doc.history.redo()
    assert np.array_equal(compositor.mip_tile(1, 0, 0), darker)
    compositor.close()


def test_a_drag_of_values_is_one_step() -> None:
    doc, _ = picture()
    node = add_adjustment(doc, find_effect("exposure"), params("exposure"))
    for stops in (0.2, 0.4, 0.6):
        set_params(doc, node.id, params("exposure", stops=stops))
    assert [entry.label for entry in doc.history.entries] == ["Exposure", "Change Exposure"]
    doc.history.undo()
    kept = doc.find(node.id)
    assert isinstance(kept, AdjustmentLayer)
    assert kept.params == params("exposure")


def test_a_selection_becomes_its_mask() -> None:
    doc, _ = picture()
    set_selection(doc, ellipse(SIZE, 100, 90, 560, 540))
    node = add_adjustment(doc, find_effect("invert"), params("invert"))
    assert node.mask is not None
    have = compose(doc, doc.bounds)
    assert np.array_equal(have[0, 0], noise(1)[0, 0])
    assert np.array_equal(have[300, 300, :3], 255 - noise(1)[300, 300, :3])


def test_filters_cannot_be_layers() -> None:
    doc, _ = picture()
    with pytest.raises(FigmentError, match="cannot be a layer"):
        add_adjustment(doc, find_effect("median"), params("median"))


def test_it_can_be_copied_merged_and_painted_around() -> None:
    doc, _ = picture()
    node = add_adjustment(doc, find_effect("invert"), params("invert"))
    want = compose(doc, doc.bounds)
    twin = commands.duplicate_node(doc, node.id)
    assert isinstance(twin, AdjustmentLayer)
    assert np.array_equal(compose(doc, doc.bounds), noise(1))
    commands.delete_node(doc, twin.id)
    commands.merge_down(doc, node.id)
    assert isinstance(doc.active, Layer)
    assert np.array_equal(pixels(doc, doc.active_id), want)


@settings(max_examples=20)
@given(
    order=st.lists(st.sampled_from(["invert", "exposure", "black-and-white", "layer"]), max_size=4),
    masked=st.booleans(),
)
def test_tiles_and_whole_pictures_agree(order: list[str], masked: bool) -> None:
    doc, _ = picture(opaque=False)
    for number, what in enumerate(order):
        if what == "layer":
            extra = Layer(name="extra")
            extra.pixels.write(Rect(90, 70, 500, 460), noise(number, opaque=False)[:460, :500])
            doc.layers.append(extra)
            continue
        values = {"stops": 0.7} if what == "exposure" else {}
        if masked:
            set_selection(doc, ellipse(SIZE, 50, 60, 600, 400))
        add_adjustment(doc, find_effect(what), params(what, **values))
    whole = compose(doc, doc.bounds)
    part = compose(doc, Rect(480, 490, 100, 90))
    assert np.array_equal(part, whole[490:580, 480:580])
