"""The values of what is being adjusted, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from editor.api import FigmentError, InvalidParams, validate_params
from editor.document.adjust.histogram import EMPTY, Histogram
from editor.ui import theme
from editor.ui.adjust.histogram_view import HistogramView
from editor.ui.adjust.session import AdjustSession
from editor.ui.canvas import CanvasView
from editor.ui.generate.layout import hbox, icon_button, keep_room, label, vbox
from editor.ui.language import tr
from editor.workbench import Workbench

if TYPE_CHECKING:
    from editor.ui.adjust.curves_editor import CurvesEditor
    from editor.ui.generate.params_form import ParamsForm

_STEPS = 1000


class ValuesPage(QWidget):
    """A form made from the effect's declaration, tried on the canvas as it is changed."""

    def __init__(self, workbench: Workbench, canvas: CanvasView, session: AdjustSession) -> None:
        super().__init__()
        self.setAccessibleName(tr("Values of the adjustment"))
        self._workbench = workbench
        self._canvas = canvas
        self._session = session
        self.form: ParamsForm | None = None
        self._histogram: Histogram = EMPTY
        self._title = label()
        self._title.setFont(theme.heading_font())
        self._where = label(role="dim")
        self.before_button = icon_button(
            "eye",
            tr("Before"),
            help=tr("Hold to see the picture without the adjustment; on the canvas, hold Tab."),
        )
        self.reset_button = icon_button("arrow-counter-clockwise", tr("Reset all values"))
        self.levels = HistogramView(tr("Tones before the adjustment"), height_px=72)
        self._scroll = QScrollArea()
        self._progress = QProgressBar()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.layer_button = QPushButton(tr("As Layer"))
        self.apply_button = QPushButton(tr("Apply"))
        self._lay_out()
        self._connect()

    def wants_histogram(self) -> bool:
        """Whether the tones before the adjustment are shown somewhere."""
        return self.isVisible() and (self.levels.isVisibleTo(self) or self._curves() is not None)

    def show_histogram(self, histogram: Histogram) -> None:
        """Shows the tones before the adjustment."""
        self._histogram = histogram
        self.levels.show_histogram(histogram)
        curves = self._curves()
        if curves is not None:
            curves.show_histogram(histogram)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._session.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self._session.cancel()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = vbox(self, spacing=theme.GRID)
        column.setContentsMargins(*[theme.GRID + theme.HALF] * 4)
        head = QWidget()
        line = hbox(head)
        line.addWidget(self._title, 1)
        line.addWidget(self.before_button)
        line.addWidget(self.reset_button)
        column.addWidget(head)
        column.addWidget(self._where)
        column.addWidget(self.levels)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Values"))
        column.addWidget(self._scroll, 1)
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Progress of applying"))
        self._progress.setFixedHeight(theme.HALF)
        keep_room(self._progress)
        self._progress.hide()
        column.addWidget(self._progress)
        column.addWidget(self._button_row())

    def _button_row(self) -> QWidget:
        self._buttons = QWidget()
        line = hbox(self._buttons, spacing=theme.GRID)
        self.apply_button.setProperty("primary", True)
        tips = {
            self.cancel_button: "Leave the layer as it is (Escape).",
            self.layer_button: "Add an adjustment layer, which can be changed later.",
            self.apply_button: "Change the layer's pixels (Enter).",
        }
        for button, tip in tips.items():
            button.setToolTip(tr(tip))
            button.setAccessibleName(button.text())
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.addWidget(button)
        return self._buttons

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._show_subject)
        session.params_changed.connect(self._show_values)
        session.progress_changed.connect(self._on_progress)
        self.cancel_button.clicked.connect(session.cancel)
        self.apply_button.clicked.connect(session.apply)
        self.layer_button.clicked.connect(self._on_layer)
        self.reset_button.clicked.connect(self._on_reset)
        self.before_button.pressed.connect(self._on_before)
        self.before_button.released.connect(self._on_after)

    def _show_subject(self) -> None:
        self._canvas.set_comparing(on=False)
        self._drop_form()
        subject = self._session.subject
        if subject is None:
            return
        node = subject.doc.find(subject.node_id)
        self._title.setText(tr(subject.effect.title))
        self._where.setText(
            tr("Adjustment layer")
            if subject.is_layer
            else tr("On “{layer}”", layer=node.name if node else "")
        )
        self.levels.setVisible(subject.effect.id == "levels")
        self.layer_button.setVisible(subject.effect.is_adjustment)
        self._buttons.setVisible(not subject.is_layer)
        self._progress.hide()
        for button in (self.apply_button, self.layer_button):
            button.setEnabled(True)
        self.reset_button.setVisible(subject.effect.has_params)
        # Here and not above: the editors of values cost a fifth of the program's start.
        from editor.ui.adjust.curves_editor import CurvesEditor
        from editor.ui.generate.params_form import ParamsForm

        form = ParamsForm(
            subject.effect.params_class,
            catalogue=self._workbench.catalogue,
            editors={"curves": CurvesEditor},
        )
        form.changed.connect(self._on_form)
        form.submitted.connect(self._session.apply)
        self.form = form
        body = QWidget()
        column = vbox(body)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.addWidget(form)
        column.addStretch(1)
        self._scroll.setWidget(body)
        for field in body.findChildren(QWidget):
            field.ensurePolished()  # without its style it is narrower
        bar_px = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(body.minimumSizeHint().width() + bar_px)
        self._show_values()
        self.show_histogram(self._histogram)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._scroll.takeWidget().deleteLater()
            self.form = None

    def _show_values(self) -> None:
        if self.form is not None and self._session.params is not None:
            self.form.set_values(self._session.params.model_dump())

    def _curves(self) -> CurvesEditor | None:
        from editor.ui.adjust.curves_editor import CurvesEditor

        row = self.form.rows.get("curves") if self.form is not None else None
        return row.editor if row is not None and isinstance(row.editor, CurvesEditor) else None

    def _on_form(self) -> None:
        subject = self._session.subject
        if subject is None or self.form is None:
            return
        try:
            params = validate_params(subject.effect.params_class, self.form.values())
        except InvalidParams:
            return  # told beside the field
        self._session.set_params(params)

    def _on_reset(self) -> None:
        subject = self._session.subject
        if subject is not None and self.form is not None:
            self.form.set_values(subject.effect.params_class().model_dump())
            self._on_form()

    def _on_layer(self) -> None:
        try:
            self._session.make_layer()
        except FigmentError as error:
            self._workbench.fail(error)

    def _on_before(self) -> None:
        self._canvas.set_comparing(on=True)

    def _on_after(self) -> None:
        self._canvas.set_comparing(on=False)

    def _on_progress(self, share: float) -> None:
        self._progress.show()
        self._progress.setValue(round(share * _STEPS))
        for button in (self.apply_button, self.layer_button):
            button.setEnabled(False)
