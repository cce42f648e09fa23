"""One parameter of a form: label, help, editor, reset, and what is wrong with the value."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from editor.api import ParamField
from editor.ui import theme
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import hbox, icon_button, keep_room, label, mark, vbox
from editor.ui.language import number_words, told, tr
from editor.ui.spoken import label_box

_RESET_PX = 20


class ParamRow(QWidget):
    """A label with its editor; the sentence under it appears when the value is wrong.

    Signals:
        changed, submitted: as the editor's.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, editor: Editor, *, has_reset: bool = True) -> None:
        super().__init__()
        self.editor = editor
        self._has_reset = has_reset
        editor.setParent(self)
        field = editor.field
        self.error = ""
        self._name = label(field.title)
        self._name.installEventFilter(self)
        self._reset = icon_button(
            "arrow-counter-clockwise", tr("Reset {name}", name=field.title), role="dim"
        )
        self._reset.setFixedSize(_RESET_PX, _RESET_PX)
        self._reset.clicked.connect(self._on_reset)
        if has_reset:
            keep_room(self._reset)
        self._error = label(role="error", wraps=True)
        self._error.hide()
        self._lay_out()
        editor.changed.connect(self._on_changed)
        editor.submitted.connect(self.submitted)
        tooltip = _tooltip(editor)
        for widget in (self, *editor.widgets()):
            widget.setToolTip(tooltip)
        for widget in editor.widgets():
            widget.setAccessibleName(f"{field.title} ({field.unit})" if field.unit else field.title)
            widget.setAccessibleDescription(_help(editor))
            if isinstance(widget, QComboBox):
                label_box(widget, field.title)
        self.setAccessibleDescription(_help(editor))
        self._show_reset()

    def set_value(self, value: Any) -> None:
        """Shows a value; tells nobody."""
        self.editor.set_value(value)
        self._show_reset()

    def show_error(self, text: str) -> None:
        """Shows what is wrong, or nothing."""
        if text == self.error:
            return
        self.error = text
        self._error.setText(f"{self.editor.field.title} {told(text)}" if text else "")
        self._error.setVisible(bool(text))
        for widget in self.editor.widgets():
            mark(widget, "invalid", bool(text))
            widget.setAccessibleDescription(told(text) or _help(self.editor))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the label gives the keyboard to the editor."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, QLabel):
            self.editor.target.setFocus()
        return False

    def _lay_out(self) -> None:
        editor = self.editor
        column = vbox(self, spacing=2)
        head = QWidget()
        row = hbox(head)
        if editor.has_own_label and editor.below is not None:
            row.addWidget(editor.below)
            self._name.setParent(None)
            row.addStretch(1)
        else:
            row.addWidget(self._name, 1)
        row.addWidget(self._reset)
        if editor.beside is not None:
            row.addWidget(editor.beside)
        head.setMinimumHeight(theme.CONTROL_HEIGHT)
        column.addWidget(head)
        if editor.below is not None and not editor.has_own_label:
            column.addWidget(editor.below)
        column.addWidget(self._error)

    def _on_changed(self) -> None:
        self._show_reset()
        self.changed.emit()

    def _on_reset(self) -> None:
        self.editor.set_value(self.editor.field.default)
        self._on_changed()
        self.editor.target.setFocus()

    def _show_reset(self) -> None:
        is_other = self.editor.value() != self.editor.field.default
        self._reset.setVisible(self._has_reset and is_other)


def _help(editor: Editor) -> str:
    """Help, range and default, to be read out."""
    return " ".join(part for part in (editor.field.help, _facts(editor.field)) if part)


def _tooltip(editor: Editor) -> str:
    """Title, help, range and default, as rich text so that long help wraps."""
    field = editor.field
    lines = [f"<b>{html.escape(field.title)}</b>"]
    if field.help:
        lines.append(html.escape(field.help))
    facts = _facts(field)
    if facts:
        lines.append(f"<i>{html.escape(facts)}</i>")
    return "<br>".join(lines)


def _facts(field: ParamField) -> str:
    facts = []
    if field.minimum is not None and field.maximum is not None and field.kind == "slider":
        low, high = number_words(field.minimum), number_words(field.maximum)
        facts.append(f"{tr('{low} to {high}', low=low, high=high)} {field.unit}".strip())
    default = field.choices.get(field.default, field.default)
    if field.kind in ("slider", "choice", "color", "model") and default != "":
        words = number_words(default) if isinstance(default, float) else default
        facts.append(tr("default {value}", value=words))
    return ", ".join(facts)
