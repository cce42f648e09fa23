"""The figures that a generator gave with the picture on the canvas: bars, words, pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.api import ImageU8, Meter
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, vbox
from editor.ui.language import number_words, tr
from editor.workbench import Preview, Workbench

_BAR_PX = 4
_PICTURE_PX = 12 * theme.GRID


class MetersView(QWidget):
    """Shows the meters of the preview or variant that is looked at; hidden where it has none.

    Pictures that were opened stay open while figures change, so that they can be watched.
    """

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Figures of the result"))
        self._column = vbox(self, spacing=theme.HALF)
        self.rows: list[MeterRow] = []
        self._meters: tuple[Meter, ...] = ()
        workbench.preview_changed.connect(self._on_preview)
        self.hide()

    def _on_preview(self, preview: Preview | None) -> None:
        meters = () if preview is None else preview.meters
        if meters is self._meters:
            return  # pictures chase one another, and their figures come once they rest
        self._meters = meters
        if [row.name for row in self.rows] != [meter.name for meter in meters]:
            self._rebuild(meters)
        for row, meter in zip(self.rows, meters, strict=True):
            row.show_meter(meter)
        self.setVisible(bool(meters))

    def _rebuild(self, meters: tuple[Meter, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [MeterRow(meter) for meter in meters]
        for row in self.rows:
            self._column.addWidget(row)


class MeterRow(QWidget):
    """One figure in one line, with its picture on demand, since sliders need the room.

    What it means is said below it where it is poor or beside its picture, and else by the tooltip.
    """

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.name = meter.name
        self._title = label()
        self._value = label()
        self.button = icon_button(
            "image-square",
            tr("Picture of {figure}", figure=tr(meter.title)),
            help=tr("Show where it comes from"),
        )
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self._bar = _Bar()
        self._text = label(role="dim", wraps=True)
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Picture of {figure}", figure=tr(meter.title)))
        self.picture.hide()
        head = QWidget()
        row = hbox(head, spacing=theme.GRID)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._value)
        row.addWidget(self.button)
        column = vbox(self, spacing=2)
        column.addWidget(head)
        below = QWidget()
        row = hbox(below, spacing=theme.GRID)
        row.addWidget(self.picture)
        row.addWidget(self._text, 1)
        column.addWidget(below)
        self._image: ImageU8 | None = None
        self.show_meter(meter)

    def show_meter(self, meter: Meter) -> None:
        """Shows the figure as it is now."""
        self._title.setText(tr(meter.title))
        self._value.setText(f"{number_words(meter.value, 3)} {tr(meter.unit)}".strip())
        self._text.setText(tr(meter.text))
        self._is_poor = meter.is_poor
        self.setToolTip(self._text.text())
        span = meter.maximum - meter.minimum
        share = (meter.value - meter.minimum) / span if span else 0.0
        self._bar.show_share(min(max(share, 0.0), 1.0), is_poor=meter.is_poor)
        said = [part for part in (self._value.text(), self._text.text()) if part]
        self.setAccessibleName(f"{self._title.text()}: {', '.join(said)}")
        self._image = meter.picture
        self.button.setVisible(meter.picture is not None)
        self._show_picture()

    def _on_toggled(self, is_on: bool) -> None:
        self._show_picture()

    def _show_picture(self) -> None:
        is_wanted = self.button.isChecked() and self._image is not None
        if is_wanted and self._image is not None:
            self.picture.setPixmap(_pixmap(self._image, self.devicePixelRatioF()))
        self.picture.setVisible(is_wanted)
        self._text.setVisible(bool(self._text.text()) and (self._is_poor or is_wanted))


class _Bar(QWidget):
    """How much of its scale a figure takes; in the warning's colour where it is poor."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._is_poor = 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.update)

    def show_share(self, share: float, *, is_poor: bool) -> None:
        self._share, self._is_poor = share, is_poor
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        for width, role in (
            (whole.width(), "edge"),
            (whole.width() * self._share, "warning" if self._is_poor else "accent"),
        ):
            painter.setBrush(theme.color(role))
            painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), _BAR_PX / 2, _BAR_PX / 2)
        painter.end()


def _pixmap(rgba: ImageU8, scale: float) -> QPixmap:
    height, width = rgba.shape[:2]
    image = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    side = round(_PICTURE_PX * scale)
    smooth = Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    pixmap.setDevicePixelRatio(scale)
    return pixmap
