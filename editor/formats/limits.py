"""How big a picture may be, checked from what a file declares, before anything is decoded."""

from __future__ import annotations

from PIL import Image, PngImagePlugin

from editor import memory
from editor.api import FileError, OutOfMemory
from editor.document.tiles import MAX_PIXELS

_MAX_PIXELS_TOGETHER = 2**31

BYTES_PER_PIXEL = 9
"""While a picture is opened: as it is decoded, as tiles, and what the two waste."""
MAX_SIDE_PX = 300_000
"""The longest side of a picture."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Long recipes (and other programs' workflows) are larger than Pillow's megabyte of text.
PngImagePlugin.MAX_TEXT_CHUNK = 16 * 2**20


def check_size(name: str, width: int, height: int) -> None:
    """Refuse a picture that declares an absurd size.

    Raises:
        FileError: no pixels, or more than `MAX_PIXELS`.
        OutOfMemory: more than there is memory for.
    """
    if width < 1 or height < 1:
        raise FileError(f"“{name}” has no pixels: it declares {width} x {height}.")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE_PX:
        raise too_large(name, width, height)
    check_memory(name, width * height * BYTES_PER_PIXEL)


def check_together(name: str, pixels: int) -> None:
    """Refuse layers that have too many pixels together. Raises FileError."""
    if pixels > _MAX_PIXELS_TOGETHER:
        raise FileError(
            f"“{name}” is too large: its layers have more than "
            f"{_MAX_PIXELS_TOGETHER // 10**6} megapixels together.",
            "Merge some of its layers in another program first.",
        )


def too_large(name: str, width: int, height: int) -> FileError:
    """The error for a picture over the limit."""
    reason = f"{width * height / 1e6:,.0f} megapixels, and {MAX_PIXELS // 10**6} are the limit"
    if width * height <= MAX_PIXELS:
        reason = f"longer than {MAX_SIDE_PX} pixels on one side, which is the limit"
    return FileError(
        f"“{name}” is too large: {width} x {height} is {reason}.",
        "Make it smaller in another program first.",
    )


def check_memory(name: str, needed_bytes: int) -> None:
    """Refuse what would not fit into the memory that is free now (where the system tells).

    Raises:
        OutOfMemory: saying how much is needed and how much there is. No FileError, since nothing
            is wrong with the file.
    """
    available = memory.free_bytes()
    if available is not None and needed_bytes > available:
        raise OutOfMemory(
            f"There is not enough memory to open “{name}”: it needs "
            f"{needed_bytes / 2**30:.1f} GB, and {available / 2**30:.1f} GB are free.",
            "Close other documents or programs.",
        )
