"""Projects saved as OpenRaster: nothing is lost, others read them, and their edits win."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from editor.api import FileError, Rect
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node, Recipe
from editor.formats import open_document, save_document
from editor.formats.grids import filled_rect, grid_of

RECIPE = Recipe(
    generator="text-to-image",
    params={"prompt": "a shoe", "steps": 4, "nested": {"list": [1, None, 2.5]}},
    seed=7,
    doc_rect=(1, 2, 30, 40),
    extra={"from_the_future": True},
)


def noise(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def layer(name: str, pixels: np.ndarray, *, x: int = 0, y: int = 0) -> Layer:
    made = Layer(name=name)
    made.pixels = grid_of(pixels, x=x, y=y)
    return made


def rich_document() -> Document:
    """Groups, masks, locks, modes, places outside the canvas, a recipe, a selection."""
    doc = Document(120, 90, dpi=300.0)
    paper = layer("paper <&> “ü”", np.full((90, 120, 4), (250, 240, 230, 255), np.uint8))
    paper.locked = True
    shoe = layer("shoe", noise(40, 50, 4), x=-10, y=60)
    shoe.mask = grid_of(noise(30, 30, seed=1), x=5, y=65)
    shoe.recipe = RECIPE
    shoe.alpha_locked = True
    off = layer("mask off", noise(20, 20, 4, seed=2), x=100, y=-5)
    off.mask, off.mask_enabled = grid_of(noise(9, 9, seed=3), x=102, y=2), False
    group = Group(name="group")
    group.children.extend([shoe, off])
    group.opacity, group.blend_mode = 0.625, BlendMode.MULTIPLY
    group.mask = grid_of(noise(60, 60, seed=4), x=0, y=0)
    hidden = layer("hidden", noise(5, 5, 4, seed=5), x=600, y=600)
    hidden.visible = False
    doc.layers.extend([paper, group, hidden, Layer(name="empty")])
    doc.active_id = shoe.id
    doc.selection.mask = grid_of(noise(10, 10, seed=6), x=20, y=20)
    doc.metadata["exif"] = b"Exif\0\0II*\0\x08\0\0\0\0\0"
    return doc


def saved(doc: Document, tmp_path: Path, name: str = "a.ora") -> Path:
    path = tmp_path / name
    save_document(doc, path)
    return path


def assert_same_node(ours: Node, theirs: Node) -> None:
    for attribute in ("id", "name", "opacity", "visible", "locked", "blend_mode", "mask_enabled"):
        assert getattr(ours, attribute) == getattr(theirs, attribute), attribute
    assert (ours.mask is None) == (theirs.mask is None)
    if ours.mask is not None and theirs.mask is not None:
        rect = filled_rect(ours.mask)
        assert filled_rect(theirs.mask) == rect
        assert np.array_equal(ours.mask.read(rect), theirs.mask.read(rect))
    if isinstance(ours, Group):
        assert isinstance(theirs, Group)
        for one, other in zip(ours.children, theirs.children, strict=True):
            assert_same_node(one, other)
        return
    assert isinstance(ours, Layer)
    assert isinstance(theirs, Layer)
    rect = filled_rect(ours.pixels)
    assert filled_rect(theirs.pixels) == rect
    assert np.array_equal(ours.pixels.read(rect), theirs.pixels.read(rect))
    assert ours.recipe == theirs.recipe
    assert ours.alpha_locked == theirs.alpha_locked


def test_a_project_comes_back_whole(tmp_path: Path) -> None:
    doc = rich_document()
    path = saved(doc, tmp_path)
    back = open_document(path)
    assert (back.width, back.height, back.dpi) == (120, 90, 300.0)
    for ours, theirs in zip(doc.layers, back.layers, strict=True):
        assert_same_node(ours, theirs)
    assert back.active_id == doc.active_id
    assert back.selection.mask is not None
    assert doc.selection.mask is not None
    assert np.array_equal(
        back.selection.mask.read(back.bounds), doc.selection.mask.read(doc.bounds)
    )
    assert back.metadata["exif"] == doc.metadata["exif"]
    assert back.metadata["notices"] == []
    assert back.path == path


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    doc = rich_document()
    first = saved(doc, tmp_path).read_bytes()
    again = saved(open_document(tmp_path / "a.ora"), tmp_path, "b.ora").read_bytes()
    assert first == again


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    pixels=arrays(np.uint8, (9, 7, 4)),
    mask=arrays(np.uint8, (6, 8)),
    x=st.integers(-600, 600),
    y=st.integers(-600, 600),
    name=st.text(max_size=12),
    opacity=st.floats(0, 1),
    mode=st.sampled_from(list(BlendMode)),
)
def test_any_layer_comes_back(
    tmp_path: Path, pixels: np.ndarray, mask: np.ndarray, x: int, y: int, name: str,
    opacity: float, mode: BlendMode,
) -> None:  # fmt: skip
    doc = Document(64, 48)
    one = layer(name, pixels, x=x, y=y)
    one.mask = grid_of(mask, x=x, y=y)
    one.opacity, one.blend_mode = opacity, mode
    doc.layers.append(one)
    back = open_document(saved(doc, tmp_path)).layers[0]
    one.name = back.name  # a name keeps all characters that XML can hold, tested below
    assert_same_node(one, back)


def test_names_that_xml_cannot_hold_are_still_saved(tmp_path: Path) -> None:
    doc = Document(4, 4)
    doc.layers.append(Layer(name="bell\x07 and \ud800"))
    assert open_document(saved(doc, tmp_path)).layers[0].name == "bell� and �"


def edited(path: Path, changes: dict[str, bytes | None]) -> None:
    """The same archive with some entries replaced, added, or (None) removed."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()} | changes
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            if data is not None:
                archive.writestr(name, data)


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def masked_document() -> Document:
    doc = Document(40, 30)
    one = layer("one", noise(30, 40, 4) | np.uint8(1))
    one.mask = grid_of(np.full((10, 10), 128, np.uint8), x=3, y=3)
    one.recipe = RECIPE
    doc.layers.append(one)
    return doc


