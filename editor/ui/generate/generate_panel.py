"""The Generate panel: generator, parameters, count, live or on demand, progress and queue."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.api import FigmentError, InvalidParams, Params
from editor.document import Document
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, quietly, vbox
from editor.ui.generate.meters_view import MetersView
from editor.ui.generate.picker import GeneratorPicker
from editor.ui.generate.queue_view import QueueView
from editor.ui.generate.run_bar import RunBar
from editor.ui.generate.spots_row import SpotsRow
from editor.ui.language import told, tr
from editor.ui.panel_scroll import FootedPanel
from editor.workbench import Notice, Variant, Workbench
from editor.workbench.requests import describe_inputs
from editor.workbench.sight import looks_at_picture

if TYPE_CHECKING:
    from editor.ui.generate.param_page import ParamPage

_REST_MS = 60
_FORM_LOWEST_PX = 9 * theme.GRID
"""A row and a half: it is seen that there is more."""
_LIVE_HELP = "Follow every stroke and value with a new picture"
_NOT_LIVE_HELP = "{title} is too slow to follow your strokes; use Generate"
_LAYER_ONLY_HELP = "This layer only: look at the active one alone, not at all that shows"
_NO_DOCUMENT = "Open a picture or start a new one first."
_NO_GENERATOR = "No generator is available; see Help > Plugins for the reason."


class GeneratePanel(FootedPanel):
    """Shows and edits `workbench.choice`, and starts runs.

    Signals:
        begun: the user wants a run, whether or not there will be one.
        desk_wanted: the generator's desk is to be seen.
        training_wanted: a model is to be trained for it.
    """

    begun = Signal()
    desk_wanted = Signal()
    training_wanted = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._followed: Document | None = None
        self._page: ParamPage | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self._first_painted = QTimer(self, singleShot=True)
        self._first_painted.timeout.connect(self._on_first_painted)
        self._make_widgets()
        self._lay_out()
        workbench.choice.changed.connect(self._on_generator)
        workbench.choice.values_changed.connect(self._refresh_at_rest)
        workbench.document_changed.connect(self._on_document_changed)
        workbench.live.changed.connect(self._on_live_changed)
        self.spots.rebuilt.connect(self._order_tabs)
        self._on_document_changed()
        self.refresh()

    @property
    def page(self) -> ParamPage:
        """What can be set about a run; made when it is first needed."""
        if self._page is None:
            # The window is on the screen by now; see `native` for what this import costs.
            from editor.ui.generate.param_page import ParamPage

            self._page = ParamPage(self._workbench)
            self._page.submitted.connect(self.generate)
            self._page.training_wanted.connect(self.training_wanted)
            self._scroll.setWidget(self._page)
            self._page.rebuilt.connect(self._order_tabs)
            self._order_tabs()
        return self._page

    def generate(self) -> None:
        """Starts a run with what the form says; what is wrong is told beside the fields."""
        if self._start(self._workbench.generate):
            self.page.roll_unlocked()

    def continue_from(self, variant: Variant, step: int) -> None:
        """Goes on from a step of a result with what the form says."""
        self._start(lambda: self._workbench.continue_from(variant, step))

    def refresh(self) -> None:
        """Says what a run would use, and whether one is possible."""
        workbench = self._workbench
        generator, doc = workbench.choice.generator, workbench.document
        why_not = ""
        if generator is None:
            why_not = tr(_NO_GENERATOR)
        elif doc is None:
            why_not = tr(_NO_DOCUMENT)
        self.run_bar.set_possible(why_not)
        if generator is not None and doc is not None:
            params, layer_only = self._params(), workbench.choice.layer_only
            words = describe_inputs(doc, generator, params, layer_only=layer_only)
            self.inputs.setText(told(words))
        else:
            self.inputs.setText(why_not)
        self._refresh_layer_only()
        desk = None if generator is None else generator.desk
        self.desk_button.setVisible(desk is not None)
        if desk is not None:
            self.desk_button.setText(f"{tr(desk.title)}…")
            self.desk_button.setToolTip(tr(desk.summary))
        is_possible = workbench.live.is_possible
        self.live.setEnabled(is_possible and doc is not None)
        help_text = tr(_LIVE_HELP)
        if generator is not None and not is_possible:
            help_text = tr(_NOT_LIVE_HELP, title=tr(generator.title))
        self.live.setToolTip(tr(_NO_DOCUMENT) if doc is None else help_text)
        self.live.setAccessibleDescription(self.live.toolTip())
        self._on_live_changed()

    def _refresh_layer_only(self) -> None:
        choice = self._workbench.choice
        quietly(self.layer_only, lambda: self.layer_only.setChecked(choice.layer_only))
        generator = choice.generator
        is_picture = generator is not None and looks_at_picture(generator, self._params())
        self.layer_only.setVisible(is_picture and self._workbench.document is not None)

    def _start(self, verb: Callable[[], object]) -> bool:
        self.begun.emit()
        if not self.page.commit():
            return False
        try:
            verb()
        except InvalidParams as error:
            self.page.show_errors(error.errors)
        except FigmentError as error:
            doc = self._workbench.document
            about = "" if doc is None else doc.id
            self._workbench.notice.emit(Notice.of(error, document_id=about))
        else:
            return True
        return False

    def _params(self) -> Params | None:
        """The values as they are; None while one of them is wrong, which the form tells."""
        try:
            return self._workbench.choice.params()
        except InvalidParams:
            return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the panel is on the screen there is time to make its form."""
        super().paintEvent(event)
        if self._page is None:
            self._first_painted.start()

    def _make_widgets(self) -> None:
        workbench = self._workbench
        self.picker = GeneratorPicker(workbench)
        self.desk_button = QPushButton(tr("Desk"))
        self.desk_button.clicked.connect(self.desk_wanted)
        self.spots = SpotsRow(workbench)
        self.live = QCheckBox(tr("Live"))
        self.live.toggled.connect(self._on_live_toggled)
        self.inputs = label(role="dim", wraps=True)
        self.layer_only = icon_button(
            "stack-simple", tr("This layer only"), help=tr(_LAYER_ONLY_HELP)
        )
        self.layer_only.setCheckable(True)
        self.layer_only.toggled.connect(self._on_layer_only)
        self._inputs_row = QWidget()
        row = hbox(self._inputs_row, spacing=theme.GRID)
        row.addWidget(self.inputs, 1)
        row.addWidget(self.layer_only)
        self.run_bar = RunBar(workbench, beside=self.live)
        self.run_bar.run_wanted.connect(self.generate)
        self.meters = MetersView(workbench)
        self.queue = QueueView(workbench)

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(_FORM_LOWEST_PX)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        line = QFrame()
        line.setProperty("role", "line")
        column = vbox(self.body, spacing=theme.GRID)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        for widgets in (
            (self.picker, self.desk_button, self.spots),
            (line, self.meters, self._inputs_row, self.queue),
        ):
            part = QVBoxLayout()
            part.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
            part.setSpacing(theme.GRID)
            for widget in widgets:
                part.addWidget(widget)
            column.addLayout(part)
        # The form lies between them, over the whole width: its bar takes the place of its margin.
        column.insertWidget(1, self._scroll, 1)
        foot = vbox(self.foot)
        foot.setContentsMargins(*[theme.GRID] * 4)
        foot.addWidget(self.run_bar)
        self.spots.refresh()
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_scroll_range)

    def _on_scroll_range(self, minimum: int, maximum: int) -> None:
        if self._page is not None:
            self._page.leave_margin(theme.GRID if maximum == minimum else 0)

    def _on_generator(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        self._refresh_soon()

    def _order_tabs(self) -> None:
        """Tab follows the eye: the fields, made last, stand between the picker and Live."""
        if self._page is None:
            return
        above = [self.picker, self.desk_button, *self.spots.stops()]
        below = [self.layer_only, self.live, self.run_bar.button]
        stops = [*above, *self.page.fields(), *below]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _on_first_painted(self) -> None:
        _ = self.page

    def _on_document_changed(self) -> None:
        doc = self._workbench.document
        if self._followed is not None:
            self._followed.selection_changed.disconnect(self._refresh_soon)
            self._followed.structure_changed.disconnect(self._refresh_soon)
        self._followed = doc
        if doc is not None:
            doc.selection_changed.connect(self._refresh_soon)
            doc.structure_changed.connect(self._refresh_soon)
        self._later.start(0)

    def _refresh_soon(self) -> None:
        self._later.start(0)

    def _refresh_at_rest(self) -> None:
        """Where a slider is dragged, pictures come first."""
        if not self._later.isActive():
            self._later.start(_REST_MS)

    def _on_layer_only(self, is_on: bool) -> None:
        self._workbench.choice.look_at_layer_only(on=is_on)

    def _on_live_toggled(self, is_on: bool) -> None:
        self._workbench.live.switch(on=is_on)

    def _on_live_changed(self) -> None:
        is_on = self._workbench.live.is_on
        quietly(self.live, lambda: self.live.setChecked(is_on))
