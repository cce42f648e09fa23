"""What commands that learn from faces, or measure on them, ask for on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from plugins.face_sliders.attributes import read_table
from plugins.face_sliders.data import Faces, read_faces
from plugins.toolkit.training import pick_device


def ask_for_faces(parser: argparse.ArgumentParser) -> None:
    """Adds `--data` and `--csv`."""
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned faces")
    parser.add_argument("--csv", type=Path, help="attributes; attributes.csv of the folder if none")


def csv_of(chosen: argparse.Namespace) -> Path:
    """The attributes of the faces that were asked for."""
    csv: Path = chosen.csv or chosen.data / "attributes.csv"
    return csv


def faces_of(chosen: argparse.Namespace) -> Faces:
    """The faces that were asked for."""
    return read_faces(chosen.data, read_table(csv_of(chosen)))


def training_parser(module: str, *, steps: int) -> argparse.ArgumentParser:
    """A parser of what each run takes; `steps` where none are asked for."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    ask_for_faces(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--batch", type=int, default=16, help="faces a step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default=pick_device())
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    return parser
