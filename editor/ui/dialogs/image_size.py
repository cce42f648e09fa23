"""Image size: scale the picture, proportions kept unless they are unlocked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from editor.ui.dialogs.form import FormDialog, pixels_field
from editor.ui.language import tr

_RESAMPLING = {
    "cubic": "Smooth (bicubic)",
    "lanczos": "Sharp (Lanczos)",
    "linear": "Soft (bilinear)",
    "nearest": "Hard edges (nearest)",
}


@dataclass(frozen=True)
class ImageSize:
    """What was chosen."""

    width: int
    height: int
    resampling: str


class ImageSizeDialog(FormDialog):
    """Asks for the new size of the picture."""

    def __init__(self, width: int, height: int, parent: QWidget | None) -> None:
        super().__init__("Image size", parent, accept="Scale")
        self._ratio = width / height
        self.width_px = pixels_field(width)
        self.height_px = pixels_field(height)
        self.keep_ratio = QCheckBox(tr("Keep proportions"))
        self.keep_ratio.setAccessibleName(tr("Keep proportions"))
        self.keep_ratio.setChecked(True)
        self.resampling = QComboBox()
        for name, title in _RESAMPLING.items():
            self.resampling.addItem(tr(title), name)
        self.row("Width", self.width_px)
        self.row("Height", self.height_px)
        self.row("", self.keep_ratio)
        self.row("Sampling", self.resampling)
        self.width_px.valueChanged.connect(self._on_width)
        self.height_px.valueChanged.connect(self._on_height)
        self.keep_ratio.toggled.connect(lambda: self._on_width(self.width_px.value()))

    @classmethod
    def ask(cls, width: int, height: int, parent: QWidget | None) -> ImageSize | None:
        """Shows the dialog, starting from the present size."""
        dialog = cls(width, height, parent)
        return dialog.value if dialog.chosen() else None

    @property
    def value(self) -> ImageSize:
        """What the fields say."""
        return ImageSize(
            self.width_px.value(), self.height_px.value(), self.resampling.currentData()
        )

    def _on_width(self, width: int) -> None:
        if self.keep_ratio.isChecked():
            self._set(self.height_px, round(width / self._ratio))

    def _on_height(self, height: int) -> None:
        if self.keep_ratio.isChecked():
            self._set(self.width_px, round(height * self._ratio))

    @staticmethod
    def _set(field: QWidget, value: int) -> None:
        field.blockSignals(True)
        field.setProperty("value", max(1, value))
        field.blockSignals(False)
