"""A window with a photo, and a hand for the Adjust panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from editor.document import Document, Layer, commands
from editor.document.compositing import compose
from editor.ui.adjust import AdjustPanel, AdjustSession
from editor.ui.adjust.values_page import ValuesPage
from tests.ui.conftest import Studio
from tests.ui.shots import whole

SIZE = (640, 560)


@dataclass
class Darkroom:
    """The studio with one opaque photo on the page."""

    studio: Studio
    doc: Document

    @property
    def session(self) -> AdjustSession:
        return self.studio.window.adjusting

    @property
    def panel(self) -> AdjustPanel:
        panel = self.studio.window.docks.panels["adjust"]
        assert isinstance(panel, AdjustPanel)
        return panel

    @property
    def page(self) -> ValuesPage:
        return self.panel.page

    def begin(self, effect_id: str) -> None:
        self.studio.run(f"adjust.{effect_id}")

    def choose(self, name: str, value: Any) -> None:
        """Gives a value as a person would: the editor says that it changed."""
        assert self.page.form is not None
        editor = self.page.form.rows[name].editor
        editor.set_value(value)
        editor.changed.emit()

    def finish(self) -> None:
        """Waits until what is applied is in the layer."""
        self.studio.qtbot.waitUntil(lambda: not self.session.is_applying, timeout=20_000)

    def pixels(self) -> np.ndarray:
        layer = self.doc.layers[0]
        assert isinstance(layer, Layer)
        return layer.pixels.read(self.doc.bounds)

    def picture(self) -> np.ndarray:
        """The document, not what is tried on it."""
        return compose(self.doc, self.doc.bounds)

    def seen(self) -> np.ndarray:
        """The middle of the canvas as it is on the screen, once all of it is there."""
        canvas = self.studio.window.canvas
        image = whole(canvas).copy(canvas.rect().adjusted(200, 150, -200, -150))
        image = image.convertToFormat(image.Format.Format_RGBA8888)
        return np.frombuffer(image.constBits(), np.uint8).copy()


@pytest.fixture
def room(studio: Studio) -> Darkroom:
    doc = studio.workbench.new(*SIZE, background=None)
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    planes = [x * 255 // SIZE[0], y * 255 // SIZE[1], (x + y) % 256, np.full_like(x, 255)]
    photo = commands.add_layer(
        doc, np.dstack(planes).astype(np.uint8), x=0, y=0, name="photo", label="Add"
    )
    commands.delete_node(doc, doc.layers[0].id)
    doc.activate(photo.id)
    return Darkroom(studio, doc)
