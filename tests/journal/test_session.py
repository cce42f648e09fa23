"""Journals belong to one running program each, and come back when it is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.document import Document, commands
from editor.formats import open_document
from editor.journal import ALL_SAVED, Session
from editor.journal.locks import FolderLock
from tests.journal.test_files import rich_document, same


def left_behind(parent: Path, doc: Document, **facts: object) -> Path:
    """What a killed program leaves: journals in a folder that nobody holds."""
    session = Session(parent)
    session.begin()
    journal = session.journal(doc.id)
    journal.write(doc.frozen(), facts)
    journal.close()
    session.close()
    return journal.path


def test_what_a_program_left_is_found_once(tmp_path: Path) -> None:
    doc = rich_document()
    path = left_behind(tmp_path, doc)
    first, second = Session(tmp_path), Session(tmp_path)
    found = first.find().documents
    assert [left.title for left in found] == [doc.title]
    assert same(found[0].document(open_document), doc)
    assert second.find().documents == [], "the first one has it"
    first.close()
    assert len(second.find().documents) == 1, "nobody answered, so it is offered again"
    second.close()
    assert path.exists()


def test_what_is_removed_leaves_no_folder(tmp_path: Path) -> None:
    left_behind(tmp_path, rich_document())
    session = Session(tmp_path)
    for left in session.find().documents:
        left.remove()
    session.close()
    assert list(tmp_path.iterdir()) == []


def test_what_has_nothing_unsaved_is_not_offered(tmp_path: Path) -> None:
    path = left_behind(tmp_path, rich_document(), **{ALL_SAVED: True})
    session = Session(tmp_path)
    assert session.find().documents == []
    assert not path.exists()
    session.close()


def test_the_journals_of_a_running_program_are_its_own(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from editor.journal import Session\n"
        "from editor.document import commands\n"
        "s = Session(Path(sys.argv[1])); s.begin(); d = commands.new_document(9, 9)\n"
        "s.journal(d.id).write(d.frozen(), {}); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        session = Session(tmp_path)
        assert session.find().documents == []
        other.kill()
        other.wait()
        assert len(session.find().documents) == 1
        session.close()


def test_damaged_and_newer_journals_end_well(tmp_path: Path) -> None:
    damaged = left_behind(tmp_path, commands.new_document(8, 8))
    newer = left_behind(tmp_path, commands.new_document(8, 8))
    data = newer.read_bytes()
    newer.write_bytes(data[:16] + b"\x63" + data[17:])
    damaged.write_bytes(b"\x00" * 300)
    session = Session(tmp_path)
    findings = session.find()
    session.close()
    assert findings.documents == []
    assert findings.newer == 1
    assert [path.suffix for path in findings.damaged] == [".damaged"]
    assert newer.exists()
    again = Session(tmp_path)
    assert again.find().damaged == [], "told once"
    again.close()


def test_strange_folders_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder")
    young, old = tmp_path / "young", tmp_path / "old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 1000,) * 2)
    lock = FolderLock.take(young)
    assert lock is not None
    assert FolderLock.take(young) is None, "not even twice by one program"
    lock.release()
    session = Session(tmp_path)
    assert session.find().documents == []
    session.close()
    assert young.exists(), "it may be about to be used"
    assert not old.exists()


@pytest.mark.parametrize(("jump_s", "stays"), [(-86_400, True), (0, True), (86_400, False)])
def test_a_folder_that_another_program_just_made_survives_a_clock_that_was_set(
    tmp_path: Path, jump_s: float, stays: bool
) -> None:
    made = tmp_path / "4242-just-made"  # and its lock not yet taken
    made.mkdir()
    session = Session(tmp_path, clock=lambda: made.stat().st_mtime + jump_s)
    assert session.find().documents == []
    session.close()
    assert made.exists() is stays


def test_strokes_come_back_in_their_order_whatever_the_clock_says(tmp_path: Path) -> None:
    doc = commands.new_document(64, 64)
    session = Session(tmp_path)
    session.begin()
    journal = session.journal(doc.id)
    for number, written_s in enumerate((2e9, 1e9, 1.5e9)):
        doc.title = f"state {number}"
        journal.write(doc.frozen(), {})
        os.utime(journal.path, (written_s, written_s))
    journal.close()
    session.close()
    later = Session(tmp_path, clock=lambda: 1.0)
    (left,) = later.find().documents
    assert left.title == "state 2"
    later.close()
