"""The grain of the page: it repeats without a seam, lies still, and paint catches on it."""

from __future__ import annotations

import numpy as np
import pytest

from editor.document import Document, Layer, commands
from editor.document.brush import Brush, Stroke
from editor.document.textures import NONE, TEXTURES, texture
from editor.document.tiles import TILE, Array

GRAINS = [name for name in TEXTURES if name != NONE]


@pytest.mark.parametrize("name", GRAINS)
def test_it_takes_some_paint_and_repeats_without_a_seam(name: str) -> None:
    grain = texture(name)
    assert grain.shape == (TILE, TILE)
    assert grain.dtype == np.float32
    assert 0 <= grain.min() < 0.3
    assert 0.7 < grain.max() <= 1
    steps = np.abs(np.diff(grain, axis=0)).mean(axis=1)
    assert np.abs(grain[0] - grain[-1]).mean() <= steps.max() * 1.01
    assert texture(name) is grain


def drawn(brush: Brush, *, twice: bool = False) -> Array:
    doc: Document = commands.new_document(1400, 200, background=None)
    for _ in range(2 if twice else 1):
        stroke = Stroke(doc, brush, node_id=doc.active_id, target="pixels")
        stroke.begin(60, 100)
        stroke.move(1300, 100)
        assert stroke.end()
    layer = doc.active
    assert isinstance(layer, Layer)
    return np.array(layer.pixels.read(doc.bounds))


def test_paint_catches_on_it_and_it_lies_still_on_the_page() -> None:
    plain = drawn(Brush(size_px=60, hardness=1, spacing=0.05))
    rough = drawn(Brush(size_px=60, hardness=1, spacing=0.05, texture="rough"))
    assert (plain[100, 100:1250, 3] == 255).all()
    middle = rough[80:120, 100:1250, 3].astype(int)
    assert middle.std() > 50
    np.testing.assert_array_equal(middle[:, 100:500], middle[:, 100 + TILE : 500 + TILE])
    again = drawn(Brush(size_px=60, hardness=1, spacing=0.05, texture="rough"), twice=True)
    holes = middle == 0
    assert holes.any()
    assert (again[80:120, 100:1250, 3][holes] == 0).all(), "the second stroke meets the same grain"


def test_its_share_says_how_much_it_counts() -> None:
    half = drawn(Brush(size_px=60, hardness=1, spacing=0.05, texture="rough", grain=0.5))
    none = drawn(Brush(size_px=60, hardness=1, spacing=0.05, texture="rough", grain=0.0))
    assert half[80:120, 100:1250, 3].min() in range(120, 136)
    assert (none[100, 100:1250, 3] == 255).all()
