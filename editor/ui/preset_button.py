"""The brush picker: a button whose menu shows each kept brush as a stroke."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton

from editor.document import Document, Layer
from editor.document.brush import Brush, Stroke
from editor.ui import theme
from editor.ui.dialogs.preset_name import PresetNameDialog
from editor.ui.icons import icon
from editor.ui.language import tr
from editor.ui.tools import ToolBox
from editor.ui.tools.presets import all_presets, delete_preset, own_presets, save_preset

_SAMPLE_PX = (96, 28)
_MOST_SIZE_PX = 20.0
_STEPS = 24


class PresetButton(QToolButton):
    """Chooses, keeps and forgets brushes."""

    def __init__(self, toolbox: ToolBox) -> None:
        super().__init__()
        self._toolbox = toolbox
        self._settings = toolbox.workbench.settings
        self.setObjectName("presets")
        self.setText(tr("Brushes"))
        self.setIcon(icon("paint-brush-broad"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(tr("Brush presets"))
        self.setToolTip(tr("Brushes kept under a name"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = _PresetMenu(self)
        menu.setAccessibleName(tr("Brush presets"))
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def choose(self, name: str) -> None:
        """Gives the active tool the options of a kept brush."""
        tool_id = self._toolbox.active.id
        declared = {option.name for option in self._toolbox.options.declared(tool_id)}
        for option, value in all_presets(self._settings)[name].items():
            if option in declared and isinstance(value, (int, float)):
                self._toolbox.options.set(tool_id, option, value)

    def save(self) -> None:
        """Keeps the brush of now under a name that is asked for."""
        name = PresetNameDialog.ask(self)
        if name:
            save_preset(self._settings, name, self._toolbox.options.of(self._toolbox.active.id))

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for name, values in all_presets(self._settings).items():
            action = menu.addAction(sample_icon(values), name)
            action.setObjectName(name)
            action.triggered.connect(self._on_chosen)
        menu.addSeparator()
        menu.addAction(tr("Save Brush…")).triggered.connect(self.save)
        own = own_presets(self._settings)
        if own:
            forget = menu.addMenu(tr("Delete"))
            forget.setAccessibleName(tr("Delete a brush preset"))
            for name in own:
                action = forget.addAction(name)
                action.setObjectName(name)
                action.triggered.connect(self._on_delete)

    def _on_chosen(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.choose(sender.objectName())

    def _on_delete(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        delete_preset(self._settings, sender.objectName())


class _PresetMenu(QMenu):
    """A menu with pictures as wide as a stroke."""

    def __init__(self, parent: QToolButton) -> None:
        super().__init__(parent)
        width, height = _SAMPLE_PX
        # Icons are square to a menu: the height is ours to say.
        self.setStyleSheet(
            f"QMenu {{ icon-size: {width}px; }} QMenu::item {{ height: {height + theme.HALF}px; }}"
        )


def sample_icon(values: dict[str, Any]) -> QIcon:
    """A stroke of a brush, in the colour of text."""
    alpha = _sample(tuple(sorted(values.items())))
    color = theme.color("text")
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    pixels[...] = (color.red(), color.green(), color.blue(), 255)
    pixels[..., 3] = alpha
    height, width = alpha.shape
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    pixmap = QPixmap.fromImage(image.copy())
    return QIcon(pixmap.scaled(QSize(*_SAMPLE_PX)))


@lru_cache(maxsize=64)
def _sample(values: tuple[tuple[str, Any], ...]) -> Any:
    """How opaque each pixel of a sample stroke is, with the pressure of a swinging hand."""
    known = {name: value for name, value in values if name in Brush.__dataclass_fields__}
    size_px = min(float(known.get("size_px", 12.0)), _MOST_SIZE_PX)
    width, height = _SAMPLE_PX
    doc = Document(2 * width, 2 * height)
    layer = Layer(name="")
    doc.layers.append(layer)
    brush = Brush(**{**known, "size_px": 1.6 * size_px, "smoothing": 0.0})
    stroke = Stroke(doc, brush, node_id=layer.id, target="pixels")
    for step in range(_STEPS + 1):
        share = step / _STEPS
        x = 2 * (14 + share * (width - 28))
        y = height + math.sin(share * 2 * math.pi) * height * 0.4
        pressure = 0.15 + 0.85 * math.sin(share * math.pi)
        (stroke.move if step else stroke.begin)(x, y, pressure)
    stroke.end()
    alpha = np.ascontiguousarray(layer.pixels.read(doc.bounds)[..., 3])
    return cv2.resize(alpha, _SAMPLE_PX, interpolation=cv2.INTER_AREA)