def test_pixels_painted_elsewhere_win(tmp_path: Path) -> None:
    path = saved(masked_document(), tmp_path)
    painted = noise(30, 40, 4, seed=9)
    edited(path, {"data/layer000.png": png(painted)})
    doc = open_document(path)
    one = doc.layers[0]
    assert isinstance(one, Layer)
    assert np.array_equal(one.pixels.read(doc.bounds), painted)
    assert one.mask is None
    assert one.recipe is None
    assert "another program" in doc.metadata["notices"][0]


def test_a_layer_moved_elsewhere_takes_mask_and_pixels_along(tmp_path: Path) -> None:
    original = masked_document()
    path = saved(original, tmp_path)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("stack.xml").replace(b'x="0" y="0"', b'x="7" y="5"')
    edited(path, {"stack.xml": xml})
    one, before = open_document(path).layers[0], original.layers[0]
    assert isinstance(one, Layer)
    assert isinstance(before, Layer)
    assert one.mask is not None
    assert filled_rect(one.mask) == Rect(10, 8, 10, 10)
    assert np.array_equal(
        one.pixels.read(Rect(7, 5, 40, 30)), before.pixels.read(Rect(0, 0, 40, 30))
    )
    assert one.recipe == RECIPE


def test_a_group_changed_elsewhere_keeps_its_mask_baked_in(tmp_path: Path) -> None:
    doc = rich_document()
    path = saved(doc, tmp_path)
    with zipfile.ZipFile(path) as archive:
        # Top to bottom: empty, hidden, then "mask off" and "shoe" in the group, then the paper.
        shoe_png = np.asarray(Image.open(io.BytesIO(archive.read("data/layer003.png"))))
    edited(path, {"data/layer002.png": png(noise(20, 20, 4, seed=7))})
    group = open_document(path).layers[1]
    assert isinstance(group, Group)
    assert group.mask is None  # it would be applied twice to the layer that was painted on
    shoe = group.children[0]
    assert isinstance(shoe, Layer)
    assert shoe.mask is None
    assert np.array_equal(shoe.pixels.read(Rect(-10, 60, 50, 40)), shoe_png)


def test_a_newer_version_opens_but_is_not_overwritten(tmp_path: Path) -> None:
    path = saved(masked_document(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        project = json.loads(archive.read("figment/project.json"))
    project |= {"format_version": 99, "figment_version": "9.9", "new_things": {"a": 1}}
    edited(path, {"figment/project.json": json.dumps(project).encode()})
    before = path.read_bytes()
    doc = open_document(path)
    assert doc.metadata["read_only"] is True
    assert "newer Figment (9.9)" in doc.metadata["notices"][0]
    with pytest.raises(FileError, match="newer Figment"):
        save_document(doc, path)
    assert path.read_bytes() == before
    other = tmp_path / "b.ora"
    save_document(doc, other)
    doc.path = other
    save_document(doc, other)


def test_layers_with_the_same_pixels_keep_what_is_theirs(tmp_path: Path) -> None:
    doc = Document(20, 20)
    for index in range(3):
        one = Layer(name=str(index), alpha_locked=index == 1)
        one.mask = grid_of(noise(4, 4, seed=index), x=index, y=0)
        group = Group(name=f"group {index}", children=[Layer(name="inside"), one])
        group.mask = grid_of(noise(5, 5, seed=index), x=0, y=index)
        doc.layers.extend([group, Layer(name=f"empty {index}")])
    back = open_document(saved(doc, tmp_path))
    for ours, theirs in zip(doc.layers, back.layers, strict=True):
        assert_same_node(ours, theirs)


def test_a_layer_of_a_lost_plugin_keeps_pixels_and_recipe(tmp_path: Path) -> None:
    ghost = Recipe.from_json(
        RECIPE.to_json() | {"generator": "gone.dream", "plugin": "gone", "params": {"x": [1, None]}}
    )
    doc = masked_document()
    one = doc.layers[0]
    assert isinstance(one, Layer)
    one.recipe = ghost
    path = saved(doc, tmp_path)
    save_document(open_document(path), path)
    back = open_document(path).layers[0]
    assert isinstance(back, Layer)
    assert back.recipe == ghost
