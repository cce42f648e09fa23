"""Training without widgets: what can be trained, the one that goes on, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from psygnal import Signal

from editor.api import (
    FigmentError,
    FileError,
    Generator,
    MissingModel,
    TrainingFolder,
    param_fields,
)
from editor.models import ModelEntry
from editor.models.adding import is_name
from editor.workbench.background import Background
from editor.workbench.survey import Found, Survey
from editor.workbench.training import TrainingPlan, interrupted
from editor.workbench.training_process import TrainingProcess
from editor.workbench.variants import Choice, Notice

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_CLOSE_S = 10.0
_LEAST_SHARE = 0.005
"""Before so much is done nobody can say how long the rest takes."""

Phase = Literal["running", "stopping", "stopped", "failed", "done"]


@dataclass(frozen=True)
class TrainingState:
    """How it stands with a training.

    Attributes:
        fraction: 0..1.
        text: what it does.
        left_s: how long it will take, None while nobody knows.
        notices: what the user should read, such as which pictures were left out.
        error: why it failed.
        model: what came of it.
    """

    plan: TrainingPlan
    phase: Phase = "running"
    fraction: float = 0.0
    text: str = ""
    left_s: float | None = None
    notices: tuple[str, ...] = ()
    error: FigmentError | None = None
    model: ModelEntry | None = None

    @property
    def is_over(self) -> bool:
        """Whether its process has ended."""
        return self.phase in ("stopped", "failed", "done")

    @property
    def sheet(self) -> Path | None:
        """The newest sheet of samples, where the training writes any."""
        folder = self.plan.run_folder / "samples"
        pictures = (path for path in folder.glob("*") if path.suffix in (".webp", ".png", ".jpg"))
        return max(pictures, default=None)


class Trainings:
    """The training of a workbench: one at a time, in a process of its own.

    Attributes:
        state: of the one that goes on, or of the last one until it is forgotten.
        is_watched: whether somebody shows it: its end need not be told besides.

    Signals:
        changed: `state` is another one.
        model_made(ModelEntry): one is done; its model is in the model folder now.
    """

    changed = Signal()
    model_made = Signal(object)

    def __init__(self, workbench: Workbench, background: Background) -> None:
        self._workbench = workbench
        self._background = background
        self._process: TrainingProcess | None = None
        self._clock: tuple[float, float] | None = None
        self.state: TrainingState | None = None
        self.is_watched = False

    @property
    def generators(self) -> list[type[Generator]]:
        """Those that can be trained."""
        return [one for one in self._workbench.registry.generators() if one.train]

    @property
    def is_running(self) -> bool:
        """Whether one goes on."""
        return self.state is not None and not self.state.is_over

    @property
    def interrupted(self) -> list[TrainingPlan]:
        """Those that can be gone on with."""
        return interrupted(self._workbench.catalogue.new_models, self.generators)

    def survey(
        self, folders: Sequence[Path], wanted: TrainingFolder, tell: Callable[[Found], None]
    ) -> Survey:
        """Looks what is in folders, and tells."""
        return Survey(folders, wanted, self._background, tell)

    def plan(
        self, generator: type[Generator], data: Sequence[Path], *, name: str, steps: int | None
    ) -> TrainingPlan:
        """What is to be trained. Raises FigmentError where it cannot begin."""
        if not is_name(name):
            raise FileError(f"“{name}” is no name for a model.", "Choose another name.")
        out = self._workbench.catalogue.new_models / generator.id / name
        plan = TrainingPlan(generator, tuple(data), out, name, steps)
        plan.check()
        if any(entry.name == name for entry in self._workbench.catalogue.list(generator.id)):
            raise FileError(f"There is a model “{name}” already.", "Choose another name.")
        return plan

    def start(self, plan: TrainingPlan) -> None:
        """Begins a training, or goes on with it. Raises FigmentError."""
        if self.is_running:
            raise FigmentError("A model is being trained already.", "Wait for it, or stop it.")
        plan.check()
        try:
            self._process = TrainingProcess(
                plan,
                plugin_folders=self._workbench.registry.folders,
                device=str(self._workbench.settings.get("device")),
            )
        except OSError as error:
            text = "The training could not be started."
            raise FigmentError(text, "Close other programs, and try again.", str(error)) from error
        self._clock = None
        self._set(TrainingState(plan))

    def stop(self) -> None:
        """Has it stop; what was learned is kept, and can be gone on with."""
        if self._process is not None and self.state is not None:
            self._process.stop()
            self._set(replace(self.state, phase="stopping"))

    def discard(self, plan: TrainingPlan) -> None:
        """Forgets an interrupted training."""
        plan.drop()
        self.changed.emit()

    def forget(self) -> None:
        """What became of the last one was read."""
        if self.state is not None and self.state.is_over:
            self._set(None)

    def look(self) -> None:
        """Hears what the process says; called often."""
        process, before = self._process, self.state
        if process is None or before is None:
            return
        code = process.exit_code  # first: what it said before its end is read below
        state = before
        for message in process.new_messages():
            state = self._heard(state, message)
        if code is not None:
            state = _ended(state, code, process.others)
            process.close(timeout_s=0)
            self._process = None
        if state != before:
            self._set(state)
        if code is not None:
            self._tell(state)

    def use(self, model: ModelEntry) -> None:
        """Chooses a model's generator, and the model for it."""
        choice = self._workbench.choice
        choice.choose(model.kind)
        assert choice.generator is not None
        for field in param_fields(choice.generator.Params):
            if field.kind == "model" and (field.model_kind or model.kind) == model.kind:
                choice.set_values({field.name: model.name})
                return

    def close(self) -> None:
        """The program ends: so does the training, which keeps what was learned."""
        if self._process is not None:
            self._process.close(timeout_s=_CLOSE_S)
            self._process = None

    def _set(self, state: TrainingState | None) -> None:
        self.state = state
        self.changed.emit()

    def _heard(self, state: TrainingState, message: dict[str, Any]) -> TrainingState:
        match message:
            case {"is": "progress", "fraction": float(fraction), "text": str(text)}:
                left_s = self._left_s(fraction)
                return replace(state, fraction=fraction, text=text, left_s=left_s)
            case {"is": "notice", "text": str(text)}:
                return replace(state, notices=(*state.notices, text))
            case {"is": "error", "text": str(text)}:
                error = FigmentError(text, message.get("hint", ""), message.get("details", ""))
                return replace(state, error=error)
            case {"is": "model", "name": str(name)}:
                return replace(state, model=self._found(state.plan, name))
            case _:
                return state

    def _left_s(self, fraction: float) -> float | None:
        """Counted from the first step of this process: one that goes on has done some before."""
        now = time.monotonic()
        if fraction <= 0:
            return None
        if self._clock is None:
            self._clock = now, fraction
            return None
        began_s, first = self._clock
        if fraction - first < _LEAST_SHARE:
            return None
        return (now - began_s) / (fraction - first) * (1 - fraction)

    def _found(self, plan: TrainingPlan, name: str) -> ModelEntry | None:
        try:
            return self._workbench.catalogue.find(plan.generator.id, name)
        except MissingModel:
            return None

    def _tell(self, state: TrainingState) -> None:
        model, error = state.model, state.error
        if model is not None:
            self.model_made.emit(model)
        if self.is_watched:
            return
        if model is not None:
            answers = (Choice("Use It", lambda: self.use(model)),)
            text = f"The model “{model.name}” is trained."
            self._workbench.notice.emit(Notice(text, answers=answers))
        elif error is not None:
            self._workbench.fail(error)


def _ended(state: TrainingState, code: int, others: str) -> TrainingState:
    """What a process that is over came to."""
    if state.model is not None:
        return replace(state, phase="done", fraction=1.0, left_s=None, error=None)
    if state.error is not None:
        return replace(state, phase="failed", left_s=None)
    if state.phase == "stopping":
        return replace(state, phase="stopped", left_s=None)
    error = FigmentError(
        "The training ended unexpectedly.",
        "What was learned up to a minute before can be gone on with.",
        "\n".join((f"exit code {code}", others)).strip(),
    )
    return replace(state, phase="failed", left_s=None, error=error)
