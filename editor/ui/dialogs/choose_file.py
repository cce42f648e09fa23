"""Choosing files with the system's dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.formats import FLAT_SAVE_SUFFIXES, OPEN_SUFFIXES
from editor.ui.language import tr

PROJECT_SUFFIX = ".ora"
_PROJECT = "Project with layers (*.ora)"
_TITLES = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".webp": "WebP",
    ".tiff": "TIFF",
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".gif": "GIF",
}
_LAYERED_COPY = "Photoshop document with layers (*.psd)"


class FileChooser:
    """The questions for a file's name."""

    @classmethod
    def ask_open(cls, parent: QWidget, title: str) -> list[Path]:
        """Files to open; none when it was cancelled."""
        all_kinds = " ".join(f"*{suffix}" for suffix in OPEN_SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            parent,
            tr(title),
            "",
            tr("Pictures and projects ({kinds});;All files (*)", kinds=all_kinds),
        )
        return [Path(name) for name in names]

    @classmethod
    def ask_folder(cls, parent: QWidget, title: str) -> Path | None:
        """A folder; None when it was cancelled."""
        name = QFileDialog.getExistingDirectory(parent, tr(title))
        return Path(name) if name else None

    @classmethod
    def ask_save(cls, parent: QWidget, title: str, start: Path, *, flat: bool) -> Path | None:
        """A file to write; flat offers copies and no project. The filter gives a missing suffix."""
        kinds = [_filter(suffix) for suffix in _TITLES if suffix in FLAT_SAVE_SUFFIXES]
        filters = [*kinds, tr(_LAYERED_COPY)] if flat else [tr(_PROJECT), *kinds]
        chosen = next((one for one in filters if f"*{start.suffix})" in one), filters[0])
        name, used = QFileDialog.getSaveFileName(
            parent, tr(title), str(start), ";;".join(filters), chosen
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_name(path.name + _suffix(used))


def _filter(suffix: str) -> str:
    return f"{_TITLES[suffix]} (*{suffix})"


def _suffix(used_filter: str) -> str:
    return used_filter.rpartition("*")[2].rstrip(")") or PROJECT_SUFFIX
