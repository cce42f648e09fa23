"""Training a model of a generator's kind on one's own pictures, with code of the plugin's own."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.api import Cancelled, FigmentError, FileError, Generator, GeneratorError, Training
from editor.jobs import events
from editor.jobs.carrying import details_of, sentence_of
from editor.jobs.context import RunContext
from editor.jobs.device import choose
from editor.jobs.ticket import Outlet, Ticket
from editor.journal.locks import FolderLock
from editor.models import Catalogue, Identity, inspect

_PLAN = "training.json"
_SUFFIX = ".training"
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
        return self.out.with_name(f"{self.out.name}{_SUFFIX}")

    def check(self) -> None:
        """Raises FileError where it cannot begin, before anything slow is imported."""
        for folder in self.data:
            if not folder.is_dir():
                raise FileError(f"There is no folder “{folder}”.", "Check its name.")
        if self.out.exists():
            raise FileError(f"“{self.out}” is there already.", "Choose another name or folder.")
        before = _read(self.run_folder)
        facts = self._facts()
        if before is not None and any(before.get(key) != facts[key] for key in facts):
            raise FileError(
                f"“{self.run_folder}” holds an interrupted training of something else.",
                "Delete it, choose another name, or repeat the command that it came from.",
            )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps others away from the run folder, which is made. Raises FileError."""
        try:
            self.run_folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock.take(self.run_folder)
        except OSError as error:
            raise self._unwritable(error) from error
        if lock is None:
            raise FileError(f"“{self.name}” is being trained already.", "Choose another name.")
        try:
            yield
        finally:
            lock.release()

    def begin(self) -> Training:
        """Writes down what it is, in the run folder."""
        model = self.run_folder / "model"
        try:
            shutil.rmtree(model, ignore_errors=True)
            model.mkdir(parents=True)
            text = json.dumps({**self._facts(), "name": self.name}, indent=2)
            (self.run_folder / _PLAN).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise self._unwritable(error) from error
        return Training(self.data, model, self.run_folder, self.name, self.steps, self.seed)

    def finish(self, training: Training) -> Identity:
        """Puts the model in its place, once it is one. Raises FileError."""
        identity = inspect(training.out)
        training.out.replace(self.out)
        return identity

    def drop(self) -> None:
        """Takes the run folder away."""
        shutil.rmtree(self.run_folder, ignore_errors=True)

    def _unwritable(self, error: OSError) -> FileError:
        text = f"“{self.run_folder}” cannot be written."
        return FileError(text, "Choose another folder.", str(error))

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


def interrupted(folder: Path, generators: Sequence[type[Generator]]) -> list[TrainingPlan]:
    """What was begun in a model folder, is not done, and nobody works on now."""
    known = {generator.id: generator for generator in generators if generator.train}
    found = []
    for run_folder in sorted(folder.glob(f"*/*{_SUFFIX}")):
        facts = _read(run_folder)
        if facts is None or facts.get("generator") not in known or not _is_free(run_folder):
            continue
        out = run_folder.with_name(run_folder.name.removesuffix(_SUFFIX))
        found.append(
            TrainingPlan(
                generator=known[facts["generator"]],
                data=tuple(map(Path, facts["data"])),
                out=out,
                name=str(facts.get("name") or out.name),
                steps=facts["steps"],
                seed=facts["seed"],
            )
        )
    return found


def train(
    plan: TrainingPlan,
    catalogue: Catalogue,
    *,
    device: str,
    on_progress: Callable[[events.Progress], None],
    on_notice: Callable[[str], None],
    is_stopping: Callable[[], bool] = lambda: False,
) -> Identity:
    """Trains on the calling thread, to the end; gives what the new model is.

    Args:
        on_notice: takes sentences that the user should read, such as what was left out.
        is_stopping: asked after each step whether to give it up; it can be gone on with later.

    Raises:
        Cancelled: it was given up.
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
        if is_stopping():
            raise Cancelled

    context = RunContext(
        job_id="",
        generator=plan.generator,
        ticket=Ticket("", Outlet(tell)),
        device_of=lambda: choose(device),
        catalogue=catalogue,
        account=lambda _path, _nbytes: None,
    )
    try:
        with plan.held():
            training = plan.begin()
            _teach(plan.generator, function, training, context)
            identity = plan.finish(training)
    except BaseException:
        if not has_begun:
            plan.drop()  # there is nothing to go on from
        raise
    plan.drop()
    return identity


def _teach(
    generator: type[Generator], function: Train, training: Training, context: RunContext
) -> None:
    try:
        function(training, context)
    except (FigmentError, Cancelled, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise _failed(generator, sentence_of(error), error) from error


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


def _read(run_folder: Path) -> dict[str, Any] | None:
    try:
        plan: dict[str, Any] = json.loads((run_folder / _PLAN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return plan


def _is_free(run_folder: Path) -> bool:
    try:
        lock = FolderLock.take(run_folder)
    except OSError:
        return False
    if lock is not None:
        lock.release()
    return lock is not None
