"""What a journal writes once and then knows by its place: tiles, and what lies on desks."""

from __future__ import annotations

import json
import struct
import zlib
from io import RawIOBase
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from editor.api import ImageU8, read_only
from editor.document.desk_pieces import DeskFrames, DeskPiece
from editor.document.tiles import Array
from editor.journal import records
from editor.journal.records import DESK_RECORD, TILE_RECORD, NotReadable

if TYPE_CHECKING:
    from typing_extensions import Buffer

DeskThing = DeskPiece | DeskFrames
Held = Array | DeskThing
"""None of them ever changes; other pixels are another array."""

_LENGTH = struct.Struct("<I")
_MOST_PIXEL_BYTES = 2**28


def append_held(file: RawIOBase, held: Held, *, compress: bool = False) -> int:
    """Adds a record at the file's position. Returns the bytes that it takes. Raises OSError.

    Args:
        compress: a tile, which takes longer than to write it as it is.
    """
    if isinstance(held, np.ndarray):
        return records.append(file, TILE_RECORD, *records.pack_tile(held, compress=compress))
    return records.append(file, DESK_RECORD, *_pack(held))


def read_held(file: IO[bytes], offset: int) -> Held:
    """What the record at an offset has. Raises NotReadable or OSError."""
    kind, data = records.read(file, offset)
    if kind == TILE_RECORD:
        return records.unpack_tile(data)
    if kind == DESK_RECORD:
        return _unpack(data)
    raise NotReadable(f"another record at {offset}")


def _pack(thing: DeskThing) -> tuple[Buffer, ...]:
    """The length of the words, the words, and the packed pixels of all pictures."""
    images: tuple[ImageU8, ...]
    match thing:
        case DeskPiece():
            images = (thing.rgba,)
            words: dict[str, Any] = {
                "number": thing.number,
                "data": dict(thing.data),
                "verb": thing.verb,
                "options": dict(thing.options),
                "parents": list(thing.parents),
                "seed": thing.seed,
            }
        case DeskFrames():
            images, words = thing.images, {}
    words |= {"generator": thing.generator, "sizes": [image.shape[:2] for image in images]}
    text = json.dumps(words).encode()
    pixels = b"".join(image.tobytes() for image in images)
    return _LENGTH.pack(len(text)), text, zlib.compress(pixels, records.ZLIB_LEVEL)


def _unpack(data: bytes) -> DeskThing:
    try:
        (length,) = _LENGTH.unpack_from(data)
        start = _LENGTH.size + length
        words = json.loads(data[_LENGTH.size : start])
        generator = str(words.pop("generator"))
        images = _images(data[start:], words.pop("sizes"))
        if "number" not in words:
            return DeskFrames(generator, images)
        (rgba,) = images
        parents = tuple(int(parent) for parent in words.pop("parents"))
        return DeskPiece(generator=generator, rgba=rgba, parents=parents, **words)
    except (struct.error, ValueError, KeyError, TypeError, RecursionError, zlib.error) as error:
        raise NotReadable("a damaged piece of a desk") from error


def _images(packed: bytes, sizes: Any) -> tuple[ImageU8, ...]:
    lengths = [4 * int(height) * int(width) for height, width in sizes]
    if sum(lengths) > _MOST_PIXEL_BYTES:
        raise ValueError("longer than it may be")
    pixels = np.frombuffer(records.inflate(packed, sum(lengths)), np.uint8)
    parts = np.split(pixels, np.cumsum(lengths)[:-1])
    return tuple(
        read_only(part.reshape(height, width, 4))
        for part, (height, width) in zip(parts, sizes, strict=True)
    )
