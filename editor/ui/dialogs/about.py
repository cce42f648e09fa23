"""About: version, licence, and what Figment is built with."""

from __future__ import annotations

import importlib.metadata
import platform

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor import __version__
from editor.settings import resources
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.language import tr

_LIBRARIES = (
    "PySide6-Essentials",
    "torch",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pydantic",
    "magicgui",
    "superqt",
    "qtawesome",
    "psygnal",
    "pluggy",
    "platformdirs",
    "safetensors",
    "typer",
    "rich",
)


class AboutDialog(FormDialog):
    """Says what this program is."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(f"Figment {__version__}", parent, accept="")
        self.add(
            dim_label(
                tr(
                    "An offline, plugin-based image editor. Nothing leaves this machine.\n"
                    "Licence: Apache-2.0."
                )
            )
        )
        text = QPlainTextEdit(licences())
        text.setReadOnly(True)
        text.setAccessibleName(tr("Libraries and their licences"))
        self.add(text, 1)
        self.resize(560, 460)

    @classmethod
    def ask(cls, parent: QWidget | None) -> None:
        """Shows the dialog."""
        cls(parent).chosen()


def licences() -> str:
    """Each library with version and licence, as its own metadata says."""
    lines = [f"Python {platform.python_version()}  ·  PSF-2.0"]
    for name in _LIBRARIES:
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        lines.append(f"{metadata['Name']} {metadata['Version']}  ·  {_licence(metadata)}")
    lines.append("Phosphor icons  ·  MIT")
    font = resources() / "fonts" / "OFL.txt"
    return "\n".join([*lines, "", font.read_text("utf-8")])


def _licence(metadata: importlib.metadata.PackageMetadata) -> str:
    said = next((metadata[k] for k in ("License-Expression", "License") if k in metadata), "")
    first = said.strip().splitlines()[0] if said.strip() else ""
    if first and len(first) < 60:
        return first
    named = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return named[0].rpartition("::")[2].strip() if named else "see its distribution"
