"""Under which licences Figment and all that comes with it stand, and the texts of these."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import Distribution, PackageMetadata
from pathlib import Path

from editor import __version__
from editor.settings import resources, shipped
from editor.ui.language import tr

OWN = "figment-editor"
_QT = ("pyside6-essentials", "shiboken6")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True)
class Part:
    """Something that comes with Figment.

    Attributes:
        group: the heading it stands under.
        licence: its short name.
        text: reads what there is to say, the licence in full.
    """

    group: str
    title: str
    licence: str
    text: Callable[[], str]


def parts() -> list[Part]:
    """All of them; nothing is read yet but names and versions."""
    return [
        Part("", f"Figment {__version__}", "Apache-2.0", partial(_read, shipped("LICENSE"))),
        Part(tr("Fonts and icons"), "Inter", "OFL-1.1", partial(_read, _fonts() / "OFL.txt")),
        Part(tr("Fonts and icons"), "Phosphor", "MIT", partial(_read, _texts("Phosphor-MIT"))),
        *_models(),
        Part(tr("Models and pictures"), tr("Sample pictures"), "CC0", _samples),
        Part(
            tr("Models and pictures"),
            tr("The words of CLIP, for models of your own"),
            "MIT",
            partial(_read, _texts("CLIP-MIT")),
        ),
        *_qt(),
        Part(
            tr("Libraries"),
            f"Python {platform.python_version()}",
            "PSF-2.0",
            lambda: "https://docs.python.org/3/license.html",
        ),
        *_libraries(),
    ]


def needed(name: str = OWN) -> dict[str, Distribution]:
    """The distributions that are installed because Figment needs them, by their plain name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        wanted = waiting.pop()
        try:
            distribution = importlib.metadata.distribution(wanted)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system, or another Python
        plain = re.sub(r"[-_.]+", "-", wanted).lower()
        if plain not in found:
            found[plain] = distribution
            waiting += [
                re.split(r"[^\w.-]", requirement)[0]
                for requirement in distribution.requires or ()
                if "extra ==" not in requirement
            ]
    return found


def licence_of(distribution: Distribution) -> str:
    """What its metadata say, shortly."""
    metadata = distribution.metadata
    said = [_said(metadata, key) for key in ("License-Expression", "License")]
    short = [one for one in said if one and len(one) < _LONGEST]
    if short:
        return short[0]
    named = [one for one in metadata.get_all("Classifier") or () if one.startswith("License ::")]
    if named:
        return named[0].rpartition("::")[2].strip()
    return said[0].partition(" AND ")[0] + "…" if said[0] else ""


def _said(metadata: PackageMetadata, key: str) -> str:
    return (metadata.get_all(key) or [""])[0].strip()


def _qt() -> Iterator[Part]:
    known = needed()
    for name in _QT:
        if name in known:
            title = f"Qt ({name} {known[name].version})"
            yield Part(tr("Libraries"), title, "LGPL-3.0", _qt_text)


def _qt_text() -> str:
    said = tr(
        "Qt and its Python binding are used under the GNU Lesser General Public License, version "
        "3. They are libraries of their own beside Figment: whoever wants to may put another build "
        "of the same version in their place. Their source is at code.qt.io."
    )
    return "\n\n".join([said, _read(_texts("LGPL-3.0")), _read(_texts("GPL-3.0"))])


def _libraries() -> Iterator[Part]:
    for name, distribution in sorted(needed().items()):
        if name not in (OWN, *_QT):
            title = f"{distribution.metadata['Name']} {distribution.version}"
            text = partial(_licence_text, distribution)
            yield Part(tr("Libraries"), title, licence_of(distribution), text)


def _licence_text(distribution: Distribution) -> str:
    files = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if ".dist-info" in str(file) and _LICENCE_FILE.search(file.name)
    ]
    texts = [_read(path) for path in files if path.is_file()]
    said = [licence_of(distribution), _said(distribution.metadata, "Home-page")]
    return "\n\n".join([part for part in said if part] + texts)


def _models() -> Iterator[Part]:
    for path in sorted((resources() / "models").glob("*/card.json")):
        card = json.loads(path.read_text(encoding="utf-8"))
        title = card.get("title") or card["name"]
        title = f"{tr(title)} ({path.parent.name})"
        credit = card.get("data", {}).get("credit", "")
        text = [tr("Trained for Figment, Apache-2.0, with:"), credit, card.get("notice", "")]
        words = "\n\n".join(part for part in text if part)
        yield Part(tr("Models and pictures"), title, "Apache-2.0", partial(str, words))


def _samples() -> str:
    return _read(resources() / "samples" / "README.md")


def _fonts() -> Path:
    return resources() / "fonts"


def _texts(name: str) -> Path:
    return resources() / "licences" / f"{name}.txt"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
