"""Export: what the format that the file's name asks for lets one choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget

from editor.formats import FLAT_SAVE_SUFFIXES, ExportOptions
from editor.settings import Settings
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.language import tr

WITH_QUALITY = (".jpg", ".jpeg", ".webp", ".avif")
WITH_LOSSLESS = (".webp", ".avif")
WITH_RECIPE = (".png",)
WITH_METADATA = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".tif", ".tiff", ".psd")
WITH_PROFILE = tuple(suffix for suffix in WITH_METADATA if suffix != ".psd")
_SETTLED_MS = 150

Measure = Callable[[ExportOptions, Callable[[str], None]], None]
"""Finds out how large a file would be, and calls back with the words for it."""


class ExportOptionsDialog(FormDialog):
    """Asks how a flat copy is written."""

    def __init__(
        self, path: Path, settings: Settings, measure: Measure | None, parent: QWidget | None
    ) -> None:
        super().__init__("Export", parent, accept="Export")
        self._suffix = path.suffix.lower()
        self.add(dim_label(str(path)))
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(1, 100)
        self.quality.setValue(92)
        self.lossless = QCheckBox(tr("Lossless"))
        self.include_recipe = QCheckBox(tr("Write the recipe into the file"))
        self.include_recipe.setChecked(settings.get("include_recipe"))
        self.mark_synthetic = QCheckBox(tr("Mark generated pixels (IPTC)"))
        self.mark_synthetic.setChecked(settings.get("mark_synthetic"))
        self.include_exif = QCheckBox(tr("Keep camera data, place and description (EXIF, XMP)"))
        self.include_exif.setChecked(settings.get("include_exif"))
        self.embed_profile = QCheckBox(tr("Keep the colour profile; sRGB otherwise"))
        self.embed_profile.setChecked(True)
        if self._suffix in WITH_QUALITY:
            self.row("Quality", self._with_number(self.quality))
        if self._suffix in WITH_LOSSLESS:
            self._switch(self.lossless)
            self.lossless.toggled.connect(self.quality.setDisabled)
        if self._suffix in WITH_RECIPE:
            self._switch(self.include_recipe)
        if self._suffix in WITH_METADATA:
            self._switch(self.mark_synthetic)
            self._switch(self.include_exif)
        if self._suffix in WITH_PROFILE:
            self._switch(self.embed_profile)
        self.size_label = dim_label("")
        if measure is not None and self._suffix in FLAT_SAVE_SUFFIXES:
            self.row("Size", self.size_label)
            self._show_size(measure)

    @classmethod
    def ask(
        cls, path: Path, settings: Settings, measure: Measure | None, parent: QWidget | None
    ) -> ExportOptions | None:
        """Shows the dialog; keeps the choices about metadata."""
        dialog = cls(path, settings, measure, parent)
        if not dialog.chosen():
            return None
        settings.set("include_recipe", dialog.include_recipe.isChecked())
        settings.set("mark_synthetic", dialog.mark_synthetic.isChecked())
        settings.set("include_exif", dialog.include_exif.isChecked())
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
            include_exif=self.include_exif.isChecked(),
            embed_profile=self.embed_profile.isChecked(),
        )

    def _show_size(self, measure: Measure) -> None:
        """Has the size told now, and again after each change."""
        later = QTimer(self)
        later.setSingleShot(True)
        later.setInterval(_SETTLED_MS)
        later.timeout.connect(lambda: measure(self.value, self._tell_size))
        self.quality.valueChanged.connect(later.start)
        switches = (self.lossless, self.include_recipe, self.include_exif, self.embed_profile)
        for box in (*switches, self.mark_synthetic):
            box.toggled.connect(later.start)
        self.finished.connect(later.stop)
        later.start()

    def _tell_size(self, words: str) -> None:
        if self.isVisible():
            self.size_label.setText(words)

    def _switch(self, box: QCheckBox) -> None:
        self.row("", box)
        box.setAccessibleName(box.text())

    def _with_number(self, slider: QSlider) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        number = QLabel(str(slider.value()))
        number.setMinimumWidth(4 * theme.GRID)
        slider.setAccessibleName(tr("Quality"))
        slider.valueChanged.connect(number.setNum)
        line.addWidget(slider)
        line.addWidget(number)
        return box
