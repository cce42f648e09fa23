"""`figment generate`: one generator, pictures in, pictures out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from editor.api import (
    IMAGE,
    MASK,
    SEED_MAX,
    SKETCH,
    Generator,
    GeneratorError,
    ImageU8,
    MaskU8,
    validate_params,
)
from editor.cli import output
from editor.cli.context import Globals, globals_of
from editor.cli.errors import Misuse
from editor.cli.pictures import (
    Input,
    check_output,
    output_paths,
    read_input,
    read_mask,
    write_output,
)
from editor.workbench import Headless, HeadlessResult

DEVICES = ("auto", "cpu", "cuda", "mps")
_MOST = 1000


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
    settings = globals_of(context).settings()
    device = device or settings.get("device")
    if device not in DEVICES:
        raise Misuse(f"There is no device “{device}”.", f"There are: {', '.join(DEVICES)}.")
    first_seed = _first_seed(seed, count)
    with globals_of(context).registry() as registry:
        generator = registry.get(generator_id)
        params = split_values(values or [], model)
        validate_params(generator.Params, params)
        _check_inputs(generator, image, mask)
        check_output(out)
        taken = read_input(image) if image is not None else None
        mask_u8 = _mask(generator, taken, mask)
        for notice in taken.notices if taken else []:
            output.print_notice(notice)
        headless = Headless(registry, globals_of(context).catalogue(), device=device)
        try:
            results = _run(
                headless,
                generator,
                taken.rgba if taken else None,
                mask_u8,
                params=params,
                seed=first_seed,
                count=count,
            )
        finally:
            for plugin in headless.close():
                output.print_notice(f"The plugin {plugin} did not stop and was left behind.")
    _write(results, out, taken, globals_of(context), drawn=seed is None, as_json=as_json)


def split_values(values: Sequence[str], model: str | None) -> dict[str, Any]:
    """`name=value` words to a table, split at the first `=`.

    Raises:
        Misuse: for a word without `=`.
    """
    table: dict[str, Any] = {}
    for word in values:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise Misuse(f"“{word}” is not of the form name=value.")
        table[name] = value
    if model is not None:
        table["model"] = model
    return table


def _first_seed(seed: int | None, count: int) -> int:
    if not 1 <= count <= _MOST:
        raise Misuse(f"--count must be between 1 and {_MOST}.")
    last = SEED_MAX - count + 1
    if seed is None:
        return secrets.randbelow(last + 1)
    if not 0 <= seed <= last:
        raise Misuse(f"--seed must be between 0 and {last}.")
    return seed


def _check_inputs(generator: type[Generator], image: Path | None, mask: Path | None) -> None:
    takes = generator.need(IMAGE) or generator.need(SKETCH)
    required = "required" in (generator.need(IMAGE), generator.need(SKETCH))
    if required and image is None:
        raise Misuse(f"{generator.id} needs a picture.", "Give one with -i.")
    if image is not None and not takes:
        raise Misuse(f"{generator.id} takes no picture, so -i is of no use.")
    if mask is not None and not generator.need(MASK):
        raise Misuse(f"{generator.id} takes no mask, so -m is of no use.")


def _mask(generator: type[Generator], taken: Input | None, path: Path | None) -> MaskU8 | None:
    """The given mask, else the selection stored in the file."""
    if not generator.need(MASK):
        return None
    if path is not None:
        return read_mask(path)
    stored = taken.selection if taken else None
    if stored is None and generator.need(MASK) == "required":
        raise GeneratorError(
            f"{generator.id} needs a mask.", "Give one with -m, or a file with a selection."
        )
    return stored


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
    drawn: bool,
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
        height, width = result.rgba.shape[:2]
        seed = result.recipe["seed"]
        written.append({"path": str(path), "width": width, "height": height, "seed": seed})
        if not as_json:
            output.print_lines([f"{path}  seed {seed}" if drawn else str(path)])
    if as_json:
        recipes = [result.recipe for result in results]
        output.print_json(
            [{**line, "recipe": recipe} for line, recipe in zip(written, recipes, strict=True)]
        )
