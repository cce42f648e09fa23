"""The results under the canvas: look at them, compare with the original, accept or discard."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from editor.api import FigmentError
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, vbox
from editor.ui.generate.recipe_text import recipe_rows
from editor.ui.generate.scrubber import Scrubber
from editor.ui.generate.thumbnails import PAD_PX, THUMB_PX, ThumbnailDelegate, thumbnail
from editor.ui.language import told, tr
from editor.workbench import Variant, Workbench

_VARIANT = Qt.ItemDataRole.UserRole
_SCROLLBAR_PX = 10
COMPARE_KEY = Qt.Key.Key_Space
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class VariantsStrip(QWidget):
    """Thumbnails of the active document's results; hidden while there are none.

    The current one is shown on the canvas, and the one under the pointer while it is there.

    Signals:
        steps_changed: another step of the current one is looked at, or it has other ones.
        continue_wanted(Variant, int): go on from a step of a result.
    """

    steps_changed = Signal()
    continue_wanted = Signal(object, int)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._make_widgets()
        self._lay_out()
        workbench.variants_changed.connect(self.refresh)
        workbench.document_changed.connect(self.refresh)
        self.refresh()

    @property
    def current(self) -> Variant | None:
        """The variant that the buttons act on."""
        item = self.list.currentItem()
        return item.data(_VARIANT) if item is not None else None

    def accept(self) -> None:
        """Adds the current variant as a generation layer, and shows the document with it."""
        if self.current is None:
            # Nothing is looked at: what is accepted unseen would be a surprise.
            self.step(1)
        elif self._tell_errors(self.current, self._workbench.accept):
            self.list.setCurrentRow(-1)

    def discard(self) -> None:
        """Takes the current variant off the strip."""
        if self.current is not None:
            self._workbench.discard(self.current)
            self._show_current()

    def discard_all(self) -> None:
        """Empties the strip."""
        for variant in self._workbench.variants:
            self._workbench.discard(variant)

    def reuse(self) -> None:
        """Takes generator, values and seed of the current variant into the panel."""
        if self.current is not None:
            self._tell_errors(self.current, lambda variant: self._workbench.reuse(variant.recipe))

    def step(self, by: int) -> None:
        """Goes to the next or previous variant, round and round."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def set_comparing(self, *, on: bool) -> None:
        """Shows the original while on, else the current variant."""
        if on:
            self._workbench.show_variant(None)
        else:
            self._show_picture()

    def continue_from_step(self) -> None:
        """Asks for a variant that shares the current one's steps up to the one looked at."""
        if self.current is not None and self.scrubber.step is not None:
            self.continue_wanted.emit(self.current, self.scrubber.step)

    def refresh(self) -> None:
        """Shows the variants there are now."""
        variants = self._workbench.variants
        kept = [self._variant(row) for row in range(self.list.count())]
        row = self.list.currentRow()
        self.list.blockSignals(True)
        for index in reversed(range(len(kept))):
            if not any(variant is kept[index] for variant in variants):
                self.list.takeItem(index)
                row -= index < row or row == self.list.count()
        arrived = [v for v in variants if not any(v is known for known in kept)]
        for variant in arrived:
            self.list.addItem(self._item(variant))
        if arrived and not (self.list.hasFocus() and row >= 0):
            # The newest is on the canvas already; whoever is choosing is not interrupted.
            row = self.list.count() - 1
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.blockSignals(False)
        self.setVisible(bool(variants))
        self._show_current()

    def _make_widgets(self) -> None:
        self.list = _VariantList(self)
        self.list.currentRowChanged.connect(self._show_current)
        self.list.itemEntered.connect(self._on_entered)
        self.list.left.connect(self._show_current)
        self.list.itemDoubleClicked.connect(self.accept)
        self.title = label(role="dim")
        self.accept_button = QPushButton(tr("Accept as layer"))
        self.accept_button.setProperty("primary", True)
        self.accept_button.setToolTip(tr("Add this picture as a layer of its own  (Enter)"))
        self.accept_button.clicked.connect(self.accept)
        self.compare_button = icon_button(
            "square-half", tr("Compare"), help=tr("Hold to see the original  (hold Space)")
        )
        self.compare_button.pressed.connect(self._on_compare_pressed)
        self.compare_button.released.connect(self._on_compare_released)
        self.reuse_button = icon_button(
            "recycle", tr("Reuse settings"), help=tr("Take its generator, values and seed  (R)")
        )
        self.reuse_button.clicked.connect(self.reuse)
        self.discard_button = icon_button(
            "trash", tr("Discard"), help=tr("Take it off the strip  (Delete)")
        )
        self.discard_button.clicked.connect(self.discard)
        self.close_button = icon_button(
            "x", tr("Discard all"), help=tr("Take all off the strip; they stay in the result store")
        )
        self.close_button.clicked.connect(self.discard_all)
        self.scrubber = Scrubber()
        self.scrubber.moved.connect(self._on_scrubbed)
        self.scrubber.continue_wanted.connect(self.continue_from_step)
        self._buttons = (
            self.accept_button,
            self.compare_button,
            self.reuse_button,
            self.discard_button,
        )

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = hbox(buttons)
        for button in (*self._buttons[1:], self.close_button):
            row.addWidget(button)
        row.insertStretch(3, 1)
        side = QWidget()
        column = vbox(side, spacing=theme.HALF)
        column.addWidget(self.title)
        column.addWidget(self.accept_button)
        column.addWidget(buttons)
        upper = QWidget()
        line = hbox(upper, spacing=2 * theme.GRID)
        line.addWidget(self.list, 1)
        line.addWidget(side)
        whole = vbox(self, spacing=theme.HALF)
        whole.setContentsMargins(theme.GRID, theme.HALF, theme.GRID, theme.HALF)
        whole.addWidget(self.scrubber)
        whole.addWidget(upper)

    def _variant(self, row: int) -> Variant:
        variant: Variant = self.list.item(row).data(_VARIANT)
        return variant

    def _item(self, variant: Variant) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(_VARIANT, variant)
        scale = self.devicePixelRatioF()
        item.setData(Qt.ItemDataRole.DecorationRole, thumbnail(variant.rgba, scale=scale))
        lines = recipe_rows(variant.recipe)
        item.setToolTip(
            "<br>".join(f"{html.escape(name)}: {html.escape(text)}" for name, text in lines)
        )
        words = tr("{title}, seed {seed}", title=told(variant.title), seed=variant.seed)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        return item

    def _show_current(self) -> None:
        """Shows the current variant, or the document where none is current."""
        variant, count = self.current, self.list.count()
        if variant is None:
            self.title.setText(
                tr("1 variant") if count == 1 else tr("{count} variants", count=count)
            )
        else:
            self.title.setText(
                tr(
                    "{title}, {number} of {count}",
                    title=told(variant.title),
                    number=self.list.currentRow() + 1,
                    count=count,
                )
            )
        for button in self._buttons:
            button.setEnabled(variant is not None)
        self.scrubber.show_formation(None if variant is None else variant.formation)
        self.steps_changed.emit()
        if count:
            self._show_picture()

    def _show_picture(self) -> None:
        """Shows the current variant, or the step of it that is looked at."""
        variant, step = self.current, self.scrubber.step
        if variant is not None and step is not None:
            self._workbench.show_step(variant, step)
        else:
            self._workbench.show_variant(variant)

    def _on_scrubbed(self) -> None:
        self._show_picture()
        self.steps_changed.emit()

    def _on_entered(self, item: QListWidgetItem) -> None:
        self._workbench.show_variant(item.data(_VARIANT))

    def _on_compare_pressed(self) -> None:
        self.set_comparing(on=True)

    def _on_compare_released(self) -> None:
        self.set_comparing(on=False)

    def _tell_errors(self, variant: Variant, verb: Callable[[Variant], object]) -> bool:
        try:
            verb(variant)
        except FigmentError as error:
            self._workbench.fail(error)
            return False
        return True


