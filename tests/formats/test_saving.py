"""Saving under the document's own name: flat where nothing is lost, else refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.api import FileError
from editor.document.document import Document
from editor.document.layer import Group, Layer, Recipe
from editor.formats import open_document, read_image, save_document
from editor.formats.grids import grid_of


def flat(alpha: int = 255) -> tuple[Document, Layer]:
    doc = Document(6, 5)
    layer = Layer(name="one", pixels=grid_of(np.full((5, 6, 4), alpha, np.uint8), x=0, y=0))
    doc.layers.append(layer)
    return doc, layer


def test_a_flat_picture_opened_and_saved_is_the_same_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    pixels = np.random.default_rng(0).integers(0, 256, (20, 30, 4), np.uint8)
    Image.fromarray(pixels).save(path, dpi=(300, 300))
    doc = open_document(path)
    assert doc.layers[0].name == "a"
    save_document(doc, path)
    picture = read_image(path)
    assert np.array_equal(picture.rgba, pixels)
    assert picture.dpi == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("suffix", [".jpg", ".bmp", ".webp", ".tif", ".gif", ".avif"])
def test_opaque_flat_documents_save_to_every_format(tmp_path: Path, suffix: str) -> None:
    doc, _ = flat()
    save_document(doc, tmp_path / f"a{suffix}")
    assert read_image(tmp_path / f"a{suffix}").rgba.shape == (5, 6, 4)


def test_a_gif_that_loses_colours_says_so(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (30, 30, 4), np.uint8)
    pixels[..., 3] = 255
    doc = Document(30, 30)
    doc.layers.append(Layer(name="one", pixels=grid_of(pixels, x=0, y=0)))
    assert "256 colours" in save_document(doc, tmp_path / "a.gif")[0]
    assert save_document(doc, tmp_path / "a.ora") == []


def add_layer(doc: Document, layer: Layer) -> None:
    doc.layers.append(Layer(name="two"))


def add_group(doc: Document, layer: Layer) -> None:
    doc.layers[0] = Group(name="group", children=[layer])


def add_mask(doc: Document, layer: Layer) -> None:
    layer.mask = grid_of(np.full((2, 2), 9, np.uint8), x=0, y=0)


def hide(doc: Document, layer: Layer) -> None:
    layer.visible = False


def move_outside(doc: Document, layer: Layer) -> None:
    layer.pixels = grid_of(np.full((5, 6, 4), 255, np.uint8), x=3, y=0)


def add_recipe(doc: Document, layer: Layer) -> None:
    layer.recipe = Recipe(generator="g", params={}, seed=1)


def clear(doc: Document, layer: Layer) -> None:
    layer.pixels = grid_of(np.full((5, 6, 4), 90, np.uint8), x=0, y=0)


@pytest.mark.parametrize(
    "change", [add_layer, add_group, add_mask, hide, move_outside, add_recipe, clear]
)
def test_what_a_flat_format_would_lose_is_refused(
    tmp_path: Path, change: Callable[[Document, Layer], None]
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"old")
    doc, layer = flat()
    change(doc, layer)
    with pytest.raises(FileError, match="cannot hold everything") as caught:
        save_document(doc, path)
    assert ".ora" in caught.value.hint
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["a", "a.xyz"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as caught:
        save_document(flat()[0], tmp_path / name)
    assert ".ora .png" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
