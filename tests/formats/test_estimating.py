"""The size that the export dialog shows, and what a file holds besides pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColorSpace

from editor.api import FigmentError, Rect
from editor.document import Document, Layer, Recipe
from editor.document.flatten import flatten
from editor.formats import ExportOptions, export_image, open_document
from editor.formats.conversion import converted
from editor.formats.estimating import estimate_size, look
from editor.formats.grids import grid_of

P3 = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())


def photograph(width: int, height: int) -> Document:
    random = np.random.default_rng(3)
    small = random.integers(0, 256, (height // 40, width // 40, 3), np.uint8)
    soft = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    grain = random.integers(-4, 5, (height, width, 1))
    rgb = np.clip(np.asarray(soft).astype(int) + grain, 0, 255).astype(np.uint8)
    rgba = np.dstack([rgb, np.full((height, width), 255, np.uint8)])
    doc = Document(width, height)
    doc.layers.append(Layer(name="a", pixels=grid_of(rgba, x=0, y=0)))
    return doc


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        (".jpg", ExportOptions(quality=80)),
        (".png", ExportOptions()),
        (".webp", ExportOptions(quality=60)),
        (".webp", ExportOptions(lossless=True)),
    ],
)
def test_large_pictures_are_estimated_and_small_ones_measured(
    tmp_path: Path, suffix: str, options: ExportOptions
) -> None:
    for width, height, exact in ((300, 200, True), (2000, 1000, False)):
        doc = photograph(width, height)
        path = tmp_path / f"a{suffix}"
        export_image(doc, path, options=options)
        size = path.stat().st_size
        estimate = estimate_size(doc.frozen(), suffix, options)
        assert estimate.is_exact is exact
        assert estimate.nbytes == pytest.approx(size, rel=0.0 if exact else 0.15)


def test_what_is_written_besides_pixels_counts(tmp_path: Path) -> None:
    doc = photograph(2000, 1000)
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    plain = estimate_size(doc, ".png", ExportOptions()).nbytes
    doc.metadata["exif"] = b"Exif\0\0" + bytes(5000)
    assert estimate_size(doc, ".png", ExportOptions()).nbytes >= plain + 5000
    without = estimate_size(doc, ".png", ExportOptions(include_exif=False)).nbytes
    assert without == plain


def test_metadata_stay_out_when_not_wanted(tmp_path: Path) -> None:
    doc = photograph(200, 100)
    doc.metadata["exif"] = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
    doc.metadata["xmp"] = b"<x:xmpmeta>secret</x:xmpmeta>"
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    layer.recipe = Recipe(generator="plain", params={"prompt": "a shoe"}, seed=1)
    path = tmp_path / "a.png"
    export_image(doc, path)
    data = path.read_bytes()
    assert b"a shoe" in data
    assert b"secret" in data or b"eXIf" in data
    assert b"trainedAlgorithmicMedia" in data
    options = ExportOptions(include_recipe=False, include_exif=False, mark_synthetic=False)
    export_image(doc, path, options=options)
    data = path.read_bytes()
    for word in (b"a shoe", b"secret", b"eXIf", b"trainedAlgorithmicMedia"):
        assert word not in data


def test_without_a_profile_the_pixels_become_srgb(tmp_path: Path) -> None:
    doc = photograph(200, 100)
    doc.icc_profile = P3
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    before = layer.pixels.read(doc.bounds).astype(np.uint8)
    path = tmp_path / "a.png"
    export_image(doc, path, options=ExportOptions(embed_profile=False))
    back = open_document(path)
    assert back.icc_profile is None
    written = back.layers[0]
    assert isinstance(written, Layer)
    np.testing.assert_array_equal(
        written.pixels.read(doc.bounds), converted(before, source=P3, target=None)
    )


def test_a_scaled_copy_has_its_size_and_keeps_what_transparency_hides(tmp_path: Path) -> None:
    doc = Document(64, 40)
    rgba = np.zeros((40, 64, 4), np.uint8)
    rgba[:, 32:] = (200, 100, 50, 255)
    doc.layers.append(Layer(name="a", pixels=grid_of(rgba, x=0, y=0)))
    path = tmp_path / "a.png"
    export_image(doc, path, options=ExportOptions(scale=0.25))
    small = flatten(open_document(path), Rect(0, 0, 16, 10))
    assert small.shape == (10, 16, 4)
    assert (small[:, :8, 3] == 0).all()
    assert (small[:, 8:] == (200, 100, 50, 255)).all()
    export_image(doc, path, options=ExportOptions(scale=2.5))
    assert open_document(path).bounds.size == (160, 100)


def test_a_scaled_copy_is_estimated_at_its_size() -> None:
    doc = photograph(2000, 1600)
    whole = estimate_size(doc, ".jpg", ExportOptions())
    half = estimate_size(doc, ".jpg", ExportOptions(scale=0.5))
    assert 0.1 < half.nbytes / whole.nbytes < 0.5
    with pytest.raises(FigmentError, match="A side may have at most"):
        estimate_size(doc, ".jpg", ExportOptions(scale=20.0))
    with pytest.raises(FigmentError, match=r"WebP holds at most 16383 .* 18000 x 14400"):
        estimate_size(doc, ".webp", ExportOptions(scale=9.0))


def test_an_enlarged_copy_is_estimated_from_no_more_pixels(tmp_path: Path) -> None:
    options = ExportOptions(quality=60, scale=3.0)
    doc = photograph(1400, 1200)
    path = tmp_path / "a.webp"
    export_image(doc, path, options=options)
    estimate = estimate_size(doc, ".webp", options)
    assert not estimate.is_exact
    assert estimate.nbytes == pytest.approx(path.stat().st_size, rel=0.15)


def test_the_part_that_is_looked_at_lies_on_the_page() -> None:
    doc = photograph(400, 320)
    for middle in ((0.0, 0.0), (200.0, 160.0), (999.0, 999.0)):
        part = look(doc, ".webp", ExportOptions(), middle=middle, size_px=(90, 60))
        assert part.shape == (60, 90, 4)
    whole = look(doc, ".png", ExportOptions(scale=0.1), middle=(0, 0), size_px=(90, 60))
    assert whole.shape == (32, 40, 4)
