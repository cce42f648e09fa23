"""The real window on a real workbench with scripted generators; only the questions are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document import Document
from editor.document.guides import Guide
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.angle import RotateDialog, Rotation
from editor.ui.dialogs.canvas_size import CanvasSize, CanvasSizeDialog
from editor.ui.dialogs.channels import KeptSelection, LoadSelectionDialog, SaveSelectionDialog
from editor.ui.dialogs.choose_file import FileChooser
from editor.ui.dialogs.colour_profile import ChosenProfile, ColourProfileDialog
from editor.ui.dialogs.export_options import ExportOptionsDialog
from editor.ui.dialogs.guide import GuideDialog
from editor.ui.dialogs.image_size import ImageSize, ImageSizeDialog
from editor.ui.dialogs.new_document import NewDocumentDialog, NewPicture
from editor.ui.dialogs.number import NumberDialog
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.dialogs.print_picture import PrintDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.generate.job_bridge import JobBridge
from editor.ui.main_window import MainWindow
from editor.workbench import Notice, Workbench
from tests.scripted import draw, red_drawing, scripted_workbench
from tests.ui.generate.conftest import PLUGINS


@contextmanager
def shown_window(workbench: Workbench, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the screen, until the end."""
    window = MainWindow(workbench)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@contextmanager
def careless_window(
    workbench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window of somebody who discards what is not saved."""
    monkeypatch.setattr(UnsavedDialog, "ask", lambda *args, **kwargs: "discard")
    with shown_window(workbench, qtbot) as window:
        yield window


@dataclass
class Answers:
    """What the user answers to each question, and which questions were asked."""

    answers: dict[type, Any] = field(default_factory=dict)
    asked: list[type] = field(default_factory=list)
    open_paths: list[Path] = field(default_factory=list)
    save_path: Path | None = None

    def of(self, dialog: type) -> Callable[..., Any]:
        """What stands in for a dialog's `ask`."""

        def ask(*args: Any, **kwargs: Any) -> Any:
            self.asked.append(dialog)
            return self.answers.get(dialog)

        return ask


@dataclass
class Studio:
    """The window, what it was told, and a hand to draw with."""

    window: MainWindow
    answers: Answers
    qtbot: QtBot
    notices: list[Notice] = field(default_factory=list)

    @property
    def workbench(self) -> Workbench:
        return self.window.workbench

    @property
    def doc(self) -> Document:
        return self.workbench.require_document()

    def run(self, command_id: str) -> None:
        """Does a command as a menu would."""
        self.window.actions_set.refresh()
        self.window.actions_set.action(command_id).trigger()

    def draw(self, doc: Document, *points: tuple[float, float]) -> None:
        """A red stroke on the active layer."""
        draw(doc, *points)

    def drawing(self, width: int = 64, height: int = 48) -> Document:
        """A new document with a stroke on it."""
        return red_drawing(self.workbench, width, height)


DIALOGS = (
    AboutDialog,
    CanvasSizeDialog,
    ColourProfileDialog,
    ExportOptionsDialog,
    GuideDialog,
    ImageSizeDialog,
    LoadSelectionDialog,
    NewDocumentDialog,
    NumberDialog,
    PluginListDialog,
    PreferencesDialog,
    PrintDialog,
    RotateDialog,
    SaveSelectionDialog,
    UnsavedDialog,
)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    answers = Answers(
        {
            ColourProfileDialog: ChosenProfile("sRGB", None),
            CanvasSizeDialog: CanvasSize(80, 60, "top-left"),
            ImageSizeDialog: ImageSize(32, 24, "cubic"),
            NewDocumentDialog: NewPicture(40, 30, "#ffffff"),
            GuideDialog: Guide("x", 20),
            LoadSelectionDialog: KeptSelection("Sky", "add"),
            NumberDialog: 3,
            RotateDialog: Rotation(12.5),
            SaveSelectionDialog: "Sky",
            UnsavedDialog: "discard",
        }
    )
    for dialog in DIALOGS:
        monkeypatch.setattr(dialog, "ask", answers.of(dialog))
    monkeypatch.setattr(FileChooser, "ask_open", lambda *args: list(answers.open_paths))
    monkeypatch.setattr(FileChooser, "ask_save", lambda *args, **kwargs: answers.save_path)
    return answers


@contextmanager
def bridged_workbench(folder: Path, choice: str = "negative") -> Iterator[Workbench]:
    """A workbench that a window can stand on, without motion."""
    bridge = JobBridge()
    workbench = scripted_workbench(folder, PLUGINS, on_event=bridge.post, post=bridge.post)
    workbench.settings.set("motion", False)
    bridge.connect_to(workbench)
    if choice:
        workbench.choice.choose(choice)
    yield workbench
    workbench.close(timeout_s=5.0)


@pytest.fixture
def workbench(tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    with bridged_workbench(tmp_path) as workbench:
        yield workbench


@pytest.fixture
def studio(workbench: Workbench, answers: Answers, qtbot: QtBot) -> Iterator[Studio]:
    with shown_window(workbench, qtbot) as window:
        for bar in window.central.notices.bars:
            bar.deleteLater()  # on the plugin that does not work
        studio = Studio(window, answers, qtbot)
        workbench.notice.connect(studio.notices.append)
        yield studio
        answers.answers[UnsavedDialog] = "discard"
