"""The records of a journal file: tiles and what lies on desks, and states that refer to them by
where they lie.

A file is a header and records one after the other, only ever added to. A record is its kind, its
length, a checksum and its bytes. A state counts once it is whole, so a process may be killed at any
byte: what comes after the last whole state is not looked at.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import RawIOBase
from typing import IO, TYPE_CHECKING

import cv2
import numpy as np

from editor.document.tiles import TILE, Array

if TYPE_CHECKING:
    from typing_extensions import Buffer

FORMAT_VERSION = 3
HEADER = struct.Struct("<16sI")
TILE_RECORD, DESK_RECORD, STATE_RECORD = b"TILE", b"DESK", b"STAT"
_MAGIC = b"FIGMENT JOURNAL\n"
_RECORD = struct.Struct("<4sQI")
_TILE_HEAD = struct.Struct("<sB")
_ONE_VALUE, _PACKED, _PLAIN = b"1", b"z", b"p"
ZLIB_LEVEL = 1
_LONGEST_RECORD = 2**28


class NotReadable(Exception):
    """What is there is no whole record of ours."""


class NewerFormat(Exception):
    """A later Figment wrote it, in a form that this one does not know."""


@dataclass(frozen=True)
class Record:
    """Where a record lies.

    Attributes:
        offset: of its head; what states know a tile by.
        length: of its bytes, which follow the head.
    """

    kind: bytes
    offset: int
    length: int
    checksum: int

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.offset + _RECORD.size + self.length


def header() -> bytes:
    """How a file begins."""
    return HEADER.pack(_MAGIC, FORMAT_VERSION)


def check_header(file: IO[bytes]) -> None:
    """Moves to the first record. Raises NotReadable or NewerFormat for another kind of file."""
    try:
        magic, version = HEADER.unpack(file.read(HEADER.size))
    except struct.error as error:
        raise NotReadable("no header") from error
    if magic != _MAGIC:
        raise NotReadable("no journal")
    if version > FORMAT_VERSION:
        raise NewerFormat(str(version))


def append(file: RawIOBase, kind: bytes, *parts: Buffer) -> int:
    """Adds a record at the file's position. Returns the bytes that it takes. Raises OSError.

    Args:
        parts: its bytes, one after the other, so that nobody has to copy them together.
    """
    length = checksum = 0
    for part in parts:
        length, checksum = length + memoryview(part).nbytes, zlib.crc32(part, checksum)
    head = write_all(file, _RECORD.pack(kind, length, checksum))
    return head + sum(write_all(file, part) for part in parts)


def write_all(file: RawIOBase, data: Buffer) -> int:
    """Writes to a file without a buffer, where one call may write a part. Raises OSError.

    A buffer would keep what a full disk refused, and write it later in the wrong place.
    """
    rest = memoryview(data).cast("B")
    size = rest.nbytes
    while rest:
        rest = rest[file.write(rest) :]
    return size


def scan(file: IO[bytes], size: int) -> Iterator[Record]:
    """The records of a file of `size` bytes, from its position to the first that is cut off."""
    offset = file.tell()
    while True:
        file.seek(offset)
        head = file.read(_RECORD.size)
        if len(head) < _RECORD.size:
            return
        kind, length, checksum = _RECORD.unpack(head)
        record = Record(kind, offset, length, checksum)
        if record.kind not in (TILE_RECORD, DESK_RECORD, STATE_RECORD) or record.end > size:
            return
        yield record
        offset = record.end


def read(file: IO[bytes], offset: int) -> tuple[bytes, bytes]:
    """Kind and bytes of the record at an offset. Raises NotReadable or OSError."""
    if offset < HEADER.size:
        raise NotReadable(f"no record at {offset}")
    file.seek(offset)
    head = file.read(_RECORD.size)
    if len(head) < _RECORD.size:
        raise NotReadable(f"no record at {offset}")
    kind, length, checksum = _RECORD.unpack(head)
    if length > _LONGEST_RECORD:
        raise NotReadable(f"no record at {offset}")
    data = file.read(length)
    if len(data) < length or zlib.crc32(data) != checksum:
        raise NotReadable(f"a damaged record at {offset}")
    return kind, data


def pack_tile(tile: Array, *, compress: bool = False) -> tuple[Buffer, ...]:
    """A tile's bytes: one value where it is the same all over, else its planes, packed or not.

    Packing a tile takes up to 30 ms, writing it as it is half a millisecond.
    """
    tile = np.ascontiguousarray(tile)
    channels = 1 if tile.ndim == 2 else tile.shape[2]
    values = tile.view(np.uint32)[..., 0] if channels == 4 else tile
    if bool((values == values[0, 0]).all()):
        return _TILE_HEAD.pack(_ONE_VALUE, channels), values[0, 0].tobytes()
    if not compress:
        return _TILE_HEAD.pack(_PLAIN, channels), tile.data
    planes = tile if channels == 1 else np.stack(cv2.split(tile))
    return _TILE_HEAD.pack(_PACKED, channels), zlib.compress(planes.data, ZLIB_LEVEL)


def unpack_tile(data: bytes) -> Array:
    """The tile that `pack_tile` packed. Raises NotReadable."""
    try:
        how, channels = _TILE_HEAD.unpack_from(data)
        shape = (TILE, TILE) if channels == 1 else (TILE, TILE, channels)
        body = data[_TILE_HEAD.size :]
        if how == _ONE_VALUE:
            value = np.frombuffer(body, np.uint8)
            # Real memory: whoever draws a tile goes by its address.
            return np.ascontiguousarray(np.broadcast_to(value, (TILE, TILE, channels))).reshape(
                shape
            )
        if how == _PLAIN:
            return np.frombuffer(body, np.uint8).reshape(shape)
        planes = np.frombuffer(inflate(body, TILE * TILE * channels), np.uint8)
        stacked = planes.reshape(channels, TILE, TILE)
        return np.ascontiguousarray(stacked.transpose(1, 2, 0)).reshape(shape)
    except (struct.error, ValueError, zlib.error) as error:
        raise NotReadable("a damaged tile") from error


def pack_state(text: str) -> bytes:
    """A state's bytes."""
    return zlib.compress(text.encode(), ZLIB_LEVEL)


def unpack_state(data: bytes) -> str:
    """The text of a state. Raises NotReadable."""
    try:
        return inflate(data, _LONGEST_RECORD).decode()
    except (ValueError, zlib.error) as error:
        raise NotReadable("a damaged state") from error


def inflate(data: bytes, most: int) -> bytes:
    """Unpacks at most so many bytes: a damaged file must not fill the memory."""
    unpacker = zlib.decompressobj()
    out = unpacker.decompress(data, most)
    if not unpacker.eof:
        raise ValueError("longer than it may be")
    return out
