"""`figment train`: a small model of a generator's kind, from one's own pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from editor.api import FileError
from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import Misuse
from editor.cli.options import chosen_device
from editor.settings import folders
from editor.workbench.training import TrainingPlan, trainable
from editor.workbench.training import train as train_model


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
) -> None:
    """Train a model on your own pictures. Repeated after Ctrl-C, it goes on where it was."""
    given = globals_of(context)
    device = chosen_device(given, device)
    with given.registry() as registry:
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
        try:
            with output.progress_on_terminal(name) as report:
                train_model(
                    plan,
                    given.catalogue(),
                    device=device,
                    on_progress=lambda progress: report(progress.fraction, progress.text),
                    on_notice=output.print_notice,
                )
        except KeyboardInterrupt:
            output.print_notice("The same command goes on from where this one stopped.")
            raise
    output.print_lines([f"{name} for {generator_id}: {plan.out}"])
