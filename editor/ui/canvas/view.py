"""The canvas: shows the active document, with everything that is drawn over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from editor.api import Rect
from editor.document import Selection
from editor.ui import theme
from editor.ui.canvas import overlays
from editor.ui.canvas.floating import FloatingPicture
from editor.ui.canvas.guide_lines import paint_guides
from editor.ui.canvas.picture import Picture
from editor.ui.canvas.pointable import PointableWidget
from editor.ui.canvas.pointing import Drag
from editor.ui.canvas.run_area import RunArea
from editor.ui.canvas.scene import Scene
from editor.ui.canvas.spoken_words import spoken_words
from editor.ui.canvas.viewport import Viewport
from editor.ui.language import tr
from editor.ui.spoken import Role, Spoken
from editor.ui.tools import ToolBox
from editor.workbench import Preview, Workbench

_ANTS_INTERVAL_MS = 125
_RUN_AREA_DELAY_MS = 60
_REST_MS = 80
"""When the zoom has not changed for so long, the picture is drawn as sharp as it is."""
_EDGE_PX = 3


class CanvasView(PointableWidget, Spoken):
    """The picture with everything drawn over it."""

    spoken_role = Role.Canvas

    def __init__(
        self, workbench: Workbench, tools: ToolBox | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools if tools is not None else ToolBox(workbench), parent)
        self.workbench = workbench
        self.floating = FloatingPicture()
        self.run_area = RunArea(workbench)
        self._scene: Scene | None = None
        self._viewports: dict[str, tuple[Viewport, bool]] = {}
        self._tints_trial = False
        self._zoom = self.viewport.zoom
        self._rest_timer = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest_timer.timeout.connect(self._repaint_all)
        self._ants_timer = QTimer(self, interval=_ANTS_INTERVAL_MS)
        self._ants_timer.timeout.connect(self._march)
        self._late_timer = QTimer(self, interval=0, singleShot=True)
        self._late_timer.timeout.connect(self._catch_up)
        self._run_area_timer = QTimer(self, interval=_RUN_AREA_DELAY_MS, singleShot=True)
        self._run_area_timer.timeout.connect(self.run_area.refresh)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Canvas"))
        self.setMinimumSize(160, 120)
        self._connect()
        self._on_document_changed()

    # What the window asks for

    @property
    def picture(self) -> Picture | None:
        """What draws the document's composite; None where no picture is open."""
        return None if self._scene is None else self._scene.picture

    def try_selection(self, selection: Selection | None, *, is_soft: bool = False) -> None:
        """Shows a selection in the place of the document's; None shows the document's again.

        A soft one is tinted too: its outline alone would not tell how soft.
        """
        if self._scene is not None:
            self._scene.trial = selection
            self._scene.ants.forget()
            self._tints_trial = is_soft and selection is not None
            self.update()

    def spoken_description(self) -> str:
        return spoken_words(self.workbench.document, self.tools.active, self.viewport.zoom)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = event.rect()
        if self._scene is None:
            painter.fillRect(rect, theme.color("canvas"))
        else:
            self._paint_document(painter, self._scene, rect)
            self._paint_over(painter, self._scene, rect)
        painter.end()

    def _paint_document(self, painter: QPainter, scene: Scene, rect: QRect) -> None:
        scene.paint_picture(
            painter,
            self.viewport,
            rect,
            is_covered=not self.is_comparing
            and self.floating.covers(scene.doc.bounds, self.viewport),
            without_draft=self.is_comparing,
            in_motion=self._rest_timer.isActive(),
        )
        if scene.picture.is_late:
            self._late_timer.start()
        if not self.is_comparing:
            self.floating.paint(painter, self.viewport, scene.doc.bounds, rect)
        scene.paint_grid(painter, self.viewport, rect)

    def _paint_over(self, painter: QPainter, scene: Scene, rect: QRect) -> None:
        if self.tools.edits_mask:
            scene.paint_layer_mask(painter, self.viewport, rect)
        elif self._shows_quick_mask() or self._tints_trial:
            scene.paint_quick_mask(painter, self.viewport, rect)
        if self.run_area.rect is not None:
            overlays.paint_run_rect(painter, self.viewport, self.run_area.rect)
        if not self.is_comparing:
            self.spots.paint(painter, self.viewport, is_quiet=self.floating.is_shown)
        if not self._shows_quick_mask():
            scene.paint_ants(painter, self.viewport)
        if self.workbench.settings.get("show_guides"):
            paint_guides(painter, self.viewport, scene.doc.guides, self.rect())
        overlays.paint_shapes(
            painter,
            self.viewport,
            self.tools.active.shapes(),
            view_rect=self.rect(),
            page=scene.doc.bounds,
        )
        ring = self._ring()
        if ring is not None:
            overlays.paint_brush_ring(painter, self.viewport, *ring)

    def _catch_up(self) -> None:
        """Makes tiles that were not ready in time, a slice in every turn of the event loop."""
        if self._scene is None:
            return
        for doc_rect in self._scene.picture.catch_up(self.viewport):
            self._update_doc_rect(doc_rect)
        if self._scene.picture.is_late:
            self._late_timer.start()

    def _shows_quick_mask(self) -> bool:
        """The mask brush shows its mask, but not over the picture that was made under it."""
        return self.tools.active.id == "mask" and not self.floating.is_shown

    # Repainting no more than changed

    def _update_doc_rect(self, doc_rect: Rect) -> None:
        left, top, right, bottom = self.viewport.rect_to_view(doc_rect)
        area = QRectF(left, top, right - left, bottom - top).toAlignedRect()
        self.update(area.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX))

    def _march(self) -> None:
        if self._scene is not None:
            self._scene.ants.march()
            self.update(self._scene.ants.view_rect(self.viewport, self._scene.selection))

    def _run_ants(self) -> None:
        has_selection = self._scene is not None and not self._scene.doc.selection.is_empty
        if has_selection and self.isVisible() and self.workbench.settings.get("motion"):
            self._ants_timer.start()
        else:
            self._ants_timer.stop()

    def _repaint_all(self) -> None:
        self.update()

    # What happened elsewhere

    def _connect(self) -> None:
        self.workbench.document_changed.connect(self._on_document_changed)
        self.workbench.preview_changed.connect(self._on_preview_changed)
        self.workbench.settings.changed.connect(self._on_setting_changed)
        self.tools.tool_changed.connect(self._on_tool_changed)
        self.tools.overlay_changed.connect(self.refresh_cursor)
        self.tools.target_changed.connect(self._repaint_all)
        self.tools.stroke_moved.connect(self._update_doc_rect)
        self.tools.stroke_ended.connect(self._on_stroke_ended)
        self.run_area.changed.connect(self._repaint_all)
        self.workbench.seeking.changed.connect(self._repaint_all)
        theme.current().changed.connect(self._repaint_all)
        self.viewport_changed.connect(self._on_viewport_changed)

    def _on_document_changed(self) -> None:
        self.pointing.drag = Drag.NONE
        self._leave_document()
        doc = self.workbench.document
        if doc is not None:
            self._scene = Scene(doc)
            doc.pixels_changed.connect(self._update_doc_rect)
            doc.structure_changed.connect(self._on_structure_changed)
            doc.selection_changed.connect(self._on_selection_changed)
            doc.active_changed.connect(self._repaint_all)
            self._return_to(self._viewports.get(doc.id))
        self.run_area.refresh()
        self._run_ants()
        self.refresh_cursor()
        self.update()

    def _leave_document(self) -> None:
        if self._scene is None:
            return
        scene, self._scene = self._scene, None
        doc = scene.doc
        self._viewports[doc.id] = (self.viewport, self.fits)
        doc.pixels_changed.disconnect(self._update_doc_rect)
        doc.structure_changed.disconnect(self._on_structure_changed)
        doc.selection_changed.disconnect(self._on_selection_changed)
        doc.active_changed.disconnect(self._repaint_all)
        scene.close()
        open_ids = {open_doc.id for open_doc in self.workbench.documents}
        self._viewports = {id_: kept for id_, kept in self._viewports.items() if id_ in open_ids}

    def _on_structure_changed(self) -> None:
        """The page may have another size now."""
        self.follow_content()
        self._run_area_timer.start()
        self.update()

    def _on_selection_changed(self) -> None:
        if self._scene is not None:
            self._scene.ants.forget()
        self._run_area_timer.start()
        self._run_ants()
        # A stroke of the mask brush says itself how little has changed.
        if not (self._shows_quick_mask() and self.tools.active.is_busy):
            self.update()

    def _on_preview_changed(self, preview: Preview | None) -> None:
        if self.floating.shows(preview):
            return
        was_beside = self._fit_rect()
        if self.tools.active.id == "mask" and self.floating.is_shown != (preview is not None):
            self.update()  # outlines take the mask's place, or it theirs
        self.update(self.floating.view_rect(self.viewport))
        self.floating.show(preview)
        self.update(self.floating.view_rect(self.viewport))
        if self._fit_rect() != was_beside:
            self.follow_content()

    def _on_tool_changed(self) -> None:
        self.refresh_cursor()
        self.update()

    def _on_stroke_ended(self) -> None:
        if self._shows_quick_mask():
            self.update()

    def _on_setting_changed(self, key: str) -> None:
        if key == "motion":
            self._run_ants()
        elif key == "show_guides":
            self.update()

    def _on_viewport_changed(self) -> None:
        if self.viewport.zoom != self._zoom:
            self._zoom = self.viewport.zoom
            self._rest_timer.start()
        self.refresh_cursor()
        self.update()

    def _fit_rect(self) -> Rect:
        if self._scene is None:
            return Rect(0, 0, 1, 1)
        return self._scene.doc.bounds.union(self.floating.shown_rect)

    def _page(self) -> Rect:
        return self._scene.doc.bounds if self._scene is not None else Rect(0, 0, 1, 1)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_ants()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._run_ants()
