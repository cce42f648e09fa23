"""Canvas size: a larger or smaller page, with an anchor for what is there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton, QWidget

from editor.ui.dialogs.form import FormDialog, pixels_field
from editor.ui.icons import icon
from editor.ui.language import tr

ANCHORS = {
    "top-left": ("arrow-up-left", "Top left"),
    "top": ("arrow-up", "Top"),
    "top-right": ("arrow-up-right", "Top right"),
    "left": ("arrow-left", "Left"),
    "center": ("circle", "Middle"),
    "right": ("arrow-right", "Right"),
    "bottom-left": ("arrow-down-left", "Bottom left"),
    "bottom": ("arrow-down", "Bottom"),
    "bottom-right": ("arrow-down-right", "Bottom right"),
}


@dataclass(frozen=True)
class CanvasSize:
    """What was chosen; the anchor is the place that stays."""

    width: int
    height: int
    anchor: str


class CanvasSizeDialog(FormDialog):
    """Asks for the new size of the page."""

    def __init__(self, width: int, height: int, parent: QWidget | None) -> None:
        super().__init__("Canvas size", parent, accept="Resize")
        self.width_px = pixels_field(width)
        self.height_px = pixels_field(height)
        self.row("Width", self.width_px)
        self.row("Height", self.height_px)
        self._anchors = QButtonGroup(self)
        self.row("Anchor", self._anchor_grid(), "Where the present picture stays.")

    @classmethod
    def ask(cls, width: int, height: int, parent: QWidget | None) -> CanvasSize | None:
        """Shows the dialog, starting from the present size."""
        dialog = cls(width, height, parent)
        return dialog.value if dialog.chosen() else None

    @property
    def value(self) -> CanvasSize:
        """What the fields say."""
        anchor = self._anchors.checkedButton()
        assert anchor is not None
        return CanvasSize(self.width_px.value(), self.height_px.value(), anchor.objectName())

    def _anchor_grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.setColumnStretch(3, 1)
        for number, (anchor, (glyph, title)) in enumerate(ANCHORS.items()):
            button = QToolButton()
            button.setObjectName(anchor)
            button.setIcon(icon(glyph))
            button.setCheckable(True)
            button.setChecked(anchor == "center")
            place = tr(title)
            button.setAccessibleName(tr("Anchor: {place}", place=place))
            button.setToolTip(place)
            self._anchors.addButton(button)
            grid.addWidget(button, number // 3, number % 3)
        return box
