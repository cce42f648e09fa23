"""New picture: presets, size, background."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.dialogs.form import FormDialog, pixels_field
from editor.ui.language import tr

PRESETS: dict[str, tuple[int, int]] = {
    "Sketch, 1024 x 1024": (1024, 1024),
    "Model's size, 512 x 512": (512, 512),
    "Model's size, 256 x 256": (256, 256),
    "Full HD, 1920 x 1080": (1920, 1080),
    "4K, 3840 x 2160": (3840, 2160),
    "A4 at 300 dpi, 2480 x 3508": (2480, 3508),
}
BACKGROUNDS: dict[str, str | None] = {
    "White": "#ffffff",
    "Transparent": None,
    "Black": "#000000",
    "Grey": "#808080",
}
_CUSTOM = "Custom"


@dataclass(frozen=True)
class NewPicture:
    """What was chosen; a background of None is transparent."""

    width: int
    height: int
    background: str | None


class NewDocumentDialog(FormDialog):
    """Asks for size and background."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("New picture", parent, accept="Create")
        self.preset = QComboBox()
        for title, size in PRESETS.items():
            self.preset.addItem(tr(title), size)
        self.preset.addItem(tr(_CUSTOM))
        self.width_px = pixels_field(1024)
        self.height_px = pixels_field(1024)
        self.background = QComboBox()
        for title, color in BACKGROUNDS.items():
            self.background.addItem(tr(title), color)
        self.row("Preset", self.preset)
        self.row("Width", self.width_px)
        self.row("Height", self.height_px)
        self.row("Background", self.background)
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.width_px.valueChanged.connect(self._on_size)
        self.height_px.valueChanged.connect(self._on_size)

    @classmethod
    def ask(cls, parent: QWidget | None) -> NewPicture | None:
        """Shows the dialog."""
        dialog = cls(parent)
        if not dialog.chosen():
            return None
        return dialog.value

    @property
    def value(self) -> NewPicture:
        """What the fields say."""
        return NewPicture(
            self.width_px.value(),
            self.height_px.value(),
            self.background.currentData(),
        )

    def _on_preset(self, row: int) -> None:
        if row < len(PRESETS):
            width, height = list(PRESETS.values())[row]
            self.width_px.setValue(width)
            self.height_px.setValue(height)
            self.preset.setCurrentIndex(row)

    def _on_size(self) -> None:
        size = self.width_px.value(), self.height_px.value()
        sizes = list(PRESETS.values())
        self.preset.blockSignals(True)
        self.preset.setCurrentIndex(sizes.index(size) if size in sizes else len(sizes))
        self.preset.blockSignals(False)
