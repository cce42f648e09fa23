"""Print: paper, size and place, with a preview; the system's dialog chooses the printer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.api import FigmentError
from editor.document import Document
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, FormPage, dim_label, indent
from editor.ui.language import number_words, tr
from editor.ui.printing import PrintLayout, draw, picture_to_print

_MM_PER_INCH = 25.4
_MARGIN_MM = 5.0
_PREVIEW_PX = 45 * theme.GRID
_FORM_PX = 42 * theme.GRID
_Ids = QPageSize.PageSizeId
PAPERS = {
    _Ids.A3: "A3",
    _Ids.A4: "A4",
    _Ids.A5: "A5",
    _Ids.A6: "A6",
    _Ids.Letter: "Letter",
    _Ids.Legal: "Legal",
    _Ids.Tabloid: "Tabloid",
}
_TURNS = {"auto": "As the picture", "portrait": "Upright", "landscape": "Sideways"}
_SIZES = {"fit": "Fit to paper", "actual": "Actual size", "scale": "Scaled"}


class PrintDialog(FormDialog):
    """Asks how a picture is printed, and prints it."""

    def __init__(self, doc: Document, parent: QWidget | None) -> None:
        super().__init__("Print", parent, accept="Print…")
        self._doc = doc
        self._image = picture_to_print(doc)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(doc.title)
        self.paper = _choice(PAPERS)
        self.paper.setCurrentIndex(max(0, self.paper.findData(_usual_paper(self.printer))))
        self.turn, self.sizing = _choice(_TURNS), _choice(_SIZES)
        self.scale = QDoubleSpinBox()
        self.scale.setRange(1, 1000)
        self.scale.setValue(100)
        self.scale.setDecimals(1)
        self.scale.setSuffix(" %")
        indent(self.scale)
        self.centered = QCheckBox(tr("In the middle of the paper"))
        self.centered.setAccessibleName(self.centered.text())
        self.centered.setChecked(True)
        self.words = dim_label("")
        self.preview = _Preview(self)
        self._build()
        self._update()

    @classmethod
    def ask(cls, doc: Document, parent: QWidget) -> None:
        """Shows the dialog, and prints when that is wanted. Raises FigmentError."""
        dialog = cls(doc, parent)
        if dialog.chosen() and QPrintDialog(dialog.printer, parent).exec():
            dialog.print()

    @property
    def layout_on_paper(self) -> PrintLayout:
        """What the fields say."""
        return PrintLayout(
            self.sizing.currentData(), self.scale.value() / 100, self.centered.isChecked()
        )

    def print(self) -> None:
        """Prints to the printer or file that was chosen. Raises FigmentError."""
        painter = QPainter()
        if not painter.begin(self.printer):
            raise FigmentError(
                "The picture could not be printed.",
                "Is the printer switched on, and the folder writable?",
            )
        page = self.printer.pageLayout().paintRectPixels(self.printer.resolution())
        paper = QRectF(0, 0, page.width(), page.height())
        draw(painter, self._image, self.goal(paper, self.printer.resolution()), paper)
        if not painter.end():
            raise FigmentError("The picture could not be printed.", "Is there room on the disk?")

    def goal(self, paper: QRectF, paper_dpi: float) -> QRectF:
        """Where the picture goes on a piece of paper."""
        size = (self._doc.width, self._doc.height)
        return self.layout_on_paper.place(size, self._doc.dpi, paper, paper_dpi)

    def paint(self, painter: QPainter, inner: QRectF, dots_per_inch: float) -> None:
        """Draws the picture where a printer would."""
        draw(painter, self._image, self.goal(inner, dots_per_inch), inner)

    def _build(self) -> None:
        form = FormPage()
        form.setMinimumWidth(_FORM_PX)
        form.row("Paper", self.paper)
        form.row("Direction", self.turn)
        form.row("Size", self.sizing)
        form.row("Scale", self.scale)
        form.row("", self.centered)
        form.add(self.words)
        form.body.addStretch(1)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3 * theme.GRID)
        line.addWidget(self.preview, 1)
        column = QVBoxLayout()
        column.addWidget(form)
        line.addLayout(column)
        self.add(both, 1)
        self.setMinimumWidth(_PREVIEW_PX + _FORM_PX + 9 * theme.GRID)
        for box in (self.paper, self.turn, self.sizing):
            box.currentIndexChanged.connect(self._update)
        self.scale.valueChanged.connect(self._update)
        self.centered.toggled.connect(self._update)

    def _update(self) -> None:
        self.scale.setEnabled(self.sizing.currentData() == "scale")
        is_wide = self._doc.width > self._doc.height
        turn = self.turn.currentData()
        sideways = is_wide if turn == "auto" else turn == "landscape"
        directions = QPageLayout.Orientation
        layout = QPageLayout(
            QPageSize(self.paper.currentData()),
            directions.Landscape if sideways else directions.Portrait,
            QMarginsF(*[_MARGIN_MM] * 4),
            QPageLayout.Unit.Millimeter,
        )
        self.printer.setPageLayout(layout)
        self.words.setText(self._said(layout))
        self.preview.update()

    def _said(self, layout: QPageLayout) -> str:
        """How large it gets, and how fine."""
        paper = QRectF(layout.paintRect(QPageLayout.Unit.Millimeter))
        goal = self.goal(paper, _MM_PER_INCH)
        per_inch = self._doc.width / max(goal.width(), 1e-6) * _MM_PER_INCH
        said = tr(
            "{width} x {height} mm, {dots} pixels per inch.",
            width=number_words(goal.width(), 0),
            height=number_words(goal.height(), 0),
            dots=number_words(per_inch, 0),
        )
        size = (self._doc.width, self._doc.height)
        if not self.layout_on_paper.fits(size, self._doc.dpi, paper, _MM_PER_INCH):
            said += " " + tr("Parts of it lie outside the paper.")
        return said


class _Preview(QWidget):
    """The paper with the picture on it."""

    def __init__(self, dialog: PrintDialog) -> None:
        super().__init__()
        self._dialog = dialog
        self.setAccessibleName(tr("Preview"))
        self.setMinimumSize(_PREVIEW_PX, _PREVIEW_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(_PREVIEW_PX, _PREVIEW_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self._dialog.printer.pageLayout()
        inch = QPageLayout.Unit.Inch
        paper, inner = layout.fullRect(inch), layout.paintRect(inch)
        dots = min(self.width() / paper.width(), self.height() / paper.height())
        painter = QPainter(self)
        painter.translate(
            (self.width() - paper.width() * dots) / 2, (self.height() - paper.height() * dots) / 2
        )
        painter.fillRect(
            QRectF(0, 0, paper.width() * dots, paper.height() * dots), Qt.GlobalColor.white
        )
        scaled = QRectF(
            inner.x() * dots, inner.y() * dots, inner.width() * dots, inner.height() * dots
        )
        self._dialog.paint(painter, scaled, dots)
        painter.end()


def _choice(titles: Mapping[Any, str]) -> QComboBox:
    field = QComboBox()
    for value, title in titles.items():
        field.addItem(tr(title), value)
    return field


def _usual_paper(printer: QPrinter) -> QPageSize.PageSizeId:
    found = printer.pageLayout().pageSize().id()
    return found if found in PAPERS else _Ids.A4
