"""Pictures in a row as one moving picture, or as a folder of PNGs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from editor.api import FileError, ImageU8

FRAME_MS = 60
MOVING_SUFFIXES = (".gif", ".webp")


def save_frames(frames: Sequence[ImageU8], path: Path, *, there_and_back: bool) -> None:
    """Writes a GIF or WebP that repeats for ever; with any other or no suffix a folder of PNGs.

    Args:
        frames: `uint8 (H, W, 4)` of one size.
        path: the file, replaced whole or not at all; or the folder, which must be new or empty.
        there_and_back: the moving picture goes back to its first frame the way it came.

    Raises:
        FileError: it could not be written.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in MOVING_SUFFIXES:
            row = [*frames, *frames[-2:0:-1]] if there_and_back else list(frames)
            _save_moving(row, path, suffix)
        else:
            _save_folder(frames, path)
    except OSError as error:
        raise FileError(
            f"“{path.name}” could not be written.",
            "Check the space on the disk and the folder's permissions.",
            str(error),
        ) from error


def _save_moving(frames: Sequence[ImageU8], path: Path, suffix: str) -> None:
    pictures = [Image.fromarray(frame) for frame in frames]
    if suffix == ".gif" and all((frame[..., 3] == 255).all() for frame in frames):
        pictures = [picture.convert("RGB") for picture in pictures]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pictures[0].save(
            part,
            suffix[1:].upper(),
            save_all=True,
            append_images=pictures[1:],
            duration=FRAME_MS,
            loop=0,
        )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _save_folder(frames: Sequence[ImageU8], path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileError(f"“{path.name}” is not empty.", "Choose a name that is not there yet.")
    for index, frame in enumerate(frames):
        Image.fromarray(frame).save(path / f"{index:04}.png")
