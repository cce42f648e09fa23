"""The editor of a model: the installed ones of its kind by title, and any file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from editor.api import ParamField
from editor.models import Catalogue
from editor.ui.generate import native
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import quietly
from editor.ui.language import tr

_CHOOSE = "\0choose"
_TRAIN = "\0train"
_FILTER = "Models (*.safetensors *.pt *.pth *.bin *.ckpt);;All files (*)"


class ModelEditor(Editor):
    """One of the installed models, or a file that the user points to.

    The list is read anew each time it opens: a model put into the folder is there at once.

    Args:
        trains: the kind of models that can be trained here; empty for none.

    Signals:
        training_wanted: the user wants one of their own.
    """

    training_wanted = Signal()

    def __init__(
        self, field: ParamField, *, catalogue: Catalogue, kind: str, trains: str = ""
    ) -> None:
        super().__init__(field)
        self._catalogue = catalogue
        self._kind = field.model_kind or kind
        self._is_trainable = bool(trains) and trains == self._kind
        self._value: Any = field.default
        self._box = native.open_combo_box()
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(self._on_activated)
        self.below = self.target = self._box
        self.set_value(field.default)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        quietly(self._box, self._fill)

    def refresh(self) -> None:
        """Looks again which models are installed."""
        quietly(self._box, self._fill)

    def _fill(self) -> None:
        box = self._box
        box.clear()
        entries = self._catalogue.list(self._kind)
        if self.field.placeholder:
            box.addItem(self.field.placeholder, "")
        for entry in entries:
            box.addItem(tr(entry.title), entry.name)
            box.setItemData(box.count() - 1, tr(entry.summary), Qt.ItemDataRole.ToolTipRole)
        index = box.findData(self._value) if self._value else 0
        if index < 0 or not box.count():
            box.addItem(self._foreign_title(), self._value)
            index = box.count() - 1
        box.insertSeparator(box.count())
        box.addItem(tr("Choose file…"), _CHOOSE)
        if self._is_trainable:
            box.addItem(tr("Train your own…"), _TRAIN)
        box.setCurrentIndex(index)
        box.setToolTip(str(box.itemData(index, Qt.ItemDataRole.ToolTipRole) or self.field.help))

    def _foreign_title(self) -> str:
        if not self._value:
            return tr("No model installed")
        path = Path(str(self._value))
        return path.name if path.exists() else tr("{name} (not installed)", name=self._value)

    def _on_activated(self, index: int) -> None:
        chosen = self._box.itemData(index)
        if chosen == _CHOOSE:
            self.set_value(self._value)
            self._ask()
        elif chosen == _TRAIN:
            self.set_value(self._value)
            self.training_wanted.emit()
        elif chosen != self._value:
            self.set_value(chosen)
            self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self._box.window(), tr("Choose a model"), "", tr(_FILTER))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.set_value(path)
        self.changed.emit()
