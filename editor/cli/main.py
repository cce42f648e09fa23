"""The verbs put together: `main` parses, runs one, and turns errors into a sentence and a code."""

from __future__ import annotations

import atexit
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from editor import __version__
from editor.api import FigmentError
from editor.cli import output
from editor.cli.batch import batch
from editor.cli.context import Globals
from editor.cli.doctor import doctor
from editor.cli.edit import edit
from editor.cli.errors import FAILED, MISUSED, Misuse, exit_code_of
from editor.cli.generate import generate
from editor.cli.generators import generators
from editor.cli.models import models
from editor.cli.plugins import plugins
from editor.cli.replay import replay
from editor.cli.train import train
from editor.host import SIGNALLED, on_ending
from editor.memory import is_out_of_memory, take_ahead

VERBS = (
    *("edit", "generate", "batch", "replay", "train"),
    *("generators", "plugins", "models", "doctor"),
)
_FLAGS = ("--debug", "--safe-mode")
_TAKING_A_WORD = frozenset(
    {"-i", "--image", "-m", "--mask", "-s", "--set", "-o", "--out"}
    | {"--model", "--seed", "--count", "--device", "--kind", "--name", "--data", "--steps"}
)
# Newer typers bring a click of their own: the class is found without naming either.
_UsageError: type[Any] = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="figment",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(edit)
app.command()(generate)
app.command()(batch)
app.command()(replay)
app.command()(train)
app.command()(generators)
app.add_typer(plugins, name="plugins")
app.add_typer(models, name="models")
app.command()(doctor)


@app.callback()
def options(
    context: typer.Context,
    plugin_folders: Annotated[
        list[Path] | None,
        typer.Option("--plugins", metavar="DIR", help="A further folder of plugins."),
    ] = None,
    safe_mode: Annotated[
        bool, typer.Option("--safe-mode", help="Start without plugins of others.")
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Figment, an offline image editor whose creative tools are generators."""
    for folder in plugin_folders or []:
        if not folder.is_dir():
            raise Misuse(f"There is no plugin folder “{folder}”.")
    context.obj = Globals(tuple(plugin_folders or ()), safe_mode)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 when all went well, 2 for bad usage, 1 for anything else."""
    words = arranged(sys.argv[1:] if arguments is None else arguments)
    if words[0] in ("--version", "-V"):
        output.print_lines([f"figment {__version__}"])
        return 0
    endings: list[int] = []

    def interrupt(number: int) -> None:
        endings.append(number)
        raise KeyboardInterrupt

    with on_ending(interrupt):
        code = _run(words, debug="--debug" in words)
    if endings:
        output.print_error("Cancelled.")
        return SIGNALLED + endings[-1]
    return code


def run() -> NoReturn:
    """The whole program, as a process of its own."""
    leave(main())


def leave(code: int) -> NoReturn:
    """Ends the process."""
    if any(one.daemon for one in threading.enumerate()):
        # A plugin that was left behind still computes. Python would end its thread in the middle
        # of a library, and the library the process: with a crash in place of the code.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _run(words: list[str], *, debug: bool) -> int:
    take_ahead()
    try:
        code = app(words, prog_name="figment", standalone_mode=False)
    except _UsageError as error:
        output.print_error(error.format_message())
        return MISUSED
    except FigmentError as error:
        _trace(error, debug=debug)
        output.print_error(str(error))
        return exit_code_of(error)
    except (KeyboardInterrupt, typer.Abort):
        return FAILED  # the caller knows which signal it was
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        _trace(error, debug=debug)
        text = f"Something went wrong inside Figment: {type(error).__name__}: {error}"
        if is_out_of_memory(error):
            text = "There is not enough memory for that."
        output.print_error(f"{text} (--debug shows where)")
        return FAILED
    return code if isinstance(code, int) else 0


def arranged(words: Sequence[str]) -> list[str]:
    """The words with the global options first and `edit` where no verb was given."""
    front, rest = _hoisted(words)
    if rest[:1] and rest[0] in ("-h", "--help", "--version", "-V"):
        return [rest[0]]
    if not rest or rest[0] not in VERBS:
        rest = ["edit", *rest]
    return [*front, *rest]


def _hoisted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Global options, which may stand anywhere, and the other words in their order."""
    front: list[str] = []
    rest: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            return front, [*rest, word, *left]
        if word in _TAKING_A_WORD and left:
            rest += [word, left.pop(0)]
        elif word in _FLAGS or word.startswith("--plugins="):
            front.append(word)
        elif word == "--plugins":
            front += [word, *left[:1]]
            del left[:1]
        else:
            rest.append(word)
    return front, rest


def _trace(error: BaseException, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
        details = getattr(error, "details", "")
        if details:
            output.print_notice(details)
