"""Loads one plugin and asks its hook, whatever that raises."""

from __future__ import annotations

import traceback
import types
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pluggy

from editor.api import Context, FigmentError, Generator, Request
from editor.api import hooks as specifications
from editor.api.declaration import declaration_problems
from editor.api.errors import words_of
from editor.api.hooks import PROJECT
from editor.host.sources import Source

AtWork = Callable[[str], AbstractContextManager[None]]
"""Marks a plugin as being at work in a phase: "import", "hook", "load" or "run"."""

HOOK = "figment_generators"


@dataclass
class Loaded:
    """What loading a plugin gave.

    Attributes:
        generators: the sound ones.
        problems: sentences on the others, or on the plugin itself.
        failed: whether an exception ended it, as opposed to an unsound declaration.
        details: the traceback.
    """

    generators: list[type[Generator]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    failed: bool = False
    details: str = ""


def load_plugin(source: Source, at_work: AtWork) -> Loaded:
    """Imports the plugin and calls its hook; nothing it raises gets past here but Ctrl+C."""
    try:
        with at_work("import"):
            module = source.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _failure("could not be imported", error)
    try:
        with at_work("hook"):
            hook = _hook_of(module)
            candidates = None if hook is None else list(hook())
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _failure(f"failed in its hook {HOOK}", error)
    if candidates is None:
        return Loaded(problems=[_no_hook(module)])
    loaded = Loaded()
    for candidate in candidates:
        try:
            problems = declaration_problems(candidate)
            generator = None if problems else _watched(candidate, at_work)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # looking at a class may run code of its author's
            problems = [f"A generator of it cannot be used: {sentence_of(error)}."]
            loaded.details, generator = details_of(error), None
        loaded.problems += problems
        if generator is not None:
            loaded.generators.append(generator)
    return loaded


def sentence_of(error: BaseException) -> str:
    """What an exception says, in one line."""
    if isinstance(error, FigmentError):
        return str(error)
    if isinstance(error, SystemExit):
        return f"it tried to end the program (sys.exit({error.code!r}))"
    text = words_of(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def details_of(error: BaseException) -> str:
    """The traceback as text."""
    return "".join(traceback.format_exception(error))


def _failure(what: str, error: BaseException) -> Loaded:
    return Loaded(
        problems=[f"The plugin {what}: {sentence_of(error)}."],
        failed=True,
        details=details_of(error),
    )


def _hook_of(module: Any) -> Callable[[], Any] | None:
    """The plugin's own implementation; pluggy's caller would stop all plugins at one error."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(specifications)
    manager.register(module)
    implementations = manager.hook.figment_generators.get_hookimpls()
    return implementations[0].function if implementations else None


def _no_hook(module: Any) -> str:
    if hasattr(module, HOOK):
        return f"Its function {HOOK} is not marked with @hookimpl."
    return f"It has no hook {HOOK}, so it gives no generators."


def _watched(generator: type[Generator], at_work: AtWork) -> type[Generator]:
    """The same generator with a crash marker around its own code."""

    def load(self: Generator, context: Context) -> None:
        with at_work("load"):
            generator.load(self, context)

    def run(self: Generator, request: Request, context: Context) -> Any:
        with at_work("run"):
            return generator.run(self, request, context)

    body: dict[str, Any] = {
        "__module__": generator.__module__,
        "__qualname__": generator.__qualname__,
        "__doc__": generator.__doc__,
        "load": load,
        "run": run,
    }
    return types.new_class(generator.__name__, (generator,), exec_body=lambda ns: ns.update(body))
