"""Parameters of a generator: declared once, shown in the panel, checked, and read from the shell.

A `Params` class is a pydantic model whose fields are declared with the functions below. The types
follow from the annotation (`float`, `int`, `bool`, `str`); the functions add range, unit and help.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from editor.api.errors import InvalidParams

SEED_MAX = 2**32 - 1
_COLOR_PATTERN = r"^#[0-9a-fA-F]{6}$"


class Params(BaseModel):
    """Base of every generator's `Params`: frozen, no unknown fields, no infinities."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )

    @field_validator("*", mode="after")
    @classmethod
    def _is_a_choice(cls, value: object, info: ValidationInfo) -> object:
        extra = _extra(cls, info.field_name or "")
        choices = extra.get("choices")
        if choices and value not in choices:
            raise ValueError(f"must be one of {', '.join(map(str, choices))}")
        if extra.get("kind") == "points":
            _check_points(str(value), extra["names"])
        if extra.get("kind") == "amounts":
            _check_amounts(str(value), extra["minimum"], extra["maximum"])
        return value


def Slider(
    default: float,
    minimum: float,
    maximum: float,
    *,
    step: float | None = None,
    unit: str = "",
    title: str = "",
    help: str = "",
) -> Any:
    """A number between `minimum` and `maximum`, both included; `int` or `float` by annotation."""
    return Field(
        default,
        ge=minimum,
        le=maximum,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "slider", "step": step, "unit": unit},
    )


def Choice(
    default: str,
    choices: Iterable[str] | Mapping[str, str],
    *,
    title: str = "",
    help: str = "",
) -> Any:
    """One of a few words; a mapping gives each word the title that people read."""
    titles = dict(choices) if isinstance(choices, Mapping) else {c: c for c in choices}
    return Field(
        default,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "choice", "choices": titles},
    )


def Prompt(default: str = "", *, placeholder: str = "", title: str = "", help: str = "") -> Any:
    """Free text over several lines."""
    return Field(
        default,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "prompt", "placeholder": placeholder},
    )


def Seed(default: int = 0, *, title: str = "", help: str = "") -> Any:
    """A whole number that starts a random sequence, 0 to 2**32 - 1, with lock and dice.

    The run's own seed is the host's and comes as `request.seed`; this is for a further one.
    """
    return Field(
        default,
        ge=0,
        le=SEED_MAX,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "seed"},
    )


def Toggle(default: bool = False, *, title: str = "", help: str = "") -> Any:
    """On or off."""
    return Field(
        default,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "toggle"},
    )


def Color(default: str = "#000000", *, title: str = "", help: str = "") -> Any:
    """A colour in sRGB, written #rrggbb."""
    return Field(
        default,
        pattern=_COLOR_PATTERN,
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "color"},
    )


def ModelFile(
    default: str = "", *, kind: str = "", title: str = "Model", empty: str = "", help: str = ""
) -> Any:
    """The name of an installed model, or a path; `kind` defaults to the generator's id.

    `empty` is what people read for choosing none, where that is a choice; the empty default is
    the first installed model otherwise.
    """
    return Field(
        default,
        title=title,
        description=help or None,
        json_schema_extra={"kind": "model", "model_kind": kind, "placeholder": empty},
    )


def Points(*names: str, title: str = "", help: str = "") -> Any:
    """Places on the picture, set by hand on the canvas; a `str`, read with `points_of`.

    The value is "" for none, or x and y of every point in pixels of the picture, as in
    "120,80 190.5,82". The user gives them in pixels of the document; a run gets them in pixels of
    the request's picture. Pixel (0, 0) reaches from 0 to 1.

    Args:
        names: of the points, in the order in which they are placed.
    """
    return Field(
        "",
        title=title or None,
        description=help or None,
        json_schema_extra={"kind": "points", "names": list(names)},
    )


def Amounts(
    *,
    kind: str,
    minimum: float,
    maximum: float,
    step: float | None = None,
    unit: str = "",
    title: str = "",
    help: str = "",
) -> Any:
    """A slider for every installed model of a kind; a `str`, read with `amounts_of`.

    The value names models, by name or path, with how much of each: "beard=1.5, tired=-0.5".
    """
    return Field(
        "",
        title=title or None,
        description=help or None,
        json_schema_extra={
            "kind": "amounts",
            "model_kind": kind,
            "minimum": minimum,
            "maximum": maximum,
            "step": step,
            "unit": unit,
        },
    )


def points_of(text: str) -> tuple[tuple[float, float], ...]:
    """The places of a `Points` parameter. Raises ValueError for anything else."""
    points = []
    for word in text.split():
        x, comma, y = word.partition(",")
        if not comma:
            raise ValueError(word)
        points.append((float(x), float(y)))
    if not all(math.isfinite(number) for point in points for number in point):
        raise ValueError(text)
    return tuple(points)


