"""Photoshop documents that open with their layers."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode as PhotoshopMode
from psd_tools.constants import Compression

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
    cut = [(whole[:end], "damaged") for end in (20, 60, len(whole) // 2, len(whole) - 1)]
    for data, words in (*cut, (enormous, "too large")):
        path.write_bytes(bytes(data))
        with pytest.raises(FileError, match=words):
            open_document(path)


def test_a_zipped_channel_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (8, 8))
    psd.create_pixel_layer(Image.fromarray(noise(8, 8, 3)), compression=Compression.ZIP)
    psd._record.layer_and_mask_information.layer_info.channel_image_data[0][1].data = zlib.compress(
        bytes(50 * 2**20)
    )
    path = tmp_path / "a.psd"
    with path.open("wb") as file:
        psd._record.write(file)
    with pytest.raises(FileError, match="unpacks to more than it declares"):
        open_document(path)


@pytest.mark.parametrize("what", ["layer", "mask"])
def test_absurd_rectangles_inside_are_refused(tmp_path: Path, what: str) -> None:
    psd = PSDImage.new("RGB", (8, 8))
    layer = psd.create_pixel_layer(Image.fromarray(noise(8, 8, 3)))
    layer.create_mask(Image.fromarray(noise(8, 8)))
    record = psd._record.layer_and_mask_information.layer_info.layer_records[0]
    target = record if what == "layer" else record.mask_data
    target.bottom, target.right = 2_000_000, 2_000_000
    path = tmp_path / "a.psd"
    with path.open("wb") as file:
        psd._record.write(file)
    with pytest.raises(FileError, match=r"too large|damaged"):
        open_document(path)


def test_damaged_pixels_are_told(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (8, 8))
    psd.create_pixel_layer(Image.fromarray(noise(8, 8, 3)))
    psd._record.layer_and_mask_information.layer_info.channel_image_data[0][1].data = b"\x01"
    path = tmp_path / "a.psd"
    with path.open("wb") as file:
        psd._record.write(file)
    doc = open_document(path)
    assert "damaged" in doc.metadata["notices"][-1]
    assert doc.metadata["read_only_path"] == path


def test_flipped_bytes_never_escape_as_other_errors(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (20, 10))
    group = psd.create_group(name="g")
    group.create_pixel_layer(Image.fromarray(noise(10, 20, 4)), name="one")
    path = saved(psd, tmp_path)
    whole = np.frombuffer(path.read_bytes(), np.uint8)
    random = np.random.default_rng(4)
    for _ in range(80):
        bent = whole.copy()
        bent[random.integers(4, whole.size, 4)] ^= random.integers(1, 255, 4, np.uint8)
        path.write_bytes(bent.tobytes())
        try:
            open_document(path)
        except FileError as error:
            assert error.text.endswith(".")  # noqa: PT017 # some of them still open
