"""Every control of the window has a name that is read out, and a label or a tooltip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from editor.ui.color_square import HueBar, SaturationSquare
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.canvas_size import CanvasSizeDialog
from editor.ui.dialogs.image_size import ImageSizeDialog
from editor.ui.dialogs.new_document import NewDocumentDialog
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.help import HelpView
from editor.ui.swatches import ColorSwatches
from editor.ui.training import TrainingDialog
from editor.ui.value_slider import ValueSlider
from editor.workbench import Notice
from tests.ui.conftest import Studio

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    ValueSlider,
    ColorSwatches,
    SaturationSquare,
    HueBar,
)


def nameless(root: QWidget) -> list[str]:
    """The controls below a widget that nobody can be told of."""
    out = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar) or _inner(widget):
            continue
        if not widget.accessibleName() and not _text(widget):
            out.append(f"no name: {_where(widget)}")
        if not widget.toolTip() and not _text(widget) and isinstance(widget, QAbstractButton):
            out.append(f"neither label nor tooltip: {_where(widget)}")
    return out


def _inner(widget: QWidget) -> bool:
    """Qt's own parts of a control: the control has the name."""
    if widget.objectName().startswith("qt_") or "Private" in type(widget).__name__:
        return True
    if type(widget).__name__ in ("QComboBoxListView", "QHeaderView"):
        return True
    parent = widget.parentWidget()
    if parent is not None and isinstance(parent.parentWidget(), QComboBox):
        return True  # the list that drops down: a screen reader says the box's name before it
    return isinstance(parent, (QAbstractSpinBox, QComboBox, QTabBar, QAbstractItemView)) or (
        parent is not None and "QKeySequenceEdit" in type(parent).__name__
    )


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _where(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(f"{type(at).__name__} {at.objectName()}".strip())
        at = at.parentWidget()
    return " < ".join(names)


def test_empty_window(studio: Studio) -> None:
    assert nameless(studio.window) == []


def test_window_at_work(studio: Studio) -> None:
    studio.drawing()
    _ = studio.window.generate_panel.page
    studio.workbench.notice.emit(Notice("Something happened.", "Do this.", "Details", "error"))
    for tool_id in studio.window.toolbox.tools:
        studio.window.toolbox.choose(tool_id)
        assert nameless(studio.window) == []


def test_dialogs(studio: Studio) -> None:
    window = studio.window
    dialogs = [
        AboutDialog(window),
        HelpView(window),
        CanvasSizeDialog(64, 48, window),
        ImageSizeDialog(64, 48, window),
        NewDocumentDialog(window),
        PluginListDialog(studio.workbench, window),
        PreferencesDialog(studio.workbench.settings, window),
        TrainingDialog(window),
        window.tool_column.swatches.choose(background=False),
    ]
    for dialog in dialogs:
        studio.qtbot.addWidget(dialog)
    for dialog in dialogs:
        assert nameless(dialog) == []


@pytest.mark.parametrize("name", ["dark", "light", "high-contrast"])
def test_no_word_is_cut_off(studio: Studio, name: str) -> None:
    studio.workbench.settings.set("theme", name)
    studio.drawing()
    studio.qtbot.wait(1)
    cut = [
        button.accessibleName()
        for button in studio.window.findChildren(QAbstractButton)
        if button.isVisible()
        and button.text()
        and button.width() < button.fontMetrics().horizontalAdvance(button.text())
        and not button.icon().cacheKey()
    ]
    assert cut == []


def spoken(root: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """What a screen reader comes by, as Qt tells it."""
    if root is None or root.state().invisible:
        return
    yield root
    for number in range(root.childCount()):
        yield from spoken(root.child(number))


def test_whatever_takes_the_keyboard_is_told_by_name(studio: Studio) -> None:
    studio.drawing()
    _ = studio.window.generate_panel.page
    found = [
        part
        for part in spoken(QAccessible.queryAccessibleInterface(studio.window))
        if part.state().focusable
    ]
    assert len(found) > 50
    assert [part.object() for part in found if not part.text(QAccessible.Text.Name)] == []
