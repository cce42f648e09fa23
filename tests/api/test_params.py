"""Points and amounts: what is taken, and what is said of the rest."""

from __future__ import annotations

import pytest

from editor.api import (
    Amounts,
    Desk,
    Finds,
    Generator,
    InvalidParams,
    Params,
    Points,
    Spot,
    Verb,
    amounts_of,
    param_fields,
    points_of,
    validate_params,
)
from editor.api.declaration import declaration_problems


class Both(Params):
    eyes: str = Points("Left", "Right", title="Eyes")
    own: str = Amounts(kind="ramp", minimum=-1, maximum=2, step=0.1, unit="SD")


def test_they_are_declared_with_all_that_a_form_needs() -> None:
    eyes, own = param_fields(Both)
    assert (eyes.kind, eyes.type, eyes.points, eyes.default) == (
        "points",
        str,
        ("Left", "Right"),
        "",
    )
    assert (own.kind, own.model_kind, own.minimum, own.maximum) == ("amounts", "ramp", -1, 2)


def test_their_values_are_read() -> None:
    values = {"eyes": "1,2.5  3,-4", "own": " beard=1.5, /a/b c.json=-0.5,none=0 "}
    params = validate_params(Both, values)
    assert points_of(params.eyes) == ((1, 2.5), (3, -4))  # type: ignore[attr-defined]
    assert amounts_of(params.own) == {"beard": 1.5, "/a/b c.json": -0.5}  # type: ignore[attr-defined]
    assert points_of("") == ()
    assert amounts_of("") == {}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"eyes": "1,2"}, "2 places or none: Left, Right"),
        ({"eyes": "1 2 3 4"}, "places such as"),
        ({"eyes": "nan,2 3,4"}, "places such as"),
        ({"own": "beard"}, "names with amounts"),
        ({"own": "beard=much"}, "names with amounts"),
        ({"own": "beard=inf"}, "names with amounts"),
        ({"own": "beard=2.5"}, "between -1 and 2 for beard"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(values: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidParams, match=said):
        validate_params(Both, values)


def test_finding_without_a_way_to_find_or_to_place_is_refused() -> None:
    class Blind(Generator):
        id, title = "blind", "Blind"
        finds = Finds("Thing", none="There is nothing.")

        def run(self, request: object, context: object) -> object:
            return None

    class Astray(Blind):
        finds = Finds("Thing", none="There is nothing.", by_hand="places")

        def find(self, request: object, context: object) -> tuple[Spot, ...]:
            return ()

    assert "no find method" in " ".join(declaration_problems(Blind))
    assert "no parameter of points: 'places'" in " ".join(declaration_problems(Astray))


def test_a_desk_without_work_or_with_twins_is_refused() -> None:
    class Idle(Generator):
        id, title = "idle", "Idle"
        desk = Desk("Desk", (Verb("a", "A"), Verb("a", "B"), Verb("C c", "C")))

        def run(self, request: object, context: object) -> object:
            return None

    problems = " ".join(declaration_problems(Idle))
    assert "two verbs with one id" in problems
    assert "the id 'C c'" in problems
    assert "no work method" in problems
