"""The one stylesheet, written from the palette."""

from __future__ import annotations

from string import Template

from editor.settings import resources
from editor.ui.palette import Palette, luminance


def stylesheet(palette: Palette) -> str:
    """The stylesheet of a palette."""
    glyphs = resources() / "icons"
    words = "light" if palette.is_dark else "dark"
    marks = "light" if luminance(palette.on_accent) > 0.5 else "dark"
    colors = {name: getattr(palette, name) for name in palette.__slots__ if name != "name"}
    return Template(_SHEET).substitute(
        colors,
        caret_down=(glyphs / f"caret-down-{words}.svg").as_posix(),
        caret_right=(glyphs / f"caret-right-{words}.svg").as_posix(),
        check=(glyphs / f"check-{marks}.svg").as_posix(),
    )


_SHEET = """
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $line; width: 3px; height: 3px; }
QMainWindow::separator:hover { background: $accent; }
QWidget { color: $text; }
QWidget:disabled { color: $disabled; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $edge; padding: 4px 6px;
}

QMenuBar { background: $window; border: none; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $edge; padding: 5px 0; }
QMenu::item { padding: 5px 28px 5px 10px; margin: 0 5px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $edge; margin: 5px 12px; }
QMenu::icon { padding-left: 8px; }

QToolBar { background: $window; border: none; padding: 0; spacing: 2px; }
#tools { padding: 4px; }
QToolBar::separator { background: $edge; width: 1px; height: 1px; margin: 5px 6px; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $dim; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $dim; }
QStatusBar QComboBox { background: transparent; border-color: transparent; color: $dim; }
QStatusBar QComboBox:hover { border-color: $edge; color: $text; }

QToolButton, QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $chosen; border-color: $accent; }
QToolButton:focus, QPushButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QPushButton {
    background: $hover; border-color: $edge; padding: 5px 14px; min-height: 16px;
}
QPushButton:hover { background: $pressed; }
QPushButton:pressed { background: $field; }
QPushButton:disabled { background: $window; border-color: $edge; color: $disabled; }
QPushButton[primary="true"], QPushButton:default {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[primary="true"]:hover, QPushButton:default:hover { border-color: $text; }
QPushButton[primary="true"]:disabled {
    background: $hover; border-color: $hover; color: $disabled;
}
QPushButton[field="true"] { background: $field; text-align: left; padding: 4px 7px; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: $hover; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $field; border: 1px solid $edge; border-radius: 5px; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $on_accent; min-height: 20px;
}
QAbstractSpinBox { padding: 3px 7px 2px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border-color: $focus;
}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QAbstractSpinBox[invalid="true"] {
    border-color: $danger;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $disabled; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($caret_down); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $edge; padding: 4px; outline: none;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; border-radius: 4px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px 0; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: $field; border: 1px solid $edge; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $dim; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $focus; }

QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; background: $edge; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider[centered="true"]::sub-page:horizontal { background: transparent; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; background: $text;
}
QSlider::handle:horizontal:hover { background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $disabled; }
QSlider:focus { border: 1px solid $focus; border-radius: 4px; }

QProgressBar {
    background: $field; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
    color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QTabBar { background: $window; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $dim; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { background: $hover; }
QTabBar#documents { background: $canvas; }
QTabBar#documents::tab {
    background: $canvas; border: none; padding: 6px 10px 6px 14px; min-width: 80px;
}
QTabBar#documents::tab:selected { background: $window; color: $text; }
QTabWidget::pane { border: none; }

QAbstractItemView {
    background: $field; border: none; outline: none;
    selection-background-color: $chosen; selection-color: $text;
}
QAbstractItemView[flat="true"] { background: transparent; }
QAbstractItemView::item:hover { background: $hover; }
QListView::item, QTreeView::item { padding: 4px 8px; }
QListView::item:selected, QTreeView::item:selected { background: $chosen; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($caret_right); }
QTreeView::branch:has-children:open { image: url($caret_down); }
QHeaderView::section { background: $window; border: none; padding: 4px 8px; color: $dim; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QGroupBox { border: none; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="error"] { color: $danger; }
QLabel[role="warning"] { color: $warning; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
#options_bar { border-bottom: 1px solid $line; }
#canvas_area, QWidget#empty_page { background: $canvas; }
#dock_title { background: $window; }
#dock_title QLabel { font-weight: 600; color: $text; }
#notice { background: $raised; border: 1px solid $edge; border-radius: 8px; }
#palette { background: $raised; border: 1px solid $edge; border-radius: 10px; }
#popup { background: $raised; border: 1px solid $edge; border-radius: 8px; }
#search { background: $field; border: 1px solid $edge; border-radius: 5px; color: $dim;
    padding: 2px 8px; text-align: left; }
#search:hover { border-color: $dim; }
#card { background: $window; border: 1px solid $window; border-radius: 8px; }
#card:hover { border-color: $accent; }
#card:focus { border-color: $focus; }
"""
