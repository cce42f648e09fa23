"""Training beside the program: a real process that is watched, stopped, crashes, and goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.api import FigmentError, TrainingFolder
from editor.host.markers import is_alive
from editor.workbench import Notice, Workbench
from editor.workbench.survey import Found
from tests.school import write_pictures, write_school
from tests.scripted import scripted_workbench


class Class:
    """A workbench whose training is looked at until something holds."""

    def __init__(self, workbench: Workbench, data: Path) -> None:
        self.workbench = workbench
        self.trainings = workbench.trainings
        self.data = data
        self.notices: list[Notice] = []
        workbench.notice.connect(self.notices.append)

    def start(self, steps: int = 3) -> None:
        generator = self.workbench.registry.get("learner")
        plan = self.trainings.plan(generator, [self.data], name="mine", steps=steps)
        self.trainings.start(plan)

    def wait(self, holds: Callable[[], bool]) -> None:
        until_s = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < until_s, self.trainings.state
            self.trainings.look()
            time.sleep(0.02)

    def wait_for(self, phase: str) -> None:
        self.wait(lambda: self.trainings.state is not None and self.trainings.state.phase == phase)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Class]:
    workbench = scripted_workbench(tmp_path, {}, on_event=lambda _event: None)
    write_school(tmp_path / "plugins")
    workbench.registry.refresh()
    workbench.choice.choose("plain")
    yield Class(workbench, write_pictures(tmp_path / "pictures", count=3))
    workbench.close(timeout_s=5.0)


def test_a_trained_model_can_be_chosen_at_once(room: Class) -> None:
    made: list[object] = []
    room.trainings.model_made.connect(made.append)
    room.start()
    assert room.trainings.is_running
    with pytest.raises(FigmentError, match="already"):
        room.start()
    room.wait_for("done")
    state = room.trainings.state
    assert state is not None
    assert made == [state.model] == room.workbench.catalogue.list("learner")
    assert state.notices[0] == "The chalk is short."
    (notice,) = room.notices
    assert notice.text == "The model “mine” is trained."
    notice.answers[0].call()
    assert room.workbench.choice.generator is room.workbench.registry.get("learner")
    assert room.workbench.choice.values["model"] == "mine"
    with pytest.raises(FigmentError, match="already"):
        room.start()


def test_it_has_less_right_to_the_processor_and_ends_with_the_workbench(room: Class) -> None:
    (room.data / "wait").touch()
    room.start()
    process = room.trainings._process
    assert process is not None
    room.wait(lambda: room.trainings.state is not None and room.trainings.state.fraction > 0)
    if hasattr(os, "getpriority"):
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    room.trainings.close()
    assert not is_alive(process.pid)
    assert [plan.name for plan in room.trainings.interrupted] == ["mine"]


def test_one_that_was_stopped_goes_on_later(room: Class) -> None:
    (room.data / "wait").touch()
    room.start(steps=9)
    room.wait(lambda: room.trainings.state is not None and bool(room.trainings.state.notices))
    room.trainings.stop()
    room.wait_for("stopped")
    assert room.notices == []
    (room.data / "wait").unlink()
    (plan,) = room.trainings.interrupted
    assert (plan.name, plan.steps, plan.data) == ("mine", 9, (room.data,))
    room.trainings.start(plan)
    room.wait_for("done")
    assert room.workbench.catalogue.find("learner", "mine").card["begun"] == 1
    assert room.trainings.interrupted == []


def test_a_failure_is_told_with_its_details(room: Class) -> None:
    (room.data / "fail").touch()
    room.start()
    room.wait_for("failed")
    (notice,) = room.notices
    assert notice.level == "error"
    assert "the chalk broke" in notice.text
    assert "lessons.py" in notice.details


def test_a_crash_of_it_harms_nothing(room: Class) -> None:
    (room.data / "crash").touch()
    room.start()
    room.wait_for("failed")
    assert room.notices[0].text == "The training ended unexpectedly."
    assert "exit code 7" in room.notices[0].details
    (plan,) = room.trainings.interrupted
    room.trainings.discard(plan)
    assert room.trainings.interrupted == []


def test_what_cannot_begin_is_refused_before(room: Class) -> None:
    learner = room.workbench.registry.get("learner")
    with pytest.raises(FigmentError, match="no name"):
        room.trainings.plan(learner, [room.data], name="a/b", steps=None)
    with pytest.raises(FigmentError, match="no folder"):
        room.trainings.plan(learner, [room.data / "not"], name="mine", steps=None)


def test_folders_are_looked_through(room: Class, tmp_path: Path) -> None:
    write_pictures(tmp_path / "more" / "below", count=2, broken=5)
    letters = room.workbench.registry.get("own").train_folders[0]
    found = survey(room, [tmp_path / "more"], TrainingFolder("Pictures"))
    assert found.pictures == 2
    assert found.left_out().endswith(
        "below/broken-0.jpg, below/broken-1.jpg, below/broken-2.jpg and 2 more."
    )
    assert found.problem(TrainingFolder("Pictures")) == ""
    assert found.problem(TrainingFolder("Pictures", fewest=3)) == "At least 3 pictures are needed."
    found = survey(room, [tmp_path / "more"], letters)
    assert found.problem(letters) == "There is no words.csv in it."
    assert "no folder" in survey(room, [tmp_path / "not"], letters).problem(letters)


def survey(room: Class, folders: list[Path], wanted: TrainingFolder) -> Found:
    told: list[Found] = []
    room.trainings.survey(folders, wanted, told.append)
    assert told[-1].is_done
    return told[-1]
