"""Preferences: rendered from the declared settings; a change counts at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.settings import Setting, Settings
from editor.ui import theme
from editor.ui.color_field import ColorField
from editor.ui.dialogs.file_field import FileField
from editor.ui.dialogs.form import FormDialog, FormPage, indent
from editor.ui.dialogs.shortcuts import ShortcutsPage
from editor.ui.language import tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_GB = 1024**3


class PreferencesDialog(FormDialog):
    """One page for each section of the settings, and one for shortcuts."""

    def __init__(self, settings: Settings, window: MainWindow) -> None:
        super().__init__("Preferences", window, accept="")
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        self.pages = QTabWidget()
        self.pages.setAccessibleName(tr("Sections of the preferences"))
        shown = [setting for setting in settings.declared.values() if _is_offered(setting)]
        for section in dict.fromkeys(setting.section for setting in shown):
            page = FormPage()
            for setting in shown:
                if setting.section == section:
                    field = field_for(setting, settings)
                    self.fields[setting.key] = field
                    page.row(setting.label, field, setting.help)
            self.pages.addTab(_padded(page), tr(section))
        self.pages.addTab(_padded(ShortcutsPage(window.actions_set)), tr("Shortcuts"))
        self.add(self.pages, 1)
        self.resize(620, 520)

    @classmethod
    def ask(cls, settings: Settings, window: MainWindow, *, page: str = "") -> None:
        """Shows the dialog, at a page where one is named."""
        dialog = cls(settings, window)
        titles = [dialog.pages.tabText(number) for number in range(dialog.pages.count())]
        if tr(page) in titles:
            dialog.pages.setCurrentIndex(titles.index(tr(page)))
        dialog.chosen()


def _is_offered(setting: Setting) -> bool:
    """Whether there is something to choose: a name, and not just one answer."""
    return bool(setting.label) and not (setting.kind == "choice" and len(setting.choices) < 2)


def field_for(setting: Setting, settings: Settings) -> QWidget:
    """The field of a setting; it writes what is chosen."""
    return _FIELDS[setting.kind](setting, settings)


def _choice(setting: Setting, settings: Settings) -> QWidget:
    field = QComboBox()
    for value, title in setting.choices.items():
        field.addItem(tr(title), value)
    field.setCurrentIndex(field.findData(settings.get(setting.key)))
    field.currentIndexChanged.connect(lambda: settings.set(setting.key, field.currentData()))
    return field


def _toggle(setting: Setting, settings: Settings) -> QWidget:
    field = QCheckBox()
    field.setChecked(settings.get(setting.key))
    field.toggled.connect(lambda on: settings.set(setting.key, on))
    return field


def _integer(setting: Setting, settings: Settings) -> QWidget:
    field = QSpinBox()
    indent(field)
    field.setRange(int(setting.minimum or 0), int(setting.maximum or 2**31 - 1))
    field.setValue(settings.get(setting.key))
    field.valueChanged.connect(lambda value: settings.set(setting.key, value))
    return field


def _number(setting: Setting, settings: Settings) -> QWidget:
    field = QDoubleSpinBox()
    indent(field)
    field.setRange(setting.minimum or 0.0, setting.maximum or 1e9)
    field.setValue(settings.get(setting.key))
    field.valueChanged.connect(lambda value: settings.set(setting.key, value))
    return field


def _bytes(setting: Setting, settings: Settings) -> QWidget:
    field = QDoubleSpinBox()
    indent(field)
    field.setSuffix(" GB")
    field.setDecimals(2)
    field.setSingleStep(0.5)
    field.setRange((setting.minimum or 0) / _GB, (setting.maximum or 1024 * _GB) / _GB)
    field.setValue(settings.get(setting.key) / _GB)
    field.valueChanged.connect(lambda value: settings.set(setting.key, round(value * _GB)))
    return field


def _text(setting: Setting, settings: Settings) -> QWidget:
    field = QLineEdit(settings.get(setting.key))
    field.editingFinished.connect(lambda: settings.set(setting.key, field.text()))
    return field


def _file(setting: Setting, settings: Settings) -> QWidget:
    return FileField(setting.label, settings.get(setting.key), partial(settings.set, setting.key))


def _color(setting: Setting, settings: Settings) -> QWidget:
    field = ColorField(settings.get(setting.key))
    field.color_changed.connect(lambda color: settings.set(setting.key, color))
    return field


_FIELDS = {
    "choice": _choice,
    "toggle": _toggle,
    "integer": _integer,
    "number": _number,
    "bytes": _bytes,
    "text": _text,
    "file": _file,
    "color": _color,
}


def _padded(page: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 2 * theme.GRID, 0, 0)
    column.addWidget(page)
    if isinstance(page, FormPage):
        column.addStretch(1)
    return box
