"""The editor of the curves' parameter: which channel, the field, and the chosen point's numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from editor.api import ParamField
from editor.document.adjust.curves import STRAIGHT, Points
from editor.document.adjust.histogram import Histogram
from editor.ui import theme
from editor.ui.adjust.curve_field import CHANNELS, CurveField
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import hbox, label, quietly, vbox
from editor.ui.generate.number_editor import NumberLine, read_number
from editor.ui.language import tr

_TITLES = {"rgb": "All", "red": "Red", "green": "Green", "blue": "Blue"}


class CurvesEditor(Editor):
    """Four curves in one field."""

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self.curve = CurveField()
        self._channels = QButtonGroup(self)
        self._x, self._y = NumberLine(), NumberLine()
        self.below = QWidget()
        self.target = self.curve
        self.beside = self._channel_row()
        column = vbox(self.below, spacing=theme.GRID)
        column.addWidget(self.curve)
        column.addWidget(self._number_row())
        self.curve.changed.connect(self.changed)
        self.curve.chosen_changed.connect(self._show_chosen)
        self._channels.idClicked.connect(self._on_channel)
        for line, across in ((self._x, True), (self._y, False)):
            line.committed.connect(self._on_typed)
            line.stepped.connect(self._on_x_stepped if across else self._on_y_stepped)
        self.set_value(field.default)

    def value(self) -> tuple[Points, ...]:
        return tuple(self.curve.curves)

    def set_value(self, value: Any) -> None:
        curves = [tuple((int(x), int(y)) for x, y in points) for points in value]
        quietly(self, lambda: self.curve.show_curves(curves or [STRAIGHT] * 4))

    def widgets(self) -> list[QWidget]:
        return [self.curve]

    def show_histogram(self, histogram: Histogram) -> None:
        """What is drawn behind the curve."""
        self.curve.show_histogram(histogram)

    def _channel_row(self) -> QWidget:
        row = QWidget()
        line = hbox(row, spacing=2)
        for index, name in enumerate(CHANNELS):
            button = QToolButton()
            title = tr(_TITLES[name])
            button.setText(title)
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setAccessibleName(tr("Curve of channel {channel}", channel=title))
            button.setToolTip(tr("Curve of channel {channel}", channel=title))
            self._channels.addButton(button, index)
            line.addWidget(button)
        return row

    def _number_row(self) -> QWidget:
        row = QWidget()
        line = hbox(row, spacing=theme.GRID)
        for title, field in ((tr("Input"), self._x), (tr("Output"), self._y)):
            field.setAccessibleName(tr("{title} of the chosen point", title=title))
            field.setToolTip(tr("{title} of the chosen point, 0 to 255", title=title))
            line.addWidget(label(title, role="dim"))
            line.addWidget(field)
        line.addStretch(1)
        return row

    def _on_channel(self, channel: int) -> None:
        self.curve.show_channel(channel)

    def _show_chosen(self) -> None:
        points = self.curve.points
        x, y = points[min(self.curve.chosen, len(points) - 1)]
        self._x.setText(str(x))
        self._y.setText(str(y))
        self.curve.setAccessibleDescription(
            tr(
                "Channel {channel}, point {number} of {count}: input {x}, output {y}",
                channel=tr(_TITLES[CHANNELS[self.curve.channel]]),
                number=self.curve.chosen + 1,
                count=len(points),
                x=x,
                y=y,
            )
        )

    def _on_typed(self) -> None:
        x, y = (read_number(line.text(), int) for line in (self._x, self._y))
        if isinstance(x, int) and isinstance(y, int):
            self.curve.move_chosen(x, y)
        self._show_chosen()

    def _on_x_stepped(self, steps: int) -> None:
        x, y = self.curve.points[self.curve.chosen]
        self.curve.move_chosen(x + steps, y)

    def _on_y_stepped(self, steps: int) -> None:
        x, y = self.curve.points[self.curve.chosen]
        self.curve.move_chosen(x, y + steps)
