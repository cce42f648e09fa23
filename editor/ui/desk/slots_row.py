"""What a verb is done with: a chip for each of its picks."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from editor.ui.desk.picking import Picking
from editor.ui.generate.layout import hbox, label
from editor.ui.language import tr

_EMPTY = "none"


class SlotsRow(QWidget):
    """Follows the picking; the chip that is pressed gets the next clicks."""

    def __init__(self, picking: Picking) -> None:
        super().__init__()
        self._picking = picking
        self._row = hbox(self)
        self._hint = label(tr("Click on pieces:"), role="dim")
        self._row.addWidget(self._hint)
        self._group = QButtonGroup(self)
        self.chips: dict[str, QToolButton] = {}
        self._row.addStretch(1)
        picking.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows which pieces are picked."""
        if list(self.chips) != list(self._picking.chosen):
            self._rebuild()
        for name, chip in self.chips.items():
            numbers = [str(piece.number) for piece in self._picking.chosen[name]]
            many = self._picking.verb is not None and self._picking.verb.groups
            words = str(len(numbers)) if many and numbers else ", ".join(numbers)
            chip.setText(f"{tr(name)}: {words or _EMPTY}")
            chip.setChecked(name == self._picking.slot)
            chip.setToolTip(
                tr("The next piece you click is {name}", name=tr(name))
                + (f" ({', '.join(numbers)})" if numbers else "")
            )
        self.setVisible(bool(self.chips))

    def _rebuild(self) -> None:
        for chip in self.chips.values():
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for index, name in enumerate(self._picking.chosen):
            chip = QToolButton()
            chip.setCheckable(True)
            chip.setObjectName(name)
            chip.clicked.connect(self._on_chip)
            self._group.addButton(chip)
            self.chips[name] = chip
            self._row.insertWidget(1 + index, chip)

    def _on_chip(self) -> None:
        chip = self.sender()
        assert isinstance(chip, QToolButton)
        self._picking.go_to(chip.objectName())
