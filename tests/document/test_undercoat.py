"""What is kept below the node that is worked on: the same pixels as drawing all, with less done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.api import Rect, validate_params
from editor.document import BlendMode, Document, Group, Layer, TileGrid, commands
from editor.document.adjust import find_effect
from editor.document.brush import Brush, Stroke
from editor.document.compositing import WHOLE, Buffer, TileScene, Twins
from editor.document.compositor import Compositor
from editor.document.effects import set_params
from editor.document.layer import AdjustmentLayer, Node
from editor.document.tiles import Key, tile_keys
from editor.document.undercoat import Undercoat, looks

SIZE = (640, 540)
KEYS = list(tile_keys(Rect(0, 0, *SIZE)))
# Those that give the same byte wherever in an array a pixel lies; OpenCV's hues do not.
EFFECTS: dict[str, dict[str, Any]] = {
    "invert": {},
    "brightness-contrast": {"brightness": 30},
    "black-and-white": {},
    "posterize": {},
}


def grid(seed: int, channels: int) -> TileGrid:
    """Blocks of noise, clear here and there and beyond the page, so that tiles differ in kind."""
    random = np.random.default_rng(seed)
    made = TileGrid(channels)
    for _ in range(2):
        x, y = (int(v) for v in random.integers(-60, 420, 2))
        shape = (int(random.integers(40, 300)), int(random.integers(40, 300)), channels)
        pixels = random.integers(0, 256, shape, np.uint8)
        if channels == 4 and seed % 2:
            pixels[..., 3] = 255
        made.write(Rect(x, y, shape[1], shape[0]), pixels if channels == 4 else pixels[..., 0])
    return made


@st.composite
def nodes(draw: st.DrawFn, depth: int = 2) -> Node:
    seed = draw(st.integers(0, 999))
    common: dict[str, Any] = {
        "name": f"node {seed}",
        "opacity": draw(st.sampled_from([1.0, 1.0, 0.6, 0.0])),
        "visible": draw(st.sampled_from([True, True, True, False])),
        "blend_mode": draw(st.sampled_from(list(BlendMode))),
        "mask": grid(seed + 1, 1) if draw(st.booleans()) else None,
        "mask_enabled": draw(st.booleans()),
    }
    kind = draw(st.sampled_from(["layer", "layer", "layer", "adjustment", "group"][: 3 + depth]))
    if kind == "group":
        inside = draw(st.lists(nodes(depth=depth - 1), min_size=1, max_size=4))
        return Group(**common, children=inside)
    if kind == "adjustment":
        effect = find_effect(draw(st.sampled_from(list(EFFECTS))))
        params = validate_params(effect.params_class, EFFECTS[effect.id])
        return AdjustmentLayer(**common, effect_id=effect.id, params=params)
    return Layer(**common, pixels=grid(seed, 4))


def assert_shows_the_document(compositor: Compositor, doc: Document) -> None:
    plain = Compositor(doc)  # composes each tile once, so nothing of it was kept
    try:
        for key in KEYS:
            assert (compositor.tile(*key) == plain.tile(*key)).all()
    finally:
        plain.close()


def stroked(doc: Document, node: Node, at: tuple[int, int]) -> Iterator[None]:
    """A stroke on a node, dab by dab: on a layer's pixels, on another node's mask."""
    doc.activate(node.id)
    if not isinstance(node, Layer) and node.mask is None:
        commands.add_mask(doc, node.id)
    is_seen = all(n.visible for n in (node, *doc.ancestors(node.id)))
    if isinstance(node, Layer) and not is_seen:
        return
    target = "pixels" if isinstance(node, Layer) else "mask"
    brush = Brush(size_px=90, hardness=0.2, color=(200, 40, 90))
    stroke = Stroke(doc, brush, node_id=node.id, target=target)  # type: ignore[arg-type]
    stroke.begin(*at)
    yield
    for step in range(1, 4):
        stroke.move(at[0] + 40 * step, at[1] + 25 * step)
        yield
    stroke.end()


def done(doc: Document, action: tuple[str, int, tuple[int, int]]) -> Iterator[None]:
    """An action, as far as it can be done; yields wherever there is something to look at."""
    kind, index, at = action
    walked = list(doc.walk())
    node = walked[index % len(walked)]
    if kind == "stroke":
        yield from stroked(doc, node, at)
    elif kind == "opacity":
        commands.set_opacity(doc, node.id, at[0] / 640)
    elif kind == "mode":
        commands.set_blend_mode(doc, node.id, list(BlendMode)[at[0] % 12])
    elif kind == "visible":
        commands.set_visible(doc, node.id, visible=not node.visible)
    elif kind == "raise":
        commands.raise_node(doc, node.id)
    elif kind == "values" and isinstance(node, AdjustmentLayer):
        if node.effect_id == "brightness-contrast":
            cls = node.effect.params_class
            set_params(doc, node.id, validate_params(cls, {"brightness": at[0] % 90}))
    elif kind == "activate":
        doc.activate(node.id)
    elif kind == "undo":
        doc.history.undo()
    elif kind == "redo":
        doc.history.redo()
    yield


ACTIONS = st.tuples(
    st.sampled_from(
        ["stroke"] * 5
        + ["opacity", "mode", "visible", "raise", "values", "activate", "undo", "redo"]
    ),
    st.integers(0, 50),
    st.tuples(st.integers(0, 600), st.integers(0, 500)),
)


@settings(max_examples=40)
@given(st.lists(nodes(), min_size=1, max_size=6), st.lists(ACTIONS, min_size=1, max_size=6))
def test_any_document_under_any_work_looks_as_if_all_were_drawn(
    layers: list[Node], actions: list[tuple[str, int, tuple[int, int]]]
) -> None:
    doc = Document(*SIZE)
    doc.layers += layers
    doc.active_id = layers[0].id
    compositor = Compositor(doc)
    try:
        for action in actions:
            for _ in done(doc, action):
                assert_shows_the_document(compositor, doc)
    finally:
        compositor.close()


class WatchedTwins(Twins):
    """Remembers which layers were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get(self, layer: Layer, key: Key) -> Buffer | None:
        self.asked.append(layer.id)
        return super().get(layer, key)


