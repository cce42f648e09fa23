"""The frames that a verb gave: scrubbed through with a slider, exported, put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QSlider, QWidget

from editor.api import ImageU8
from editor.formats.frames import MOVING_SUFFIXES
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, vbox
from editor.ui.language import tr
from editor.ui.spoken import Spoken
from editor.workbench import Workbench

_PICTURE_PX = 22 * theme.GRID
_KINDS = ("GIF (*.gif)", "WebP (*.webp)")

Ask = Callable[[QWidget], Path | None]


class FramesView(QWidget):
    """Follows the desk's frames; hidden where there are none.

    Attributes:
        ask_file, ask_folder: ask what to write; the system's dialogs.
    """

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._desk = workbench.desk
        self._shown: tuple[ImageU8, ...] = ()
        self.ask_file: Ask = ask_for_file
        self.ask_folder: Ask = ask_for_folder
        self.picture = _FramePicture()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Frame"))
        self.slider.setToolTip(tr("Scrub through the frames"))
        self.slider.valueChanged.connect(self._on_frame)
        self.place = label(role="dim")
        self.gif_button = icon_button(
            "gif",
            tr("Export as GIF"),
            help=tr("Write the frames as a moving picture, there and back (GIF or WebP)"),
        )
        self.gif_button.clicked.connect(self._on_moving)
        self.png_button = icon_button(
            "folder-plus",
            tr("Export as PNGs"),
            help=tr("Write every frame as a PNG into a new folder"),
        )
        self.png_button.clicked.connect(self._on_folder)
        self.close_button = icon_button("x", tr("Put the frames away"))
        self.close_button.clicked.connect(self._desk.clear_frames)
        line = QWidget()
        row = hbox(line)
        row.addWidget(self.slider, 1)
        for widget in (self.place, self.gif_button, self.png_button, self.close_button):
            row.addWidget(widget)
        column = vbox(self)
        column.addWidget(self.picture)
        column.addWidget(line)
        self._desk.changed.connect(self._on_frames)
        self._desk.frames_changed.connect(self._on_frames)
        self._on_frames()

    def _on_frames(self) -> None:
        frames = self._desk.frames
        self.setVisible(bool(frames))
        is_new, self._shown = frames is not self._shown, frames
        if frames and is_new:
            self.slider.setRange(0, len(frames) - 1)
            self.slider.setValue(0)
            self._on_frame(0)

    def _on_frame(self, index: int) -> None:
        frames = self._desk.frames
        if frames:
            self.picture.show_frame(frames[index])
            self.place.setText(f"{index + 1}/{len(frames)}")

    def _on_moving(self) -> None:
        path = self.ask_file(self)
        if path is not None:
            is_moving = path.suffix.lower() in MOVING_SUFFIXES
            path = path if is_moving else path.with_name(f"{path.name}.gif")
            self._desk.export_frames(path, there_and_back=True)

    def _on_folder(self) -> None:
        path = self.ask_folder(self)
        if path is not None:
            self._desk.export_frames(path, there_and_back=False)


class _FramePicture(QWidget, Spoken):
    """One frame in the middle of its place, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(tr("Frame"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_frame(self, rgba: ImageU8) -> None:
        height, width = rgba.shape[:2]
        form = QImage.Format.Format_RGBA8888
        self._image = QImage(rgba.data, width, height, 4 * width, form).copy()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_PICTURE_PX, _PICTURE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = self.rect()
        target.setSize(size)
        target.moveCenter(self.rect().center())
        painter.drawImage(target, self._image)
        painter.end()


def ask_for_file(parent: QWidget) -> Path | None:
    """A moving picture to write."""
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("Export as GIF"), "morph.gif", ";;".join(_KINDS)
    )
    return Path(name) if name else None


def ask_for_folder(parent: QWidget) -> Path | None:
    """A folder to write PNGs into."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export as PNGs"), "morph")
    return Path(name) if name else None
