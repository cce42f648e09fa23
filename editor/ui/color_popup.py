"""A compact colour chooser in a pop-up: square, hue bar, hex field, recent colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editor.ui import theme
from editor.ui.color_square import HueBar, SaturationSquare
from editor.ui.language import tr

_RECENT = 9
_recent: list[str] = ["#000000", "#ffffff", "#d7263d", "#f46036", "#f4d35e", "#2e933c"]


class ColorChip(QAbstractButton):
    """A small square of one colour."""

    def __init__(self, color: str, name: str) -> None:
        super().__init__()
        self.color = color
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("focus" if self.hasFocus() else "edge"))
        painter.setBrush(QColor(self.color))
        inner = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, 3, 3)


class ColorPopup(QFrame):
    """Opens at a widget and closes on a click elsewhere or Escape.

    Signals:
        color_changed(str): as the colour is moved, written #rrggbb.
    """

    color_changed = Signal(str)

    def __init__(self, color: str, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._square = SaturationSquare()
        self._hue = HueBar()
        self._hex = QLineEdit()
        self._hex.setAccessibleName(tr("Colour in hexadecimal"))
        self._hex.setToolTip(tr("Red, green and blue, such as #3366cc"))
        pattern = QRegularExpression("#?[0-9a-fA-F]{6}")
        self._hex.setValidator(QRegularExpressionValidator(pattern, self))
        self._now = ColorChip(color, tr("New colour"))
        self._lay_out(title)
        self._show(QColor(color))
        self._square.moved.connect(self._on_moved)
        self._hue.moved.connect(self._on_moved)
        self._hex.editingFinished.connect(self._on_hex)

    @property
    def color(self) -> str:
        """The colour of now."""
        saturation, brightness = self._square.point.x(), 1 - self._square.point.y()
        return QColor.fromHsvF(self._hue.point.x() % 1.0, saturation, brightness).name()

    def open_at(self, widget: QWidget, *, beside: bool = False) -> None:
        """Shows the pop-up below a widget, or beside it."""
        corner = QPoint(widget.width() + theme.HALF, 0) if beside else QPoint(0, widget.height())
        self.adjustSize()
        place = widget.mapToGlobal(corner)
        screen = widget.screen().availableGeometry()
        place.setX(min(place.x(), screen.right() - self.width()))
        place.setY(min(place.y(), screen.bottom() - self.height()))
        self.move(place)
        self.show()
        self._square.setFocus()

    def hideEvent(self, event: object) -> None:
        if self.color in _recent:
            _recent.remove(self.color)
        _recent.insert(0, self.color)
        del _recent[_RECENT:]

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID + theme.HALF] * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(QLabel(title))
        column.addWidget(self._square)
        column.addWidget(self._hue)
        line = QHBoxLayout()
        line.addWidget(self._now)
        line.addWidget(self._hex, 1)
        column.addLayout(line)
        chips = QHBoxLayout()
        chips.setSpacing(theme.HALF)
        for color in _recent:
            chip = ColorChip(color, tr("Recent colour {color}", color=color))
            chip.clicked.connect(self._on_chip)
            chips.addWidget(chip)
        chips.addStretch()
        column.addLayout(chips)

    def _show(self, color: QColor) -> None:
        # Grey and black have no hue of their own: the bar stays where it is.
        if color.hsvHueF() >= 0:
            self._hue.point.setX(color.hsvHueF())
        self._square.point.setX(color.hsvSaturationF())
        self._square.point.setY(1 - color.valueF())
        self._refresh()

    def _refresh(self) -> None:
        self._square.hue = self._hue.point.x() % 1.0
        self._square.update()
        self._hue.update()
        self._now.color = self.color
        self._now.update()
        self._hex.setText(self.color)

    def _on_moved(self) -> None:
        self._refresh()
        self.color_changed.emit(self.color)

    def _on_hex(self) -> None:
        text = self._hex.text()
        self._take(text if text.startswith("#") else f"#{text}")

    def _on_chip(self) -> None:
        chip = self.sender()
        assert isinstance(chip, ColorChip)
        self._take(chip.color)

    def _take(self, color: str) -> None:
        if color != self.color:
            self._show(QColor(color))
            self.color_changed.emit(self.color)
