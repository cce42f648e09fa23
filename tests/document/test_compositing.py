"""The compositor: modes against their formulas, groups, masks, dirty rectangles, mip levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from editor.api import Rect
from editor.document import BlendMode, Document, Group, Layer, Node, TileGrid
from editor.document.brush import Brush, Stroke
from editor.document.compositing import compose
from editor.document.compositor import Compositor
from editor.document.flatten import flatten
from editor.document.geometry import crop_to

SIDE = 96
Blend = Callable[[np.ndarray, np.ndarray], np.ndarray]


def noise(seed: int, *, height: int = SIDE, width: int = SIDE) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)


def layer(name: str, pixels: np.ndarray, x: int = 0, y: int = 0) -> Layer:
    made = Layer(name=name, id=name)
    made.pixels.write(Rect(x, y, pixels.shape[1], pixels.shape[0]), pixels)
    return made


def over(below: np.ndarray, above: np.ndarray, blend: Blend, opacity: float = 1.0) -> np.ndarray:
    """The W3C's compositing formula on straight 0..1 pixels."""
    ab, aa = below[..., 3:], above[..., 3:] * opacity
    mixed = (1 - ab) * above[..., :3] + ab * blend(below[..., :3], above[..., :3])
    alpha = aa + ab * (1 - aa)
    color = (aa * mixed + (1 - aa) * ab * below[..., :3]) / np.maximum(alpha, 1e-9)
    return np.concatenate([color, alpha], axis=2)


def soft_light(b: np.ndarray, s: np.ndarray) -> np.ndarray:
    d = np.where(b <= 0.25, ((16 * b - 12) * b + 4) * b, np.sqrt(b))
    return np.where(s <= 0.5, b - (1 - 2 * s) * b * (1 - b), b + (2 * s - 1) * (d - b))


def hard_light(b: np.ndarray, s: np.ndarray) -> np.ndarray:
    return np.where(s <= 0.5, 2 * b * s, 1 - 2 * (1 - b) * (1 - s))


FORMULAS: dict[BlendMode, Blend] = {
    BlendMode.NORMAL: lambda b, s: s,
    BlendMode.MULTIPLY: lambda b, s: b * s,
    BlendMode.SCREEN: lambda b, s: b + s - b * s,
    BlendMode.OVERLAY: lambda b, s: hard_light(s, b),
    BlendMode.DARKEN: np.minimum,
    BlendMode.LIGHTEN: np.maximum,
    BlendMode.COLOR_DODGE: lambda b, s: np.where(
        b == 0, 0, np.where(s >= 1, 1, np.minimum(1, b / np.maximum(1 - s, 1e-9)))
    ),
    BlendMode.COLOR_BURN: lambda b, s: np.where(
        b >= 1, 1, np.where(s <= 0, 0, 1 - np.minimum(1, (1 - b) / np.maximum(s, 1e-9)))
    ),
    BlendMode.HARD_LIGHT: hard_light,
    BlendMode.SOFT_LIGHT: soft_light,
    BlendMode.DIFFERENCE: lambda b, s: np.abs(b - s),
    BlendMode.EXCLUSION: lambda b, s: b + s - 2 * b * s,
}


@pytest.fixture
def doc() -> Document:
    doc = Document(SIDE, SIDE)
    doc.layers += [layer("below", noise(1)), layer("above", noise(2))]
    return doc


@pytest.fixture
def compositor(doc: Document) -> Iterator[Compositor]:
    made = Compositor(doc)
    yield made
    made.close()


@pytest.mark.parametrize("mode", list(BlendMode))
@pytest.mark.parametrize("opacity", [1.0, 0.4])
def test_blend_modes_follow_the_specification(
    doc: Document, mode: BlendMode, opacity: float
) -> None:
    doc.layers[1].blend_mode, doc.layers[1].opacity = mode, opacity
    want = over(noise(1) / 255, noise(2) / 255, FORMULAS[mode], opacity)
    have = compose(doc, doc.bounds) / 255
    assert np.abs(have[..., 3] - want[..., 3]).max() < 2.5 / 255
    # Where little is seen, premultiplied bytes hold few colours; what is seen counts.
    seen = np.abs(have[..., :3] - want[..., :3]) * want[..., 3:]
    assert seen.mean() < 1 / 255
    assert np.quantile(seen, 0.998) < 5 / 255


def test_a_single_plain_layer_keeps_every_byte(doc: Document) -> None:
    doc.layers[1].visible = False
    assert (flatten(doc, doc.bounds) == noise(1)).all()


def test_a_group_is_blended_as_one(doc: Document) -> None:
    doc.layers[0] = layer("below", np.full((SIDE, SIDE, 4), (200, 200, 200, 255), np.uint8))
    inner = [
        layer("a", np.full((SIDE, SIDE, 4), (255, 0, 0, 255), np.uint8)),
        layer("b", np.full((SIDE, SIDE, 4), (0, 0, 255, 255), np.uint8)),
    ]
    doc.layers[1] = Group(name="g", children=list(inner), opacity=0.5)
    assert np.abs(compose(doc, doc.bounds)[0, 0].astype(int) - (100, 100, 228, 255)).max() <= 1
    inner[1].blend_mode = BlendMode.MULTIPLY
    assert np.abs(compose(doc, doc.bounds)[0, 0].astype(int) - (100, 100, 100, 255)).max() <= 1


