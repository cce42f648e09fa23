"""What makes a generator class acceptable; asked by the program at start and by the test kit."""

from __future__ import annotations

import inspect
import re
from collections.abc import Set
from typing import Any

from editor.api.desk import Desk, Verb
from editor.api.generator import (
    IMAGE,
    MASK,
    SKETCH,
    AnySize,
    Generator,
    Multiple,
    Native,
    optional,
)
from editor.api.params import Params, param_fields
from editor.api.spots import Finds

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TRAIN = re.compile(r"(\.?\w+(\.\w+)*)?:\w+")
_KINDS = (IMAGE, MASK, SKETCH)


def declaration_problems(candidate: object) -> list[str]:
    """What is wrong with a generator class, one sentence each; empty when it is sound.

    Never raises: a declaration that fails while it is looked at is a problem too.
    """
    if not isinstance(candidate, type) or not issubclass(candidate, Generator):
        return [f"{_name(candidate)} is not a subclass of Generator."]
    problems = []
    for check in (_identity, _needs, _size, _methods, _own_params, _desk, _finds):
        try:
            problems += check(candidate)
        except Exception as error:
            problems.append(f"{candidate.__name__} cannot be inspected: {error!r}.")
    return problems


_ATTRIBUTES = {
    "summary": str,
    "icon": str,
    "live": bool,
    "local": bool,
    "batches": bool,
    "varies": bool,
}


def _identity(generator: type[Generator]) -> list[str]:
    name = generator.__name__
    problems = []
    id_ = getattr(generator, "id", None)
    if not isinstance(id_, str):
        problems.append(f"{name} has no id.")
    elif not _ID.fullmatch(id_):
        problems.append(
            f"{name} has the id {id_!r}; small letters, digits and single hyphens are allowed."
        )
    title = getattr(generator, "title", None)
    if not isinstance(title, str) or not title.strip():
        problems.append(f"{name} has no title.")
    for attribute, kind in _ATTRIBUTES.items():
        if not isinstance(getattr(generator, attribute), kind):
            problems.append(f"{name}.{attribute} is not a {kind.__name__}.")
    train = getattr(generator, "train", "")
    if train and not (isinstance(train, str) and _TRAIN.fullmatch(train)):
        problems.append(f"{name}.train is {train!r}, not of the form 'module:function'.")
    return problems


def _needs(generator: Any) -> list[str]:
    needs = generator.needs
    name = generator.__name__
    if not isinstance(needs, Set):
        return [f"{name}.needs is not a set."]
    known = {*_KINDS, *map(optional, _KINDS)}
    problems = [
        f"{name} needs {need!r}, which does not exist; there are: {', '.join(_KINDS)}."
        for need in needs
        if need not in known
    ]
    problems += [
        f"{name} needs the {kind} both always and optionally."
        for kind in _KINDS
        if {kind, optional(kind)} <= set(needs)
    ]
    return problems


def _size(generator: Any) -> list[str]:
    rule = generator.size
    name = generator.__name__
    match rule:
        case Native(size_px):
            sound = _positive(size_px)
        case Multiple(of_px, max_px):
            sound = _positive(of_px) and (max_px is None or (_positive(max_px) and max_px >= of_px))
        case AnySize():
            sound = True
        case _:
            return [f"{name}.size is not Native(...), Multiple(...) or AnySize()."]
    if generator.live_px is not None and not _positive(generator.live_px):
        return [f"{name}.live_px is neither a number of pixels nor None."]
    return [] if sound else [f"{name}.size is {rule}, which no picture can have."]


def _methods(generator: type[Generator]) -> list[str]:
    name = generator.__name__
    if generator.run is Generator.run:
        return [f"{name} has no run method."]
    problems = []
    for method, arguments in (("load", 1), ("run", 2), ("unload", 0)):
        function = getattr(generator, method)
        # The placeholders stand for self and the arguments the host gives by position.
        if not callable(function) or not _takes(function, arguments + 1):
            problems.append(f"{name}.{method} does not take {arguments} argument(s).")
    if not _takes(generator, 0):
        problems.append(f"{name}() needs arguments; a generator is made without any.")
    return problems


def _own_params(generator: Any) -> list[str]:
    return _params(generator.Params, f"{generator.__name__}.Params") or _steers(generator)


def _desk(generator: Any) -> list[str]:
    desk = generator.desk
    if desk is None:
        return []
    name = generator.__name__
    if not isinstance(desk, Desk) or not all(isinstance(verb, Verb) for verb in desk.verbs):
        return [f"{name}.desk is not a Desk of Verbs."]
    ids = [verb.id for verb in desk.verbs]
    problems = [f"{name}.desk has two verbs with one id."] if len(set(ids)) < len(ids) else []
    for verb in desk.verbs:
        if not _ID.fullmatch(verb.id):
            problems.append(f"{name}.desk has a verb with the id {verb.id!r}.")
        problems += _params(verb.Params, f"The Params of {name}.desk's {verb.id}")
    if generator.work is Generator.work:
        problems.append(f"{name} has a desk but no work method.")
    return problems


def _finds(generator: Any) -> list[str]:
    finds = generator.finds
    if finds is None:
        return []
    name = generator.__name__
    if not isinstance(finds, Finds):
        return [f"{name}.finds is not a Finds."]
    if generator.find is Generator.find:
        return [f"{name} finds something but has no find method."]
    points = [field.name for field in param_fields(generator.Params) if field.kind == "points"]
    if finds.by_hand and finds.by_hand not in points:
        return [f"{name}.finds.by_hand is no parameter of points: {finds.by_hand!r}."]
    return []


def _params(params: Any, name: str) -> list[str]:
    if not isinstance(params, type) or not issubclass(params, Params):
        return [f"{name} is not a subclass of editor.api.Params."]
    try:
        params()
    except Exception as error:
        return [f"{name} has defaults that it refuses itself: {error}"]
    problems = []
    for field in param_fields(params):
        if field.type not in (int, float, bool, str):
            problems.append(f"{name}.{field.name} is neither int, float, bool nor str.")
        elif field.kind == "choice" and not field.choices:
            problems.append(f"{name}.{field.name} is a choice of nothing.")
        elif field.kind in ("points", "amounts") and field.type is not str:
            problems.append(f"{name}.{field.name} holds {field.kind} and is not a str.")
    return problems


def _steers(generator: Any) -> list[str]:
    if not isinstance(generator.steers, Set):
        return [f"{generator.__name__}.steers is not a set."]
    known = {field.name for field in param_fields(generator.Params)}
    return [
        f"{generator.__name__} steers {name!r}, which is none of its parameters."
        for name in sorted(generator.steers - known)
    ]


def _positive(value: object) -> bool:
    return isinstance(value, int) and value > 0


def _takes(function: Any, count: int) -> bool:
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    return True


def _name(candidate: object) -> str:
    return getattr(candidate, "__name__", None) or repr(candidate)[:80]
