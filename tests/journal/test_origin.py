"""What was opened from a file is safe before its pixels are in the journal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from editor.document import Document, TileGrid
from editor.document.flatten import flatten
from editor.formats import open_document, save_document
from editor.journal import DocumentJournal, Source
from editor.journal.files import JournalReader
from editor.journal.origin import Origin
from tests.journal.test_files import rich_document, same, stroke

SLICE = 300_000


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "opened.ora"
    doc = rich_document()
    doc.metadata = {}
    save_document(doc, path)
    return path


def opened(source: Path, folder: Path) -> tuple[Document, DocumentJournal]:
    folder.mkdir(exist_ok=True)
    known = Source.of(source)
    assert known is not None
    doc = open_document(source)
    journal = DocumentJournal(folder / "a.journal")
    journal.begin_from(known, doc.frozen())
    journal.write(doc.frozen(), {})
    return doc, journal


def recovered(journal: DocumentJournal) -> tuple[Document, int]:
    reader = JournalReader(journal.path)
    return reader.document(open_document), reader.lost_parts


def test_a_stroke_is_written_before_the_picture_below_it(source: Path, tmp_path: Path) -> None:
    doc, journal = opened(source, tmp_path / "journal")
    assert journal.path.stat().st_size < 5_000, "nothing of the picture yet"
    stroke(doc, (20, 20), (60, 60))
    journal.write(doc.frozen(), {})
    assert journal.path.stat().st_size < 60_000
    back, lost = recovered(journal)
    assert same(doc, back)
    assert lost == 0
    journal.close()


@pytest.mark.parametrize("how", ["replaced", "deleted"])
def test_the_file_may_be_replaced_or_deleted_meanwhile(
    source: Path, tmp_path: Path, how: str
) -> None:
    doc, journal = opened(source, tmp_path / "journal")
    if how == "deleted":
        source.unlink()
    else:
        other = Document(9, 9)
        save_document(other, source)
    stroke(doc, (20, 20), (60, 60))
    journal.write(doc.frozen(), {})
    back, lost = recovered(journal)
    assert same(doc, back)
    assert lost == 0
    journal.close()


def test_the_picture_follows_in_slices_and_the_file_is_let_go(source: Path, tmp_path: Path) -> None:
    doc, journal = opened(source, tmp_path / "journal")
    held = journal.path.with_suffix(".origin")
    slices = 0
    while journal.wants_filling:
        assert held.exists()
        journal.fill(SLICE)
        stroke(doc, (20, 20 + slices), (600, 60 + slices))
        journal.write(doc.frozen(), {})
        back, lost = recovered(journal)
        assert same(doc, back)
        assert lost == 0
        slices += 1
    assert slices > 2
    assert not held.exists()
    assert same(doc, recovered(journal)[0])
    journal.close()


def test_a_file_written_anew_keeps_what_only_the_source_has(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.journal.files._SLACK_BYTES", -1)
    doc, journal = opened(source, tmp_path / "journal")
    for step in range(4):
        stroke(doc, (20, 20 + step), (60, 60 + step))
        journal.write(doc.frozen(), {})
        assert same(doc, recovered(journal)[0])
    journal.close()


def test_a_source_that_was_written_over_is_counted_as_lost(source: Path, tmp_path: Path) -> None:
    doc, journal = opened(source, tmp_path / "journal")
    stroke(doc, (20, 20), (60, 60))
    journal.write(doc.frozen(), {})
    with source.open("r+b") as file:  # in place, so the second name sees it too
        file.write(b"spoiled")
    back, lost = recovered(journal)
    assert lost > 0
    assert (back.width, back.title) == (doc.width, doc.title)
    journal.close()


def test_a_file_that_changed_while_it_was_read_is_not_relied_on(
    source: Path, tmp_path: Path
) -> None:
    known = Source(source, (1, 1))
    doc = open_document(source)
    journal = DocumentJournal(tmp_path / "a.journal")
    journal.begin_from(known, doc.frozen())
    journal.write(doc.frozen(), {})
    assert not journal.wants_filling
    assert same(doc, recovered(journal)[0])
    journal.close()


def test_another_disk_gets_a_copy(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    doc, journal = opened(source, tmp_path / "journal")
    source.unlink()
    assert same(doc, recovered(journal)[0])
    journal.remove()
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_flat_picture_is_its_own_origin(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.radial_gradient("L").resize((900, 700)).convert("RGB").save(path)
    doc, journal = opened(path, tmp_path / "journal")
    stroke(doc, (20, 20), (600, 60))
    doc.channels = {"Sky": TileGrid(channels=1)}
    journal.write(doc.frozen(), {})
    back, lost = recovered(journal)
    assert lost == 0
    assert (flatten(back, back.bounds) == flatten(doc, doc.bounds)).all()
    journal.close()


def test_odd_words_about_an_origin_end_well(tmp_path: Path) -> None:
    for data in ({}, {"stamp": 3, "tiles": 1}, {"stamp": [1, 2], "tiles": "x"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            Origin.from_json(data, tmp_path / "a.journal")
