"""The editor of places on the picture: a button that places them on the canvas, and what is set."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from editor.api import FigmentError, ParamField
from editor.ui import theme
from editor.ui.generate import native
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import hbox, quietly
from editor.ui.icons import icon
from editor.ui.language import tr
from editor.workbench import Workbench

_NONE_PLACED = "Found by itself"


class PointsEditor(Editor):
    """Follows `workbench.placing`; places can also be typed."""

    def __init__(self, field: ParamField, *, workbench: Workbench) -> None:
        super().__init__(field)
        self._workbench = workbench
        self.below = QWidget()
        row = hbox(self.below)
        self._line = native.text_line()
        self._line.setPlaceholderText(tr(_NONE_PLACED))
        self._line.textEdited.connect(self._on_edited)
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setIcon(icon("map-pin"))
        self.button.setFixedHeight(theme.CONTROL_HEIGHT)
        names = ", ".join(tr(name) for name in field.points)
        self.button.setToolTip(tr("Place on the picture: {points}", points=names))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.toggled.connect(self._on_toggled)
        row.addWidget(self._line, 1)
        row.addWidget(self.button)
        policy = QSizePolicy.Policy
        self.button.setSizePolicy(policy.Fixed, policy.Fixed)
        self.target = self.button
        workbench.placing.changed.connect(self._on_placing)

    def widgets(self) -> list[QWidget]:
        return [self._line]

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self._line.setText(str(value))

    def close(self) -> None:
        """Listens no more."""
        self._workbench.placing.changed.disconnect(self._on_placing)

    def _on_edited(self, text: str) -> None:
        self.changed.emit()

    def _on_toggled(self, is_on: bool) -> None:
        if not is_on:
            self._workbench.placing.end()
            return
        try:
            self._workbench.placing.begin(self.field.name)
        except FigmentError as error:
            self._workbench.fail(error)
            self._on_placing()

    def _on_placing(self) -> None:
        placed = self._workbench.placing.field
        is_ours = placed is not None and placed.name == self.field.name
        quietly(self.button, lambda: self.button.setChecked(is_ours))
        missing = self._workbench.placing.next_name if is_ours else ""
        self._line.setPlaceholderText(
            tr("Click on it: {point}", point=tr(missing)) if missing else tr(_NONE_PLACED)
        )
