"""What is drawn over the page for tools that hold something: pictures, forms and guides."""

from __future__ import annotations

import numpy as np

from editor.api import Rect
from editor.document import Layer
from editor.document.guides import Guide
from editor.ui.canvas import CanvasView
from editor.ui.canvas.guide_lines import COLOR
from editor.ui.tools.events import Button, Modifiers, PointerEvent
from editor.ui.tools.shapes import Floating, Painted
from tests.ui.canvas.test_overlays import shot, view_slices

RED = (255, 0, 0, 255)


def pointer(pos: tuple[float, float], held: Modifiers = Modifiers.NONE) -> PointerEvent:
    return PointerEvent(doc_pos=pos, view_pos=pos, button=Button.LEFT, modifiers=held)


def block(view: CanvasView) -> Layer:
    """A red block of 60 x 40 at (30, 40) on the drawing."""
    layer = view.workbench.require_document().active
    assert isinstance(layer, Layer)
    layer.pixels.write(Rect(30, 40, 60, 40), np.full((40, 60, 4), RED, np.uint8))
    view.workbench.require_document().pixels_changed.emit(Rect(0, 0, 200, 160))
    return layer


def is_red(view: CanvasView, rect: Rect) -> bool:
    return bool((shot(view)[view_slices(view, rect)] == RED[:3]).all())


def test_what_is_transformed_is_seen_where_it_will_be(view: CanvasView) -> None:
    block(view)
    view.tools.choose("transform")
    view.tools.press(pointer((60, 60)))
    view.tools.move(pointer((120, 90)))
    assert any(isinstance(shape, Floating) for shape in view.tools.active.shapes())
    assert is_red(view, Rect(100, 78, 40, 20))
    assert not is_red(view, Rect(35, 45, 10, 10))
    dragged = shot(view)[view_slices(view, Rect(96, 76, 48, 28))]
    view.tools.release(pointer((120, 90)))
    assert (shot(view)[view_slices(view, Rect(96, 76, 48, 28))] == dragged).all()
    view.tools.key("enter")
    assert is_red(view, Rect(91, 71, 58, 38))


def test_nothing_of_it_is_seen_outside_the_page(view: CanvasView) -> None:
    block(view)
    around = shot(view)[view_slices(view, Rect(205, 40, 20, 60))]
    view.tools.choose("transform")
    view.tools.press(pointer((60, 60)))
    view.tools.move(pointer((190, 60)))
    assert (shot(view)[view_slices(view, Rect(225, 45, 10, 30))] != RED[:3]).any()
    view.tools.cancel()
    assert (shot(view)[view_slices(view, Rect(205, 40, 20, 60))] == around).all()


def test_a_form_is_seen_as_it_will_be_painted(view: CanvasView) -> None:
    view.tools.set_foreground((255, 0, 0))
    view.tools.choose("shape")
    view.tools.press(pointer((40, 40)))
    view.tools.move(pointer((120, 100)))
    assert any(isinstance(shape, Painted) for shape in view.tools.active.shapes())
    assert is_red(view, Rect(42, 42, 60, 50))
    view.tools.release(pointer((120, 100)))
    assert is_red(view, Rect(40, 40, 80, 60))


def test_guides_are_seen_until_they_are_hidden(view: CanvasView) -> None:
    doc = view.workbench.require_document()
    with doc.history.change("Guide"):
        doc.guides = [Guide("x", 150)]
    line = view_slices(view, Rect(148, 20, 4, 100))
    color = (COLOR.red(), COLOR.green(), COLOR.blue())
    assert (shot(view)[line] == color).all(axis=2).any(axis=1).all()
    view.workbench.settings.set("show_guides", False)
    assert (shot(view)[line] == 255).all()