class _VariantList(QListWidget):
    """One row of thumbnails that scrolls; arrow keys choose, Enter accepts, Delete discards.

    Signals:
        left: the pointer went away.
    """

    left = Signal()

    def __init__(self, strip: VariantsStrip) -> None:
        super().__init__()
        self._strip = strip
        self.setAccessibleName(tr("Variants"))
        self.setProperty("flat", True)
        self.setAccessibleDescription(
            tr(
                "Arrow keys choose, Enter accepts as a layer, Delete discards, "
                "Space held shows the original, R reuses the settings"
            )
        )
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setSpacing(PAD_PX)
        self.setUniformItemSizes(True)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(THUMB_PX + 4 * PAD_PX + _SCROLLBAR_PX + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        strip = self._strip
        verbs = {
            Qt.Key.Key_Return: strip.accept,
            Qt.Key.Key_Enter: strip.accept,
            Qt.Key.Key_Delete: strip.discard,
            Qt.Key.Key_Backspace: strip.discard,
            Qt.Key.Key_R: strip.reuse,
        }
        if event.key() == COMPARE_KEY:
            strip.set_comparing(on=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.setCurrentRow(-1)
        elif event.key() in verbs and not event.modifiers() & _COMMANDS:
            verbs[Qt.Key(event.key())]()
        elif event.key() in _STEPS:
            strip.step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == COMPARE_KEY:
            if not event.isAutoRepeat():
                self._strip.set_comparing(on=False)
        else:
            super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes along the strip."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - turned)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Space may be let go elsewhere.
        self._strip.set_comparing(on=False)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()
