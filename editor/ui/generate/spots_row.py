"""What the generator found on the picture, to be chosen with the keyboard or a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QToolButton, QWidget

from editor.api import FigmentError
from editor.ui import theme
from editor.ui.generate.layout import hbox, label, vbox
from editor.ui.language import told, tr
from editor.workbench import Workbench

_LOOKING = "Looking at the picture…"
_FAILED = "The picture could not be looked at."


class SpotsRow(QWidget):
    """Follows `workbench.seeking`: a chip for each spot, or why there is none.

    Signals:
        rebuilt: there are other chips.
    """

    rebuilt = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._seeking = workbench.seeking
        self.chips: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_chip)
        self.words = label(role="dim", wraps=True)
        self.button = QPushButton(tr("By hand"))
        self.button.clicked.connect(self._on_by_hand)
        self._line = QWidget()
        self._row = hbox(self._line)
        self._title = label(role="dim")
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        column = vbox(self, spacing=theme.HALF)
        for widget in (self._line, self.words, self.button):
            column.addWidget(widget)
        self._seeking.changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Shows what is known now."""
        finds, state, count = self._seeking.finds, self._seeking.state, len(self._seeking.spots)
        self.setVisible(finds is not None and state != "off")
        if finds is None:
            return
        self._title.setText(tr(finds.title))
        self._show_chips(count)
        self._line.setVisible(count > 0)
        words = {"looking": tr(_LOOKING), "known": told(finds.none), "failed": tr(_FAILED)}
        self.words.setText("" if count else words.get(state, ""))
        self.words.setVisible(bool(self.words.text()))
        self.button.setText(tr(finds.by_hand_title))
        self.button.setVisible(state in ("known", "failed") and not count and bool(finds.by_hand))

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self.chips, self.button]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A chip with the pointer or the keyboard shows on the canvas which one it is."""
        if isinstance(watched, QToolButton) and watched in self.chips:
            if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
                self._seeking.point_at(self.chips.index(watched))
            elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
                self._seeking.point_at(None)
        return super().eventFilter(watched, event)

    def _show_chips(self, count: int) -> None:
        is_other = len(self.chips) != count
        while len(self.chips) > count:
            chip = self.chips.pop()
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < count:
            self._add_chip(len(self.chips))
        if is_other:
            self.rebuilt.emit()
        chosen = self._seeking.chosen
        for index, chip in enumerate(self.chips):
            is_chosen = index == chosen
            if chip.isChecked() != is_chosen:
                self._check(chip, on=is_chosen)

    def _check(self, chip: QToolButton, *, on: bool) -> None:
        # An exclusive group keeps one checked, but placed by hand none of them is meant.
        self._group.setExclusive(False)
        chip.setChecked(on)
        self._group.setExclusive(True)

    def _add_chip(self, index: int) -> None:
        assert self._seeking.finds is not None
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setText(str(index + 1))
        chip.setMinimumSize(theme.CONTROL_HEIGHT, theme.CONTROL_HEIGHT)
        name = f"{tr(self._seeking.finds.title)} {index + 1}"
        chip.setAccessibleName(name)
        chip.setToolTip(tr("Choose {name}; or click on it in the picture", name=name))
        chip.installEventFilter(self)
        self._group.addButton(chip, index)
        self._row.insertWidget(1 + index, chip)
        self.chips.append(chip)

    def _on_chip(self, index: int) -> None:
        self._seeking.choose(index)
        self.refresh()

    def _on_by_hand(self) -> None:
        try:
            self._seeking.place_by_hand()
        except FigmentError as error:
            self._workbench.fail(error)
