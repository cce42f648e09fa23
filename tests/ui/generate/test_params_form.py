"""The form made from a generator's parameters: every kind, what is wrong, reset, locale, keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from editor.api import (
    Choice,
    Color,
    ModelFile,
    Params,
    Prompt,
    Seed,
    Slider,
    Toggle,
    param_fields,
)
from editor.models import Catalogue
from editor.ui import theme
from editor.ui.generate.native import Slider as SliderWidget
from editor.ui.generate.number_editor import read_number, step_of
from editor.ui.generate.params_form import ParamsForm


class Everything(Params):
    prompt: str = Prompt("", placeholder="What?")
    steps: int = Slider(20, 1, 100, help="More is finer.")
    strength: float = Slider(0.8, 0, 1, step=0.05)
    mode: str = Choice("fill", {"fill": "Fill", "remove": "Remove"})
    tiles: bool = Toggle(False)
    tint: str = Color("#3366cc")
    noise: int = Seed(3)
    model: str = ModelFile("objects", kind="painting")
    title: str = "untitled"


@pytest.fixture
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> ParamsForm:
    for name in ("objects", "faces"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "card.json").write_text(
            f'{{"name": "{name}", "kind": "painting", "title": "{name.title()} model"}}'
        )
    form = ParamsForm(Everything, catalogue=Catalogue([tmp_path]))
    qtbot.addWidget(form)
    form.show()
    return form


def line(form: ParamsForm, name: str) -> QLineEdit:
    target = form.rows[name].editor.target
    assert isinstance(target, QLineEdit)
    return target


def type_into(widget: QLineEdit, text: str) -> None:
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_it_shows_and_gives_the_defaults(form: ParamsForm) -> None:
    assert form.values() == Everything().model_dump()


def test_values_come_back_as_they_were_set_and_nobody_is_told(
    form: ParamsForm, qtbot: QtBot
) -> None:
    values = {
        "prompt": "two\nlines",
        "steps": 7,
        "strength": 0.35,
        "mode": "remove",
        "tiles": True,
        "tint": "#00ff00",
        "noise": 99,
        "model": "faces",
        "title": "x",
    }
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(values)
    assert form.values() == values


def test_everything_that_is_wrong_is_said_at_once_beside_its_field(form: ParamsForm) -> None:
    form.set_values({"steps": 300, "strength": "much", "tint": "blue", "mode": "melt"})
    errors = {name: row.error for name, row in form.rows.items() if row.error}
    assert errors == {
        "steps": "must be 100 or less",
        "strength": "must be a number",
        "tint": "must be a colour such as #3366cc",
        "mode": "must be one of fill, remove",
    }
    assert line(form, "steps").text() == "300", "what was typed stays"
    assert line(form, "steps").property("invalid") is True
    assert line(form, "steps").accessibleDescription() == "must be 100 or less"
    form.focus_first_error()
    assert form.focusWidget() is line(form, "steps")
    form.set_values({"steps": 3, "strength": 0.5, "tint": "#000000", "mode": "fill"})
    assert not any(row.error for row in form.rows.values())


def test_a_value_typed_out_of_range_stays_and_is_told(form: ParamsForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed):
        type_into(line(form, "steps"), "101")
    assert form.values()["steps"] == 101
    assert form.rows["steps"].error
    type_into(line(form, "steps"), "50")
    assert not form.rows["steps"].error


def test_numbers_are_written_as_the_locale_does(locale: None, qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    form = ParamsForm(Everything, catalogue=Catalogue([]))
    qtbot.addWidget(form)
    assert line(form, "strength").text() == "0,80"
    type_into(line(form, "strength"), "0,25")
    assert form.values()["strength"] == 0.25
    type_into(line(form, "strength"), "0.75")
    assert form.values()["strength"] == 0.75, "plain notation is understood as well"
    assert read_number("1.500", float) == 1.5, "a point is no thousands separator"


def test_sliders_and_keys_move_by_steps(form: ParamsForm, qtbot: QtBot) -> None:
    row = form.rows["strength"]
    slider = row.editor.below
    assert isinstance(slider, SliderWidget)
    slider.setValue(0.333)
    assert form.values()["strength"] == 0.35
    QTest.keyClick(line(form, "strength"), Qt.Key.Key_Up)
    assert form.values()["strength"] == 0.4
    QTest.keyClick(line(form, "strength"), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert form.values()["strength"] == 0.0
    QTest.keyClick(line(form, "steps"), Qt.Key.Key_PageUp)
    assert form.values()["steps"] == 30


def test_reset_appears_when_a_value_is_not_the_default(form: ParamsForm, qtbot: QtBot) -> None:
    row = form.rows["steps"]
    reset = row.findChildren(QToolButton)[0]
    assert not reset.isVisible()
    type_into(line(form, "steps"), "4")
    assert reset.isVisible()
    assert reset.accessibleName() == "Reset Steps"
    with qtbot.waitSignal(form.changed):
        reset.click()
    assert form.values()["steps"] == 20
    assert not reset.isVisible()


def test_ctrl_enter_generates_and_enter_makes_a_line(form: ParamsForm, qtbot: QtBot) -> None:
    prompt = form.rows["prompt"].editor.target
    assert isinstance(prompt, QPlainTextEdit)
    QTest.keyClicks(prompt, "a shoe")
    QTest.keyClick(prompt, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.values()["prompt"] == "a shoe\n"
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(line(form, "steps"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_models_are_listed_by_title_and_a_missing_one_is_shown(form: ParamsForm) -> None:
    box = form.rows["model"].editor.target
    assert isinstance(box, QComboBox)
    titles = [box.itemText(index) for index in range(box.count())]
    assert titles == ["Faces model", "Objects model", "", "Choose file…"]
    assert box.currentText() == "Objects model"
    form.set_values({"model": "portraits"})
    assert box.currentText() == "portraits (not installed)"
    assert form.values()["model"] == "portraits"


def test_choosing_no_model_is_a_choice_where_it_has_a_name(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    class Optional(Params):
        model: str = ModelFile("", kind="painting", empty="As the style says")

    form = ParamsForm(Optional, catalogue=Catalogue([tmp_path]))
    qtbot.addWidget(form)
    box = form.rows["model"].editor.target
    assert isinstance(box, QComboBox)
    assert box.currentText() == "As the style says"
    form.set_values({"model": "portraits"})
    assert box.currentText() == "portraits (not installed)"
    box.activated.emit(0)
    assert form.values() == {"model": ""}


def test_a_seed_that_is_locked_stays_and_an_unlocked_one_rolls(form: ParamsForm) -> None:
    form.roll_unlocked()
    assert form.values()["noise"] == 3
    lock, dice = form.rows["noise"].editor.beside.findChildren(QToolButton)  # type: ignore[union-attr]  # a seed has both
    lock.click()
    form.roll_unlocked()
    rolled = form.values()["noise"]
    assert rolled != 3
    dice.click()
    assert form.values()["noise"] != rolled


def test_every_editor_has_a_name_for_who_cannot_see_it(form: ParamsForm) -> None:
    for row in form.rows.values():
        for widget in row.editor.widgets():
            assert widget.accessibleName().startswith(row.editor.field.title)
            assert widget.toolTip()


def test_a_step_suits_the_range() -> None:
    class Ranges(Params):
        percent: float = Slider(0.5, 0, 1)
        wide: float = Slider(0, -100, 100)
        whole: int = Slider(1, 1, 8)
        own: float = Slider(0, 0, 1, step=0.25)

    assert [step_of(field) for field in param_fields(Ranges)] == [0.01, 1, 1, 0.25]


@pytest.mark.parametrize(
    ("value", "filled"), [(2.0, (130, False)), (-2.0, (70, True)), (0.0, None)]
)
def test_a_slider_that_goes_both_ways_is_filled_from_nothing_on(
    qtbot: QtBot, value: float, filled: tuple[int, bool] | None
) -> None:
    slider = SliderWidget(-3.0, 3.0, step=0.1)
    qtbot.addWidget(slider)
    slider.resize(200, 20)
    slider.place(value)
    image = slider.grab().toImage()
    accent = theme.color("accent").rgb()
    marked = [x for x in range(200) if image.pixel(x, 10) == accent]
    if filled is None:
        assert not marked
    else:
        x, is_left = filled
        assert x in marked
        assert all((other < 100) == is_left for other in marked)
