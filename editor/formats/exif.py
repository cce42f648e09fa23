"""EXIF blocks and resolution: what is kept of them when a picture is opened and saved again."""

from __future__ import annotations

import math
import struct
import warnings
from typing import Any

import numpy as np
from PIL import ExifTags, Image

from editor.api import Rect
from editor.api.image import ImageU8

_ORIENTATION = ExifTags.Base.Orientation
_HEADER = b"Exif\x00\x00"
_LONGEST_BLOCK = 65_533 - len(_HEADER)

# In a TIFF the tags of the picture's own layout stand beside those of the photograph.
_TIFF_KEPT = (
    ExifTags.Base.ImageDescription,
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.Copyright,
)
_FOLDERS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error)
"""What Pillow raises of a block that is cut short or nonsense."""
_TURNS = {2: (0, True), 3: (2, False), 4: (2, True), 5: (3, True), 6: (3, False), 7: (1, True),
          8: (1, False)}  # fmt: skip


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 (upright) where there is none or it is nonsense."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _DAMAGED:
        return 1  # a damaged block of metadata is no reason to refuse the picture
    return value if isinstance(value, int) and value in _TURNS else 1


def is_on_its_side(orientation: int) -> bool:
    """Whether width and height are exchanged when the picture is turned upright."""
    return orientation in _TURNS and _TURNS[orientation][0] % 2 == 1


def before_turning(rect: Rect, size_px: tuple[int, int], orientation: int) -> Rect:
    """Where a rectangle of the upright picture lies in the picture as it is in the file.

    Args:
        size_px: width and height in the file.
    """
    if orientation == 1:
        return rect
    quarter_turns, mirrored = _TURNS[orientation]
    width, height = size_px if quarter_turns % 2 == 0 else size_px[::-1]
    if mirrored:
        rect = Rect(width - rect.right, rect.y, rect.width, rect.height)
    for _ in range(quarter_turns):
        # Back by a quarter: what was the top edge is the right one.
        rect = Rect(height - rect.bottom, rect.x, rect.height, rect.width)
        width, height = height, width
    return rect


def upright(rgba: ImageU8, orientation: int) -> ImageU8:
    """A picture, or a part of one, as it is meant to be looked at."""
    if orientation == 1:
        return rgba
    quarter_turns, mirrored = _TURNS[orientation]
    turned = np.rot90(rgba, quarter_turns)
    if mirrored:
        turned = turned[:, ::-1]
    return np.ascontiguousarray(turned)


def block_of(image: Image.Image) -> bytes | None:
    """The EXIF block to keep, with its orientation reset to upright; None where there is none.

    A block read from the file is changed in place in two bytes only, because rebuilding it would
    break the camera makers' notes, whose offsets nobody documents.
    """
    block = image.info.get("exif")
    if isinstance(block, bytes) and block:
        tiff = block.removeprefix(_HEADER)
        return _HEADER + _reset_orientation(tiff)
    if image.format == "TIFF":
        return _from_tiff(image)
    return None


def _reset_orientation(tiff: bytes) -> bytes:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return tiff
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", tiff, entry)
            if tag == _ORIENTATION and kind == 3:
                changed = bytearray(tiff)
                struct.pack_into(order + "H", changed, entry + 8, 1)
                return bytes(changed)
    except struct.error:
        return tiff  # cut short: no orientation could be read from it either
    return tiff


def _from_tiff(image: Image.Image) -> bytes | None:
    kept = Image.Exif()
    try:
        tags = image.getexif()
        for tag in _TIFF_KEPT:
            if tag in tags:
                kept[tag] = tags[tag]
        for folder in _FOLDERS:
            entries = tags.get_ifd(folder)
            if entries:
                kept.get_ifd(folder).update(entries)
        return kept.tobytes() if len(kept) or any(kept.get_ifd(one) for one in _FOLDERS) else None
    except _DAMAGED:
        return None  # a damaged block of metadata is no reason to refuse the picture


def tiff_tags(block: bytes) -> dict[int, Any]:
    """An EXIF block as the tags of a TIFF file; folders of tags are dictionaries."""
    source = Image.Exif()
    source.load(block)
    tags: dict[int, Any] = {tag: source[tag] for tag in _TIFF_KEPT if tag in source}
    for folder in _FOLDERS:
        entries = dict(source.get_ifd(folder))
        if entries:
            tags[folder] = entries
    return tags


def is_sound(block: bytes) -> bool:
    """Whether every tag of an EXIF block can be read, as AVIF and TIFF want it."""
    if block.removeprefix(_HEADER)[:2] not in (b"II", b"MM"):
        return False
    found = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of tags that reach beyond the end
            found.load(block)
            orientation = found.get(_ORIENTATION, 1)
            for folder in _FOLDERS:
                dict(found.get_ifd(folder))
            found.tobytes()
    except (*_DAMAGED, AttributeError, IndexError, OverflowError, ZeroDivisionError, UserWarning):
        return False
    return isinstance(orientation, int)


def fits_in_jpeg(block: bytes) -> bool:
    """Whether an EXIF block is short enough for the one segment that a JPEG has for it."""
    return len(block.removeprefix(_HEADER)) <= _LONGEST_BLOCK


def dpi_of(image: Image.Image) -> float | None:
    """Dots per inch, or None where the file has none or a nonsensical one."""
    return sane_dpi(image.info.get("dpi"))


def sane_dpi(value: Any) -> float | None:
    """A resolution that a document can have: finite, 1 to 100,000; from a number or an (x, y)."""
    try:
        number = float(value[0] if isinstance(value, tuple | list) else value)
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) and 1.0 <= number <= 100_000.0 else None
