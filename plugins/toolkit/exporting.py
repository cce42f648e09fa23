"""The command line that makes a model of a finished run: what every one of them asks for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def export_parser(module: str, *, measures_anew: bool = False) -> argparse.ArgumentParser:
    """A parser of `--run`, `--name` and `--out`, to which each export adds its own.

    Args:
        module: what `python -m` runs.
        measures_anew: whether it takes `--model` in place of a run, a folder that it had written.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--run", type=Path, help="folder of a training run")
    if measures_anew:
        source.add_argument("--model", type=Path, help="model folder to measure anew")
    needed = not measures_anew
    parser.add_argument("--name", required=needed, help="what the model of a run will be called")
    parser.add_argument(
        "-o", "--out", type=Path, required=needed, help="model folder to write of a run"
    )
    return parser


def parsed(
    parser: argparse.ArgumentParser, arguments: Sequence[str] | None = None
) -> argparse.Namespace:
    """What was asked for; ends the program where a run lacks its name or folder."""
    chosen = parser.parse_args(arguments)
    if chosen.run and not (chosen.name and chosen.out):
        parser.error("a run needs --name and -o as well")
    return chosen
