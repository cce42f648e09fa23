"""`figment generate`: one generator, pictures in, pictures out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from editor.api import Generator, ImageU8, MaskU8, Meter, validate_params
from editor.cli import output
from editor.cli.context import Globals, globals_of
from editor.cli.options import (
    check_count,
    check_inputs,
    check_models,
    chosen_device,
    first_seed,
    mask_for,
    split_values,
)
from editor.cli.pictures import Input, check_output, output_paths, read_input, write_output
from editor.workbench import Headless, HeadlessResult


def generate(
    context: typer.Context,
    generator_id: Annotated[str, typer.Argument(metavar="ID", help="See `figment generators`.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The picture to write; its suffix is the format.")
    ],
    image: Annotated[
        Path | None, typer.Option("-i", "--image", help="The picture, or the sketch.")
    ] = None,
    mask: Annotated[
        Path | None, typer.Option("-m", "--mask", help="Where to work: white = repaint.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("-s", "--set", metavar="NAME=VALUE", help="A parameter.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Short for -s model=...")] = None,
    seed: Annotated[int | None, typer.Option(help="Drawn and printed when not given.")] = None,
    count: Annotated[int, typer.Option(help="How many pictures: OUT-1, OUT-2, ...")] = 1,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Make a picture with a generator."""
    device = chosen_device(globals_of(context), device)
    drawn_seed = first_seed(seed, count)
    with globals_of(context).registry() as registry:
        generator = registry.get(generator_id)
        params = split_values(values or [], model)
        checked = validate_params(generator.Params, params)
        check_inputs(generator, checked, image, mask)
        check_count(generator, checked, count)
        catalogue = globals_of(context).catalogue()
        check_models(generator, checked, catalogue)
        check_output(out)
        taken = read_input(image) if image is not None else None
        mask_u8 = mask_for(generator, checked, taken, mask)
        for notice in taken.notices if taken else []:
            output.print_notice(notice)
        headless = Headless(registry, catalogue, device=device)
        try:
            results = _run(
                headless,
                generator,
                taken.rgba if taken else None,
                mask_u8,
                params=params,
                seed=drawn_seed,
                count=count,
            )
        finally:
            for plugin in headless.close():
                output.print_notice(f"The plugin {plugin} did not stop and was left behind.")
    tells_seed = seed is None and generator.varies_for(checked)
    _write(results, out, taken, globals_of(context), tells_seed=tells_seed, as_json=as_json)


def _run(
    headless: Headless,
    generator: type[Generator],
    image: ImageU8 | None,
    mask: MaskU8 | None,
    *,
    params: dict[str, Any],
    seed: int,
    count: int,
) -> list[HeadlessResult]:
    with output.progress_on_terminal(generator.title) as report:
        return headless.run(
            generator.id,
            image=image,
            mask=mask,
            params=params,
            seed=seed,
            count=count,
            on_progress=lambda progress: report(progress.fraction, progress.text),
            on_notice=output.print_notice,
        )


def _write(
    results: Sequence[HeadlessResult],
    out: Path,
    taken: Input | None,
    given: Globals,
    *,
    tells_seed: bool,
    as_json: bool,
) -> None:
    settings = given.settings()
    written = []
    for result, path in zip(results, output_paths(out, len(results)), strict=True):
        notices = write_output(
            result.rgba,
            path,
            recipe=result.recipe,
            dpi=taken.dpi if taken else None,
            settings=settings,
        )
        for notice in notices:
            output.print_notice(notice)
        for meter in result.meters:
            output.print_notice(_figure(meter))
        height, width = result.rgba.shape[:2]
        seed = result.recipe["seed"]
        written.append({"path": str(path), "width": width, "height": height, "seed": seed})
        if not as_json:
            output.print_lines([f"{path}  seed {seed}" if tells_seed else str(path)])
    if as_json:
        recipes = [result.recipe for result in results]
        output.print_json(
            [{**line, "recipe": recipe} for line, recipe in zip(written, recipes, strict=True)]
        )


def _figure(meter: Meter) -> str:
    """A figure in one sentence."""
    value = f"{meter.title} {meter.value:g} {meter.unit}".strip()
    return f"{value}: {meter.text[0].lower()}{meter.text[1:]}." if meter.text else f"{value}."
