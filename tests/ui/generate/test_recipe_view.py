"""A layer's recipe: read, reused, run again; readable when its plugin is gone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.document import Layer
from editor.jobs import events
from editor.ui.generate.recipe_text import recipe_rows
from editor.ui.generate.recipe_view import RecipeDialog, show_recipe

from .conftest import Desk


@pytest.fixture
def layer(desk: Desk) -> Layer:
    """A generation layer of noise with seed 5."""
    desk.workbench.new(64, 64)
    desk.workbench.choice.choose("noise")
    desk.workbench.choice.set_values({"strength": 0.25})
    desk.workbench.choice.set_seed(5, locked=True)
    desk.workbench.generate()
    desk.wait_for(events.Finished)
    return desk.workbench.accept(desk.workbench.variants[0])


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(parent: QWidget, layer: Layer, desk: Desk) -> RecipeDialog:
    dialog = show_recipe(parent, layer, desk.workbench)
    assert dialog is not None
    return dialog


def test_it_tells_what_made_the_layer(desk: Desk, layer: Layer, parent: QWidget) -> None:
    dialog = opened(parent, layer, desk)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Noise", "scripted", "5", "0.25", "32 x 16"} <= set(texts)
    dialog.copy()
    assert "Strength: 0.25" in QGuiApplication.clipboard().text()
    dialog.close()


def test_reuse_fills_the_panel(desk: Desk, layer: Layer, parent: QWidget) -> None:
    desk.workbench.choice.choose("negative")
    opened(parent, layer, desk).reuse_button.click()
    choice = desk.workbench.choice
    assert choice.generator is not None
    assert (choice.generator.id, choice.seed, choice.values["strength"]) == ("noise", 5, 0.25)


def test_regenerate_gives_the_same_picture_as_a_variant(
    desk: Desk, layer: Layer, parent: QWidget
) -> None:
    opened(parent, layer, desk).regenerate_button.click()
    desk.wait_for(events.Finished, 2)
    (variant,) = desk.workbench.variants
    assert (variant.rgba == layer.pixels.read(variant.doc_rect)).all()


def test_a_ghost_is_read_and_cannot_run(desk: Desk, layer: Layer, parent: QWidget) -> None:
    desk.workbench.registry.disable("scripted")
    dialog = opened(parent, layer, desk)
    assert dialog.is_ghost
    assert not dialog.regenerate_button.isEnabled()
    assert not dialog.reuse_button.isEnabled()
    assert any("disabled or does not" in label.text() for label in dialog.findChildren(QLabel))
    dialog.close()


def test_a_painted_layer_has_none(desk: Desk, parent: QWidget) -> None:
    assert show_recipe(parent, Layer(name="Drawing"), desk.workbench) is None


def test_rows_leave_out_what_is_not_known() -> None:
    rows = dict(recipe_rows({"generator": "x", "seed": 1, "params": {"is_on": True, "a_b": 0.1}}))
    assert rows == {"Generator": "x", "Seed": "1", "Is on": "yes", "A b": "0.1"}