@pytest.fixture
def doc() -> Document:
    """a, b, a group of c and d, e, a group of f and g."""
    doc = Document(512, 512)
    for index, name in enumerate("abcdefg"):
        doc.layers.append(Layer(name=name, id=name, pixels=TileGrid(4)))
        pixels = np.random.default_rng(index).integers(0, 256, (512, 512, 4), np.uint8)
        node = doc.layers[-1]
        assert isinstance(node, Layer)
        node.pixels.write(doc.bounds, pixels)
    a, b, c, d, e, f, g = doc.layers
    doc.layers = [
        a,
        b,
        Group(name="inner", id="inner", children=[c, d]),
        e,
        Group(name="outer", id="outer", children=[f, g]),
    ]
    return doc


def asked_while_drawing(doc: Document, node_id: str) -> list[set[str]]:
    """The layers that each dab of a stroke asks for, once those before are shown."""
    compositor = Compositor(doc)
    compositor.twins = twins = WatchedTwins()
    compositor.tile(0, 0)
    doc.activate(node_id)
    stroke = Stroke(doc, Brush(size_px=40), node_id=node_id, target="pixels")
    stroke.begin(100, 100)
    asked = []
    for step in range(6):
        twins.asked.clear()
        compositor.tile(0, 0)
        asked.append(set(twins.asked))
        stroke.move(100 + 10 * step, 104)
    stroke.end()
    compositor.close()
    return asked


def test_a_stroke_draws_what_changed_and_what_lies_above(doc: Document) -> None:
    first, *_, last = asked_while_drawing(doc, "e")
    assert first == set("abcdefg")
    assert last == {"e"}  # the group above does not depend on it
    assert asked_while_drawing(doc, "d")[-1] == {"c", "d", "e"}
    assert asked_while_drawing(doc, "a")[-1] == {"a", "b", "e"}


def test_the_least_recently_used_tiles_are_let_go() -> None:
    doc = Document(512 * 12, 512 * 12)
    for index in range(3):
        node = Layer(name=str(index))
        for key in tile_keys(doc.bounds):
            node.pixels.set_tile(*key, opaque(90 + index))
        doc.layers.append(node)
    doc.active_id = doc.layers[2].id
    undercoat = Undercoat(lambda: doc.active_id, looks, budget_bytes=0)
    for key in tile_keys(doc.bounds):
        undercoat.known(scene(key), doc.layers)
    assert undercoat.known(scene((0, 0)), doc.layers)[0] == 0, "forgotten, so new again"
    count, pixels = undercoat.known(scene((0, 0)), doc.layers)
    assert count == 2
    assert pixels is not None
    assert (pixels == opaque(91)).all()


def opaque(value: int) -> np.ndarray:
    pixels = np.full((512, 512, 4), value, np.uint8)
    pixels[..., 3] = 255
    return pixels


def scene(key: Key) -> TileScene:
    return TileScene(key, WHOLE, Twins())
