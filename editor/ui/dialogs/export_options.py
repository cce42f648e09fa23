"""Export: what the format that the file's name asks for lets one choose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget

from editor.formats import ExportOptions
from editor.settings import Settings
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, dim_label

WITH_QUALITY = (".jpg", ".jpeg", ".webp", ".avif")
WITH_LOSSLESS = (".webp", ".avif")
WITH_RECIPE = (".png",)


class ExportOptionsDialog(FormDialog):
    """Asks how a flat copy is written."""

    def __init__(self, path: Path, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("Export", parent, accept="Export")
        self._suffix = path.suffix.lower()
        self.add(dim_label(str(path)))
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(1, 100)
        self.quality.setValue(92)
        self.lossless = QCheckBox("Lossless")
        self.include_recipe = QCheckBox("Write the recipe into the file")
        self.include_recipe.setChecked(settings.get("include_recipe"))
        self.mark_synthetic = QCheckBox("Mark generated pixels (IPTC)")
        self.mark_synthetic.setChecked(settings.get("mark_synthetic"))
        if self._suffix in WITH_QUALITY:
            self.row("Quality", self._with_number(self.quality))
        if self._suffix in WITH_LOSSLESS:
            self._switch(self.lossless)
            self.lossless.toggled.connect(self.quality.setDisabled)
        if self._suffix in WITH_RECIPE:
            self._switch(self.include_recipe)
        self._switch(self.mark_synthetic)

    @classmethod
    def ask(cls, path: Path, settings: Settings, parent: QWidget | None) -> ExportOptions | None:
        """Shows the dialog; keeps the choices about recipe and mark."""
        dialog = cls(path, settings, parent)
        if not dialog.chosen():
            return None
        settings.set("include_recipe", dialog.include_recipe.isChecked())
        settings.set("mark_synthetic", dialog.mark_synthetic.isChecked())
        return dialog.value

    @property
    def value(self) -> ExportOptions:
        """What the fields say."""
        return replace(
            ExportOptions(),
            quality=self.quality.value(),
            lossless=self.lossless.isChecked(),
            include_recipe=self.include_recipe.isChecked(),
            mark_synthetic=self.mark_synthetic.isChecked(),
        )

    def _switch(self, box: QCheckBox) -> None:
        self.row("", box)
        box.setAccessibleName(box.text())

    def _with_number(self, slider: QSlider) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        number = QLabel(str(slider.value()))
        number.setMinimumWidth(4 * theme.GRID)
        slider.setAccessibleName("Quality")
        slider.valueChanged.connect(number.setNum)
        line.addWidget(slider)
        line.addWidget(number)
        return box
