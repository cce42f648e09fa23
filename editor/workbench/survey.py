"""What is found in folders of pictures before somebody trains on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from editor.api import FigmentError, FileError, TrainingFolder
from editor.workbench.background import Background

_SLICE_S = 0.05
"""The thread looks for so long at a time: files that are to be saved come in between."""
_NAMED = 3
_DRAFT_PX = 64


@dataclass(frozen=True)
class Found:
    """What was found so far.

    Attributes:
        pictures: how many can be read.
        unreadable: names of files that are no pictures in spite of their suffix.
        missing: files that are wanted and not there.
        is_done: whether all was looked at.
        error: why nothing can be found.
    """

    pictures: int = 0
    unreadable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_done: bool = False
    error: str = ""

    def problem(self, wanted: TrainingFolder) -> str:
        """Why it cannot be trained on this, as a sentence; empty where it can, as far as seen."""
        if self.error:
            return self.error
        if self.missing:
            return f"There is no {self.missing[0]} in it."
        if self.is_done and self.pictures < wanted.fewest:
            return f"At least {wanted.fewest} pictures are needed."
        return ""

    def left_out(self) -> str:
        """Which files cannot be read, as a sentence; empty where all can."""
        told = ", ".join(self.unreadable[:_NAMED])
        more = len(self.unreadable) - _NAMED
        if more > 0:
            return f"Left out, since they cannot be read: {told} and {more} more."
        return f"Left out, since they cannot be read: {told}." if told else ""


class Survey:
    """Looks through folders on the files' thread, a little at a time, and tells what it finds.

    Args:
        tell: called on the GUI thread with what was found so far, the last time with all.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        wanted: TrainingFolder,
        background: Background,
        tell: Callable[[Found], None],
    ) -> None:
        self._background = background
        self._tell: Callable[[Found], None] | None = tell
        self._steps = _steps(folders, wanted)
        self._go_on()

    def give_up(self) -> None:
        """Nobody wants to know any more."""
        self._tell = None

    def _go_on(self) -> None:
        self._background.submit(self._slice, done=self._on_found, failed=self._on_failed)

    def _slice(self) -> Found:
        until_s = time.monotonic() + _SLICE_S
        for found in self._steps:
            if found.is_done or time.monotonic() > until_s:
                return found
        raise AssertionError  # the last one is done

    def _on_found(self, found: Found) -> None:
        if self._tell is None:
            return
        self._tell(found)
        if not found.is_done:
            self._go_on()

    def _on_failed(self, error: FigmentError) -> None:
        if self._tell is not None:
            self._tell(Found(error=str(error), is_done=True))


def _steps(folders: Sequence[Path], wanted: TrainingFolder) -> Iterator[Found]:
    """What is found, more after each file."""
    pictures, unreadable = 0, []
    missing = tuple(n for n in wanted.files for f in folders if not (f / n).is_file())
    for folder in folders:
        if not folder.is_dir():
            raise FileError(f"There is no folder “{folder}”.", "Check its name.")
        for path in folder.rglob("*"):
            if path.suffix.lower() not in wanted.suffixes:
                continue
            if _can_be_read(path):
                pictures += 1
            else:
                unreadable.append(path.relative_to(folder).as_posix())
            yield Found(pictures, tuple(unreadable), missing)
    yield Found(pictures, tuple(sorted(unreadable)), missing, is_done=True)


def _can_be_read(path: Path) -> bool:
    try:
        with Image.open(path) as picture:
            picture.draft("RGB", (_DRAFT_PX, _DRAFT_PX))  # of a JPEG, the smallest that shows it
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
