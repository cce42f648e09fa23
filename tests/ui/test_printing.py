"""A picture on paper: where, how large, in which colours; printed into a real file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter

from editor.api import FigmentError
from editor.document import Document, Layer
from editor.formats.grids import grid_of
from editor.ui.dialogs.print_picture import PrintDialog
from editor.ui.printing import PrintLayout, picture_to_print
from tests.formats.test_conversion import P3
from tests.ui.conftest import Studio

PAPER = QRectF(100, 50, 2000, 3000)


def test_fit_fills_one_side_and_stays_in_the_middle() -> None:
    goal = PrintLayout("fit").place((400, 200), 72, PAPER, 300)
    assert goal == QRectF(100, 1050, 2000, 1000)
    assert PrintLayout("fit").fits((400, 200), 72, PAPER, 300)


def test_actual_size_goes_by_the_pictures_own_inches() -> None:
    goal = PrintLayout("actual").place((150, 300), 150, PAPER, 300)
    assert goal == QRectF(950, 1250, 300, 600)
    assert not PrintLayout("actual").fits((9000, 300), 150, PAPER, 300)


def test_scaled_from_the_corner() -> None:
    goal = PrintLayout("scale", 0.5, is_centered=False).place((150, 300), 150, PAPER, 300)
    assert goal == QRectF(100, 50, 150, 300)


def document(profile: bytes | None = None) -> Document:
    doc = Document(200, 100, dpi=100, icc_profile=profile)
    rgba = np.zeros((100, 200, 4), np.uint8)
    rgba[:, :100] = (200, 40, 30, 255)
    doc.layers.append(Layer(name="left", pixels=grid_of(rgba, x=0, y=0)))
    return doc


def pixel(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    color = image.pixelColor(x, y)
    return color.red(), color.green(), color.blue()


def test_what_is_clear_is_white_and_colours_are_converted() -> None:
    plain = picture_to_print(document())
    assert pixel(plain, 20, 50) == (200, 40, 30)
    assert pixel(plain, 150, 50) == (255, 255, 255)
    wide = picture_to_print(document(P3))
    assert pixel(wide, 20, 50)[0] > 205, "the same numbers are a stronger red there"
    assert wide.colorSpace().isValid()


def test_it_prints_what_the_preview_shows(studio: Studio, tmp_path: Path) -> None:
    dialog = PrintDialog(document(), studio.window)
    studio.qtbot.addWidget(dialog)
    dialog.paper.setCurrentIndex(dialog.paper.findData(QPageSize.PageSizeId.A6))
    dialog.sizing.setCurrentIndex(dialog.sizing.findData("actual"))
    assert "51 x 25 mm, 100 pixels per inch." in dialog.words.text()
    path = tmp_path / "out.pdf"
    dialog.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer.setOutputFileName(str(path))
    dialog.print()
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Image" in data
    preview = dialog.preview.grab().toImage()
    reds = sum(
        pixel(preview, x, preview.height() // 2) == (200, 40, 30) for x in range(preview.width())
    )
    # A6 lies sideways: 148 mm, of which half of 51 mm is red.
    assert reds == pytest.approx(preview.width() * 25.4 / 148, abs=3)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_too_large_is_told_and_an_impossible_file_is_an_error(
    studio: Studio, tmp_path: Path
) -> None:
    dialog = PrintDialog(document(), studio.window)
    studio.qtbot.addWidget(dialog)
    dialog.sizing.setCurrentIndex(dialog.sizing.findData("scale"))
    dialog.scale.setValue(1000)
    assert "outside the paper" in dialog.words.text()
    dialog.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    with pytest.raises(FigmentError, match="could not be printed"):
        dialog.print()
