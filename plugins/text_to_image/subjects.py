"""What there is to learn from: pictures with the words for what they show."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor.api import FileError

Kind = Literal["thing", "photo", "scene", "painting"]

_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_OTHER_DRAWINGS = {"flat", "line"}
"""Folders beside emoji's renders that show the same things in another way."""
_PAINTERS = {"monet": "Monet", "vangogh": "Van Gogh", "impressionists": ""}
_NAMED_BY_FILE = {"food", "scenes_hdri"}
_MIXED = {"scenes_misc"}
"""Neither file nor folder tells what these show."""
_FACES = "faces"
_LEARNED_SUBGROUPS = (
    *(
        "animal",
        "plant",
        "food",
        "drink",
        "dishware",
        "transport",
        "sport",
        "clothing",
        "household",
    ),
    *("place-building", "place-geographic", "sky & weather", "musical-instrument", "heart"),
    *("face-smiling", "face-hat", "face-glasses", "face-costume"),
)
"""What a small model has room for among emoji, where a table has the column: things that people ask
for in words. Left out are signs, gestures, and persons, of which there are many nearly alike."""
_HELD_BACK_OF = 20


@dataclass(frozen=True)
class Subject:
    """One picture.

    Attributes:
        kind: a thing is cut out, on nothing; the others fill their pictures.
        names: what to call it, the best one first.
    """

    path: Path
    kind: Kind
    names: tuple[str, ...]

    @property
    def is_held_back(self) -> bool:
        """Whether no training sees it: a fixed twentieth, chosen by the hash of the name.

        Cut-out things are all learned from: there is one of each, and words for it.
        """
        if self.kind == "thing":
            return False
        digest = hashlib.blake2b(self.path.name.encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") % _HELD_BACK_OF == 0


def read_subjects(data: Path) -> list[Subject]:
    """All pictures under a folder. What they show is told by the folders they lie in.

    A folder with `metadata.json` (a list with `cp` and `name`) names its cut-out things by file;
    folders named after painters hold paintings; elsewhere a folder's name is what its pictures
    show, or the file's name where a folder is a mixture. Portraits are left out: a model that is
    told no names should not learn people.

    Raises:
        FileError: where there is nothing to learn from.
    """
    subjects = [*_things(data), *_pictures(data)]
    if not subjects:
        raise FileError(f"{data} holds no pictures.", "Name a folder with pictures in it.")
    return sorted(subjects, key=lambda subject: subject.path)


def parted(subjects: Sequence[Subject]) -> tuple[list[Subject], list[Subject]]:
    """(to train on, held back)."""
    held = [subject for subject in subjects if subject.is_held_back]
    return [subject for subject in subjects if not subject.is_held_back], held


def _things(data: Path) -> list[Subject]:
    found = []
    for table in sorted(data.rglob("metadata.json")):
        named = {entry["cp"]: entry for entry in json.loads(table.read_text(encoding="utf-8"))}
        for path in _files(table.parent):
            entry = named.get(path.stem)
            if entry is None:
                continue
            if not entry.get("subgroup", _LEARNED_SUBGROUPS[0]).startswith(_LEARNED_SUBGROUPS):
                continue
            if not _OTHER_DRAWINGS & {path.parent.name}:
                names = dict.fromkeys([entry["name"], *entry.get("keywords", ())])
                found.append(Subject(path, "thing", tuple(map(_plain, names))))
    return found


def _pictures(data: Path) -> list[Subject]:
    tables = [table.parent for table in data.rglob("metadata.json")]
    found = []
    for path in _files(data):
        folder = path.parent.name
        if any(table in path.parents for table in tables) or _FACES in path.parts:
            continue
        if folder in _PAINTERS:
            words = f"painting by {_PAINTERS[folder]}" if _PAINTERS[folder] else "painting"
            found.append(Subject(path, "painting", (words, f"impressionist {words}")))
        elif folder in _NAMED_BY_FILE:
            kind: Kind = "photo" if folder == "food" else "scene"
            found.append(Subject(path, kind, (_file_words(path),)))
        elif folder in _MIXED:
            found.append(Subject(path, "scene", ("a scene",)))
        else:
            found.append(Subject(path, "photo", (_plain(folder),)))
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in _PICTURES and p.is_file())


def _plain(name: str) -> str:
    """A name as a person would write it."""
    return re.sub(r"[_\-\s]+", " ", name.replace(":", ",")).strip().lower()


def _file_words(path: Path) -> str:
    """A file's name without the numbers that tell it from its neighbours."""
    return re.sub(r"(\s+\d+)+$", "", _plain(path.stem))
