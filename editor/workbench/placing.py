"""Setting a `Points` parameter by hand on the canvas: which one, and what is placed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psygnal import Signal

from editor.api import ParamField, param_fields, points_of

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

Point = tuple[float, float]


class Placing:
    """The parameter of the chosen generator that is being placed, if any.

    Signals:
        changed: another parameter, or none; or a point was placed or moved.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self.field: ParamField | None = None
        self.points: list[Point] = []
        workbench.choice.changed.connect(self.end)
        workbench.choice.values_changed.connect(self._on_values)
        workbench.document_changed.connect(self.end)

    @property
    def names(self) -> tuple[str, ...]:
        """What the points are called."""
        return () if self.field is None else self.field.points

    @property
    def next_name(self) -> str:
        """The point that is placed next; "" once all are."""
        return "".join(self.names[len(self.points) : len(self.points) + 1])

    def begin(self, name: str) -> None:
        """Places a parameter of the chosen generator; the points that it has can be moved."""
        self._workbench.require_document()
        generator = self._workbench.choice.generator
        assert generator is not None
        fields = {field.name: field for field in param_fields(generator.Params)}
        self.field = fields[name]
        self.points = self._known()
        self.changed.emit()

    def end(self) -> None:
        """Places no more; points of which some are missing are given up."""
        if self.field is not None:
            self.field, self.points = None, []
            self.changed.emit()

    def place(self, point: Point) -> int:
        """Places the next point, or the nearest anew once all are; gives its number."""
        index = len(self.points)
        if index == len(self.names):
            index = min(range(index), key=lambda i: _distance(self.points[i], point))
        self.move(index, point)
        return index

    def move(self, index: int, point: Point) -> None:
        """Puts a point elsewhere, on the page."""
        doc = self._workbench.require_document()
        x = min(max(point[0], 0.0), float(doc.width))
        y = min(max(point[1], 0.0), float(doc.height))
        self.points[index : index + 1] = [(round(x, 2), round(y, 2))]
        self._tell()

    def _tell(self) -> None:
        assert self.field is not None
        if len(self.points) == len(self.names):
            text = " ".join(f"{x:g},{y:g}" for x, y in self.points)
            self._workbench.choice.set_values({self.field.name: text})
        self.changed.emit()

    def _known(self) -> list[Point]:
        """The points that the parameter has; none where it is empty or not valid."""
        assert self.field is not None
        try:
            points = points_of(self._workbench.choice.values[self.field.name])
        except ValueError:
            return []
        return list(points) if len(points) == len(self.names) else []

    def _on_values(self) -> None:
        """The value was typed or reset meanwhile."""
        if self.field is None:
            return
        known = self._known()
        if len(self.points) == len(self.names) and known != self.points:
            self.points = known
            self.changed.emit()


def _distance(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
