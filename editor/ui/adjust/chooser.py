"""All adjustments and filters as buttons, for when nothing is being adjusted."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.document.adjust import EFFECTS, Effect
from editor.ui import theme
from editor.ui.actions import ActionSet
from editor.ui.generate.layout import label, vbox
from editor.ui.language import tr


class EffectChooser(QScrollArea):
    """A list with a heading for each kind."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setAccessibleName(tr("Adjustments and filters"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._actions = actions
        body = QWidget()
        column = vbox(body, spacing=2)
        column.setContentsMargins(*[theme.GRID] * 4)
        self._add(column, "Adjustments", [e for e in EFFECTS.values() if e.is_adjustment])
        self._add(column, "Filters", [e for e in EFFECTS.values() if not e.is_adjustment])
        column.addStretch(1)
        self.setWidget(body)

    def _add(self, column: QVBoxLayout, heading: str, found: list[Effect]) -> None:
        words = label(tr(heading), role="dim")
        words.setContentsMargins(theme.HALF, theme.GRID, 0, theme.HALF)
        column.addWidget(words)
        for effect in found:
            column.addWidget(self._button(effect))

    def _button(self, effect: Effect) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions.action(f"adjust.{effect.id}"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # A wide icon has its picture in the middle: room between it and the words.
        button.setIconSize(QSize(theme.ICON_PX + theme.GRID, theme.ICON_PX))
        button.setAutoRaise(True)
        button.setAccessibleName(tr(effect.title))
        button.setAccessibleDescription(tr(effect.summary))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button
