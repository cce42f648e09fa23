"""Photoshop documents that we write open with the same layers, here and elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from PySide6.QtGui import QColorSpace

from editor.api import FileError, Rect
from editor.document import BlendMode, Document, Group, Layer, Recipe
from editor.document.adjust.tone import INVERT
from editor.document.flatten import flatten
from editor.document.layer import AdjustmentLayer
from editor.formats import ExportOptions, export_image, open_document
from editor.formats.grids import grid_of

P3 = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(8).integers(1, 256, shape, np.uint8)


def layer(name: str, rgba: np.ndarray, x: int, y: int) -> Layer:
    return Layer(name=name, pixels=grid_of(rgba, x=x, y=y))


def rich() -> Document:
    doc = Document(60, 40, dpi=300.0, icc_profile=P3)
    below = layer("Grund 地", np.dstack([noise(40, 60, 3), np.full((40, 60), 255, np.uint8)]), 0, 0)
    above = layer("above", noise(10, 12, 4), -3, 35)
    above.blend_mode, above.opacity, above.visible = BlendMode.MULTIPLY, 0.5, False
    above.mask = grid_of(noise(10, 12), x=-3, y=35)
    above.mask_enabled = False
    group = Group(name="group", children=[above, Layer(name="empty")])
    group.mask = grid_of(noise(9, 8), x=4, y=4)
    last = Group(name="last")
    last.mask = grid_of(noise(3, 2), x=1, y=1)
    doc.layers = [below, group, layer("top", noise(5, 5, 4), 20, 20), last]
    doc.active_id = below.id
    return doc


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.psd"


def test_layers_come_back(path: Path) -> None:
    doc = rich()
    assert export_image(doc, path) == []
    back = open_document(path)
    assert (back.width, back.height, back.dpi, back.icc_profile) == (60, 40, 300.0, P3)
    pairs = list(zip(doc.walk(), back.walk(), strict=True))
    area = Rect(-10, -10, 90, 90)
    for ours, theirs in pairs:
        assert (ours.name, ours.visible, ours.blend_mode) == (
            theirs.name,
            theirs.visible,
            theirs.blend_mode,
        )
        assert ours.opacity == pytest.approx(theirs.opacity, abs=1 / 255)
        assert (ours.mask is None) == (theirs.mask is None)
        if ours.mask is not None and theirs.mask is not None:
            assert ours.mask_enabled == theirs.mask_enabled
            assert np.array_equal(ours.mask.read(area), theirs.mask.read(area))
        if isinstance(ours, Layer):
            assert isinstance(theirs, Layer)
            assert np.array_equal(ours.pixels.read(area), theirs.pixels.read(area))
    assert back.metadata["notices"] == []


def test_others_see_the_merged_picture(path: Path) -> None:
    doc = rich()
    export_image(doc, path)
    with Image.open(path) as image:  # Pillow reads nothing but the merged picture
        merged = np.asarray(image.convert("RGBA"))
    assert np.array_equal(merged, flatten(doc, doc.bounds))
    assert [one.name for one in PSDImage.open(path)] == ["Grund 地", "group", "top", "last"]


def test_an_adjustment_is_written_as_pixels(path: Path) -> None:
    doc = rich()
    doc.layers.insert(
        1, AdjustmentLayer(name="Invert", effect_id=INVERT.id, params=INVERT.params_class())
    )
    assert export_image(doc, path) == ["“Invert” is an adjustment; it was written as pixels."]
    back = open_document(path)
    assert np.array_equal(flatten(doc, doc.bounds), flatten(back, back.bounds))


def test_generated_pixels_are_marked(path: Path) -> None:
    doc = rich()
    top = doc.layers[2]
    assert isinstance(top, Layer)
    top.recipe = Recipe(generator="plain", params={}, seed=1)
    for mark in (True, False):
        export_image(doc, path, options=ExportOptions(mark_synthetic=mark))
        assert (b"compositeWithTrainedAlgorithmicMedia" in path.read_bytes()) == mark


def test_what_photoshop_cannot_hold_is_refused(path: Path) -> None:
    path.write_bytes(b"old")
    with pytest.raises(FileError, match="30000 pixels a side"):
        export_image(Document(30_001, 2), path)
    assert path.read_bytes() == b"old"


def test_bare_pixels_and_an_empty_document_are_written(path: Path) -> None:
    pixels = noise(4, 5, 4)
    export_image(pixels, path)
    back = open_document(path).layers[0]
    assert isinstance(back, Layer)
    assert np.array_equal(back.pixels.read(Rect(0, 0, 5, 4)), pixels)
    export_image(Document(3, 2), path)
    assert open_document(path).bounds == Rect(0, 0, 3, 2)