def amounts_of(text: str) -> dict[str, float]:
    """The amounts of an `Amounts` parameter by name, without zeros. Raises ValueError."""
    amounts = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, equals, number = part.rpartition("=")
        if not equals or not name.strip() or not math.isfinite(float(number)):
            raise ValueError(part)
        amounts[name.strip()] = float(number)
    return {name: amount for name, amount in amounts.items() if amount}


@dataclass(frozen=True, slots=True)
class ParamField:
    """What panel and command line know of one parameter."""

    name: str
    kind: str
    """slider, choice, prompt, text, seed, toggle, color, model, points or amounts."""
    type: type
    """int, float, bool or str."""
    default: Any
    title: str
    help: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Word to title, in the declared order; empty unless `kind` is choice."""
    placeholder: str = ""
    model_kind: str = ""
    points: tuple[str, ...] = ()
    """The names of the places, in order; empty unless `kind` is points."""


_known: weakref.WeakKeyDictionary[type[Params], tuple[ParamField, ...]] = (
    weakref.WeakKeyDictionary()
)
"""Read once: every run asks for them, and classes go again with the plugins they came with."""
_PLAIN_KINDS = {bool: "toggle", int: "slider", float: "slider", str: "text"}


def param_fields(params_class: type[Params]) -> tuple[ParamField, ...]:
    """The declared parameters, in order."""
    found = _known.get(params_class)
    if found is None:
        found = tuple(_param_field(params_class, name) for name in params_class.model_fields)
        _known[params_class] = found
    return found


def validate_params(params_class: type[Params], values: Mapping[str, Any]) -> Params:
    """Values (also as text, as a shell gives them) to an instance.

    Raises:
        InvalidParams: with one sentence for every parameter that is wrong, all at once.
    """
    try:
        return params_class.model_validate(dict(values))
    except ValidationError as error:
        names = ", ".join(params_class.model_fields) or "none"
        sentences = {}
        for item in error.errors(include_url=False):
            name = ".".join(str(part) for part in item["loc"]) or "parameters"
            sentences[name] = _sentence(item, names)
        raise InvalidParams(sentences) from None


def _extra(params_class: type[BaseModel], name: str) -> dict[str, Any]:
    extra = params_class.model_fields[name].json_schema_extra
    return extra if isinstance(extra, dict) else {}


def _check_points(text: str, names: Sequence[str]) -> None:
    """Raises ValueError with a sentence."""
    try:
        count = len(points_of(text))
    except ValueError:
        raise ValueError("must be places such as 120,80 190,82") from None
    if count not in (0, len(names)):
        raise ValueError(f"must be {len(names)} places or none: {', '.join(names)}")


def _check_amounts(text: str, minimum: float, maximum: float) -> None:
    """Raises ValueError with a sentence."""
    try:
        amounts = amounts_of(text)
    except ValueError:
        raise ValueError("must be names with amounts such as beard=1.5, tired=-0.5") from None
    for name, amount in amounts.items():
        if not minimum <= amount <= maximum:
            raise ValueError(f"must be between {minimum:g} and {maximum:g} for {name}")


def _param_field(params_class: type[Params], name: str) -> ParamField:
    info = params_class.model_fields[name]
    extra = _extra(params_class, name)
    limits = {type(limit).__name__: limit for limit in info.metadata}
    plain = info.annotation if info.annotation in _PLAIN_KINDS else str
    assert isinstance(plain, type)
    return ParamField(
        name=name,
        kind=str(extra.get("kind", _PLAIN_KINDS[plain])),
        type=plain,
        default=info.get_default(call_default_factory=True),
        title=info.title or name.replace("_", " ").capitalize(),
        help=info.description or "",
        minimum=getattr(limits.get("Ge"), "ge", extra.get("minimum")),
        maximum=getattr(limits.get("Le"), "le", extra.get("maximum")),
        step=extra.get("step"),
        unit=str(extra.get("unit", "")),
        choices=dict(extra.get("choices", {})),
        placeholder=str(extra.get("placeholder", "")),
        model_kind=str(extra.get("model_kind", "")),
        points=tuple(extra.get("names", ())),
    )


def _sentence(item: Any, names: str) -> str:
    """One plain sentence for a pydantic error; its own words where they are plain already."""
    context = item.get("ctx", {})
    match item["type"]:
        case "extra_forbidden":
            return f"there is no such parameter; there are: {names}"
        case "greater_than_equal":
            return f"must be {context['ge']:g} or more"
        case "less_than_equal":
            return f"must be {context['le']:g} or less"
        case "int_parsing" | "int_type" | "int_from_float":
            return "must be a whole number"
        case "float_parsing" | "float_type" | "finite_number":
            return "must be a number"
        case "bool_parsing" | "bool_type":
            return "must be true or false"
        case "string_pattern_mismatch":
            return "must be a colour such as #3366cc"
        case "value_error":
            return str(context["error"])
        case _:
            return str(item["msg"])
