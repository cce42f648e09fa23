"""`figment batch`: one generator over a folder of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from editor.api import (
    IMAGE,
    SKETCH,
    FigmentError,
    FileError,
    Generator,
    MissingModel,
    Params,
    validate_params,
)
from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import FAILED, Misuse
from editor.cli.options import (
    check_inputs,
    check_models,
    chosen_device,
    first_seed,
    mask_for,
    split_values,
)
from editor.cli.pictures import read_input, write_output
from editor.formats import FLAT_SAVE_SUFFIXES, OPEN_SUFFIXES
from editor.settings import Settings
from editor.workbench import Headless


@dataclass(frozen=True)
class Item:
    """One picture of the folder.

    Attributes:
        state: what came of it; "there" where its result was there before.
        error: why it failed.
    """

    input: str
    path: str
    state: Literal["made", "there", "failed"]
    error: str = ""


@dataclass(frozen=True)
class _Batch:
    """What is the same for all pictures."""

    headless: Headless
    generator: type[Generator]
    params: Mapping[str, Any]
    checked: Params
    seed: int
    masks: Path | None
    settings: Settings

    def make(self, path: Path, out: Path, report: output.Report) -> None:
        """Makes one result and writes it. Raises FigmentError."""
        taken = read_input(path)
        (result,) = self.headless.run(
            self.generator.id,
            image=taken.rgba,
            mask=mask_for(self.generator, self.checked, taken, self._mask_of(path)),
            params=self.params,
            seed=self.seed,
            on_progress=lambda progress: report(progress.fraction, path.name),
            on_notice=lambda text: output.print_notice(f"{path.name}: {text}"),
        )
        lost = write_output(
            result.rgba, out, recipe=result.recipe, dpi=taken.dpi, settings=self.settings
        )
        for notice in [*taken.notices, *lost]:
            output.print_notice(f"{path.name}: {notice}")

    def _mask_of(self, path: Path) -> Path | None:
        """One mask for all, or the one of the picture's name in a folder."""
        if self.masks is None or not self.masks.is_dir():
            return self.masks
        found = [one for one in pictures_in(self.masks) if one.stem == path.stem]
        if not found:
            raise FileError(f"There is no mask for it in “{self.masks}”.")
        return found[0]


def batch(
    context: typer.Context,
    generator_id: Annotated[str, typer.Argument(metavar="ID", help="See `figment generators`.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The pictures.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the results.")],
    mask: Annotated[
        Path | None,
        typer.Option("-m", "--mask", help="One for all, or a folder with one of each name."),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("-s", "--set", metavar="NAME=VALUE", help="A parameter.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Short for -s model=...")] = None,
    seed: Annotated[int | None, typer.Option(help="One for all; drawn when not given.")] = None,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Make results that are there already again.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Make pictures of a whole folder. Goes on after bad ones, and skips those that are made."""
    given = globals_of(context)
    device = chosen_device(given, device)
    one_seed = first_seed(seed, 1)
    with given.registry() as registry:
        generator = registry.get(generator_id)
        params = split_values(values or [], model)
        checked = validate_params(generator.Params, params)
        if not (generator.need(IMAGE) or generator.need(SKETCH)):
            raise Misuse(f"{generator.id} takes no picture.", "Use `figment generate --count`.")
        check_inputs(generator, checked, folder, mask)
        catalogue = given.catalogue()
        check_models(generator, checked, catalogue)
        pairs = _pairs(folder, out)
        headless = Headless(registry, catalogue, device=device)
        run = _Batch(headless, generator, params, checked, one_seed, mask, given.settings())
        try:
            with output.progress_on_terminal(generator.title) as report:
                items = list(_items(run, pairs, report, overwrite=overwrite, quiet=as_json))
        finally:
            for plugin in headless.close():
                output.print_notice(f"The plugin {plugin} did not stop and was left behind.")
    if as_json:
        output.print_json([asdict(item) for item in items])
    else:
        tells_seed = seed is None and generator.varies_for(checked)
        _summarise(items, seed=one_seed if tells_seed else None)
    if any(item.state == "failed" for item in items):
        raise typer.Exit(FAILED)


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder by name; hidden ones are left alone. Raises FileError."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise FileError(
            f"The folder “{folder}” cannot be read.", "Check its name.", str(error)
        ) from error
    return [
        path
        for path in paths
        if path.suffix.lower() in OPEN_SUFFIXES and not path.name.startswith(".")
    ]


def _pairs(folder: Path, out: Path) -> list[tuple[Path, Path]]:
    """Each picture with the place of its result; the same name, as PNG where need be."""
    pictures = pictures_in(folder)
    if not pictures:
        raise FileError(f"There is no picture in “{folder}”.")
    if out.resolve() == folder.resolve():
        raise Misuse("The results cannot go into the folder of the pictures.", "Name another.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"“{out}” cannot be made.", "Name another folder.", str(error)) from error
    return [(path, out / _result_name(path)) for path in pictures]


def _result_name(path: Path) -> str:
    return path.name if path.suffix.lower() in FLAT_SAVE_SUFFIXES else f"{path.name}.png"


def _items(
    run: _Batch,
    pairs: list[tuple[Path, Path]],
    report: output.Report,
    *,
    overwrite: bool,
    quiet: bool,
) -> Iterator[Item]:
    for index, (path, out) in enumerate(pairs):
        if out.exists() and not overwrite:
            yield Item(str(path), str(out), "there")
            continue

        def share(fraction: float, text: str, done: int = index) -> None:
            report((done + fraction) / len(pairs), text)

        try:
            run.make(path, out, share)
        except MissingModel:
            raise  # no other picture would fare better
        except FigmentError as error:
            output.print_error(f"{path.name}: {error}")
            yield Item(str(path), str(out), "failed", str(error))
            continue
        if not quiet:
            output.print_lines([str(out)])
        yield Item(str(path), str(out), "made")


def _summarise(items: list[Item], *, seed: int | None) -> None:
    counts = {state: sum(i.state == state for i in items) for state in ("made", "there", "failed")}
    drawn = f" with the seed {seed}" if seed is not None and counts["made"] else ""
    there = f", {counts['there']} there already" if counts["there"] else ""
    failed = f", {counts['failed']} failed" if counts["failed"] else ""
    output.print_lines([f"{counts['made']} made{drawn}{there}{failed}."])
