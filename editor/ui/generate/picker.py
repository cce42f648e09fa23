"""The button that shows the chosen generator and opens the list of all."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from editor.ui import theme
from editor.ui.generate.entry import paint_entry
from editor.ui.generate.picker_popup import PickerPopup
from editor.ui.icons import paint_glyph
from editor.ui.language import tr
from editor.workbench import Workbench

_HEIGHT_PX = 7 * theme.GRID


class GeneratorPicker(QAbstractButton):
    """Icon, title and summary of the chosen generator; a click, Down or Space opens the list."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._summary = ""
        self._icon = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(tr("Chooses what to generate with"))
        self.clicked.connect(self.open)
        workbench.choice.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the generator that is chosen now."""
        generator = self._workbench.choice.generator
        self.setText(tr(generator.title) if generator else tr("No generator"))
        self._summary = tr(generator.summary if generator else "See Help > Plugins for the reason.")
        self._icon = generator.icon if generator else "warning"
        self.setAccessibleName(tr("Generator: {text}", text=self.text()))
        self.setToolTip(self._summary)
        self.update()

    def open(self) -> PickerPopup:
        """Opens the list under the button; it deletes itself when it closes."""
        popup = PickerPopup(self._workbench, self)
        popup.chosen.connect(self._on_chosen)
        popup.open_under(self)
        return popup

    def sizeHint(self) -> QSize:
        return QSize(30 * theme.GRID, _HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        is_over = self.underMouse() or self.isDown()
        painter.setPen(theme.color("focus" if self.hasFocus() else "edge"))
        painter.setBrush(theme.color("pressed" if is_over else "hover"))
        painter.drawRoundedRect(frame, 6, 6)
        caret = QRectF(self.width() - 22, (self.height() - 12) / 2, 12, 12)
        paint_glyph(painter, "caret-down", caret, theme.color("dim"))
        area = self.rect().adjusted(theme.GRID, 0, -26, 0)
        paint_entry(painter, area, self._icon, self.text(), self._summary, icon_role="accent")

    def _on_chosen(self, generator_id: str) -> None:
        self._workbench.choice.choose(generator_id)
        self.setFocus()
