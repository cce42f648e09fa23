"""What `generate` and `batch` make of their options: device, seed, parameters, mask."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor.api import (
    IMAGE,
    MASK,
    SEED_MAX,
    SKETCH,
    Generator,
    GeneratorError,
    MaskU8,
    Params,
    param_fields,
)
from editor.cli.context import Globals
from editor.cli.errors import Misuse
from editor.cli.pictures import Input, read_mask
from editor.models import Catalogue

DEVICES = ("auto", "cpu", "cuda", "mps")
_MOST = 1000


def chosen_device(given: Globals, device: str | None) -> str:
    """The given device, else that of the settings. Raises Misuse."""
    device = device or str(given.settings().get("device"))
    if device not in DEVICES:
        raise Misuse(f"There is no device “{device}”.", f"There are: {', '.join(DEVICES)}.")
    return device


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


def first_seed(seed: int | None, count: int) -> int:
    """The given seed, or one that is drawn. Raises Misuse."""
    if not 1 <= count <= _MOST:
        raise Misuse(f"--count must be between 1 and {_MOST}.")
    last = SEED_MAX - count + 1
    if seed is None:
        return secrets.randbelow(last + 1)
    if not 0 <= seed <= last:
        raise Misuse(f"--seed must be between 0 and {last}.")
    return seed


def check_inputs(
    generator: type[Generator], params: Params, image: Path | None, mask: Path | None
) -> None:
    """Refuses too few or too many pictures for a generator, before any is read. Raises Misuse."""
    needs = generator.need(IMAGE, params), generator.need(SKETCH, params)
    takes, required = any(needs), "required" in needs
    if required and image is None:
        raise Misuse(f"{generator.id} needs a picture.", "Give one with -i.")
    if image is not None and not takes:
        raise Misuse(f"{generator.id} takes no picture{_so(generator, IMAGE)}, so -i is of no use.")
    if mask is not None and not generator.need(MASK, params):
        raise Misuse(f"{generator.id} takes no mask{_so(generator, MASK)}, so -m is of no use.")


def check_models(generator: type[Generator], params: Params, catalogue: Catalogue) -> None:
    """Looks whether the models that were named are there. Raises MissingModel."""
    for field in param_fields(generator.Params):
        name = getattr(params, field.name)
        if field.kind == "model" and name:
            catalogue.find(field.model_kind or generator.id, name)


def check_count(generator: type[Generator], params: Params, count: int) -> None:
    """Refuses to make one picture several times. Raises Misuse."""
    if count == 1 or generator.varies_for(params):
        return
    so = " with these parameters" if generator.varies else ""
    raise Misuse(f"{generator.id} makes the same picture with every seed{so}; leave --count out.")


def _so(generator: type[Generator], kind: str) -> str:
    return " with these parameters" if generator.need(kind) else ""


def mask_for(
    generator: type[Generator], params: Params, taken: Input | None, path: Path | None
) -> MaskU8 | None:
    """The given mask, else the selection stored in the file; None where neither is wanted.

    Raises:
        GeneratorError: the generator needs one, and there is none.
        FileError: it cannot be read.
    """
    if not generator.need(MASK, params):
        return None
    if path is not None:
        return read_mask(path)
    stored = taken.selection if taken else None
    if stored is None and generator.need(MASK, params) == "required":
        raise GeneratorError(
            f"{generator.id} needs a mask.", "Give one with -m, or a file with a selection."
        )
    return stored
