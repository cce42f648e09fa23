"""Which colour profile: a usual one, or one from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColorSpace
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from editor.formats.colour import profile_name
from editor.formats.conversion import check_profile
from editor.formats.files import read_error
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.language import tr

_Named = QColorSpace.NamedColorSpace
_USUAL = {
    "Display P3": _Named.DisplayP3,
    "Adobe RGB (1998)": _Named.AdobeRgb,
    "ProPhoto RGB": _Named.ProPhotoRgb,
}
_FROM_FILE = "From a file…"


@dataclass(frozen=True)
class ChosenProfile:
    """A profile and its name; None for sRGB without one."""

    name: str
    profile: bytes | None


class ColourProfileDialog(FormDialog):
    """Asks for a profile."""

    def __init__(
        self, title: str, sentence: str, current: bytes | None, parent: QWidget | None
    ) -> None:
        verb = "Assign" if title.startswith("Assign") else "Convert"
        super().__init__(title, parent, accept=verb)
        self._current = current
        self.add(dim_label(tr(sentence)))
        now = "sRGB" if current is None else profile_name(current)
        self.row("Now", dim_label(now))
        self.field = QComboBox()
        self.field.addItems(["sRGB", *_USUAL, tr(_FROM_FILE)])
        self.row("Profile", self.field)

    @classmethod
    def ask(
        cls, title: str, sentence: str, current: bytes | None, parent: QWidget | None
    ) -> ChosenProfile | None:
        """Shows the dialog. Raises FileError for a file that is no RGB profile."""
        dialog = cls(title, sentence, current, parent)
        return dialog.value if dialog.chosen() else None

    @property
    def value(self) -> ChosenProfile | None:
        """What is chosen; None where no file was chosen after all."""
        name = self.field.currentText()
        if name == tr(_FROM_FILE):
            chosen, _ = QFileDialog.getOpenFileName(
                self, tr("Colour profile"), "", tr("Colour profiles (*.icc *.icm)")
            )
            return read_profile(Path(chosen)) if chosen else None
        return ChosenProfile(name, usual_profile(name))


def usual_profile(name: str) -> bytes | None:
    """A profile by its name in the list; None for sRGB."""
    return bytes(QColorSpace(_USUAL[name]).iccProfile().data()) if name in _USUAL else None


def read_profile(path: Path) -> ChosenProfile:
    """A profile from a file. Raises FileError."""
    try:
        profile = path.read_bytes()
    except OSError as error:
        raise read_error(path, error) from error
    check_profile(profile, name=path.name)
    return ChosenProfile(profile_name(profile), profile)
