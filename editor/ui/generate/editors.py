"""One editor for each kind of parameter: what is beside a label and below it, and its value."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QColorDialog, QPlainTextEdit, QToolButton, QWidget

from editor.api import ParamField
from editor.ui import theme
from editor.ui.generate import native
from editor.ui.generate.layout import hbox, quietly, vbox
from editor.ui.language import tr

_PROMPT_LINES = 4


class Editor(QObject):
    """What edits one parameter. Subclasses make the widgets.

    Attributes:
        beside: at the right of the label, or None.
        below: under the label, as wide as the panel, or None.
        target: what gets the keyboard when the label is clicked.

    Signals:
        changed: the user has given another value.
        submitted: the user wants to generate now.
    """

    changed = Signal()
    submitted = Signal()

    beside: QWidget | None = None
    below: QWidget | None = None
    target: QWidget
    has_own_label = False

    def __init__(self, field: ParamField) -> None:
        super().__init__()
        self.field = field

    def value(self) -> Any:
        """The value as typed: text where it cannot be read as the field's type."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Shows a value, also one that is not valid; tells nobody."""
        raise NotImplementedError

    def widgets(self) -> list[QWidget]:
        """All that takes part in editing, for names and marks."""
        return [widget for widget in (self.beside, self.below) if widget is not None]

    def refresh(self) -> None:
        """A model was added: looks again which there are, where that matters."""

    def close(self) -> None:
        """The form goes away: listens to nobody any more."""


class ToggleEditor(Editor):
    """On or off."""

    has_own_label = True

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self._box = native.check_box(field.title)
        self._box.toggled.connect(self._on_toggled)
        self.below = self.target = self._box

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        quietly(self._box, lambda: self._box.setChecked(bool(value)))

    def _on_toggled(self, is_on: bool) -> None:
        self.changed.emit()


class ChoiceEditor(Editor):
    """One of a few words, by their titles."""

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self._box = native.combo_box(field.choices)
        self._unknown: Any = None
        self._box.currentIndexChanged.connect(self._on_chosen)
        self.below = self.target = self._box

    def value(self) -> Any:
        index = self._box.currentIndex()
        return self._unknown if index < 0 else self._box.itemData(index)

    def set_value(self, value: Any) -> None:
        index = self._box.findData(value)
        self._unknown = value if index < 0 else None
        quietly(self._box, lambda: self._box.setCurrentIndex(index))
        self._box.setPlaceholderText(tr("{value} (unknown)", value=value) if index < 0 else "")

    def _on_chosen(self, index: int) -> None:
        self.changed.emit()


class TextEditor(Editor):
    """A line of plain text."""

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self._line = native.text_line()
        self._line.setPlaceholderText(field.placeholder)
        self._line.textEdited.connect(self._on_edited)
        self.below = self.target = self._line

    def value(self) -> str:
        return self._line.text()

    def set_value(self, value: Any) -> None:
        if value != self._line.text():
            self._line.setText(str(value))

    def _on_edited(self, text: str) -> None:
        self.changed.emit()


class PromptEditor(Editor):
    """Text over several lines; Ctrl+Enter generates."""

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self._text = _PromptText()
        self._text.setPlaceholderText(field.placeholder)
        self._text.textChanged.connect(self.changed)
        self._text.submitted.connect(self.submitted)
        self.target = self._text
        # The stylesheet's least height would win over one set on the text itself.
        self.below = QWidget()
        vbox(self.below).addWidget(self._text)
        line_px = QFontMetrics(theme.control_font()).lineSpacing()
        margins_px = 2 * self._text.document().documentMargin() + theme.GRID
        self.below.setFixedHeight(round(_PROMPT_LINES * line_px + margins_px))

    def widgets(self) -> list[QWidget]:
        return [self._text]

    def value(self) -> str:
        return self._text.toPlainText()

    def set_value(self, value: Any) -> None:
        if value != self._text.toPlainText():
            quietly(self._text, lambda: self._text.setPlainText(str(value)))


class _PromptText(QPlainTextEdit):
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Tab goes on to the next field: nobody indents a prompt.
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


class ColorEditor(Editor):
    """A colour as a swatch that opens the colour dialog, and as #rrggbb."""

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self.beside = QWidget()
        row = hbox(self.beside)
        self._swatch = QToolButton()
        self._swatch.setFixedSize(theme.CONTROL_HEIGHT, theme.CONTROL_HEIGHT)
        self._swatch.setAccessibleName(tr("{name}: choose", name=field.title))
        self._swatch.setToolTip(tr("Choose a colour"))
        self._swatch.clicked.connect(self._on_swatch)
        self._line = native.text_line()
        self._line.setFixedWidth(self._line.fontMetrics().horizontalAdvance("#ddddddd") + 18)
        self._line.textEdited.connect(self._on_edited)
        row.addWidget(self._swatch)
        row.addWidget(self._line)
        self.target = self._line

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self._line.setText(str(value))
        self._paint_swatch()

    def widgets(self) -> list[QWidget]:
        return [self._line]

    def _on_edited(self, text: str) -> None:
        self._paint_swatch()
        self.changed.emit()

    def _on_swatch(self) -> None:
        dialog = QColorDialog(QColor(self.value()), self._swatch.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.field.title)
        dialog.currentColorChanged.connect(self._on_color)
        # Not modal: the picture can be looked at, and live mode follows, while one chooses.
        dialog.show()

    def _on_color(self, color: QColor) -> None:
        self.set_value(color.name())
        self.changed.emit()

    def _paint_swatch(self) -> None:
        color = QColor(self.value())
        side = theme.CONTROL_HEIGHT - theme.GRID
        pixmap = QPixmap(side, side)
        pixmap.fill(color if color.isValid() else Qt.GlobalColor.transparent)
        self._swatch.setIcon(QIcon(pixmap))
