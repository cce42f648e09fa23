"""The frame of all dialogs: a heading, rows of label and field, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.document.warping import MAX_SIDE_PX
from editor.ui import theme
from editor.ui.language import tr

_LABEL_PX = 13 * theme.GRID
_WIDTH_PX = 46 * theme.GRID
_FRAME = QSize(2 * theme.GRID, 5 * theme.GRID)
"""What the system draws around a window, at most."""
_Buttons = QDialogButtonBox.StandardButton


class FormPage(QWidget):
    """Aligned rows of label and field, in sections."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.GRID)
        self._grid: QGridLayout | None = None

    def row(self, label: str, field: QWidget, help: str = "") -> None:
        """Adds a labelled field."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setHorizontalSpacing(2 * theme.GRID)
            self._grid.setVerticalSpacing(theme.GRID)
            self._grid.setColumnMinimumWidth(0, _LABEL_PX)
            self._grid.setColumnStretch(1, 1)
            self.body.addLayout(self._grid)
        row = self._grid.rowCount()
        label, help = tr(label), tr(help)
        name = QLabel(label)
        name.setBuddy(field)
        field.setAccessibleName(label)
        if help:
            field.setToolTip(help)
            name.setToolTip(help)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(field, row, 1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds a widget over the whole width."""
        self._grid = None
        self.body.addWidget(widget, stretch)


class FormDialog(QDialog):
    """A dialog with aligned rows.

    Args:
        title: its heading.
        accept: what the button says that does it; empty for a dialog that only shows.
    """

    def __init__(self, title: str, parent: QWidget | None, *, accept: str = "OK") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(title))
        self.setAccessibleName(tr(title))
        self.setMinimumWidth(_WIDTH_PX)
        self._scroll: QScrollArea | None = None
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(*[3 * theme.GRID] * 4)
        outer.setSpacing(2 * theme.GRID)
        heading = QLabel(tr(title))
        heading.setFont(theme.heading_font())
        outer.addWidget(heading)
        self.page = FormPage()
        outer.addWidget(self.page, 1)
        self.buttons = QDialogButtonBox()
        outer.addWidget(self.buttons)
        self._add_buttons(accept)

    def row(self, label: str, field: QWidget, help: str = "") -> None:
        """Adds a labelled field."""
        self.page.row(label, field, help)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds a widget over the whole width."""
        self.page.add(widget, stretch)

    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableGeometry().size() - _FRAME
        if self._scroll is None and self.minimumSizeHint().height() > room.height():
            self._let_scroll()
            self._outer.activate()  # else it stays as high as it had to be before
        # By itself Qt makes a dialog no larger than two thirds of the screen.
        self.resize(self.size().expandedTo(self.sizeHint()).boundedTo(room))
        super().showEvent(event)
        if self._scroll is not None:
            QTimer.singleShot(0, self, self._widen)

    def _let_scroll(self) -> None:
        """On a small screen, or at a large scale, the rows scroll and the buttons stay in sight."""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(self.accessibleName())
        self._outer.replaceWidget(self.page, self._scroll)
        self._scroll.setWidget(self.page)

    def _widen(self) -> None:
        """Only what is shown knows how wide it is."""
        assert self._scroll is not None
        bar_px = self._scroll.verticalScrollBar().sizeHint().width()
        room_px = self.screen().availableGeometry().width() - 8 * theme.GRID
        wide_px = self.page.minimumSizeHint().width() + bar_px
        self._scroll.setMinimumWidth(min(wide_px, room_px))

    def _add_buttons(self, accept: str) -> None:
        if accept:
            self.buttons.addButton(_Buttons.Cancel)
            button = QPushButton(tr(accept))
            button.setProperty("primary", "true")
            button.setDefault(True)
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        else:
            self.buttons.addButton(_Buttons.Close)
        for shown in self.buttons.buttons():
            shown.setAccessibleName(shown.text().replace("&", ""))
            shown.setIcon(theme.NO_ICON)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def move_beside(self, shown: QWidget) -> None:
        """Goes to the upper right corner of a widget, so that most of it can be seen."""
        self.adjustSize()
        corner = shown.mapToGlobal(shown.rect().topRight())
        self.move(corner.x() - self.width() - 2 * theme.GRID, corner.y() + 2 * theme.GRID)

    def chosen(self) -> bool:
        """Shows the dialog; whether it was accepted."""
        return self.exec() == QDialog.DialogCode.Accepted


def pixels_field(value: int, minimum: int = 1, maximum: int = MAX_SIDE_PX) -> QSpinBox:
    """A field for a number of pixels."""
    field = QSpinBox()
    field.setRange(minimum, maximum)
    field.setValue(value)
    field.setSuffix(" px")
    field.setAccelerated(True)
    indent(field)
    return field


def indent(field: QAbstractSpinBox) -> None:
    """Puts the number where other fields have their words; the stylesheet cannot."""
    line = field.lineEdit()
    assert line is not None
    line.setTextMargins(theme.GRID - 2, 0, theme.GRID - 2, 0)


def separator() -> QFrame:
    """A line between areas."""
    line = QFrame()
    line.setProperty("role", "line")
    return line


def dim_label(text: str) -> QLabel:
    """Words of lesser importance, wrapped."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "dim")
    label.setWordWrap(True)
    return label
