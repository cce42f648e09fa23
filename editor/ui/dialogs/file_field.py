"""A field for a file: its name, a button to choose one and one to choose none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.ui import theme
from editor.ui.language import tr


class FileField(QWidget):
    """Shows a file's name.

    Args:
        title: what the file is, for the dialog that asks for one.
        path: the present one; "" for none.
        choose: called with another.
    """

    def __init__(self, title: str, path: str, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._title = title
        self._choose = choose
        self.name = QLabel()
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(tr("Choose…"))
        self.button.setAccessibleName(tr("Choose a file: {what}", what=tr(title)))
        self.button.clicked.connect(self._ask)
        self.clear = QPushButton(tr("None"))
        self.clear.setAccessibleName(tr("No file: {what}", what=tr(title)))
        self.clear.clicked.connect(lambda: self.take(""))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(self.name, 1)
        line.addWidget(self.button)
        line.addWidget(self.clear)
        self._show(path)

    def take(self, path: str) -> None:
        """Another file, or none."""
        self._show(path)
        self._choose(path)

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr(self._title), "", tr("Colour profiles (*.icc *.icm);;All files (*)")
        )
        if path:
            self.take(path)

    def _show(self, path: str) -> None:
        self.name.setText(Path(path).name if path else tr("As the system says"))
        self.name.setToolTip(path)
        self.clear.setEnabled(bool(path))
