"""A model trained from inside the window, by a real process: asked for, watched, stopped, used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from editor.ui.dialogs.choose_file import FileChooser
from editor.ui.generate.param_page import ParamPage
from editor.ui.training import TrainingDialog
from editor.ui.training.folder_field import FolderField
from editor.ui.training.leaving import LeaveTrainingDialog
from tests.school import write_pictures, write_school
from tests.ui.conftest import Studio

_PATIENCE_MS = 60_000


class Lesson:
    """The training window on a workbench that has the little plugin."""

    def __init__(self, studio: Studio, data: Path) -> None:
        self.studio = studio
        self.data = data
        self.trainings = studio.workbench.trainings
        studio.workbench.choice.choose("learner")
        studio.run("generate.train")
        self.dialog = studio.window.findChildren(TrainingDialog)[-1]

    def close(self) -> None:
        """Closes the window, to the end."""
        self.dialog.close()
        QApplication.sendPostedEvents(self.dialog, QEvent.Type.DeferredDelete)

    def wait_for(self, phase: str) -> None:
        self.studio.qtbot.waitUntil(
            lambda: self.trainings.state is not None and self.trainings.state.phase == phase,
            timeout=_PATIENCE_MS,
        )

    def fill(self) -> FolderField:
        """Gives the pictures, and waits until they were looked at."""
        field = self.dialog.form.fields[0]
        field.add([self.data])
        self.wait_found(field)
        return field

    def wait_found(self, field: FolderField) -> None:
        self.studio.qtbot.waitUntil(lambda: field.found is not None and field.found.is_done)

    def start(self, *, waiting: bool = False) -> None:
        """Fills the form and starts; a lesson that waits goes on until the file is gone."""
        if waiting:
            (self.data / "wait").touch()
        self.fill()
        self.dialog.action.click()
        if waiting:
            self.studio.qtbot.waitUntil(
                lambda: self.dialog.progress.bar.value() > 0, timeout=_PATIENCE_MS
            )


@pytest.fixture
def lesson(studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lesson]:
    monkeypatch.setattr(LeaveTrainingDialog, "ask", studio.answers.of(LeaveTrainingDialog))
    write_school(tmp_path / "plugins")
    studio.workbench.registry.refresh()
    yield Lesson(studio, write_pictures(tmp_path / "my letters", count=3, broken=1))
    studio.answers.answers[LeaveTrainingDialog] = "stop"


def test_what_is_found_is_told_before_it_starts(lesson: Lesson) -> None:
    dialog = lesson.dialog
    assert dialog.form.generator.currentText() == "Learner"
    assert not dialog.action.isEnabled()
    assert dialog.action.toolTip() == "Choose a folder: Pictures"
    field = lesson.fill()
    words = field.found_label.text()
    assert words == "3 pictures. Left out, since they cannot be read: broken-0.jpg."
    assert dialog.form.name.text() == "my letters"
    assert dialog.action.isEnabled()
    dialog.form.generator.setCurrentIndex(dialog.form.generator.findData("own"))
    (letters,) = dialog.form.fields
    assert letters.folders == (lesson.data,), "what was given stays"
    lesson.wait_found(letters)
    assert "There is no words.csv in it." in letters.found_label.text()
    assert not dialog.action.isEnabled()
    letters.clear.click()
    assert letters.found_label.text() == "One on each."


def test_folders_are_chosen_and_dropped(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    (field,) = lesson.dialog.form.fields
    monkeypatch.setattr(FileChooser, "ask_folder", lambda *_: lesson.data)
    field.button.click()
    assert field.folders == (lesson.data,)
    other = write_pictures(lesson.data.parent / "other", count=2)
    drop(field, other)
    assert field.folders == (lesson.data, other), "as many as one likes"
    lesson.wait_found(field)
    assert field.found_label.text().startswith("5 pictures.")
    field.clear.click()
    drop(lesson.dialog, other / "0.png")
    assert field.folders == (), "a picture is no folder"
    drop(lesson.dialog, other)
    assert field.folders == (other,), "beside the field counts too"


def test_a_trained_model_is_used_with_one_click(lesson: Lesson) -> None:
    window, workbench = lesson.studio.window, lesson.studio.workbench
    _ = window.generate_panel.page
    lesson.start()
    lesson.wait_for("done")
    assert "The chalk is short." in lesson.dialog.progress.notices.text()
    assert not [notice for notice in lesson.studio.notices if "trained" in notice.text]
    lesson.dialog.action.click()
    assert workbench.choice.values["model"] == "my letters"
    assert model_box(window.generate_panel.page).currentText() == "my letters", "without a restart"
    assert lesson.trainings.state is None


def test_one_that_was_stopped_is_offered_again(lesson: Lesson) -> None:
    lesson.start(waiting=True)
    lesson.dialog.action.click()
    assert not lesson.dialog.action.isEnabled(), "it stops already"
    lesson.wait_for("stopped")
    lesson.close()
    (lesson.data / "wait").unlink()
    again = Lesson(lesson.studio, lesson.data).dialog
    offers = [one for one in again.form.findChildren(QPushButton) if one.text() == "Continue"]
    (go_on,) = offers
    assert go_on.accessibleName() == "Continue the training of my letters"
    go_on.click()
    lesson.wait_for("done")
    model = lesson.studio.workbench.catalogue.find("learner", "my letters")
    assert model.card["begun"] == 1
    again.close()
    QApplication.sendPostedEvents(again, QEvent.Type.DeferredDelete)


def test_a_failure_is_readable_and_the_form_comes_back(lesson: Lesson) -> None:
    (lesson.data / "fail").touch()
    lesson.start()
    lesson.wait_for("failed")
    assert "the chalk broke" in lesson.dialog.progress.status.text()
    assert "lessons.py" in lesson.dialog.progress.details.toPlainText()
    lesson.dialog.action.click()
    assert lesson.dialog.form.fields[0].folders == (lesson.data,)
    lesson.dialog.form.name.setText("../up")
    lesson.dialog.action.click()
    assert "no name for a model" in lesson.dialog.form.error.text()


def test_closing_asks_what_becomes_of_it(lesson: Lesson) -> None:
    answers = lesson.studio.answers
    lesson.start(waiting=True)
    answers.answers[LeaveTrainingDialog] = "cancel"
    lesson.dialog.close()
    assert lesson.dialog.isVisible()
    assert not lesson.studio.window.close()
    assert answers.asked == [LeaveTrainingDialog] * 2
    answers.answers[LeaveTrainingDialog] = "keep"
    lesson.dialog.close()
    assert lesson.trainings.is_running
    mark = lesson.studio.window.status.training
    assert mark.isVisible()
    assert mark.text() == "33 %"
    assert "my letters" in mark.toolTip()
    mark.click()
    (again,) = (one for one in lesson.studio.window.findChildren(TrainingDialog) if one.isVisible())
    again.close()
    (lesson.data / "wait").unlink()

    def is_told() -> bool:
        lesson.studio.workbench.tidy()
        return bool(lesson.studio.notices)

    lesson.studio.qtbot.waitUntil(is_told, timeout=_PATIENCE_MS)
    (notice,) = lesson.studio.notices
    assert notice.text == "The model “my letters” is trained."
    assert not mark.isVisible()


def test_while_one_stops_the_program_is_not_started_anew(lesson: Lesson) -> None:
    lesson.start(waiting=True)
    lesson.trainings.stop()
    assert lesson.trainings.state is not None
    assert lesson.trainings.state.phase == "stopping"
    lesson.studio.window.restarting.restart()
    assert lesson.studio.notices[-1].text == "Figment is still working."
    lesson.wait_for("stopped")


def test_quitting_stops_it_and_keeps_what_was_learned(lesson: Lesson) -> None:
    lesson.start(waiting=True)
    lesson.studio.answers.answers[LeaveTrainingDialog] = "stop"
    assert lesson.studio.window.close()
    assert lesson.trainings.state is not None
    assert lesson.trainings.state.phase == "stopping"
    lesson.trainings.close()
    assert [plan.name for plan in lesson.trainings.interrupted] == ["my letters"]


def test_the_newest_samples_are_shown(lesson: Lesson) -> None:
    lesson.start(waiting=True)
    state = lesson.trainings.state
    assert state is not None
    assert lesson.dialog.progress.sheet.isHidden()
    samples = write_pictures(state.plan.run_folder / "samples", count=2)
    assert state.sheet == samples / "1.png"
    lesson.studio.qtbot.waitUntil(lambda: not lesson.dialog.progress.sheet.isHidden())
    assert lesson.dialog.progress.sheet.pixmap().width() == 8
    lesson.dialog.action.click()
    lesson.wait_for("stopped")


def test_the_model_choice_leads_there(lesson: Lesson) -> None:
    lesson.close()
    page = lesson.studio.window.generate_panel.page
    box = model_box(page)
    box.activated.emit(box.findText("Train your own…"))
    (dialog,) = lesson.studio.window.findChildren(TrainingDialog)
    assert dialog.isVisible()
    lesson.studio.workbench.choice.choose("noise")
    assert model_box(page).findText("Train your own…") == -1


def model_box(page: ParamPage) -> QComboBox:
    assert page.form is not None
    box = page.form.rows["model"].editor.target
    assert isinstance(box, QComboBox)
    return box


def drop(widget: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        event = QDropEvent(QPoint(3, 3), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(widget, event)
