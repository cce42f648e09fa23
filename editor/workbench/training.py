"""Training a model of a generator's kind on one's own pictures, with code of the plugin's own."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.api import FigmentError, FileError, Generator, GeneratorError, Training
from editor.jobs import events
from editor.jobs.carrying import details_of, sentence_of
from editor.jobs.context import RunContext
from editor.jobs.device import choose
from editor.jobs.ticket import Outlet, Ticket
from editor.models import Catalogue, Identity, inspect

_PLAN = "training.json"
Train = Callable[[Training, RunContext], None]


@dataclass(frozen=True)
class TrainingPlan:
    """What is to be trained, on what, and where the model goes.

    Attributes:
        out: the model's folder, which must not be there yet.
    """

    generator: type[Generator]
    data: tuple[Path, ...]
    out: Path
    name: str
    steps: int | None = None
    seed: int = 0

    @property
    def run_folder(self) -> Path:
        """Beside the model's: what an interrupted training goes on from; gone when it is done."""
        return self.out.with_name(f"{self.out.name}.training")

    def check(self) -> None:
        """Raises FileError where it cannot begin, before anything slow is imported."""
        for folder in self.data:
            if not folder.is_dir():
                raise FileError(f"There is no folder “{folder}”.", "Check its name.")
        if self.out.exists():
            raise FileError(f"“{self.out}” is there already.", "Choose another name or folder.")
        before = self._plan_before()
        if before is not None and before != self._facts():
            raise FileError(
                f"“{self.run_folder}” holds an interrupted training of something else.",
                "Delete it, choose another name, or repeat the command that it came from.",
            )

    def begin(self) -> Training:
        """Makes the run folder, or finds it."""
        model = self.run_folder / "model"
        try:
            shutil.rmtree(model, ignore_errors=True)
            model.mkdir(parents=True)
            text = json.dumps(self._facts(), indent=2)
            (self.run_folder / _PLAN).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise FileError(
                f"“{self.run_folder}” cannot be written.", "Choose another folder.", str(error)
            ) from error
        return Training(self.data, model, self.run_folder, self.name, self.steps, self.seed)

    def finish(self, training: Training) -> Identity:
        """Puts the model in its place, once it is one. Raises FileError."""
        identity = inspect(training.out)
        training.out.replace(self.out)
        self.drop()
        return identity

    def drop(self) -> None:
        """Takes the run folder away."""
        shutil.rmtree(self.run_folder, ignore_errors=True)

    def _plan_before(self) -> dict[str, Any] | None:
        try:
            plan: dict[str, Any] = json.loads((self.run_folder / _PLAN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return plan

    def _facts(self) -> dict[str, Any]:
        return {
            "generator": self.generator.id,
            "data": [str(folder.resolve()) for folder in self.data],
            "steps": self.steps,
            "seed": self.seed,
        }


def trainable(generators: Sequence[type[Generator]]) -> list[str]:
    """The ids of those that can be trained."""
    return [generator.id for generator in generators if generator.train]


def train(
    plan: TrainingPlan,
    catalogue: Catalogue,
    *,
    device: str,
    on_progress: Callable[[events.Progress], None],
    on_notice: Callable[[str], None],
) -> Identity:
    """Trains on the calling thread, to the end; gives what the new model is.

    Args:
        on_notice: takes sentences that the user should read, such as what was left out.

    Raises:
        GeneratorError: the plugin's training code is not there, or failed.
        FigmentError: what that code says itself, or a folder that cannot be used.
    """
    plan.check()
    function = training_code(plan.generator)
    has_begun = plan.run_folder.exists()

    def tell(event: events.Event) -> None:
        nonlocal has_begun
        if isinstance(event, events.Progress):
            has_begun = has_begun or event.fraction > 0
            on_progress(event)
        elif isinstance(event, events.Notice):
            on_notice(event.text)

    context = RunContext(
        job_id="",
        generator=plan.generator,
        ticket=Ticket("", Outlet(tell)),
        device_of=lambda: choose(device),
        catalogue=catalogue,
        account=lambda _path, _nbytes: None,
    )
    training = plan.begin()
    try:
        function(training, context)
    except BaseException as error:
        if not has_begun:
            plan.drop()  # there is nothing to go on from
        if isinstance(error, (FigmentError, KeyboardInterrupt)):
            raise
        raise _failed(plan.generator, sentence_of(error), error) from error
    return plan.finish(training)


def training_code(generator: type[Generator]) -> Train:
    """The function that a generator's `train` names, imported now.

    Raises:
        GeneratorError: it names none, or one that is not there.
    """
    module_name, _, name = generator.train.partition(":")
    own = sys.modules[generator.__module__]
    try:
        module = own if not module_name else importlib.import_module(module_name, own.__package__)
        function: Train = getattr(module, name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _failed(generator, f"“{generator.train}” cannot be found.", error) from error
    return function


def _failed(generator: type[Generator], text: str, error: BaseException) -> GeneratorError:
    return GeneratorError(f"The training of {generator.id} failed: {text}", "", details_of(error))
