"""Every edit is journalled, and what a killed program left is offered, opened or discarded."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.document import Document
from editor.document.desk_pieces import DESK, DeskPiece
from editor.document.flatten import flatten
from editor.journal import Session
from editor.workbench import Workbench
from editor.workbench.filing import Filing
from editor.workbench.recovery import Recovery
from tests.scripted import draw
from tests.workbench.conftest import Bench


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def start(bench: Bench, folder: Path) -> Iterator[Callable[[], Recovery]]:
    """Starts the keeping of journals, as a new program would, on the same workbench."""
    started: list[Recovery] = []

    def begin() -> Recovery:
        recovery = Recovery(bench.workbench, folder, bench.inbox.put)
        bench.workbench.recovery = recovery
        started.append(recovery)
        return recovery

    yield begin
    for recovery in started:
        recovery.close()


def idle(bench: Bench) -> None:
    """Until nothing is waiting to be written."""
    recovery = bench.workbench.recovery

    def is_idle() -> bool:
        recovery.flush()
        return not recovery._waiting and not recovery._writing

    bench.pump(is_idle)


def is_settled(bench: Bench, folder: Path) -> bool:
    """Whether nothing is waiting, and no file stands for a picture that was not changed."""
    idle(bench)
    return not list(folder.glob("*/*.origin"))


def flushed(bench: Bench, until: Callable[[], bool]) -> bool:
    """Whether something holds, once more was written."""
    bench.workbench.recovery.flush()
    return until()


def crash(bench: Bench) -> list[Document]:
    """The program is gone, and its journals stay."""
    docs = list(bench.workbench.documents)
    bench.workbench.recovery.close()
    for doc in docs:
        bench.workbench.recovery = Recovery(bench.workbench, None, None)
        bench.workbench.close_document(doc)
    gc.collect()
    return docs


def journals(folder: Path) -> list[Path]:
    return list(folder.glob("*/*.journal"))


def offer(bench: Bench) -> None:
    """Looks for what was left, until the notice with answers is there."""
    bench.workbench.recovery.look()
    bench.pump(lambda: any(notice.answers for notice in bench.notices))


def answer(bench: Bench, label: str) -> None:
    choices = [choice for notice in bench.notices for choice in notice.answers]
    next(choice for choice in choices if choice.label == label).call()


def test_what_was_drawn_comes_back_with_its_waiting_results(
    bench: Bench, start: Callable[[], Recovery], folder: Path
) -> None:
    start()
    workbench: Workbench = bench.workbench
    doc = workbench.new(64, 48)
    draw(doc, (5, 5), (50, 40))
    workbench.choice.choose("plain")
    workbench.generate()
    bench.pump_to_end()
    idle(bench)
    results = [variant.rgba for variant in workbench.variants]
    seen = flatten(doc, doc.bounds)
    crash(bench)

    start()
    offer(bench)
    assert "“Untitled 1”" in bench.notices[-1].text
    answer(bench, "Open")
    bench.pump(lambda: bool(workbench.documents))
    back = workbench.require_document()
    np.testing.assert_array_equal(flatten(back, back.bounds), seen)
    assert back.modified
    assert back.title == "Untitled 1"
    assert len(workbench.variants) == len(results) == 1
    np.testing.assert_array_equal(workbench.variants[0].rgba, results[0])
    idle(bench)
    bench.pump(lambda: len(journals(folder)) == 1)
    workbench.accept(workbench.variants[0])


def test_a_recovered_document_survives_a_second_crash(
    bench: Bench, start: Callable[[], Recovery]
) -> None:
    start()
    doc = bench.workbench.new(64, 48)
    draw(doc, (5, 5), (50, 40))
    idle(bench)
    seen = flatten(doc, doc.bounds)
    for _ in range(2):
        crash(bench)
        bench.notices.clear()
        start()
        offer(bench)
        answer(bench, "Open")
        bench.pump(lambda: bool(bench.workbench.documents))
        idle(bench)
    back = bench.workbench.require_document()
    np.testing.assert_array_equal(flatten(back, back.bounds), seen)


def test_a_piece_that_is_made_or_removed_is_journalled_at_once(
    bench: Bench, start: Callable[[], Recovery], folder: Path
) -> None:
    start()
    doc = bench.workbench.new(64, 48)
    kept, gone = (DeskPiece(i, "plates", np.full((9, 7, 4), i, np.uint8)) for i in (1, 2))
    doc.metadata[DESK] = (kept, gone)
    bench.workbench.desk.remove([gone])
    idle(bench)
    crash(bench)
    start()
    offer(bench)
    answer(bench, "Open")
    bench.pump(lambda: bool(bench.workbench.documents))
    (back,) = bench.workbench.require_document().metadata[DESK]
    assert back.number == 1
    np.testing.assert_array_equal(back.rgba, kept.rgba)


def test_discarding_deletes_it(bench: Bench, start: Callable[[], Recovery], folder: Path) -> None:
    start()
    draw(bench.workbench.new(64, 48), (5, 5), (50, 40))
    idle(bench)
    crash(bench)
    recovery = start()
    offer(bench)
    answer(bench, "Discard")
    recovery.close()
    assert list(folder.iterdir()) == []


def test_saved_and_closed_documents_leave_nothing(
    bench: Bench, start: Callable[[], Recovery], folder: Path, tmp_path: Path
) -> None:
    recovery = start()
    first, second = bench.workbench.new(16, 16), bench.workbench.new(16, 16)
    for doc in (first, second):
        draw(doc, (5, 5), (9, 9))
    idle(bench)
    assert len(journals(folder)) == 2
    bench.workbench.close_document(first)
    bench.workbench.save(tmp_path / "a.ora")
    idle(bench)
    recovery.close()
    assert len(journals(folder)) == 1
    after = Session(folder)
    assert after.find().documents == [], "what was saved is not offered"
    after.close()


def test_a_picture_that_was_only_looked_at_is_not_written_and_not_offered(
    bench: Bench,
    start: Callable[[], Recovery],
    folder: Path,
    tmp_path: Path,
) -> None:
    draw(bench.workbench.new(600, 600), (5, 5), (590, 590))
    bench.workbench.save(tmp_path / "a.ora")
    bench.workbench.close_document(bench.workbench.require_document())
    start()
    bench.workbench.open(tmp_path / "a.ora")
    for _ in range(3):
        idle(bench)
    (journal,) = journals(folder)
    assert journal.stat().st_size < 4000
    assert journal.with_suffix(".origin").exists()
    crash(bench)
    after = Session(folder)
    assert after.find().documents == []
    after.close()
    assert list(folder.iterdir()) == []


def test_a_stroke_on_an_opened_picture_comes_back_before_and_after_it_is_written(
    bench: Bench, start: Callable[[], Recovery], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.ora"
    draw(bench.workbench.new(1300, 600), (5, 5), (1290, 590))
    bench.workbench.save(path)
    bench.workbench.close_document(bench.workbench.require_document())
    for is_written in (False, True):
        bench.notices.clear()
        recovery = start()
        doc = bench.workbench.open(path)
        draw(doc, (5, 300), (700, 300))
        seen = flatten(doc, doc.bounds)
        recovery.flush()
        if is_written:
            bench.pump(lambda: is_settled(bench, folder))
        crash(bench)
        assert bool(list(folder.glob("*/*.origin"))) is not is_written
        recovery = start()
        offer(bench)
        answer(bench, "Open")
        bench.pump(lambda: bool(bench.workbench.documents))
        back = bench.workbench.require_document()
        np.testing.assert_array_equal(flatten(back, back.bounds), seen)
        bench.workbench.close_document(back)
        recovery.close()
        assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_once_and_work_goes_on(
    bench: Bench, start: Callable[[], Recovery], folder: Path
) -> None:
    folder.write_text("a file is in the way")
    recovery = start()
    doc = bench.workbench.new(32, 32)
    for step in range(3):
        draw(doc, (5, 5 + step), (20, 20))
        recovery._retry_at_s = 0.0
        recovery.flush()
        bench.pump(lambda: not recovery._writing)
    assert len(bench.notices) == 1
    assert bench.notices[0].level == "warning"
    folder.unlink()
    recovery._retry_at_s = 0.0
    idle(bench)
    assert len(journals(folder)) == 1, "it catches up by itself"


def test_an_open_file_and_a_recovered_one_do_not_share_a_path(
    bench: Bench, start: Callable[[], Recovery], tmp_path: Path
) -> None:
    start()
    path = tmp_path / "a.ora"
    doc = bench.workbench.new(32, 32)
    bench.workbench.save(path)
    draw(doc, (5, 5), (20, 20))
    idle(bench)
    crash(bench)
    start()
    bench.workbench.open(path)
    offer(bench)
    answer(bench, "Open")
    bench.pump(lambda: len(bench.workbench.documents) == 2)
    assert [doc.path for doc in bench.workbench.documents] == [path, None]


def test_journals_that_cannot_be_written_are_told_of_with_the_true_reason(
    bench: Bench, folder: Path, start: Callable[[], Recovery]
) -> None:
    folder.write_text("no folder")
    start()
    doc = bench.workbench.new(64, 64)
    draw(doc, (4, 4), (60, 60))
    bench.pump(lambda: flushed(bench, lambda: bool(bench.notices)))
    (notice,) = bench.notices
    assert notice.text.startswith("What you do cannot be kept safe against a crash")
    assert notice.hint.startswith("Save your work. The folder “")
    assert notice.hint.endswith("cannot be made: see what lies in its place.")
    folder.unlink()


@pytest.mark.parametrize("changed", [True, False])
def test_a_recovered_document_knows_whether_its_file_was_changed_meanwhile(
    bench: Bench, start: Callable[[], Recovery], tmp_path: Path, changed: bool
) -> None:
    start()
    workbench, path = bench.workbench, tmp_path / "a.ora"
    doc = workbench.new(64, 48)
    workbench.save(path)
    bench.pump(lambda: not workbench.filing.doing)
    draw(doc, (5, 5), (50, 40))
    idle(bench)
    crash(bench)
    workbench.filing = Filing(workbench, workbench._background)  # as in another program
    if changed:
        path.write_bytes(b"theirs")
    start()
    offer(bench)
    answer(bench, "Open")
    bench.pump(lambda: bool(workbench.documents))
    back = workbench.require_document()
    assert back.path == path
    assert workbench.filing.was_changed(back, path) is changed
