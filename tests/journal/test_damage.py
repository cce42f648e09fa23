"""Journals that were cut off, spoilt, or met a full disk: what can be read comes back."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.document import Document, commands
from editor.document.desk_pieces import DESK
from editor.formats import open_document
from editor.journal import NotReadable, records
from editor.journal.files import JournalReader
from editor.journal.records import NewerFormat
from tests.journal.test_files import desk_piece, rich_document, same, stroke, written


def test_a_file_cut_anywhere_gives_the_state_before(path: Path) -> None:
    doc = commands.new_document(600, 300)
    stroke(doc, (20, 20), (500, 60))
    journal = written(doc, path)
    first, size = doc.frozen(), path.stat().st_size
    stroke(doc, (20, 200), (500, 260))
    journal.write(doc.frozen(), {})
    journal.close()
    data = path.read_bytes()
    for end in np.linspace(size, len(data) - 1, 25).astype(int):
        path.write_bytes(data[:end])
        assert same(first, JournalReader(path).document(open_document))
    for end in np.linspace(0, size - 1, 25).astype(int):
        path.write_bytes(data[:end])
        with pytest.raises(NotReadable):
            JournalReader(path)


def test_damage_anywhere_ends_well(path: Path) -> None:
    doc = rich_document()
    journal = written(doc, path)
    stroke(doc, (20, 200), (500, 260))
    journal.write(doc.frozen(), {})
    journal.close()
    data = path.read_bytes()
    random = np.random.default_rng(0)
    for _ in range(60):
        broken = bytearray(data)
        for at in random.integers(0, len(data), 3):
            broken[at] ^= int(random.integers(1, 256))
        path.write_bytes(broken)
        try:
            reader = JournalReader(path)
            assert reader.document(open_document).width == 700
        except (NotReadable, NewerFormat):
            continue


def spoil_first_record(path: Path) -> None:
    with path.open("r+b") as file:
        records.check_header(file)
        first = next(iter(records.scan(file, path.stat().st_size)))
        file.seek(first.end - 1)
        last = file.read(1)[0]
        file.seek(first.end - 1)
        file.write(bytes([last ^ 0xFF]))


def test_a_damaged_piece_is_left_out_and_counted(path: Path) -> None:
    doc = Document(64, 48)
    doc.metadata[DESK] = (desk_piece(1), desk_piece(2))
    written(doc, path).close()
    spoil_first_record(path)
    reader = JournalReader(path)
    back = reader.document(open_document)
    assert [piece.number for piece in back.metadata[DESK]] == [2]
    assert reader.lost_parts == 1


def test_a_damaged_tile_is_empty_and_counted(path: Path) -> None:
    written(rich_document(), path).close()
    spoil_first_record(path)
    reader = JournalReader(path)
    reader.document(open_document)
    assert reader.lost_parts == 1


def test_a_newer_format_is_left_alone(path: Path) -> None:
    written(rich_document(), path).close()
    data = path.read_bytes()
    path.write_bytes(data[:16] + b"\x63" + data[17:])
    with pytest.raises(NewerFormat):
        JournalReader(path)


class FullDisk(io.FileIO):
    """A real file on a disk that takes so many bytes more."""

    def __init__(self, path: Path, space_bytes: int) -> None:
        super().__init__(path, "r+b")
        self.space_bytes = space_bytes

    def write(self, data: Any) -> int:
        part = memoryview(data)[: self.space_bytes]
        if not part:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.space_bytes -= len(part)
        return super().write(part)


def test_a_full_disk_leaves_the_state_before_and_space_lets_it_go_on(path: Path) -> None:
    doc = rich_document()
    journal = written(doc, path)
    first, size = doc.frozen(), path.stat().st_size
    assert journal._file is not None
    journal._file.close()
    journal._file = disk = FullDisk(path, 1000)
    stroke(doc, (20, 200), (500, 260))
    for _ in range(2):
        with pytest.raises(OSError, match="No space"):
            journal.write(doc.frozen(), {})
        assert path.stat().st_size == size
        assert same(first, JournalReader(path).document(open_document))
    disk.space_bytes = 10**9
    journal.write(doc.frozen(), {})
    journal.close()
    assert same(doc, JournalReader(path).document(open_document))
