"""Low and narrow windows, as at a large scale: everything can still be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from editor.ui.dialogs.form import FormDialog
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
    for name in ("generate", "adjust", "layers", "history", "histogram"):
        window.docks.show(name)
        studio.qtbot.wait(20)
        area = window.docks.docks[name].widget()
        assert isinstance(area, QScrollArea)
        assert window.rect().contains(QRect(area.mapTo(window, QPoint()), area.size()))
        panel = window.docks.panels[name]
        hidden_px = max(panel.minimumSizeHint().height() - area.viewport().height(), 0)
        assert area.verticalScrollBar().maximum() >= hidden_px


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
