"""The picture that floats above the page before it is accepted: hidden, and what it hides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.api import Meter, Rect
from editor.document import Layer, selecting
from editor.ui.canvas import CanvasView
from editor.workbench import Preview, Workbench
from tests.ui.canvas.test_view import at, color_at


def test_tab_hides_the_preview_while_held(view: CanvasView, workbench: Workbench) -> None:
    doc = workbench.require_document()
    rgba = np.full((80, 100, 4), (10, 220, 30, 255), np.uint8)
    workbench.preview_changed.emit(Preview(rgba, doc.bounds, doc.bounds))
    spot = at(view, 100, 80)
    assert color_at(view, spot) == (10, 220, 30)
    QTest.keyPress(view, Qt.Key.Key_Tab)
    assert view.is_comparing
    assert color_at(view, spot) == (255, 255, 255)
    QTest.keyRelease(view, Qt.Key.Key_Tab)
    assert color_at(view, spot) == (10, 220, 30)
    workbench.preview_changed.emit(None)
    assert color_at(view, spot) == (255, 255, 255)


@pytest.mark.parametrize("zoom", [0.37, 1.0, 2.6])
def test_nothing_of_the_page_is_seen_around_a_picture_that_covers_it(
    view: CanvasView, workbench: Workbench, zoom: float
) -> None:
    doc = workbench.require_document()
    assert isinstance(doc.active, Layer)
    red = np.full((doc.height, doc.width, 4), (255, 0, 0, 255), np.uint8)
    doc.active.pixels.write(doc.bounds, red)
    doc.pixels_changed.emit(doc.bounds)
    view.zoom_to(zoom)
    rgba = np.full((75, 93, 4), (10, 220, 30, 255), np.uint8)

    def reds() -> int:
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
        return int(((pixels[:, 0] > 120) & (pixels[:, 1] < 120) & (pixels[:, 2] < 60)).sum())

    assert reds() > 100
    workbench.preview_changed.emit(Preview(rgba, doc.bounds, doc.bounds))
    assert reds() == 0
    rgba = rgba.copy()
    rgba[20:40, 20:40] = 0
    workbench.preview_changed.emit(Preview(rgba, doc.bounds, doc.bounds))
    assert reds() > 50, "the page is seen through what is transparent"


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_picture_that_is_told_again_with_its_figures_is_not_painted_again(
    view: CanvasView, workbench: Workbench
) -> None:
    doc = workbench.require_document()
    rgba = np.full((80, 100, 4), (10, 220, 30, 255), np.uint8)
    shown = Preview(rgba, doc.bounds, doc.bounds)
    workbench.preview_changed.emit(shown)
    QApplication.processEvents()
    paints = _Paints(view)
    workbench.preview_changed.emit(replace(shown, meters=(Meter("likeness", "Likeness", 0.5),)))
    QApplication.processEvents()
    assert paints.count == 0
    workbench.preview_changed.emit(replace(shown, rgba=rgba.copy()))
    QApplication.processEvents()
    assert paints.count == 1


def test_a_picture_beside_the_page_is_brought_into_view(
    view: CanvasView, workbench: Workbench
) -> None:
    view.zoom_to_fit()
    doc = workbench.require_document()
    rgba = np.full((32, 32, 4), (10, 220, 30, 255), np.uint8)
    beside = doc.bounds.translated(doc.width + 8, 0)
    workbench.preview_changed.emit(Preview(rgba, doc.bounds, beside))
    _, _, right, _ = view.viewport.rect_to_view(beside)
    assert right <= view.width()
    assert color_at(view, at(view, 300, 80)) == (10, 220, 30)


def test_a_mask_does_not_hide_what_is_made_under_it(view: CanvasView) -> None:
    doc = view.workbench.require_document()
    mask = np.zeros((160, 200), np.uint8)
    mask[40:120, 40:160] = 255
    selecting.set_selection(doc, mask)
    view.tools.choose("mask")
    middle = at(view, 100, 80)
    assert color_at(view, middle) != (255, 255, 255), "a tint lies over the white page"
    green = np.full((40, 40, 4), (0, 200, 0, 255), np.uint8)
    rect = Rect(60, 60, 80, 40)
    view.workbench.preview_changed.emit(Preview(green, rect, rect))
    assert color_at(view, middle) == (0, 200, 0)
    view.workbench.preview_changed.emit(None)
    assert color_at(view, middle) not in {(255, 255, 255), (0, 200, 0)}