def test_masks_hide_in_layers_and_groups(doc: Document) -> None:
    mask = TileGrid(channels=1)
    mask.write(Rect(0, 0, 48, SIDE), np.full((SIDE, 48), 128, np.uint8))
    for node in (doc.layers[1], Group(name="g", children=[doc.layers[1]])):
        doc.layers[1] = node
        node.mask = mask
        alpha = compose(doc, doc.bounds, nodes={doc.layers[1], *_inside(node)})[..., 3]
        expected = noise(2)[..., 3] * (128 / 255)
        if isinstance(node, Group):
            expected = expected * (128 / 255)
        assert np.abs(alpha[:, :48] - expected[:, :48]).max() <= 2
        assert not alpha[:, 48:].any()
    doc.layers[1].mask_enabled = False
    assert compose(doc, doc.bounds)[:, 48:].any()


def _inside(node: Node) -> list[Layer]:
    return [n for n in getattr(node, "children", []) if isinstance(n, Layer)]


def test_hidden_nodes_are_not_drawn(doc: Document) -> None:
    before = compose(doc, doc.bounds)
    doc.layers.append(Group(name="g", visible=False, children=[layer("c", noise(3))]))
    doc.layers.append(layer("d", noise(4)))
    doc.layers[-1].opacity = 0
    assert (compose(doc, doc.bounds) == before).all()


def test_a_rectangle_may_reach_beyond_the_page_and_over_tiles() -> None:
    doc = Document(700, 600)
    doc.layers += [layer("a", noise(5, height=700, width=800), -50, -60), layer("b", noise(6))]
    whole = compose(doc, Rect(-50, -60, 800, 700))
    part = compose(doc, Rect(480, 490, 100, 90))
    assert (part == whole[550:640, 530:630]).all()


def premultiplied(doc: Document, rect: Rect) -> np.ndarray:
    fresh = Compositor(doc)
    try:
        side = range(-(-max(doc.width, doc.height) // 512))
        rows = [np.hstack([fresh.tile(ix, iy) for ix in side]) for iy in side]
        return np.vstack(rows)[rect.slices()]
    finally:
        fresh.close()


def test_tiles_follow_strokes_undo_and_hidden_changes() -> None:
    doc = Document(1100, 1100)
    doc.layers += [
        layer("a", noise(7, height=900, width=900), 100, 100),
        Group(name="g", id="g", children=[layer("b", noise(8, height=300, width=300), 400, 400)]),
    ]
    compositor = Compositor(doc)

    def check() -> None:
        for iy in range(3):
            for ix in range(3):
                rect = Rect(ix * 512, iy * 512, 512, 512)
                side = (
                    max(0, min(512, doc.width - ix * 512)),
                    max(0, min(512, doc.height - iy * 512)),
                )
                if 0 in side:
                    continue
                have = compositor.tile(ix, iy)
                want = premultiplied(doc, rect)
                assert (have[: side[1], : side[0]] == want[: side[1], : side[0]]).all()
                assert not have[side[1] :].any()

    check()
    for node_id, at in (("a", (500, 500)), ("b", (600, 480))):
        stroke = Stroke(doc, Brush(size_px=90), node_id=node_id, target="pixels")
        stroke.begin(*at)
        stroke.move(at[0] + 70, at[1] + 90)
        check()
        stroke.end()
    doc.history.undo()
    check()
    group = doc.find("g")
    assert group is not None
    group.visible = False
    doc.pixels_changed.emit(doc.bounds)
    check()
    doc.history.undo()
    doc.history.redo()
    doc.history.redo()
    group.visible = True
    doc.pixels_changed.emit(doc.bounds)
    check()
    crop_to(doc, Rect(300, 300, 800, 800))
    check()
    doc.history.undo()
    check()
    compositor.close()


def test_mip_levels_average_and_follow_small_changes() -> None:
    doc = Document(2048, 2048)
    doc.layers.append(layer("a", noise(9, height=2048, width=2048)))
    compositor = Compositor(doc)
    compositor.mip_tile(2, 0, 0)
    stroke = Stroke(doc, Brush(size_px=61), node_id="a", target="pixels")
    stroke.begin(513, 1021)
    stroke.move(700, 1033)
    assert not compositor.is_ready(2, 0, 0)
    have = compositor.mip_tile(2, 0, 0)
    full = premultiplied(doc, doc.bounds).astype(np.float32)
    want = full.reshape(512, 4, 512, 4, 4).mean(axis=(1, 3))
    assert np.abs(have - want).max() <= 1.3
    assert compositor.is_ready(2, 0, 0)
    stroke.cancel()
    compositor.close()


def test_pending_comes_to_an_end_within_a_small_budget() -> None:
    doc = Document(8192, 8192)
    doc.layers.append(layer("a", noise(1)))
    compositor = Compositor(doc, budget_bytes=0)
    rounds = 0
    while keys := compositor.pending(4, 0, 0):
        for key in keys[:50]:
            compositor.tile(*key)
        rounds += 1
        assert rounds < 10
    assert compositor.is_ready(4, 0, 0)
    compositor.close()


def test_tiles_are_read_only_and_images_are_views(doc: Document, compositor: Compositor) -> None:
    tile = compositor.tile(0, 0)
    with pytest.raises(ValueError, match="read-only"):
        tile[0, 0] = 0
    image = compositor.image(0, 0, 0)
    assert (np.frombuffer(image.constBits(), np.uint8).reshape(512, 512, 4) == tile).all()


def test_flatten_of_the_compositor_equals_a_fresh_one(
    doc: Document, compositor: Compositor
) -> None:
    compositor.tile(0, 0)
    assert (compositor.flatten(doc.bounds) == compose(doc, doc.bounds)).all()
