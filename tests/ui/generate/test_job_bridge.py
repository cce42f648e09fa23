"""Events cross from any thread to the GUI thread, in order, without a flood of previews."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.jobs import events
from editor.ui.generate.job_bridge import JobBridge


class Listener:
    """Stands where the workbench does, and records."""

    def __init__(self) -> None:
        self.got: list[tuple[object, threading.Thread]] = []
        self.raise_at: object = None

    def on_job_event(self, event: object) -> None:
        self.got.append((event, threading.current_thread()))
        if event is self.raise_at:
            raise RuntimeError("a handler failed")


def preview(job_id: str) -> events.Preview:
    return events.Preview(job_id, np.zeros((2, 2, 4), np.uint8), Rect(0, 0, 2, 2))


@pytest.fixture
def bridge(qapp: QApplication) -> JobBridge:
    return JobBridge()


def test_events_from_a_worker_arrive_in_order_on_the_gui_thread(
    bridge: JobBridge, qtbot: QtBot
) -> None:
    listener = Listener()
    bridge.connect_to(listener)  # type: ignore[arg-type]  # records what a workbench would get
    sent = [events.Queued(str(index)) for index in range(2000)]

    def post() -> None:
        for event in sent:
            bridge.post(event)

    worker = threading.Thread(target=post)
    worker.start()
    qtbot.waitUntil(lambda: len(listener.got) == len(sent))
    worker.join()
    assert [event for event, _ in listener.got] == sent
    assert {thread for _, thread in listener.got} == {threading.main_thread()}


def test_only_the_newest_preview_of_a_job_is_handed_on(bridge: JobBridge, qtbot: QtBot) -> None:
    listener = Listener()
    bridge.connect_to(listener)  # type: ignore[arg-type]  # records what a workbench would get
    first, other, newest = preview("a"), preview("b"), preview("a")
    end = events.Finished("a", 1.0)
    for event in (first, other, newest, end):
        bridge.post(event)
    qtbot.waitUntil(lambda: len(listener.got) == 3)
    assert [event for event, _ in listener.got] == [other, newest, end]


def test_what_came_before_the_workbench_is_kept_for_it(bridge: JobBridge, qtbot: QtBot) -> None:
    bridge.post(events.Queued("early"))
    listener = Listener()
    bridge.connect_to(listener)  # type: ignore[arg-type]  # records what a workbench would get
    qtbot.waitUntil(lambda: len(listener.got) == 1)


def test_a_failing_handler_does_not_hold_up_later_events(bridge: JobBridge, qtbot: QtBot) -> None:
    listener = Listener()
    bridge.connect_to(listener)  # type: ignore[arg-type]  # records what a workbench would get
    bad = listener.raise_at = events.Queued("bad")
    with qtbot.captureExceptions() as caught:
        for event in (bad, events.Queued("good")):
            bridge.post(event)
        qtbot.waitUntil(lambda: len(listener.got) == 2)
    assert len(caught) == 1
