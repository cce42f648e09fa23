"""Points of a parameter are set by hand, and a run gets them in its picture's pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from editor.api import FigmentError, Native, Rect, Request, points_of
from editor.api.params import Params, Points
from editor.jobs.framing import frame_for, to_network
from editor.workbench import Workbench
from tests.desk_plugin import DESK_PLUGIN
from tests.scripted import scripted_workbench


@pytest.fixture
def workbench(tmp_path: Path):  # type: ignore[no-untyped-def]
    workbench = scripted_workbench(tmp_path, {"plates.py": DESK_PLUGIN}, on_event=lambda _: None)
    workbench.choice.choose("plates")
    workbench.new(100, 80)
    yield workbench
    workbench.close(timeout_s=5.0)


def test_points_are_placed_one_after_the_other_then_moved(workbench: Workbench) -> None:
    placing = workbench.placing
    placing.begin("spots")
    assert placing.next_name == "First"
    assert placing.place((10, 20)) == 0
    assert placing.next_name == "Second"
    assert workbench.choice.values["spots"] == ""
    placing.place((60.5, 20))
    assert workbench.choice.values["spots"] == "10,20 60.5,20"
    assert placing.place((55, 22)) == 1
    placing.move(0, (-5, 900))
    assert workbench.choice.values["spots"] == "0,80 55,22"
    placing.end()
    assert placing.field is None
    assert workbench.choice.values["spots"] == "0,80 55,22"


def test_a_value_that_is_typed_or_reset_is_followed(workbench: Workbench) -> None:
    workbench.choice.set_values({"spots": "1,2 3,4"})
    placing = workbench.placing
    placing.begin("spots")
    assert placing.points == [(1, 2), (3, 4)]
    workbench.choice.set_values({"spots": ""})
    assert placing.points == []
    assert placing.field is not None
    workbench.choice.set_values({"spots": "nonsense"})
    assert placing.points == []


def test_placing_ends_with_its_document(workbench: Workbench) -> None:
    workbench.placing.begin("spots")
    workbench.placing.place((1, 1))
    doc = workbench.require_document()
    workbench.close_document(doc)
    assert workbench.placing.field is None
    with pytest.raises(FigmentError, match="No picture is open"):
        workbench.placing.begin("spots")


class Spotted(Params):
    spots: str = Points("First", "Second")


def test_a_run_gets_points_in_the_pixels_of_its_picture() -> None:
    params = Spotted(spots="30,40 130,90")
    picture = np.zeros((100, 200, 4), np.uint8)
    request = Request(params=params, image=picture, rect=Rect(10, 20, 200, 100), size_px=(200, 100))
    frame = frame_for(request.rect, Native(100))
    inside = to_network(request, frame)
    # Half as large, and padded by 25 rows above.
    assert isinstance(inside.params, Spotted)
    assert points_of(inside.params.spots) == ((10, 35), (60, 60))
    assert params.spots == "30,40 130,90"
