"""A field for a folder of pictures: chosen or dropped, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.api import TrainingFolder
from editor.ui import theme
from editor.ui.dialogs.choose_file import FileChooser
from editor.ui.dialogs.form import dim_label
from editor.ui.drops import dropped_paths
from editor.ui.generate.layout import icon_button, mark
from editor.ui.language import number_words, told, tr
from editor.workbench.survey import Found, Survey
from editor.workbench.trainings import Trainings


class FolderField(QWidget):
    """Takes a folder, or several, and looks what is in it.

    Attributes:
        found_label: words on what was found, to be placed below.

    Signals:
        changed: other folders, or more is known of them.
    """

    changed = Signal()

    def __init__(self, wanted: TrainingFolder, trainings: Trainings) -> None:
        super().__init__()
        self.wanted = wanted
        self.folders: tuple[Path, ...] = ()
        self.found: Found | None = None
        self._trainings = trainings
        self._survey: Survey | None = None
        self.setAcceptDrops(True)
        title = tr(wanted.title)
        self.names = QLabel()
        self.names.setTextFormat(Qt.TextFormat.PlainText)
        self.names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(tr("Add…") if wanted.several else tr("Choose…"))
        self.button.setAccessibleName(tr("Choose a folder: {what}", what=title))
        self.button.setAutoDefault(False)  # Enter in a field of the form starts nothing
        self.button.clicked.connect(self._ask)
        self.clear = icon_button("x", tr("No folder: {what}", what=title), role="dim")
        self.clear.clicked.connect(lambda: self.take(()))
        self.found_label = dim_label("")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(self.names, 1)
        line.addWidget(self.clear)
        line.addWidget(self.button)
        self._show()

    @property
    def problem(self) -> str:
        """Why it cannot be trained on what is there; empty where it can."""
        return "" if self.found is None else self.found.problem(self.wanted)

    def add(self, paths: Sequence[Path]) -> bool:
        """Takes the folders among what was chosen or dropped. Whether there were any."""
        folders = tuple(path for path in paths if path.is_dir())
        if folders:
            before = self.folders if self.wanted.several else ()
            together = tuple(dict.fromkeys((*before, *folders)))
            self.take(together if self.wanted.several else together[:1])
        return bool(folders)

    def take(self, folders: Sequence[Path]) -> None:
        """Takes these folders and no others."""
        self.give_up()
        self.folders, self.found = tuple(folders), None
        self._show()
        if self.folders:
            self._survey = self._trainings.survey(self.folders, self.wanted, self._on_found)
        self.changed.emit()

    def give_up(self) -> None:
        """Looks no further."""
        if self._survey is not None:
            self._survey.give_up()
            self._survey = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.is_dir() for path in dropped_paths(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_names()

    def _ask(self) -> None:
        folder = FileChooser.ask_folder(self, self.wanted.title)
        if folder is not None:
            self.add([folder])

    def _on_found(self, found: Found) -> None:
        self.found = found
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.clear.setVisible(bool(self.folders))
        mark(self.names, "role", "" if self.folders else "dim")
        self.names.setToolTip("\n".join(map(str, self.folders)))
        self._show_names()
        self.found_label.setText(self._found_words())
        mark(self.found_label, "role", "error" if self.problem else "dim")

    def _show_names(self) -> None:
        words = ", ".join(map(str, self.folders)) or tr("Drop a folder here")
        metrics = self.names.fontMetrics()
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, self.names.width())
        self.names.setText(elided)
        self.names.setAccessibleName(words)

    def _found_words(self) -> str:
        if not self.folders:
            return tr(self.wanted.help)
        if self.found is None:
            return tr("Looking…")
        if self.found.error:
            return told(self.found.error)
        count = number_words(self.found.pictures)
        if not self.found.is_done:
            return tr("{count} pictures so far…", count=count)
        words = [tr("One picture.") if count == "1" else tr("{count} pictures.", count=count)]
        words += [told(self.found.left_out()), told(self.problem)]
        return " ".join(filter(None, words))
