"""The conformance kit passes what keeps to the contract and names what does not."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from editor.api import (
    IMAGE,
    AnySize,
    Cancelled,
    Context,
    Generator,
    Multiple,
    Native,
    Params,
    Rect,
    Request,
    Result,
    Slider,
    Trace,
)
from editor.api.testing import ConformanceError, check_generator, examine, example_request
from editor.host import discover
from tests.fixtures import ECHO, HELLO


class Sound(Generator):
    id = "sound"
    title = "Sound"
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE})

    def run(self, request: Request, context: Context) -> Any:
        assert request.image is not None
        random = np.random.default_rng(request.seed)
        for _ in context.steps(3):
            context.preview(request.image)
        return random.integers(0, 256, request.image.shape, np.uint8)


def failures(generator: type[Generator], **options: Any) -> str:
    return "\n".join(examine(generator, **options).failures)


def test_a_sound_generator_passes() -> None:
    report = check_generator(Sound)
    assert report.failures == []
    assert {"declaration", "params", "cancel", "seed", "network", "imports"} <= set(report.checks)


def test_the_fixtures_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(ECHO))
    monkeypatch.delitem(sys.modules, "echo_plugin", raising=False)
    registry = discover(folders=[HELLO], markers=tmp_path)
    check_generator(registry.get("echo"), params={"noise": True, "steps": 2})
    check_generator(registry.get("echo-size"), params={"width": 32, "height": 16})
    check_generator(registry.get("negative"))


def test_hello_world_is_twelve_lines_at_most() -> None:
    lines = (HELLO / "negative.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 12


def test_one_that_denies_what_its_seeds_do_is_caught() -> None:
    class Denying(Sound):
        varies = False

    class Shaded(Sound):
        class Params(Params):
            grain: int = Slider(0, 0, 9)

        @classmethod
        def varies_for(cls, params: Any) -> bool:
            return bool(params.grain)

        def run(self, request: Request, context: Context) -> Any:
            assert request.image is not None
            return request.image + np.uint8(request.params.grain * (request.seed % 9))

    assert "does not vary" in failures(Denying)
    for grain in (0, 3):
        check_generator(Shaded, params={"grain": grain})


def test_an_unseeded_generator_is_caught() -> None:
    class Unseeded(Sound):
        def run(self, request: Request, context: Context) -> Any:
            return np.random.rand(*request.size_px[::-1], 3)

    assert "same seed" in failures(Unseeded)


def test_a_wrong_size_is_caught() -> None:
    class Small(Sound):
        def run(self, request: Request, context: Context) -> Any:
            return np.zeros((2, 3, 4), np.uint8)

    assert "3 x 2, not 48 x 32" in failures(Small)


def test_finer_pictures_are_finer_and_as_many() -> None:
    class Finer(Sound):
        sizes: ClassVar[list[tuple[int, int]]] = []

        def run(self, request: Request, context: Context) -> Any:
            picture = super().run(request, context)
            return Result([picture], finer=[np.zeros((*s, 3), np.uint8) for s in self.sizes])

    assert failures(Finer) == ""
    Finer.sizes = [(64, 96)]
    assert failures(Finer) == ""
    Finer.sizes = [(16, 96)]
    assert "finer picture has only 96 x 16" in failures(Finer)
    Finer.sizes = [(64, 96), (64, 96)]
    assert "2 finer pictures to 1 others" in failures(Finer)


def test_growing_needs_a_rect() -> None:
    class Grows(Sound):
        def run(self, request: Request, context: Context) -> Any:
            return Result([np.zeros((40, 56, 4), np.uint8)], Rect(-4, -4, 56, 40))

    assert failures(Grows) == ""


def test_what_is_no_picture_is_caught() -> None:
    class Nothing(Sound):
        def run(self, request: Request, context: Context) -> Any:
            return np.zeros((2, 3, 5))

    assert "not a picture" in failures(Nothing)


def test_progress_that_goes_back_or_stops_short_is_caught() -> None:
    class Backwards(Sound):
        def run(self, request: Request, context: Context) -> Any:
            context.progress(0.5)
            context.progress(0.2)
            return request.image

    told = failures(Backwards)
    assert "goes backwards" in told
    assert "ends at 0.2" in told


def test_swallowing_a_cancel_is_caught() -> None:
    class Deaf(Sound):
        def run(self, request: Request, context: Context) -> Any:
            for step in range(3):
                try:
                    context.progress((step + 1) / 3)
                except Cancelled:
                    continue
            return request.image

    assert "swallowed Cancelled" in failures(Deaf)


def test_writing_into_the_request_is_caught() -> None:
    class Vandal(Sound):
        def run(self, request: Request, context: Context) -> Any:
            assert request.image is not None
            request.image[:] = 0
            return request.image

    assert "read-only" in failures(Vandal)


def test_the_network_is_refused_and_told() -> None:
    class Online(Sound):
        def run(self, request: Request, context: Context) -> Any:
            with socket.socket() as line:
                line.connect_ex(("192.0.2.1", 80))
            return request.image

    assert "192.0.2.1" in failures(Online)


def test_params_that_break_their_own_rules_are_caught() -> None:
    class Odd(Sound):
        class Params(Params):
            amount: float = Slider(2.0, 0, 1)

    assert "refuses itself" in failures(Odd)
    assert "no such parameter" in failures(Sound, params={"x": 1})


def test_importing_torch_with_the_module_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torch.py").write_text("")
    text = (HELLO / "negative.py").read_text().replace('"""The', 'import torch\n"""The')
    (tmp_path / "heavy_plugin.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    registry = discover(folders=[tmp_path], markers=tmp_path / "markers")
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    assert "imports torch" in failures(registry.get("negative"))


def test_sizes_follow_the_rule() -> None:
    class Rule(Sound):
        pass

    for rule, size in (
        (Native(16), (16, 16)),
        (Multiple(32), (64, 32)),
        (AnySize(), (48, 32)),
    ):
        Rule.size = rule
        assert example_request(Rule).size_px == size


def test_all_failures_are_in_one_error() -> None:
    class Bad(Sound):
        id = "Not An Id"
        title = ""

    with pytest.raises(ConformanceError) as raised:
        check_generator(Bad)
    assert len(raised.value.report.failures) == 2


class Steered(Sound):
    """Adds a bright line with each step, and can be taken up again."""

    steers: ClassVar[frozenset[str]] = frozenset({"level"})

    class Params(Params):
        level: int = Slider(9, 1, 100)

    def run(self, request: Request, context: Context) -> Any:
        assert request.image is not None
        resume = request.resume
        first = resume.step if resume else 0
        states = {0: np.array(request.image)}
        if resume is not None:
            states |= {step: kept for step, kept in resume.state.items() if step <= first}
        for step in range(first, 3):
            context.progress(step / 3)
            before = states.get(step, states[0])
            states[step + 1] = np.minimum(before, 255 - step * request.params.level)
        context.progress(1.0)
        trace = Trace(states, 100, 3, {step: states[step] for step in states if 0 < step < 3})
        return Result([states[3]], trace=trace)


def test_going_on_from_a_step_is_tried() -> None:
    assert "resume" in check_generator(Steered).checks


def test_a_run_that_forgot_its_steps_is_found() -> None:
    class Forgets(Steered):
        def run(self, request: Request, context: Context) -> Any:
            made = super().run(request, context)
            if request.resume is not None:
                made.images[0][:] = 7
            return made

    assert "Going on from step 1 of 3 gave other pixels." in failures(Forgets)


def test_a_trace_without_anything_to_steer_is_found() -> None:
    class Unsteered(Steered):
        steers = frozenset()

    assert "names no parameters that it steers" in failures(Unsteered)


def test_what_is_steered_is_a_parameter() -> None:
    class Misspelt(Steered):
        steers = frozenset({"lvl"})

    assert "steers 'lvl'" in failures(Misspelt)
