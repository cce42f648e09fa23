"""Trying, applying, keeping as a layer and giving up, with the panel of the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from editor.api import validate_params
from editor.document import AdjustmentLayer, commands
from editor.document.adjust import EFFECTS, find_effect
from editor.document.selecting import set_selection
from editor.document.selection import rectangle
from tests.ui.adjust.conftest import SIZE, Darkroom
from tests.ui.test_accessibility import nameless


def test_trying_changes_the_view_and_not_the_document(room: Darkroom) -> None:
    before, seen = room.picture(), room.seen()
    room.begin("exposure")
    room.choose("stops", 2.0)
    assert not np.array_equal(room.seen(), seen)
    assert np.array_equal(room.picture(), before)
    page = room.page
    QTest.mousePress(page.before_button, Qt.MouseButton.LeftButton)
    held = room.seen()
    QTest.mouseRelease(page.before_button, Qt.MouseButton.LeftButton)
    assert np.array_equal(held, seen)
    assert not np.array_equal(room.seen(), seen)
    page.cancel_button.click()
    assert np.array_equal(room.seen(), seen)
    assert room.session.subject is None
    assert room.panel.chooser.isVisible()


def test_what_was_before_is_shown_on_a_slow_machine_too(
    room: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = room.seen()
    for name in ("SLICE_S", "DRAFT_SLICE_S"):
        monkeypatch.setattr(f"editor.ui.canvas.picture.{name}", 0.0)
    room.begin("exposure")
    room.choose("stops", 2.0)
    room.doc.pixels_changed.emit(room.doc.bounds)
    assert not np.array_equal(room.seen(), seen)
    QTest.mousePress(room.page.before_button, Qt.MouseButton.LeftButton)
    assert np.array_equal(room.seen(), seen)
    QTest.mouseRelease(room.page.before_button, Qt.MouseButton.LeftButton)


def test_apply_is_one_step_and_what_was_seen(room: Darkroom) -> None:
    before, steps = room.pixels(), room.doc.history.position
    room.begin("levels")
    room.choose("black", 40)
    room.choose("gamma", 1.4)
    room.studio.window.canvas.zoom_to(1.0)
    tried = room.seen()
    room.page.apply_button.click()
    room.finish()
    want = find_effect("levels").apply(
        before, validate_params(find_effect("levels").params_class, {"black": 40, "gamma": 1.4})
    )
    assert np.array_equal(room.pixels(), want)
    assert room.doc.history.position == steps + 1
    assert np.abs(room.seen().astype(int) - tried).max() <= 1
    room.studio.run("edit.undo")
    assert np.array_equal(room.pixels(), before)


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=lambda effect: effect.id)
def test_every_effect_has_a_named_panel_and_applies(room: Darkroom, effect: object) -> None:
    room.begin(effect.id)  # type: ignore[attr-defined]  # an Effect
    assert nameless(room.panel) == []
    if room.session.subject is not None and not room.session.is_applying:
        assert room.page.isVisible()
        room.session.apply()
    room.finish()
    assert room.session.subject is None
    assert not [notice for notice in room.studio.notices if notice.level == "error"]


def test_a_selection_limits_what_is_tried_and_applied(room: Darkroom) -> None:
    before = room.pixels()
    set_selection(room.doc, rectangle(SIZE, 100, 100, 300, 300))
    room.begin("gaussian-blur")
    room.choose("radius", 9.0)
    room.session.apply()
    room.finish()
    after = room.pixels()
    assert not np.array_equal(after[100:300, 100:300], before[100:300, 100:300])
    after[100:300, 100:300] = before[100:300, 100:300]
    assert np.array_equal(after, before)


def test_as_layer_can_be_changed_later(room: Darkroom) -> None:
    room.begin("exposure")
    room.choose("stops", 1.0)
    room.page.layer_button.click()
    node = room.doc.active
    assert isinstance(node, AdjustmentLayer)
    assert node.params == validate_params(node.effect.params_class, {"stops": 1.0})
    subject = room.session.subject
    assert subject is not None
    assert subject.is_layer
    assert not room.page.apply_button.isVisible()
    steps = room.doc.history.position
    for stops in (1.5, 2.0, 2.5):
        room.choose("stops", stops)
    room.studio.qtbot.waitUntil(lambda: room.doc.history.position > steps, timeout=5000)
    assert room.doc.history.position == steps + 1, "a run of values is one step"
    room.studio.run("edit.undo")
    assert room.page.form is not None
    assert room.page.form.values()["stops"] == 1.0
    room.doc.activate(room.doc.layers[0].id)
    assert room.session.subject is None
    room.doc.activate(node.id)
    assert room.page.isVisibleTo(room.panel)


def test_values_are_kept_when_another_layer_is_chosen_at_once(room: Darkroom) -> None:
    room.begin("exposure")
    room.page.layer_button.click()
    node = room.doc.active
    assert isinstance(node, AdjustmentLayer)
    room.choose("stops", -2.0)
    room.doc.activate(room.doc.layers[0].id)
    kept = room.doc.find(node.id)
    assert isinstance(kept, AdjustmentLayer)
    assert kept.params == validate_params(kept.effect.params_class, {"stops": -2.0})


def test_a_locked_adjustment_layer_keeps_its_values_and_says_why(room: Darkroom) -> None:
    room.begin("exposure")
    room.page.layer_button.click()
    node = room.doc.active
    assert isinstance(node, AdjustmentLayer)
    commands.set_locked(room.doc, node.id, locked=True)
    room.choose("stops", 3.0)
    room.session.commit()
    assert "locked" in room.studio.notices[-1].text
    assert room.page.form is not None
    assert room.page.form.values()["stops"] == 0.0


def test_on_a_group_an_adjustment_becomes_a_layer_in_it(room: Darkroom) -> None:
    group = commands.new_group(room.doc)
    room.begin("curves")
    assert isinstance(room.doc.active, AdjustmentLayer)
    assert room.doc.parent(room.doc.active_id) is room.doc.find(group.id)


def test_a_locked_layer_is_refused_in_place(room: Darkroom) -> None:
    commands.set_locked(room.doc, room.doc.active_id, locked=True)
    room.begin("curves")
    assert room.session.subject is None
    assert "locked" in room.studio.notices[-1].text


def test_another_document_or_layer_ends_a_trial(room: Darkroom) -> None:
    room.begin("exposure")
    room.choose("stops", 1.0)
    room.studio.workbench.new(64, 64)
    assert room.session.subject is None
    room.studio.workbench.activate(room.doc)
    room.begin("exposure")
    commands.new_layer(room.doc)
    assert room.session.subject is None


def test_enter_applies_and_escape_gives_up(room: Darkroom) -> None:
    before = room.pixels()
    room.begin("exposure")
    room.choose("stops", 1.0)
    QTest.keyClick(room.page, Qt.Key.Key_Escape)
    assert room.session.subject is None
    assert np.array_equal(room.pixels(), before)
    room.begin("exposure")
    QTest.keyClick(room.studio.window.canvas, Qt.Key.Key_Escape)
    assert room.session.subject is None
    room.begin("exposure")
    room.choose("stops", 1.0)
    QTest.keyClick(room.page, Qt.Key.Key_Return)
    room.finish()
    assert not np.array_equal(room.pixels(), before)


def test_resetting_all_values(room: Darkroom) -> None:
    room.begin("hue-saturation")
    room.choose("hue", 90)
    room.choose("lightness", 20)
    room.page.reset_button.click()
    assert room.session.params == find_effect("hue-saturation").params_class()


def test_the_list_starts_an_adjustment(room: Darkroom) -> None:
    buttons = room.panel.chooser.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons] == [
        effect.title for effect in EFFECTS.values()
    ]
    buttons[1].click()
    assert room.session.subject is not None
    assert room.session.subject.effect.id == "curves"


def test_the_histogram_follows_what_is_shown(room: Darkroom) -> None:
    room.studio.window.docks.show("histogram")
    panel = room.studio.window.docks.panels["histogram"]
    view = panel.view  # type: ignore[attr-defined]  # a HistogramPanel
    wait = room.studio.qtbot.waitUntil
    wait(lambda: view.histogram.pixels == SIZE[0] * SIZE[1], timeout=5000)
    mean = view.histogram.mean("light")
    room.begin("exposure")
    room.choose("stops", 2.0)
    wait(lambda: view.histogram.mean("light") > mean + 20, timeout=5000)
    assert panel.words.text().startswith("Mean")  # type: ignore[attr-defined]
    room.session.cancel()
    wait(lambda: view.histogram.mean("light") == mean, timeout=5000)


def test_levels_and_curves_show_the_tones_before_them(room: Darkroom) -> None:
    room.begin("levels")
    wait = room.studio.qtbot.waitUntil
    wait(lambda: room.page.levels.histogram.pixels > 0, timeout=5000)
    mean = room.page.levels.histogram.mean("light")
    room.choose("black", 100)
    room.page.layer_button.click()
    room.studio.qtbot.wait(400)
    assert abs(room.page.levels.histogram.mean("light") - mean) < 2, "not what it makes of them"
