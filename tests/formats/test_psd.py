"""Photoshop documents that open with their layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode as PhotoshopMode

from editor.api import FileError, Rect
from editor.document.layer import BlendMode, Group, Layer
from editor.formats import open_document


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(8).integers(0, 256, shape, np.uint8)


def saved(psd: PSDImage, tmp_path: Path) -> Path:
    path = tmp_path / "a.psd"
    psd.save(path)
    return path


def test_layers_groups_and_masks_open(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (60, 40))
    below, above = noise(40, 60, 3), noise(10, 12, 3)
    psd.create_pixel_layer(Image.fromarray(below), name="below")
    group = psd.create_group(name="group")
    inner = group.create_pixel_layer(
        Image.fromarray(above), name="above", top=-3, left=50, opacity=128,
        blend_mode=PhotoshopMode.MULTIPLY,
    )  # fmt: skip
    inner.visible = False
    values = noise(10, 12)
    inner.create_mask(Image.fromarray(values), top=-3, left=50)
    doc = open_document(saved(psd, tmp_path))
    assert doc.bounds == Rect(0, 0, 60, 40)
    first, second = doc.layers
    assert isinstance(first, Layer)
    assert np.array_equal(first.pixels.read(doc.bounds)[..., :3], below)
    assert isinstance(second, Group)
    layer = second.children[0]
    assert isinstance(layer, Layer)
    place = Rect(50, -3, 12, 10)
    assert np.array_equal(layer.pixels.read(place)[..., :3], above)
    assert (layer.name, layer.visible, layer.blend_mode) == ("above", False, BlendMode.MULTIPLY)
    assert layer.opacity == pytest.approx(128 / 255)
    assert layer.mask is not None
    assert np.array_equal(layer.mask.read(place), values)
    assert doc.metadata["notices"] == []


def test_a_flat_document_opens_as_one_layer(tmp_path: Path) -> None:
    pixels = noise(20, 30, 3)
    doc = open_document(saved(PSDImage.frompil(Image.fromarray(pixels)), tmp_path))
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    assert layer.name == "a"
    assert np.array_equal(layer.pixels.read(doc.bounds)[..., :3], pixels)


def test_what_we_do_not_have_is_told(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (8, 8))
    psd.create_pixel_layer(
        Image.fromarray(noise(8, 8, 4)), name="odd", blend_mode=PhotoshopMode.VIVID_LIGHT
    )
    doc = open_document(saved(psd, tmp_path))
    assert doc.layers[0].blend_mode is BlendMode.NORMAL
    assert "vivid light" in doc.metadata["notices"][0]


def test_grey_documents_become_rgb(tmp_path: Path) -> None:
    doc = open_document(saved(PSDImage.frompil(Image.new("L", (4, 4), 90)), tmp_path))
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    assert layer.pixels.read(doc.bounds)[0, 0].tolist() == [90, 90, 90, 255]
    assert "converted to RGB" in doc.metadata["notices"][0]


def test_damaged_and_enormous_documents_are_refused(tmp_path: Path) -> None:
    path = saved(PSDImage.frompil(Image.fromarray(noise(20, 30, 3))), tmp_path)
    whole = path.read_bytes()
    enormous = bytearray(whole)
    enormous[14:22] = (200_000).to_bytes(4, "big") * 2
    for data, words in ((whole[:20], "damaged"), (whole[:60], "damaged"), (enormous, "too large")):
        path.write_bytes(bytes(data))
        with pytest.raises(FileError, match=words):
            open_document(path)
