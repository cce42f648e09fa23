"""Export: what the format that the file's name asks for lets one choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QSpinBox, QWidget

from editor.api import ImageU8
from editor.formats import FLAT_SAVE_SUFFIXES, ExportOptions
from editor.formats.scaling import scaled_size
from editor.settings import Settings
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, FormPage, dim_label, indent
from editor.ui.language import tr

WITH_QUALITY = (".jpg", ".jpeg", ".webp", ".avif")
WITH_LOSSLESS = (".webp", ".avif")
WITH_RECIPE = (".png",)
WITH_METADATA = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".tif", ".tiff", ".psd")
WITH_PROFILE = tuple(suffix for suffix in WITH_METADATA if suffix != ".psd")
_SETTLED_MS = 150

LOOK_PX = (288, 216)
"""How much of the file is looked at before it is written."""

Tell = Callable[[str, ImageU8 | None], None]
Measure = Callable[[ExportOptions, Tell], None]
"""Finds out how large a file would be, and calls back with the words for it and a part of it."""


class ExportOptionsDialog(FormDialog):
    """Asks how a flat copy is written."""

    def __init__(
        self,
        path: Path,
        size_px: tuple[int, int],
        settings: Settings,
        measure: Measure | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__("Export", parent, accept="Export")
        self._suffix = path.suffix.lower()
        self._size_px = size_px
        self.add(dim_label(str(path)))
        self._form = FormPage()
        self.look = QLabel()
        self._lay_out()
        self.scale = QSpinBox()
        self.scale.setRange(1, 400)
        self.scale.setValue(100)
        self.scale.setSuffix(" %")
        indent(self.scale)
        self.pixels = dim_label("")
        self.scale.valueChanged.connect(self._show_pixels)
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
        if self._suffix in FLAT_SAVE_SUFFIXES:
            self._form.row("Scale", self.scale)
            self._form.row("", self.pixels)
            self._show_pixels()
        if self._suffix in WITH_QUALITY:
            self._form.row("Quality", self._with_number(self.quality))
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
            self._form.row("File size", self.size_label)
            self.look.show()
            self._show_size(measure)
        self._form.body.addStretch(1)

    @classmethod
    def ask(
        cls,
        path: Path,
        size_px: tuple[int, int],
        settings: Settings,
        measure: Measure | None,
        parent: QWidget | None,
    ) -> ExportOptions | None:
        """Shows the dialog; keeps the choices about metadata."""
        dialog = cls(path, size_px, settings, measure, parent)
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
            scale=self.scale.value() / 100,
        )

    def _lay_out(self) -> None:
        self.look.setFixedSize(*LOOK_PX)
        self.look.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.look.setAccessibleName(tr("How the file will look"))
        self.look.setToolTip(tr("The middle of what you see, as the file will hold it"))
        self.look.hide()
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3 * theme.GRID)
        line.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._form, 1)
        self.add(box, 1)

    def _show_pixels(self) -> None:
        width, height = scaled_size(*self._size_px, self.scale.value() / 100)
        self.pixels.setText(f"{width} x {height} px")

    def _show_size(self, measure: Measure) -> None:
        """Has the size told now, and again after each change."""
        later = QTimer(self)
        later.setSingleShot(True)
        later.setInterval(_SETTLED_MS)
        later.timeout.connect(lambda: measure(self.value, self._tell_size))
        self.quality.valueChanged.connect(later.start)
        self.scale.valueChanged.connect(later.start)
        switches = (self.lossless, self.include_recipe, self.include_exif, self.embed_profile)
        for box in (*switches, self.mark_synthetic):
            box.toggled.connect(later.start)
        self.finished.connect(later.stop)
        later.start()

    def _tell_size(self, words: str, part: ImageU8 | None) -> None:
        if not self.isVisible():
            return
        self.size_label.setText(words)
        if part is None:
            self.look.clear()
            return
        height, width = part.shape[:2]
        form = QImage.Format.Format_RGBA8888
        image = QImage(np.ascontiguousarray(part).data, width, height, 4 * width, form)
        self.look.setPixmap(QPixmap.fromImage(image))

    def _switch(self, box: QCheckBox) -> None:
        self._form.row("", box)
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
