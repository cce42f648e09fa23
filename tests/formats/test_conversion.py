"""Pixels stay in the document's own colours; the screen and generators get sRGB."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColorSpace

from editor.api import FileError
from editor.document import Document, Layer, commands
from editor.document.compositor import Compositor
from editor.document.profiles import assign_profile, convert_profile
from editor.formats import open_document, save_document
from editor.formats.conversion import check_profile, conversion, converted, srgb_profile
from editor.formats.grids import grid_of
from tests.formats.test_colour import cmyk_profile, grey_profile

P3 = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())
QT_SRGB = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())


def picture(*, alpha: int = 255) -> np.ndarray:
    rgba = np.random.default_rng(0).integers(60, 190, (600, 700, 4), np.uint8)
    rgba[..., 3] = alpha
    return rgba


def document(rgba: np.ndarray, profile: bytes | None) -> Document:
    doc = Document(rgba.shape[1], rgba.shape[0], icc_profile=profile)
    doc.layers.append(Layer(name="a", pixels=grid_of(rgba, x=0, y=0)))
    doc.active_id = doc.layers[0].id
    return doc


def pixels(doc: Document) -> np.ndarray:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    return layer.pixels.read(doc.bounds).astype(np.uint8)


def test_srgb_under_any_name_needs_no_conversion() -> None:
    assert conversion(None, None) is None
    assert conversion(srgb_profile(), None) is None
    assert conversion(QT_SRGB, None) is None
    assert conversion(b"no profile", None) is None
    rgba = picture()
    assert converted(rgba, source=QT_SRGB, target=None) is rgba


def test_there_and_back_is_nearly_the_same() -> None:
    rgba = picture(alpha=77)
    there = converted(rgba, source=None, target=P3)
    assert np.abs(there.astype(int) - rgba).max() > 10
    back = converted(there, source=P3, target=None)
    assert np.abs(back.astype(int) - rgba).max() <= 2
    np.testing.assert_array_equal(there[..., 3], rgba[..., 3])


@pytest.mark.parametrize(
    ("profile", "words"),
    [(b"rubbish", "no colour profile"), (grey_profile(2.2), "greys"), (cmyk_profile(), "inks")],
)
def test_profiles_that_do_not_fit_are_refused(profile: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        check_profile(profile, name="a.icc")
    check_profile(P3, name="a.icc")


def test_converting_keeps_the_look_and_assigning_keeps_the_numbers() -> None:
    doc = document(picture(), None)
    before = pixels(doc)
    convert_profile(doc, P3, conversion(None, P3), label="Convert to Display P3")
    assert doc.icc_profile == P3
    np.testing.assert_array_equal(pixels(doc), converted(before, source=None, target=P3))
    assert doc.history.entries[-1].label == "Convert to Display P3"
    doc.history.undo()
    assert (doc.icc_profile, doc.modified) == (None, False)
    np.testing.assert_array_equal(pixels(doc), before)
    doc.history.redo()
    assert doc.icc_profile == P3
    doc.history.undo()
    assign_profile(doc, P3, label="Assign")
    np.testing.assert_array_equal(pixels(doc), before)
    assert doc.icc_profile == P3
    assign_profile(doc, P3, label="Assign")
    assert len(doc.history.entries) == 1, "nothing to do is no step"


@pytest.mark.parametrize("alpha", [255, 128])
def test_what_is_shown_is_srgb(alpha: int) -> None:
    rgba = picture(alpha=alpha)
    doc = document(rgba, P3)
    compositor = Compositor(doc, display=lambda: conversion(doc.icc_profile, None))
    shown = compositor.tile(0, 0)[..., 2::-1].astype(int)
    wanted = converted(rgba, source=P3, target=None)[:512, :512, :3].astype(int) * alpha // 255
    off = np.abs(shown - wanted)
    # Dark colours of half alpha have few levels to go by.
    assert off.max() <= (3 if alpha == 255 else 10)
    assert off.mean() <= 1.0
    if alpha == 255:
        np.testing.assert_array_equal(compositor.flatten(doc.bounds), rgba)
    commands.set_opacity(doc, doc.active_id, 0.5)
    assign_profile(doc, None, label="Assign sRGB")
    commands.set_opacity(doc, doc.active_id, 1.0)
    plain = compositor.tile(0, 0)[..., 2::-1].astype(int)
    assert np.abs(plain - rgba[:512, :512, :3].astype(int) * alpha // 255).max() <= 1
    compositor.close()


def test_saving_keeps_numbers_and_profile(tmp_path: Path) -> None:
    doc = document(picture(), P3)
    for name in ("a.ora", "a.png"):
        save_document(doc, tmp_path / name)
        back = open_document(tmp_path / name)
        assert back.icc_profile == P3
        np.testing.assert_array_equal(pixels(back), pixels(doc))
