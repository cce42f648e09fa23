"""Files are read and written beside the window's thread, and nothing is lost by it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from editor.api import FileError
from editor.document import Document, Layer
from editor.formats import ExportOptions, open_document
from editor.workbench.background import Background
from editor.workbench.filing import Filing
from tests.scripted import draw
from tests.workbench.conftest import Bench


class Gate:
    """A background thread that works only while the gate is open."""

    def __init__(self, bench: Bench) -> None:
        self.opened = threading.Event()
        self.background = Background("figment-files", bench.inbox.put)
        self.filing = Filing(bench.workbench, self.background)

    def hold(self) -> None:
        """Everything submitted from now on waits for `opened`."""
        self.background.submit(
            lambda: self.opened.wait(10), done=lambda _: None, failed=lambda _: None
        )


@pytest.fixture
def gate(bench: Bench) -> Gate:
    gate = Gate(bench)
    bench.workbench.filing = gate.filing
    bench.workbench._background = gate.background
    return gate


def picture(bench: Bench) -> Document:
    doc = bench.workbench.new(32, 24)
    draw(doc, (4, 4), (20, 12))
    return doc


def drawn(doc: Document) -> np.ndarray:
    """The pixels of the topmost layer."""
    top = doc.layers[-1]
    assert isinstance(top, Layer)
    return top.pixels.read(doc.bounds)


def test_a_save_writes_what_was_there_when_it_was_asked_for(
    bench: Bench, gate: Gate, tmp_path: Path
) -> None:
    doc = picture(bench)
    before = drawn(doc)
    gate.hold()
    bench.workbench.save(tmp_path / "a.ora")
    draw(doc, (1, 20), (30, 20))
    assert gate.filing.doing == "Saving “a.ora”"
    gate.opened.set()
    bench.pump(lambda: not gate.filing.doing)
    saved = open_document(tmp_path / "a.ora")
    np.testing.assert_array_equal(drawn(saved), before)
    assert doc.modified, "what was drawn during the save is not in the file"
    bench.workbench.undo()
    assert not doc.modified


def test_the_same_state_is_saved_once(bench: Bench, gate: Gate, tmp_path: Path) -> None:
    doc = picture(bench)
    gate.hold()
    for _ in range(3):
        bench.workbench.save(tmp_path / "a.ora")
    gate.opened.set()
    bench.pump(lambda: not gate.filing.doing)
    answers = [event for event in bench.seen if type(event).__name__ == "Answer"]
    assert len(answers) == 2, "the gate and one save"
    assert not doc.modified
    assert doc.path == tmp_path / "a.ora"


def test_whoever_waits_for_a_save_is_called_when_it_is_on_the_disk(
    bench: Bench, gate: Gate, tmp_path: Path
) -> None:
    doc = picture(bench)
    called: list[bool] = []
    gate.hold()
    bench.workbench.save(tmp_path / "a.ora")
    assert gate.filing.is_saving(doc)
    gate.filing.when_saved(doc, lambda: called.append((tmp_path / "a.ora").exists()))
    gate.opened.set()
    bench.pump(lambda: bool(called))
    assert called == [True]
    assert not gate.filing.is_saving(doc)


def test_a_save_that_fails_is_told_and_leaves_the_document_unsaved(
    bench: Bench, gate: Gate, tmp_path: Path
) -> None:
    doc = picture(bench)
    called: list[object] = []
    bench.workbench.save(tmp_path / "missing" / "a.ora")
    gate.filing.when_saved(doc, lambda: called.append(1))
    bench.pump(lambda: not gate.filing.doing)
    assert "does not exist" in bench.notices[-1].text
    assert doc.modified
    assert doc.path is None
    assert called == []


def test_what_can_be_known_before_is_refused_at_once(bench: Bench, tmp_path: Path) -> None:
    picture(bench)
    with pytest.raises(FileError, match="layers"):
        bench.workbench.save(tmp_path / "a.png")
    with pytest.raises(FileError, match="not a format"):
        bench.workbench.save(tmp_path / "a.xyz")


def test_files_open_in_their_order_and_once(bench: Bench, gate: Gate, tmp_path: Path) -> None:
    for name in ("a", "b"):
        picture(bench)
        bench.workbench.save(tmp_path / f"{name}.ora")
    bench.pump(lambda: not gate.filing.doing)
    for doc in list(bench.workbench.documents):
        bench.workbench.close_document(doc)
    for name in ("b", "a", "b", "none"):
        gate.filing.open(tmp_path / f"{name}.ora")
    bench.pump(lambda: not gate.filing.doing)
    assert [doc.title for doc in bench.workbench.documents] == ["b", "a"]
    assert bench.workbench.require_document().title == "b"
    assert "does not exist" in bench.notices[-1].text


def test_an_import_for_a_closed_picture_goes_nowhere(
    bench: Bench, gate: Gate, tmp_path: Path
) -> None:
    doc = picture(bench)
    gate.filing.export(doc, tmp_path / "a.png", ExportOptions())
    bench.pump(lambda: not gate.filing.doing)
    assert bench.notices[-1].text == "Exported “a.png”."
    gate.filing.import_as_layer(doc, tmp_path / "a.png")
    bench.pump(lambda: not gate.filing.doing)
    assert [node.name for node in doc.layers][-1] == "a"
    gate.hold()
    gate.filing.import_as_layer(doc, tmp_path / "a.png")
    bench.workbench.close_document(doc)
    gate.opened.set()
    bench.pump(lambda: not gate.filing.doing)
    assert bench.workbench.documents == []


@pytest.mark.logs_warnings
def test_an_error_of_our_own_is_told_and_the_thread_goes_on(bench: Bench) -> None:
    background = Background("figment-files", bench.inbox.put)
    told: list[object] = []

    def broken() -> object:
        raise ZeroDivisionError

    background.submit(broken, done=told.append, failed=lambda error: told.append(error.text))
    background.submit(lambda: 7, done=told.append, failed=told.append)
    background.close()
    bench.pump(lambda: len(told) == 2)
    assert told == ["Something went wrong inside Figment.", 7]


def test_closing_ends_what_was_begun(bench: Bench, gate: Gate, tmp_path: Path) -> None:
    picture(bench)
    bench.workbench.save(tmp_path / "a.ora")
    bench.workbench.close(timeout_s=5.0)
    assert open_document(tmp_path / "a.ora").width == 32


def test_a_frozen_document_does_not_change(bench: Bench) -> None:
    doc = picture(bench)
    frozen = doc.frozen()
    before = drawn(frozen)
    draw(doc, (1, 20), (30, 20))
    assert not np.array_equal(drawn(doc), before)
    np.testing.assert_array_equal(drawn(frozen), before)
    assert frozen.title == doc.title
