"""Low and narrow windows, as at a large scale: everything can still be reached."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from editor.api import Meter, Rect
from editor.ui.dialogs.form import FormDialog
from editor.workbench import Preview
from tests.ui.conftest import Studio


def inside(widget: QWidget, window: QWidget) -> bool:
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    return not widget.visibleRegion().isEmpty() and window.rect().contains(place)


@pytest.mark.parametrize("size_px", [(960, 540), (640, 360)])
def test_every_tool_and_the_colours_are_in_sight(studio: Studio, size_px: tuple[int, int]) -> None:
    window = studio.window
    window.setMinimumSize(*size_px)
    window.resize(*size_px)
    studio.qtbot.wait(20)
    assert (window.width(), window.height()) == size_px
    column = window.tool_column
    for widget in (*column.buttons.values(), column.swatches, window.status):
        assert inside(widget, window)
    window.resize(1400, 900)
    studio.qtbot.wait(20)
    lefts = {button.x() for button in column.buttons.values()}
    assert len(lefts) == 2, "with room there are two columns"


def test_panels_scroll(studio: Studio) -> None:
    window = studio.window
    studio.drawing()
    window.setMinimumSize(640, 360)
    window.resize(640, 360)
    for name in ("adjust", "layers", "history", "histogram"):
        window.docks.show(name)
        studio.qtbot.wait(20)
        area = window.docks.docks[name].widget()
        assert isinstance(area, QScrollArea)
        assert window.rect().contains(QRect(area.mapTo(window, QPoint()), area.size()))
        panel = window.docks.panels[name]
        hidden_px = max(panel.minimumSizeHint().height() - area.viewport().height(), 0)
        assert area.verticalScrollBar().maximum() >= hidden_px


FIGURES = Preview(
    np.zeros((48, 64, 4), np.uint8),
    Rect(0, 0, 64, 48),
    Rect(0, 0, 64, 48),
    (
        Meter("likeness", "Likeness", 0.2, text="Not alike", picture=np.zeros((64, 64, 4), "u1")),
        Meter("drift", "Drift", 0.9, text="Far away", is_poor=True),
    ),
)


@pytest.mark.parametrize("size_px", [(1440, 900), (1280, 800), (960, 540), (640, 360)])
def test_what_starts_and_stops_a_run_is_always_in_sight(
    studio: Studio, size_px: tuple[int, int]
) -> None:
    """At rest, with all the figures open, and while one runs and others wait."""
    window, panel = studio.window, studio.window.generate_panel
    window.setMinimumSize(*size_px)
    window.resize(*size_px)
    studio.drawing()
    studio.qtbot.waitUntil(panel.run_bar.button.isEnabled)
    studio.qtbot.waitUntil(lambda: inside(panel.run_bar.button, window))
    place = panel.run_bar.button.mapTo(window, QPoint())
    studio.workbench.preview_changed.emit(FIGURES)
    panel.meters.rows[0].button.click()
    studio.qtbot.wait(20)
    assert inside(panel.run_bar.button, window)
    studio.workbench.choice.set_values({"pause_s": 2.0})
    for _ in range(4):
        panel.generate()
    studio.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Cancel")
    studio.qtbot.waitUntil(panel.queue.list.isVisible)
    studio.qtbot.wait(20)
    assert inside(panel.run_bar.button, window)
    assert inside(panel.run_bar.more, window)
    if size_px[1] > 360:  # there the panels below give way
        assert panel.run_bar.button.mapTo(window, QPoint()) == place, "it stays under the pointer"
    studio.workbench.cancel_all()
    studio.qtbot.waitUntil(lambda: panel.run_bar.button.text() == "Generate")
    assert inside(panel.run_bar.button, window)


def test_the_first_page_has_as_many_columns_as_fit(studio: Studio) -> None:
    window, page = studio.window, studio.window.central.empty_page
    window.setMinimumSize(640, 360)
    for width, columns in ((1400, 3), (960, 2), (640, 1)):
        window.resize(width, 700)
        studio.qtbot.wait(20)
        assert len({card.x() for card in page.cards}) == min(columns, len(page.cards))
        assert all(
            card.mapTo(page, card.rect().topRight()).x() <= page.width() for card in page.cards
        )


def test_a_dialog_too_high_for_the_screen_scrolls_and_keeps_its_buttons(studio: Studio) -> None:
    dialog = FormDialog("Grow selection", studio.window)
    studio.qtbot.addWidget(dialog)
    for number in range(80):
        field = QWidget()
        field.setMinimumHeight(24)
        dialog.row(f"Row {number}", field)
    dialog.show()
    studio.qtbot.wait(20)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert inside(dialog.buttons, dialog)
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
