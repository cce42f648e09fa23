"""The Desk panel: verbs above, pieces in the middle, what came of them below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editor.api import FigmentError, Generator, InvalidParams, Verb
from editor.document.desk_pieces import DeskPiece
from editor.jobs import events
from editor.ui import theme
from editor.ui.desk.frames_view import FramesView
from editor.ui.desk.picking import Picking
from editor.ui.desk.pieces_list import PICKED, PIECE, PiecesList
from editor.ui.desk.slots_row import SlotsRow
from editor.ui.generate.layout import hbox, icon_button, label, vbox
from editor.ui.icons import icon
from editor.ui.language import number_words, tr
from editor.workbench import Workbench

if TYPE_CHECKING:
    from editor.ui.generate.params_form import ParamsForm

_COLUMNS = 2
_NO_DESK = "No generator has a desk."
_NO_DOCUMENT = "Open a picture or start a new one first: pieces are kept in its project."
_NO_PIECES = "Nothing lies on the desk yet."
_ENDS = (events.Finished, events.Failed, events.CancelledEvent, events.Abandoned)


class DeskPanel(QWidget):
    """Shows and works `workbench.desk`."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Desk"))
        self._workbench = workbench
        self._desk = workbench.desk
        self._generator: type[Generator] | None = None
        self._job_id = ""
        self.verb: Verb | None = None
        self.picking = Picking()
        self.forms: dict[str, ParamsForm] = {}
        self._arrived = QTimer(self, interval=0, singleShot=True)
        self._arrived.timeout.connect(self._show_frames)
        self._make_widgets()
        self._lay_out()
        self.picking.changed.connect(self._on_picking)
        self._desk.changed.connect(self.refresh)
        self._desk.frames_changed.connect(self._on_frames)
        workbench.job_event.connect(self._on_event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the panel is seen there is time to make the form of its first verb."""
        super().paintEvent(event)
        if self.verb is not None and self.verb.id not in self.forms:
            self._show_form(self.verb)

    def choose(self, verb: Verb) -> None:
        """Takes another verb."""
        self.verb = verb
        self.buttons[verb.id].setChecked(True)
        for form in self.forms.values():
            form.hide()
        self._show_form(verb)
        self.picking.use(verb)

    def do(self) -> None:
        """Does the verb with what is picked."""
        if self.verb is None:
            return
        form = self.forms.get(self.verb.id)
        try:
            job = self._desk.do(
                self.verb.id, {} if form is None else form.values(), self.picking.chosen
            )
        except InvalidParams as error:
            if form is not None:
                form.show_errors(error.errors)
        except FigmentError as error:
            self._workbench.fail(error)
        else:
            self._job_id = job.id
            self._show_button()

    def refresh(self) -> None:
        """Shows the desk of now."""
        if self._desk.generator is not self._generator:
            self._show_generator(self._desk.generator)
        pieces = self._desk.pieces
        shown = self.list.pieces()
        for row in reversed(range(len(shown))):
            if shown[row] not in pieces:
                self.list.takeItem(row)
        arrived = [piece for piece in pieces if piece not in shown]
        for piece in arrived:
            self.list.add(piece, words=self._words(piece))
        if arrived:
            self.list.scrollToBottom()
        self.picking.keep(pieces)
        self._show_why_empty()
        self._show_current()

    def _make_widgets(self) -> None:
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.HALF)
        self._options = QWidget()
        self._options_column = vbox(self._options)
        self.slots = SlotsRow(self.picking)
        self.button = QPushButton(tr("Desk"))
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._on_button)
        self.why = label(role="dim", wraps=True)
        self.list = PiecesList()
        self.list.picked.connect(self.picking.click)
        self.list.removal_wanted.connect(self.remove_current)
        self.list.currentRowChanged.connect(self._show_current)
        self.about = label(role="dim", wraps=True)
        self.add_button = icon_button(
            "stack-simple", tr("Add as layer"), help=tr("Put this picture on the page")
        )
        self.add_button.clicked.connect(self._on_add)
        self.remove_button = icon_button("trash", tr("Take off the desk"))
        self.remove_button.clicked.connect(self.remove_current)
        self.frames = FramesView(self._workbench)

    def _lay_out(self) -> None:
        self._current = QWidget()
        row = hbox(self._current)
        row.addWidget(self.about, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        column = vbox(body, spacing=theme.GRID)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        parts = (self._grid_box, self._options, self.slots, self.button, self.why, self.list)
        for widget in (*parts, self._current, self.frames):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        vbox(self).addWidget(scroll)

    def remove_current(self) -> None:
        """Takes the current piece off the desk."""
        if self.list.current is not None:
            self._desk.remove([self.list.current])

    # Inside

    def _show_generator(self, generator: type[Generator] | None) -> None:
        self._generator = generator
        for button in self.buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for form in self.forms.values():
            form.hide()
            form.deleteLater()
        self.buttons, self.forms, self.verb = {}, {}, None
        verbs = generator.desk.verbs if generator is not None and generator.desk else ()
        for index, verb in enumerate(verbs):
            self._add_button(verb, index)
        if verbs:
            self.verb = verbs[0]
            self.buttons[verbs[0].id].setChecked(True)
        self.picking.use(self.verb)

    def _add_button(self, verb: Verb, index: int) -> None:
        button = QToolButton()
        button.setObjectName(verb.id)
        button.setText(tr(verb.title))
        button.setIcon(icon(verb.icon))
        button.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.setToolTip(tr(verb.summary))
        button.setAccessibleDescription(tr(verb.summary))
        button.clicked.connect(self._on_verb)
        self.buttons[verb.id] = button
        self._group.addButton(button)
        self._grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)

    def _show_form(self, verb: Verb) -> None:
        if verb.id not in self.forms:
            # Here and not above: the editors of values cost a fifth of the program's start.
            from editor.ui.generate.params_form import ParamsForm

            form = ParamsForm(verb.Params, catalogue=self._workbench.catalogue)
            form.submitted.connect(self.do)
            self.forms[verb.id] = form
            self._options_column.addWidget(form)
        self.forms[verb.id].show()
        self._options.setVisible(bool(self.forms[verb.id].rows))

    def _on_verb(self) -> None:
        desk = None if self._generator is None else self._generator.desk
        button = self.sender()
        if desk is not None and button is not None:
            self.choose(desk.verb(button.objectName()))

    def _on_picking(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            names = self.picking.names_of(item.data(PIECE))
            item.setData(PICKED, " ".join(tr(name) for name in names))
        self._show_button()

    def _show_button(self) -> None:
        is_busy = bool(self._job_id)
        has_document = self._workbench.document is not None
        self.button.setVisible(self.verb is not None)
        if self.verb is None:
            return
        self.button.setText(tr("Cancel") if is_busy else tr(self.verb.title))
        self.button.setEnabled(is_busy or (has_document and self.picking.is_complete))
        self.button.setToolTip(tr(self.verb.summary))

    def _on_button(self) -> None:
        if self._job_id:
            self._workbench.cancel(self._job_id)
        else:
            self.do()

    def _on_event(self, event: object) -> None:
        if isinstance(event, _ENDS) and event.job_id == self._job_id:
            self._job_id = ""
            self._show_button()

    def _on_frames(self) -> None:
        self._arrived.start()

    def _show_frames(self) -> None:
        if not self.frames.isHidden():
            self._scroll.ensureWidgetVisible(self.frames)

    def _show_why_empty(self) -> None:
        if self._generator is None:
            why = _NO_DESK
        elif self._workbench.document is None:
            why = _NO_DOCUMENT
        else:
            why = "" if self.list.count() else _NO_PIECES
        self.why.setText(tr(why) if why else "")
        self.why.setVisible(bool(why))
        self.list.setVisible(not why)
        self._show_button()

    def _show_current(self) -> None:
        piece = self.list.current
        self._current.setVisible(piece is not None)
        self.about.setText("" if piece is None else self._words(piece))

    def _words(self, piece: DeskPiece) -> str:
        """What a piece is and where it comes from, in one line."""
        parts = [f"{tr(self._desk.title_of(piece))} {piece.number}"]
        if piece.parents:
            parents = ", ".join(str(number) for number in piece.parents)
            parts.append(tr("made of {numbers}", numbers=parents))
        parts += [
            f"{tr(title)} {number_words(value)}" for title, value in self._desk.figures_of(piece)
        ]
        return ", ".join(parts)

    def _on_add(self) -> None:
        if self.list.current is None:
            return
        try:
            self._desk.add_as_layer(self.list.current)
        except FigmentError as error:
            self._workbench.fail(error)
