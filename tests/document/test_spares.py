"""Memory for tiles that is there before it is needed."""

from __future__ import annotations

import numpy as np

from editor.document import Layer, commands
from editor.document.brush import Brush, Stroke
from editor.document.spares import Spares
from editor.document.tiles import TILE, TileGrid, spares


def test_blocks_are_zeros_of_ones_own() -> None:
    some = Spares(nbytes=4 * 64, most=3)
    some.refill(1.0)
    assert len(some) == 3
    first, second = some.zeros((8, 8, 4), np.uint8), some.zeros((8, 8), np.float32)
    first[...] = 7
    assert not second.any()
    assert second.flags.c_contiguous
    assert second.flags.writeable
    assert len(some) == 1


def test_a_copy_is_independent() -> None:
    some = Spares(nbytes=4 * 64, most=1)
    some.refill(1.0)
    original = np.arange(256, dtype=np.uint8).reshape(8, 8, 4)
    copy = some.copy(original)
    assert len(some) == 0
    assert np.array_equal(copy, original)
    copy[...] = 0
    assert original.any()


def test_without_any_left_and_for_other_sizes_memory_is_new() -> None:
    some = Spares(nbytes=4 * 64, most=1)
    assert some.copy(np.ones((8, 8, 4), np.uint8)).all()
    some.refill(1.0)
    assert some.zeros((3, 3), np.uint8).shape == (3, 3)
    assert len(some) == 1


def test_a_stroke_on_new_tiles_takes_them() -> None:
    doc = commands.new_document(2 * TILE, TILE)
    layer = doc.active
    assert isinstance(layer, Layer)
    layer.pixels.write(doc.bounds, np.full((TILE, 2 * TILE, 4), 200, np.uint8))
    before: TileGrid = layer.pixels.copy()
    spares.refill(1.0)
    had = len(spares)
    stroke = Stroke(doc, Brush(size_px=40), node_id=doc.active_id, target="pixels")
    stroke.begin(TILE, 100)
    assert len(spares) == had - 4  # pixels and coverage of two tiles
    stroke.end()
    assert before.read(doc.bounds).min() == 200
    assert layer.pixels.read(doc.bounds)[100, TILE, :3].tolist() == [0, 0, 0]
