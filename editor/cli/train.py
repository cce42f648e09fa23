"""`figment train`: a small model of a generator's kind, from one's own pictures."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from editor.api import Cancelled, FigmentError, FileError
from editor.cli import output
from editor.cli.context import Globals, globals_of
from editor.cli.errors import Misuse
from editor.cli.options import chosen_device
from editor.settings import folders
from editor.workbench.training import TrainingPlan, trainable
from editor.workbench.training import train as train_model

_GRACE_S = 20.0
"""What does not end in this time after it was told to is ended."""


def train(
    context: typer.Context,
    generator_id: Annotated[str, typer.Argument(metavar="ID", help="See `figment generators`.")],
    data: Annotated[
        list[Path],
        typer.Option("--data", metavar="FOLDER", help="Pictures; may be given several times."),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FOLDER", help="The model; else the model folder."),
    ] = None,
    name: Annotated[str, typer.Option(help="What to call it; the first folder's otherwise.")] = "",
    steps: Annotated[
        int | None, typer.Option(min=1, help="How long; the plugin's own choice otherwise.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Decides everything random.")] = 0,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="For programs: a line for all that happens.")
    ] = False,
    until_eof: Annotated[
        bool, typer.Option("--until-eof", help="Stop, to go on later, when the input ends.")
    ] = False,
) -> None:
    """Train a model on your own pictures. Repeated after Ctrl-C, it goes on where it was."""
    given = globals_of(context)
    device = chosen_device(given, device)
    stopping = threading.Event()
    if until_eof:
        threading.Thread(target=_stop_at_eof, args=(stopping,), daemon=True).start()
    with _told_in_json(as_json), given.registry() as registry:
        generator = registry.get(generator_id)
        if not generator.train:
            ids = ", ".join(trainable(registry.generators())) or "none"
            raise Misuse(f"{generator_id} cannot be trained.", f"There are: {ids}.")
        name = name or (data[0] if out is None else out).resolve().name
        if out is None and any(e.name == name for e in given.catalogue().list(generator_id)):
            raise FileError(f"There is a model “{name}” already.", "Choose another with --name.")
        plan = TrainingPlan(
            generator=generator,
            data=tuple(data),
            out=folders().models / generator_id / name if out is None else out,
            name=name,
            steps=steps,
            seed=seed,
        )
        _train(plan, given, device=device, stopping=stopping, as_json=as_json)
    if as_json:
        _say("model", name=name, path=str(plan.out))
    else:
        output.print_lines([f"{name} for {generator_id}: {plan.out}"])


def _train(
    plan: TrainingPlan, given: Globals, *, device: str, stopping: threading.Event, as_json: bool
) -> None:
    def notice(text: str) -> None:
        if as_json:
            _say("notice", text=text)
        else:
            output.print_notice(text)

    try:
        with output.progress_on_terminal(plan.name) as report:

            def progress(fraction: float, text: str) -> None:
                if as_json:
                    _say("progress", fraction=fraction, text=text)
                report(fraction, text)

            train_model(
                plan,
                given.catalogue(),
                device=device,
                on_progress=lambda told: progress(told.fraction, told.text),
                on_notice=notice,
                is_stopping=stopping.is_set,
            )
    except (KeyboardInterrupt, Cancelled):
        if as_json:
            _say("stopped")
        else:
            output.print_notice("The same command goes on from where this one stopped.")
        raise KeyboardInterrupt from None


@contextmanager
def _told_in_json(as_json: bool) -> Iterator[None]:
    try:
        yield
    except FigmentError as error:
        if as_json:
            _say("error", text=error.text, hint=error.hint, details=error.details)
        raise


def _say(what: str, **facts: Any) -> None:
    sys.stdout.write(json.dumps({"is": what, **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _stop_at_eof(stopping: threading.Event) -> None:
    """Whoever started it holds the other end of the input: it ends with them, however they end."""
    while os.read(0, 4096):
        pass
    stopping.set()
    time.sleep(_GRACE_S)
    os._exit(1)
