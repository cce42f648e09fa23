"""Adjustment layers in projects: they come back, and others see the right picture."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyora
import pytest

from editor.api import Rect, validate_params
from editor.document import AdjustmentLayer, Document, Group, Layer, commands
from editor.document.adjust import find_effect
from editor.document.compositing import compose
from editor.document.effects import add_adjustment
from editor.document.selecting import deselect, set_selection
from editor.document.selection import ellipse
from editor.formats import open_document, save_document

SIZE = (90, 70)


def params(effect_id: str, **values: Any) -> Any:
    return validate_params(find_effect(effect_id).params_class, values)


def adjusted_document() -> Document:
    """A photo below curves with a mask, and a group with its own adjustment of half strength."""
    doc = commands.new_document(*SIZE)
    random = np.random.default_rng(3)
    rgba = random.integers(0, 256, (SIZE[1], SIZE[0], 4), np.uint8)
    rgba[..., 3] = 255
    commands.add_layer(doc, rgba, x=0, y=0, name="photo", label="Add")
    set_selection(doc, ellipse(SIZE, 10, 5, 70, 60))
    line = ((0, 30), (100, 180), (255, 240))
    straight = ((0, 0), (255, 255))
    curves = params("curves", curves=(line, straight, straight, straight))
    add_adjustment(doc, find_effect("curves"), curves)
    deselect(doc)
    sticker = commands.add_layer(doc, rgba[:30, :40], x=20, y=10, name="sticker", label="Add")
    commands.new_group(doc)
    doc.activate(sticker.id)
    inverted = add_adjustment(doc, find_effect("invert"), params("invert"))
    commands.set_opacity(doc, inverted.id, 0.5)
    doc.mark_saved()
    return doc


def test_they_come_back(tmp_path: Path) -> None:
    doc = adjusted_document()
    path = tmp_path / "a.ora"
    save_document(doc, path)
    back = open_document(path)
    assert back.metadata["notices"] == []
    ours = [node for node in doc.walk() if isinstance(node, AdjustmentLayer)]
    theirs = [node for node in back.walk() if isinstance(node, AdjustmentLayer)]
    assert len(theirs) == 2
    for one, other in zip(ours, theirs, strict=True):
        assert (one.id, one.name, one.effect_id) == (other.id, other.name, other.effect_id)
        assert (one.params, one.opacity) == (other.params, other.opacity)
        assert (one.mask is None) == (other.mask is None)
        if one.mask is not None and other.mask is not None:
            assert np.array_equal(one.mask.read(doc.bounds), other.mask.read(doc.bounds))
    assert np.array_equal(compose(back, doc.bounds), compose(doc, doc.bounds))
    again = tmp_path / "b.ora"
    save_document(back, again)
    assert again.read_bytes() == path.read_bytes()


def test_another_program_sees_the_same_picture(tmp_path: Path) -> None:
    doc = adjusted_document()
    path = tmp_path / "a.ora"
    save_document(doc, path)
    seen = np.asarray(pyora.Project.load(str(path)).get_image_data(use_original=False))
    assert np.abs(seen.astype(int) - compose(doc, doc.bounds)).max() <= 3


def changed(path: Path, name: str, change: Any) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries[name] = change(entries[name])
    with zipfile.ZipFile(path, "w") as archive:
        for entry, data in entries.items():
            archive.writestr(entry, data)


@pytest.mark.parametrize("values", [{"effect": "sparkle"}, {"params": {"curves": [[1]]}}])
def test_what_is_not_known_stays_as_a_picture(tmp_path: Path, values: dict[str, Any]) -> None:
    doc = adjusted_document()
    path = tmp_path / "a.ora"
    save_document(doc, path)

    def spoil(data: bytes) -> bytes:
        project = json.loads(data)
        for layer in project["layers"]:
            if layer.get("adjustment", {}).get("effect") == "curves":
                layer["adjustment"] |= values
        return json.dumps(project).encode()

    changed(path, "figment/project.json", spoil)
    back = open_document(path)
    assert any("cannot be taken up again" in notice for notice in back.metadata["notices"])
    assert isinstance(back.layers[2], Layer)
    off = np.abs(compose(back, doc.bounds).astype(int) - compose(doc, doc.bounds))
    assert off.max() <= 2


def test_below_nothing_it_is_saved_too(tmp_path: Path) -> None:
    doc = Document(*SIZE)
    doc.layers.append(Layer(name="empty"))
    doc.layers.append(AdjustmentLayer(name="Invert", effect_id="invert", params=params("invert")))
    doc.layers.append(Group(name="g", children=[]))
    path = tmp_path / "a.ora"
    save_document(doc, path)
    back = open_document(path)
    assert [type(node) for node in back.layers] == [Layer, AdjustmentLayer, Group]
    assert not compose(back, Rect(0, 0, *SIZE)).any()
