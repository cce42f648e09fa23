"""How the commands write: tables for people, JSON for programs, errors and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

_PIPE_WIDTH = 200
_BAR_WIDTH = 24
_ONE_LINE: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis", "ratio": 1}


Report = Callable[[float, str], None]
"""Takes how far a run is, 0..1, and what it does."""


def print_json(value: Any) -> None:
    """Writes a value for programs."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Writes plain lines."""
    for line in lines:
        sys.stdout.write(line + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a table as wide as the terminal; never shortened into a pipe."""
    console = Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def print_error(text: str) -> None:
    """Writes one line on stderr."""
    sys.stderr.write(f"figment: {' '.join(text.split())}\n")


def print_notice(text: str) -> None:
    """Writes a remark on stderr, for people."""
    sys.stderr.write(text + "\n")


@contextmanager
def progress_on_terminal(title: str) -> Iterator[Report]:
    """A progress bar on stderr when it is a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda _fraction, _text: None
        return
    columns = (
        # One line, however long the text: what wraps cannot be taken away again.
        TextColumn("{task.description}", markup=False, table_column=Column(**_ONE_LINE)),
        BarColumn(bar_width=_BAR_WIDTH),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, expand=True) as bar:
        task = bar.add_task(title, total=1.0)

        def report(fraction: float, text: str) -> None:
            bar.update(task, completed=fraction, description=f"{title} {text}".strip())

        yield report
