"""From the panel to a layer and back: run, progress, cancel, errors, live, seed."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from editor.jobs import JobState, JobView, events
from editor.ui.generate.generate_panel import GeneratePanel
from editor.ui.generate.run_bar import duration, progress_text
from tests.ui.generate.conftest import shown_panel

from .conftest import Desk


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> GeneratePanel:
    return shown_panel(desk.workbench, qtbot)


def set_values(panel: GeneratePanel, **values: object) -> None:
    assert panel.page.form is not None
    panel.page.form.set_values(values)


def test_without_a_picture_it_says_what_is_missing(desk: Desk, panel: GeneratePanel) -> None:
    assert not panel.run_bar.button.isEnabled()
    assert "Open a picture" in panel.run_bar.button.toolTip()
    assert "Open a picture" in panel.inputs.text()
    assert not panel.live.isEnabled()
    desk.drawing()
    desk.qtbot.waitUntil(panel.run_bar.button.isEnabled)
    assert "64" in panel.inputs.text()
    assert panel.live.isEnabled()


def test_a_run_becomes_a_variant_a_layer_and_is_undone(desk: Desk, panel: GeneratePanel) -> None:
    doc = desk.drawing()
    desk.qtbot.waitUntil(panel.run_bar.button.isEnabled)
    set_values(panel, steps=5, pause_s=0.02)
    panel.run_bar.button.click()
    desk.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Cancel")
    desk.qtbot.waitUntil(lambda: "step" in panel.run_bar.status.text().lower())
    desk.wait_for(events.Finished)
    desk.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Generate")
    assert panel.run_bar.bar.isHidden()
    (variant,) = desk.workbench.variants
    layer = desk.workbench.accept(variant)
    assert layer.recipe is not None
    assert layer.recipe.params == {"steps": 5, "pause_s": 0.02}
    assert layer in list(doc.walk())
    desk.workbench.undo()
    assert doc.find(layer.id) is None


def test_what_is_wrong_is_said_beside_the_field_and_nothing_runs(
    desk: Desk, panel: GeneratePanel
) -> None:
    desk.drawing()
    set_values(panel, steps=1000, pause_s="long")
    panel.generate()
    assert panel.page.form is not None
    assert {name for name, row in panel.page.form.rows.items() if row.error} == {
        "steps",
        "pause_s",
    }
    assert desk.workbench.runner.queue == ()
    assert desk.workbench.choice.values["steps"] == 1000, "kept as typed"


def test_a_count_out_of_range_is_told_and_nothing_runs(desk: Desk, panel: GeneratePanel) -> None:
    desk.drawing()
    panel.page.rows.count.set_value(50)
    panel.generate()
    assert panel.page.rows.count.error == "must be between 1 and 8"
    assert desk.workbench.runner.queue == ()
    panel.page.rows.count.set_value(3)
    assert panel.page.rows.commit()
    assert desk.workbench.choice.count == 3


def test_where_every_seed_gives_the_same_nobody_is_asked_for_one(
    desk: Desk, panel: GeneratePanel
) -> None:
    desk.drawing()
    choice = desk.workbench.choice
    assert not panel.page.rows.isHidden()
    choice.set_count(4)
    desk.workbench.registry.get("negative").varies = False
    desk.workbench.registry.changed.emit()
    assert panel.page.rows.isHidden()
    panel.generate()
    desk.wait_for(events.Finished)
    assert len(desk.workbench.variants) == 1
    assert choice.count == 4, "kept for generators that vary"


def test_a_parameter_may_decide_whether_seeds_matter(desk: Desk, panel: GeneratePanel) -> None:
    choice = desk.workbench.choice
    choice.choose("noise")
    choice.set_count(3)
    assert not panel.page.rows.isHidden()
    choice.set_values({"strength": 0.0})
    assert panel.page.rows.isHidden()
    assert choice.run_count == 1
    choice.set_values({"strength": 0.5, "width": "wide"})
    assert not panel.page.rows.isHidden(), "also while another value is wrong"
    assert choice.run_count == 3


def test_cancel_while_it_runs_frees_the_button_at_once(desk: Desk, panel: GeneratePanel) -> None:
    desk.drawing()
    set_values(panel, steps=100, pause_s=0.05)
    panel.generate()
    desk.wait_for(events.Preview)
    panel.run_bar.button.click()
    desk.wait_for(events.CancelledEvent)
    desk.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Generate")
    assert desk.workbench.variants == []
    assert desk.previews[-1] is None, "the unfinished picture is gone"


def test_waiting_runs_are_listed_moved_and_given_up(desk: Desk, panel: GeneratePanel) -> None:
    desk.drawing()
    set_values(panel, steps=100, pause_s=0.05)
    panel.generate()
    desk.wait_for(events.Started)
    panel.run_bar.more.click()
    panel.page.rows.count.set_value(2)
    panel.generate()
    queue = panel.queue
    desk.qtbot.waitUntil(lambda: queue.list.count() == 2)
    assert queue.isVisible()
    assert queue.list.item(1).text() == "Negative, 2 variants"
    first, second = queue.list.job_ids()
    queue.list.setCurrentRow(1)
    QTest.keyClick(queue.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: queue.list.job_ids() == [second, first])
    assert queue.list.currentRow() == 0, "the moved one stays the current one"
    QTest.keyClick(queue.list, Qt.Key.Key_Delete)
    desk.qtbot.waitUntil(lambda: queue.list.job_ids() == [first])
    queue.clear.click()
    desk.qtbot.waitUntil(queue.isHidden)
    panel.run_bar.button.click()


def test_while_the_worker_is_busy_the_first_is_shown_once(desk: Desk, panel: GeneratePanel) -> None:
    waiting = tuple(JobView(name, name, JobState.QUEUED, 1) for name in ("First", "Second"))
    for part in (panel.run_bar, panel.queue):
        part.on_event(events.QueueChanged(waiting))
    assert panel.run_bar.status.text() == "First: waiting…"
    assert panel.queue.list.job_ids() == ["Second"]
    for part in (panel.run_bar, panel.queue):
        part.on_event(events.QueueChanged(waiting[:1]))
    assert panel.queue.isHidden()
    assert panel.run_bar.button.text() == "Cancel"
    for part in (panel.run_bar, panel.queue):
        part.on_event(events.QueueChanged(()))


def test_live_follows_strokes_and_values_and_the_newest_wins(
    desk: Desk, panel: GeneratePanel
) -> None:
    doc = desk.drawing()
    live = desk.workbench.live
    desk.qtbot.waitUntil(panel.live.isEnabled)
    panel.live.click()
    assert live.is_on
    for x in range(10, 60, 5):
        desk.draw(doc, (x, 4), (x, 44))
    desk.qtbot.waitUntil(
        lambda: (
            live.variant is not None and live.variant.rgba[20, 55].tolist() == [0, 255, 255, 255]
        )
    )
    runs = sum(isinstance(event, events.Finished) for event in desk.seen)
    assert runs <= 11
    assert panel.run_bar.button.text() == "Generate", "live runs are not in the queue"
    desk.workbench.undo()
    desk.qtbot.waitUntil(
        lambda: live.variant is not None and live.variant.rgba[20, 55].tolist() == [0, 0, 0, 255]
    )
    panel.live.click()
    assert not live.is_on
    assert desk.previews[-1] is None


def test_a_generator_that_is_too_slow_says_so(desk: Desk, panel: GeneratePanel) -> None:
    desk.drawing()
    desk.workbench.choice.choose("noise")
    desk.qtbot.waitUntil(lambda: "too slow" in panel.live.toolTip())
    assert not panel.live.isEnabled()


def test_a_failing_run_is_told_by_name_and_the_panel_is_ready_again(
    desk: Desk, panel: GeneratePanel
) -> None:
    desk.drawing()
    desk.workbench.choice.choose("broken")
    panel.generate()
    desk.wait_for(events.Failed)
    desk.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Generate")
    assert "the wheel came off" in desk.notices[-1].text


def test_values_are_kept_for_each_generator(desk: Desk, panel: GeneratePanel) -> None:
    set_values(panel, steps=44)
    panel.page.commit()
    desk.workbench.choice.choose("noise")
    assert panel.page.form is not None
    assert "strength" in panel.page.form.rows
    desk.workbench.choice.choose("negative")
    assert panel.page.form.values()["steps"] == 44


def test_the_seed_rolls_unless_it_is_locked(desk: Desk, panel: GeneratePanel) -> None:
    desk.drawing()
    choice = desk.workbench.choice
    before = choice.seed
    panel.generate()
    assert choice.seed != before
    row = panel.page.rows.seed
    assert row.editor.value() == choice.seed
    lock, dice = row.editor.beside.findChildren(QToolButton)  # type: ignore[union-attr]  # it has both
    lock.click()
    assert choice.seed_locked
    before = choice.seed
    panel.generate()
    assert choice.seed == before
    dice.click()
    assert choice.seed != before
    desk.wait_for(events.Finished, 2)


def test_a_memory_rung_is_told_under_the_progress(desk: Desk, panel: GeneratePanel) -> None:
    desk.workbench.on_job_event(events.Notice("x", "Memory was short: caches were freed."))
    assert panel.run_bar.notice.text() == "Memory was short: caches were freed."


def test_closing_the_panel_leaves_nothing_behind(desk: Desk, qtbot: QtBot) -> None:
    threads = threading.active_count()
    for _ in range(3):
        panel = GeneratePanel(desk.workbench)
        qtbot.addWidget(panel)
        _ = panel.page
        panel.close()
    assert threading.active_count() == threads


def test_progress_reads_as_a_sentence() -> None:
    event = events.Progress("j", 0.4, "step 3/20", 12.3)
    assert progress_text(event, ready=1, variants=4) == "Variant 2 of 4, step 3/20, 12 s left"
    assert progress_text(events.Progress("j", 0.4, "", None), ready=0, variants=1) == "40 %"
    assert duration(0.2) == "1 s"
    assert duration(150) == "2 min"
    assert duration(4800) == "1 h 20 min"
