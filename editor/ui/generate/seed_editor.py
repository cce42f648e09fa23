"""The editor of a seed: a number with a lock and a dice."""

from __future__ import annotations

import secrets
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from editor.api import SEED_MAX, ParamField
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import hbox, icon_button
from editor.ui.generate.number_editor import NumberLine, read_number
from editor.ui.icons import icon
from editor.ui.language import tr

_LOCKED = "Locked: every run uses this seed. Click to draw a new one after each run"
_UNLOCKED = "Unlocked: a new seed is drawn after each run. Click to keep this one"


class SeedEditor(Editor):
    """A seed; while it is not locked, each run is followed by a new one."""

    def __init__(self, field: ParamField, *, is_locked: bool) -> None:
        super().__init__(field)
        self._value: Any = field.default
        self._line = NumberLine()
        width = self._line.fontMetrics().horizontalAdvance(str(SEED_MAX) + "0") + 18
        self._line.setFixedWidth(width)
        self._line.committed.connect(self._on_committed)
        self._line.stepped.connect(self._on_stepped)
        self._line.submitted.connect(self.submitted)
        self._lock = icon_button("lock-simple-open", tr("{name}: lock", name=field.title))
        self._lock.setCheckable(True)
        self._lock.toggled.connect(self._on_lock)
        self._dice = icon_button("dice-five", tr("{name}: draw a new one", name=field.title))
        self._dice.clicked.connect(self._on_dice)
        self.beside = QWidget()
        row = hbox(self.beside)
        for widget in (self._line, self._lock, self._dice):
            row.addWidget(widget)
        self.target = self._line
        self.set_locked(is_locked=is_locked)
        self.set_value(field.default)

    @property
    def is_locked(self) -> bool:
        """Whether the seed stays for the next run."""
        return self._lock.isChecked()

    def set_locked(self, *, is_locked: bool) -> None:
        """Locks or unlocks without telling anybody."""
        was_blocked = self._lock.blockSignals(True)
        self._lock.setChecked(is_locked)
        self._lock.blockSignals(was_blocked)
        self._show_lock()

    def roll(self) -> None:
        """Draws a new seed."""
        self.set_value(secrets.randbelow(SEED_MAX + 1))
        self.changed.emit()

    def widgets(self) -> list[QWidget]:
        return [self._line]

    def value(self) -> Any:
        text = self._line.text().strip()
        return self._value if text == str(self._value) else read_number(text, int)

    def set_value(self, value: Any) -> None:
        self._value = value
        if self._line.text() != str(value):
            self._line.setText(str(value))

    def _on_committed(self) -> None:
        value = self.value()
        if value != self._value:
            # Who types a seed wants that seed.
            self.set_value(value)
            self.set_locked(is_locked=True)
            self.changed.emit()

    def _on_stepped(self, steps: int) -> None:
        value = self.value()
        if isinstance(value, int):
            self.set_value(min(max(value + steps, 0), SEED_MAX))
            self.changed.emit()

    def _on_lock(self, is_locked: bool) -> None:
        self._show_lock()
        self.changed.emit()

    def _on_dice(self) -> None:
        self.roll()

    def _show_lock(self) -> None:
        glyph: QIcon = icon("lock-simple" if self.is_locked else "lock-simple-open")
        self._lock.setIcon(glyph)
        self._lock.setToolTip(tr(_LOCKED if self.is_locked else _UNLOCKED))
