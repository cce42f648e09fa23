"""What is being adjusted at the moment, and the verbs for it: try, apply, make a layer, cancel."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from editor.api import FigmentError, Params
from editor.document import AdjustmentLayer, Document, Layer, effects
from editor.document.adjust import Effect
from editor.document.drafting import Trial
from editor.document.effects import Applying
from editor.document.fill import editable_layer
from editor.ui.canvas import CanvasView
from editor.workbench import Workbench

_SLICE_S = 0.02
_COMMIT_AFTER_MS = 250


@dataclass(frozen=True)
class Subject:
    """An effect for a layer's pixels, or an adjustment layer (`is_layer`)."""

    doc: Document
    node_id: str
    effect: Effect
    is_layer: bool


class AdjustSession(QObject):
    """One adjustment at a time, tried on the canvas until it is applied or given up.

    Choosing an adjustment layer makes it the subject; its values are kept as they are changed.

    Signals:
        changed: another subject, or none.
        params_changed: the subject has other values, not from the panel.
        tried: what the canvas shows is something else now.
        progress_changed(float): 0..1 while an effect is on its way into the layer.
    """

    changed = Signal()
    params_changed = Signal()
    tried = Signal()
    progress_changed = Signal(float)

    def __init__(self, workbench: Workbench, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._workbench = workbench
        self._canvas = canvas
        self._doc: Document | None = None
        self._applying: Applying | None = None
        self.subject: Subject | None = None
        self.params: Params | None = None
        self._worker = QTimer(self, interval=0)
        self._worker.timeout.connect(self._work)
        self._commit_timer = QTimer(self, interval=_COMMIT_AFTER_MS, singleShot=True)
        self._commit_timer.timeout.connect(self._on_pause)
        workbench.document_changed.connect(self._on_document)
        self._on_document()

    @property
    def is_applying(self) -> bool:
        """Whether an effect is on its way into the layer."""
        return self._applying is not None

    # Verbs

    def begin(self, effect: Effect) -> None:
        """Starts with an effect on the active layer. Raises FigmentError where that cannot be.

        On anything but a layer with pixels it becomes an adjustment layer at once.
        """
        doc = self._workbench.require_document()
        self.cancel()
        params = effect.params_class()
        if effect.is_adjustment and not isinstance(doc.active, Layer):
            effects.add_adjustment(doc, effect, params)
            return
        layer = editable_layer(doc)
        self._take(Subject(doc, layer.id, effect, is_layer=False), params)
        if effect.has_params:
            self._try()
        else:
            self.apply()

    def set_params(self, params: Params) -> None:
        """Tries other values."""
        if self.subject is None or self.is_applying or params == self.params:
            return
        self.params = params
        self._try()
        if self.subject.is_layer:
            self._commit_timer.start()

    def apply(self) -> None:
        """Changes the layer's pixels, a slice in every turn of the event loop."""
        subject, params = self.subject, self.params
        if subject is None or params is None or subject.is_layer or self.is_applying:
            return
        subject.doc.activate(subject.node_id)
        self._applying = Applying(subject.doc, subject.effect, params)
        self.progress_changed.emit(0.0)
        self._worker.start()

    def make_layer(self) -> None:
        """Makes an adjustment layer of it instead. Raises FigmentError for a filter."""
        subject, params = self.subject, self.params
        if subject is None or params is None or subject.is_layer or self.is_applying:
            return
        if not subject.effect.is_adjustment:
            effects.add_adjustment(subject.doc, subject.effect, params)  # says why it cannot be
        self._end(applied=True)
        effects.add_adjustment(subject.doc, subject.effect, params)

    def cancel(self) -> bool:
        """Gives up what was tried; an adjustment layer keeps its values. False for nothing."""
        self.commit()
        if self._applying is not None:
            self._applying.cancel()
        if self.subject is None or self.subject.is_layer:
            return False
        self._end(applied=False)
        return True

    def commit(self) -> None:
        """Writes an adjustment layer's values into the document, if they changed."""
        self._commit_timer.stop()
        subject, params = self.subject, self.params
        if subject is None or params is None or not subject.is_layer:
            return
        node = subject.doc.find(subject.node_id)
        if isinstance(node, AdjustmentLayer) and node.params != params:
            try:
                effects.set_params(subject.doc, subject.node_id, params)
            except FigmentError as error:
                self.params = node.params
                self.params_changed.emit()
                self._workbench.fail(error)
        self._end_draft(applied=True)

    # Inside

    def _take(self, subject: Subject | None, params: Params | None) -> None:
        self.subject, self.params = subject, params
        self.changed.emit()

    def _try(self) -> None:
        subject, params, picture = self.subject, self.params, self._canvas.picture
        if subject is not None and params is not None and picture is not None:
            picture.attempt(Trial(subject.node_id, subject.effect, params))
            self._canvas.update(picture.view_rect(self._canvas.viewport))
            self.tried.emit()

    def _end(self, *, applied: bool) -> None:
        self._end_draft(applied=applied)
        self._take(None, None)

    def _end_draft(self, *, applied: bool) -> None:
        picture = self._canvas.picture
        if picture is not None and picture.draft is not None:
            picture.end_draft(applied=applied)
            self._canvas.update(picture.view_rect(self._canvas.viewport))
            self.tried.emit()

    def _work(self) -> None:
        until = time.perf_counter() + _SLICE_S
        work = self._applying
        try:
            while work is not None and work.step() and time.perf_counter() < until:
                pass
        except BaseException:  # told like any other; the layer is as it was
            self._worker.stop()
            self._applying = None
            self._end(applied=False)
            raise
        if work is None or work.is_done:
            self._worker.stop()
            self._applying = None
            self._end(applied=True)
            self._follow_active()
        else:
            self.progress_changed.emit(work.progress)

    def _on_pause(self) -> None:
        """Nothing was changed for a moment: it counts, unless a slider is still held."""
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.commit()
        else:
            self._commit_timer.start()

    def _on_document(self) -> None:
        if self._doc is not None:
            self._leave(self._doc)
        self._doc = doc = self._workbench.document
        if doc is not None:
            doc.active_changed.connect(self._follow_active)
            doc.structure_changed.connect(self._follow_active)
            doc.properties_changed.connect(self._on_property)
            self._follow_active()

    def _leave(self, doc: Document) -> None:
        self.cancel()
        if self.subject is not None:
            self._end(applied=False)
        doc.active_changed.disconnect(self._follow_active)
        doc.structure_changed.disconnect(self._follow_active)
        doc.properties_changed.disconnect(self._on_property)

    def _follow_active(self) -> None:
        """An adjustment layer that is chosen is the subject; another layer ends a trial."""
        doc, subject = self._doc, self.subject
        node = doc.active if doc is not None else None
        if doc is None or self.is_applying:
            return
        if subject is not None and node is not None and subject.node_id == node.id:
            self._on_property(node.id)
            return
        if subject is not None:
            self.commit()
            self._end(applied=False)
        if isinstance(node, AdjustmentLayer):
            self._take(Subject(doc, node.id, node.effect, is_layer=True), node.params)

    def _on_property(self, node_id: str) -> None:
        """Undo gave the adjustment layer other values."""
        subject = self.subject
        if subject is None or not subject.is_layer or subject.node_id != node_id:
            return
        node = subject.doc.find(node_id)
        if isinstance(node, AdjustmentLayer) and node.params != self.params:
            self._commit_timer.stop()
            self.params = node.params
            self._end_draft(applied=False)
            self.params_changed.emit()
