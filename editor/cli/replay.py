"""`figment replay`: makes every generation layer of a project again and compares."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import FAILED
from editor.cli.options import chosen_device
from editor.document import Document
from editor.formats import open_document
from editor.workbench import Headless
from editor.workbench.replay import Replay, Replayed, ReplayState, generation_layers


def replay(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project.")],
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Make a project's generation layers again. Says which come out as they are."""
    given = globals_of(context)
    device = chosen_device(given, device)
    doc = open_document(file)
    if not generation_layers(doc) and not as_json:
        output.print_lines([f"“{file.name}” has no generation layers."])
        return
    with given.registry() as registry:
        catalogue = given.catalogue()
        headless = Headless(registry, catalogue, device=device)
        try:
            replayed = _run(Replay(registry, catalogue, headless), doc, quiet=as_json)
        finally:
            for plugin in headless.close():
                output.print_notice(f"The plugin {plugin} did not stop and was left behind.")
    if as_json:
        output.print_json([asdict(one) for one in replayed])
    if any(one.state is not ReplayState.IDENTICAL for one in replayed):
        raise typer.Exit(FAILED)


def _run(replay: Replay, doc: Document, *, quiet: bool) -> list[Replayed]:
    replayed = []
    with output.progress_on_terminal(doc.title) as report:
        made = replay.run(
            doc,
            on_progress=lambda progress, layer: report(progress.fraction, layer.name),
            on_notice=output.print_notice,
        )
        for one in made:
            replayed.append(one)
            if not quiet:
                output.print_lines([_line(one)])
    return replayed


def _line(one: Replayed) -> str:
    nearness = f", {one.psnr_db:.1f} dB" if one.psnr_db is not None else ""
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.layer} ({one.generator}): {one.state}{nearness}{reason}"
