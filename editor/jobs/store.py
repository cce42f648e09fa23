"""Results on disk, named by their content: written before they are shown, never lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from editor.api import FileError, ImageU8, Rect
from editor.refusals import what_helps

# Measured on seven opaque pictures of 1024 x 1024, without their alpha: 11 to 39 ms. Level 1 alone,
# with alpha, took 24 to 64 and, except for line art, half as much again on disk. Level 6 takes four
# to seven times as long for 3 to 15 % less.
_PNG = (
    *(cv2.IMWRITE_PNG_COMPRESSION, 1),
    *(cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE),
    *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_PAETH),
)
_LOOSE_PNG = (cv2.IMWRITE_PNG_COMPRESSION, 0)
"""A fifteenth of that time: whoever waits for a result does not wait for its compression too."""
_FINER = "-finer"
_TICK_S = 0.001


@dataclass(frozen=True)
class StoredResult:
    """A result that is on disk."""

    key: str
    path: Path


class ResultStore:
    """A folder of PNGs with a JSON file beside each.

    They are written as they are, and compressed when nobody waits: what is there is whole always.

    Args:
        folder: made when the first result comes.
        cap_bytes: the size above which `over_cap_bytes` is positive; nothing is deleted unasked.
        clock: the time of now, in seconds.
    """

    def __init__(
        self, folder: Path, cap_bytes: int, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder
        self._cap_bytes = cap_bytes
        self._clock = clock
        self._newest_s: float | None = None
        self._loose: deque[Path] = deque()

    def put(
        self,
        rgba: ImageU8,
        recipe: Mapping[str, Any],
        doc_rect: Rect,
        *,
        finer: ImageU8 | None = None,
    ) -> StoredResult:
        """Writes a result; the same pixels with the same recipe are written once.

        Args:
            finer: the same with more pixels, for a file beside it; see `finer_path`.

        Raises:
            FileError: when the folder cannot be written.
        """
        facts = {"recipe": dict(recipe), "doc_rect": list(doc_rect)}
        text = json.dumps(facts, sort_keys=True)
        digest = hashlib.blake2b(text.encode(), digest_size=16)
        digest.update(repr(rgba.shape).encode())
        digest.update(np.ascontiguousarray(rgba).data)
        key = digest.hexdigest()
        path = self._folder / key[:2] / f"{key}.png"
        if not path.exists():
            self._write(path, rgba, text, finer)
        return StoredResult(key, path)

    def pack(self) -> bool:
        """Compresses one of the pictures written since; False where none is left.

        What does not let itself be replaced stays as it is.
        """
        if not self._loose:
            return False
        path = self._loose.popleft()
        with contextlib.suppress(OSError, ValueError, cv2.error):
            written_s = path.stat().st_mtime
            packed = _png(_rgba(path.read_bytes()), _PNG)
            if path.exists():  # unless it was pruned meanwhile
                _replace(path, packed, written_s=written_s)
        return True

    def get(self, key: str) -> tuple[ImageU8, dict[str, Any]]:
        """A result's pixels and facts. Raises FileError when it is not there."""
        path = self._folder / key[:2] / f"{key}.png"
        try:
            rgba = _rgba(path.read_bytes())
            facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        except (OSError, ValueError, cv2.error) as error:
            raise FileError(
                "This result is no longer in the store, or its file is damaged.",
                "Generate it again; its recipe is in the project.",
                str(error),
            ) from error
        return rgba, facts

    def size_bytes(self) -> int:
        """What all results take on disk."""
        return sum(_size_bytes(path) for path in self._folder.glob("*/*"))

    def over_cap_bytes(self) -> int:
        """How much it is over its cap; 0 when it is not."""
        return max(0, self.size_bytes() - self._cap_bytes)

    def prune(self) -> int:
        """Deletes the oldest results until it fits its cap, and says how many went.

        Raises:
            FileError: when the folder does not let them go.
        """
        excess, gone = self.over_cap_bytes(), 0
        found = self._folder.glob("*/*.png")
        pictures = sorted((p for p in found if not p.stem.endswith(_FINER)), key=_written_at)
        try:
            for path in pictures:
                if excess <= 0:
                    break
                for part in (path, path.with_suffix(".json"), finer_path(path)):
                    excess -= _size_bytes(part)
                    part.unlink(missing_ok=True)
                gone += 1
        except OSError as error:
            raise FileError("Old results could not be deleted.", details=str(error)) from error
        return gone

    def _write(self, path: Path, rgba: ImageU8, text: str, finer: ImageU8 | None) -> None:
        facts_path = path.with_suffix(".json")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(facts_path, text.encode())
            if finer is not None:
                _replace(finer_path(path), _png(finer, _LOOSE_PNG))
                self._loose.append(finer_path(path))
            _replace(path, _png(rgba, _LOOSE_PNG), written_s=self._after_all_others())
            self._loose.append(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                facts_path.unlink(missing_ok=True)
            raise FileError(
                "The result could not be written to disk.",
                "It is kept until Figment is closed, so save your work. "
                f"{what_helps(error, path.parent)}",
                str(error),
            ) from error

    def _after_all_others(self) -> float:
        """A time later than any result's, also where the clock was set back: pruning goes by it."""
        if self._newest_s is None:
            self._newest_s = max(map(_written_at, self._folder.glob("*/*.png")), default=0.0)
        self._newest_s = max(self._clock(), self._newest_s + _TICK_S)
        return self._newest_s


def finer_path(path: Path) -> Path:
    """Where the same picture with more pixels lies, if there is one."""
    return path.with_name(f"{path.stem}{_FINER}.png")


def _png(rgba: ImageU8, how: Sequence[int]) -> bytes:
    is_opaque = cv2.minMaxLoc(cv2.extractChannel(rgba, 3))[0] == 255
    pixels = cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGR if is_opaque else cv2.COLOR_RGBA2BGRA)
    _, png = cv2.imencode(".png", pixels, how)
    return png.tobytes()


def _rgba(png: bytes) -> ImageU8:
    """The pixels of what `_png` made. Raises ValueError or OpenCV's error for anything else."""
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError("no picture")
    code = cv2.COLOR_BGR2RGBA if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    return cv2.cvtColor(pixels, code).astype(np.uint8, copy=False)


def _replace(path: Path, data: bytes, *, written_s: float | None = None) -> None:
    partial = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        partial.write_bytes(data)
        if written_s is not None:
            os.utime(partial, (written_s, written_s))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _size_bytes(path: Path) -> int:
    """Of a file; 0 where another running Figment has just deleted it."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
