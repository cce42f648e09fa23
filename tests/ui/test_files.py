"""Saving, opening and closing through the window, with files on a thread of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.formats import open_document
from editor.ui.dialogs.unsaved import UnsavedDialog
from tests.ui.conftest import Studio


@pytest.fixture
def held(studio: Studio) -> Iterator[threading.Event]:
    """The files' thread waits until the event is set."""
    release = threading.Event()
    studio.workbench._background.submit(
        lambda: release.wait(10), done=lambda _: None, failed=lambda _: None
    )
    yield release
    release.set()


def settled(studio: Studio) -> None:
    studio.qtbot.waitUntil(lambda: not studio.workbench.filing.doing)


def test_the_window_goes_on_while_a_save_is_written(
    studio: Studio, held: threading.Event, tmp_path: Path
) -> None:
    doc = studio.drawing()
    studio.answers.save_path = tmp_path / "a.ora"
    studio.run("file.save")
    assert studio.window.status.job.text() == "Saving “a.ora”"
    assert studio.window.status.progress.isVisible()
    studio.draw(doc, (20, 3), (40, 3))
    held.set()
    settled(studio)
    assert not studio.window.status.progress.isVisible()
    assert studio.window.isWindowModified(), "the second stroke is not in the file"
    assert doc.title == "a"
    studio.run("file.save")
    settled(studio)
    assert not studio.window.isWindowModified()


def test_a_picture_that_is_being_saved_closes_when_it_is_saved(
    studio: Studio, held: threading.Event, tmp_path: Path
) -> None:
    doc = studio.drawing()
    studio.answers.save_path = tmp_path / "a.ora"
    studio.run("file.save")
    assert not studio.window.files.close(doc)
    assert doc in studio.workbench.documents
    held.set()
    studio.qtbot.waitUntil(lambda: doc not in studio.workbench.documents)
    assert UnsavedDialog not in studio.answers.asked


def test_answering_save_saves_and_then_closes_the_window(
    studio: Studio, held: threading.Event, tmp_path: Path
) -> None:
    first, second = studio.drawing(), studio.drawing()
    studio.answers.save_path = tmp_path / "a.ora"
    answers = iter(("discard", "save"))
    asked: list[str] = []

    def ask(title: str, *_: object, **__: object) -> str:
        asked.append(title)
        return next(answers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnsavedDialog, "ask", ask)
        assert not studio.window.close()
        assert studio.window.isVisible()
        held.set()
        studio.qtbot.waitUntil(lambda: not studio.window.isVisible())
    assert asked == ["Untitled 1", "Untitled 2"], "nothing is asked twice"
    assert first.modified
    assert not second.modified
    assert open_document(tmp_path / "a.ora").width == second.width


def test_a_save_that_fails_keeps_the_window_open(studio: Studio, tmp_path: Path) -> None:
    doc = studio.drawing()
    studio.answers.save_path = tmp_path / "nowhere" / "a.ora"
    studio.answers.answers[UnsavedDialog] = "save"
    assert not studio.window.files.close(doc)
    settled(studio)
    assert "does not exist" in studio.notices[-1].text
    assert doc in studio.workbench.documents
    assert doc.modified
    studio.answers.answers[UnsavedDialog] = "discard"


def test_staying_forgets_what_was_given_up(studio: Studio) -> None:
    doc = studio.drawing()
    studio.drawing()
    answers = iter(("discard", "cancel", "discard"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnsavedDialog, "ask", lambda *_, **__: next(answers))
        assert not studio.window.files.close_all()
        assert studio.window.files.close(doc), "asked again"
        with pytest.raises(StopIteration):
            next(answers)


@pytest.mark.parametrize("deleted", [True, False])
def test_a_file_that_another_program_changed_is_not_replaced_unasked(
    studio: Studio, tmp_path: Path, deleted: bool
) -> None:
    path = tmp_path / "a.ora"
    studio.answers.save_path = path
    doc = studio.drawing()
    studio.run("file.save")
    settled(studio)
    studio.window.files.close(doc)
    studio.window.files.open_paths([path])
    settled(studio)
    doc = studio.doc
    studio.draw(doc, (20, 3), (40, 3))
    if deleted:
        path.unlink()
    else:
        path.write_bytes(b"theirs")
    studio.run("file.save")
    settled(studio)
    assert not path.exists() if deleted else path.read_bytes() == b"theirs"
    assert studio.window.isWindowModified()
    choices = {choice.label: choice for choice in studio.notices[-1].answers}
    assert set(choices) == {"Save As…", "Write Anyway"}
    choices["Write Anyway"].call()
    settled(studio)
    assert not studio.window.isWindowModified()
    assert open_document(path).width == doc.width
    studio.draw(doc, (20, 9), (40, 9))
    studio.run("file.save")
    settled(studio)
    assert not studio.window.isWindowModified(), "what we wrote ourselves is no change by others"


@pytest.mark.parametrize(
    ("harm", "told_first", "told_then"),
    [
        ("folder", "“a.ora” is a folder now, so it was not saved.", "“a.ora” is a folder."),
        ("gone", "“a.ora” is no longer there, so it was not saved.", "does not exist"),
    ],
)
def test_a_file_that_something_else_took_the_place_of_costs_no_work(
    studio: Studio, tmp_path: Path, harm: str, told_first: str, told_then: str
) -> None:
    path = tmp_path / "mine" / "a.ora"
    path.parent.mkdir()
    studio.answers.save_path = path
    doc = studio.drawing()
    studio.run("file.save")
    settled(studio)
    studio.draw(doc, (20, 3), (40, 3))
    path.unlink()
    path.mkdir() if harm == "folder" else path.parent.rmdir()
    studio.run("file.save")
    assert studio.notices[-1].text == told_first
    {choice.label: choice for choice in studio.notices[-1].answers}["Write Anyway"].call()
    settled(studio)
    assert told_then in studio.notices[-1].text
    assert doc.modified
    assert not [one for one in path.parent.rglob("*") if one.is_file()]
    studio.answers.save_path = tmp_path / "b.ora"
    studio.run("file.save_as")
    settled(studio)
    assert not doc.modified
