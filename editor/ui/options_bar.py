"""The options of the active tool, rendered from what the tool declares."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QHBoxLayout,
    QLabel,
    QToolBar,
    QToolButton,
    QWidget,
)

from editor.ui import theme
from editor.ui.dialogs.form import indent
from editor.ui.glyph_label import GlyphLabel
from editor.ui.icons import icon
from editor.ui.language import tr
from editor.ui.lettering import system_family
from editor.ui.preset_button import PresetButton
from editor.ui.spoken import label_box
from editor.ui.tools import ToolBox, ToolOption
from editor.ui.value_scale import ValueScale
from editor.ui.value_slider import ValueSlider

_HEIGHT_PX = 5 * theme.GRID
_NUMBER_PX = 10 * theme.GRID
_FONT_PX = 24 * theme.GRID


class OptionsBar(QToolBar):
    """The bar below the menus; it changes with the tool."""

    def __init__(self, toolbox: ToolBox) -> None:
        super().__init__(tr("Tool options"))
        self._toolbox = toolbox
        self.setObjectName("options_bar")
        self.setAccessibleName(tr("Tool options"))
        self.setMovable(False)
        self.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            more.setIcon(icon("caret-double-right"))
            # The style makes it too narrow for a button's usual padding.
            more.setStyleSheet("QToolButton { padding: 0; margin: 0; border: none; }")
            more.setAccessibleName(tr("More options"))
            more.setToolTip(tr("More options of this tool"))
        self.fields: dict[str, QWidget] = {}
        toolbox.tool_changed.connect(self._rebuild)
        toolbox.options.changed.connect(self._on_option)
        self._rebuild()

    def _rebuild(self) -> None:
        self.clear()
        self.fields = {}
        tool = self._toolbox.active
        self.addWidget(self._title(tool.icon, tr(tool.title)))
        # One by one, so that those without room wait behind the bar's arrow, not all of them.
        if tool.has_presets:
            self.addWidget(_cell(PresetButton(self._toolbox)))
        for option in tool.options:
            field = self.fields[option.name] = self._field(option)
            is_labelled = option.kind in ("field", "font")
            self.addWidget(_cell(_label(option, field), field) if is_labelled else _cell(field))
            if isinstance(field, QComboBox) and not is_labelled:
                label_box(field, tr(option.title))

    def _title(self, glyph: str, title: str) -> QWidget:
        box = QWidget()
        box.setFixedHeight(_HEIGHT_PX)  # also where the tool has no options
        line = QHBoxLayout(box)
        line.setContentsMargins(theme.GRID + theme.HALF, 0, theme.HALF, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(GlyphLabel(glyph, title, "text", theme.ICON_PX))
        line.addWidget(QLabel(title))
        return box

    def _field(self, option: ToolOption) -> QWidget:
        if option.kind == "toggle":
            return self._toggle(option)
        if option.kind == "choice":
            return self._choice(option)
        if option.kind == "field":
            return self._number(option)
        if option.kind == "font":
            return self._font(option)
        return self._slider(option)

    def _slider(self, option: ToolOption) -> QWidget:
        scale = ValueScale(
            option.minimum,
            option.maximum,
            option.unit,
            is_share=option.kind == "share",
            is_whole=option.kind == "integer",
            is_logarithmic=option.is_logarithmic,
        )
        slider = ValueSlider(tr(option.title), scale, self._value(option.name), tr(option.help))
        slider.setObjectName(option.name)
        slider.value_changed.connect(self._on_field)
        return slider

    def _toggle(self, option: ToolOption) -> QWidget:
        box = QCheckBox(tr(option.title))
        box.setObjectName(option.name)
        box.setChecked(self._value(option.name))
        _name(box, option)
        box.toggled.connect(self._on_field)
        return box

    def _choice(self, option: ToolOption) -> QWidget:
        box = QComboBox()
        box.setObjectName(option.name)
        for value, title in option.choices.items():
            box.addItem(tr(title), value)
        box.setCurrentIndex(box.findData(self._value(option.name)))
        _name(box, option)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.currentIndexChanged.connect(self._on_field)
        return box

    def _number(self, option: ToolOption) -> QWidget:
        field = QDoubleSpinBox()
        field.setObjectName(option.name)
        field.setRange(option.minimum, option.maximum)
        field.setDecimals(1)
        field.setSuffix(f" {option.unit}" if len(option.unit) > 1 else option.unit)
        field.setFixedWidth(_NUMBER_PX)
        indent(field)
        # A number half typed is not taken.
        field.setKeyboardTracking(False)
        field.setValue(self._value(option.name))
        _name(field, option)
        field.valueChanged.connect(self._on_field)
        return field

    def _font(self, option: ToolOption) -> QWidget:
        field = QFontComboBox()
        field.setObjectName(option.name)
        field.setFontFilters(QFontComboBox.FontFilter.ScalableFonts)
        field.setFixedWidth(_FONT_PX)
        _show_font(field, self._value(option.name))
        _name(field, option)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.currentFontChanged.connect(self._on_field)
        return field

    def _value(self, name: str) -> Any:
        return self._toolbox.options.get(self._toolbox.active.id, name)

    def _on_field(self, value: object) -> None:
        field = self.sender()
        assert isinstance(field, QWidget)
        if isinstance(field, QFontComboBox):
            value = field.currentFont().family()
        elif isinstance(field, QComboBox):
            value = field.currentData()
        self._toolbox.options.set(self._toolbox.active.id, field.objectName(), value)

    def _on_option(self, tool_id: str, name: str) -> None:
        field = self.fields.get(name)
        if tool_id != self._toolbox.active.id or field is None:
            return
        value = self._value(name)
        field.blockSignals(True)
        if isinstance(field, ValueSlider):
            field.set_value(float(value))
        elif isinstance(field, QFontComboBox):
            _show_font(field, value)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(float(value))
        field.blockSignals(False)


def _show_font(field: QFontComboBox, family: str) -> None:
    field.setCurrentFont(QFont([family or system_family()]))


def _cell(*widgets: QWidget) -> QWidget:
    """Widgets side by side, as high as the bar."""
    box = QWidget()
    box.setFixedHeight(_HEIGHT_PX)  # the bar itself forgets such a height
    line = QHBoxLayout(box)
    line.setContentsMargins(theme.HALF, 0, theme.HALF, 0)
    line.setSpacing(theme.GRID)
    for widget in widgets:
        line.addWidget(widget)
    return box


def _label(option: ToolOption, field: QWidget) -> QLabel:
    label = QLabel(tr(option.title))
    label.setBuddy(field)
    label.setToolTip(tr(option.help))
    return label


def _name(field: QWidget, option: ToolOption) -> None:
    field.setAccessibleName(tr(option.title))
    field.setToolTip(tr(option.help or option.title))
