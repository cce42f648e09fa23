"""Projects as other programs see them: by the specification's rules, and through pyora."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pyora
import pytest
from PIL import Image
from pyora.Render import Renderer

from editor.api import Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import BlendMode, Group, Layer
from editor.formats import open_document, save_document
from editor.formats.grids import bake, grid_of


def noise(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def layer(name: str, pixels: np.ndarray, *, x: int = 0, y: int = 0) -> Layer:
    return Layer(name=name, pixels=grid_of(pixels, x=x, y=y))


def masked_group() -> tuple[Document, Group, Layer]:
    """A paper, and above it a group with a mask around a layer with a mask."""
    doc = Document(120, 90, dpi=300.0)
    paper = noise(90, 120, 4, seed=1)
    paper[..., 3] = 255
    shoe = layer("shoe", noise(40, 50, 4, seed=2), x=-10, y=60)
    shoe.mask = grid_of(noise(30, 30, seed=3), x=5, y=65)
    group = Group(name="group", children=[shoe], opacity=0.625)
    group.mask = grid_of(noise(60, 60, seed=4), x=0, y=30)
    hidden = layer("hidden", noise(5, 5, 4, seed=5), x=600, y=600)
    hidden.visible = False
    doc.layers.extend([layer("paper <&> “ü”", paper), group, hidden, Layer(name="empty")])
    return doc, group, shoe


def saved(doc: Document, tmp_path: Path) -> Path:
    path = tmp_path / "a.ora"
    save_document(doc, path)
    return path


def check_specification(path: Path) -> None:
    """The rules of the OpenRaster specification that can be checked from outside."""
    data = path.read_bytes()
    assert data[:4] == b"PK\x03\x04"
    assert data[26:30] == b"\x08\x00\x00\x00"  # a name of 8 bytes, no extra field
    assert data[30:54] == b"mimetypeimage/openraster"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        names = set(archive.namelist())
        assert {"mimetype", "stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"} <= names
        root = ElementTree.fromstring(archive.read("stack.xml"))
        assert root.tag == "image"
        size = int(root.attrib["w"]), int(root.attrib["h"])
        assert [child.tag for child in root] == ["stack"]
        for element in root.iter():
            assert element.tag in ("image", "stack", "layer")
            assert element.get("visibility", "visible") in ("visible", "hidden")
            assert 0.0 <= float(element.get("opacity", "1")) <= 1.0
            assert element.get("composite-op", "svg:src-over").split(":")[0] in ("svg", "krita")
            if element.tag == "layer":
                assert element.attrib["src"] in names
                int(element.attrib["x"]), int(element.attrib["y"])
                with Image.open(io.BytesIO(archive.read(element.attrib["src"]))) as image:
                    assert image.format == "PNG"
        with Image.open(io.BytesIO(archive.read("mergedimage.png"))) as image:
            assert image.size == size
        with Image.open(io.BytesIO(archive.read("Thumbnails/thumbnail.png"))) as image:
            assert image.format == "PNG"
            assert max(image.size) <= 256


@pytest.mark.parametrize("size", [(120, 90), (1, 1), (700, 20)])
def test_files_follow_the_specification(tmp_path: Path, size: tuple[int, int]) -> None:
    doc = masked_group()[0] if size == (120, 90) else Document(*size)
    path = saved(doc, tmp_path)
    check_specification(path)
    assert open_document(path).bounds == Rect(0, 0, *size)


def test_pyora_reads_what_we_write(tmp_path: Path) -> None:
    doc, group, shoe = masked_group()
    project = pyora.Project.load(str(saved(doc, tmp_path)))
    assert project.dimensions == (120, 90)
    names = [one.name for one in project.root.children]
    assert names == ["empty", "hidden", "group", "paper <&> “ü”"]
    assert project["/group"].opacity == 0.625
    assert project["/hidden"].hidden
    theirs = project["/group/shoe"]
    assert theirs.offsets == (-10, 60)
    assert shoe.mask is not None
    assert group.mask is not None
    rect = Rect(-10, 60, 50, 40)
    seen = bake(bake(shoe.pixels.read(rect), group.mask.read(rect)), shoe.mask.read(rect))
    assert np.array_equal(np.asarray(theirs.get_image_data(raw=True).convert("RGBA")), seen)


def difference_to_pyora(doc: Document, tmp_path: Path) -> np.ndarray:
    project = pyora.Project.load(str(saved(doc, tmp_path)))
    theirs = np.asarray(Renderer(project).render()).astype(int)
    return np.abs(theirs - flatten(doc, doc.bounds))


def test_masks_look_the_same_elsewhere(tmp_path: Path) -> None:
    assert difference_to_pyora(masked_group()[0], tmp_path).max() <= 3


# Exclusion is not in the specification; soft light has an older formula there.
@pytest.mark.parametrize(
    "mode", [one for one in BlendMode if one not in (BlendMode.EXCLUSION, BlendMode.SOFT_LIGHT)]
)
def test_blending_looks_the_same_elsewhere(tmp_path: Path, mode: BlendMode) -> None:
    doc, _, shoe = masked_group()
    shoe.opacity = 0.7
    shoe.blend_mode = mode
    doc.layers[1] = shoe
    assert np.percentile(difference_to_pyora(doc, tmp_path), 99) <= 2


def test_the_merged_picture_is_what_we_show(tmp_path: Path) -> None:
    doc = masked_group()[0]
    with zipfile.ZipFile(saved(doc, tmp_path)) as archive:
        data = archive.read("mergedimage.png")
    with Image.open(io.BytesIO(data)) as image:
        merged = np.asarray(image.convert("RGBA"))
    assert np.array_equal(merged, flatten(doc, doc.bounds))
