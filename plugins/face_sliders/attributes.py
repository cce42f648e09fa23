"""What is known of faces: a CSV of attributes read, put on one scale, and changed sensibly."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor.api import FileError

Floats = npt.NDArray[np.float32]

NAMES = (
    "smile",
    "age",
    "glasses",
    "facial_hair",
    "bald",
    "gray_hair",
    "dark_hair",
    "blond_hair",
    "gender",
)
"""The sliders that a model may have, beside the principal components."""
LIMIT = 2.0
"""Attributes beyond this are never asked for in training; a decoder would draw caricatures."""
LIMITS = {"dark_hair": 2.2, "blond_hair": 2.2}
"""Those that need to go further to be seen, in models without templates of heads: in others the
network draws no hair."""
HAIR_COLORS = ("gray_hair", "dark_hair", "blond_hair")

_COLUMNS = {"smiling": "smile", "birth_year": "age"}
_WORDS = {"m": 1.0, "f": 0.0, "male": 1.0, "female": 0.0, "yes": 1.0, "no": 0.0}
_ID_COLUMNS = ("id", "name", "file")


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes of many faces, -1 (has it not) to 1 (has it); ages around 0.

    Attributes:
        names: of the columns.
        ids: of the rows.
        values: `float32 (rows, columns)`.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    values: Floats

    @property
    def deviations(self) -> Floats:
        """The standard deviation of each column."""
        return np.asarray(self.values.std(axis=0), np.float32)


def read_table(path: Path) -> Table:
    """Reads a CSV: a column `id` and one for each attribute; other columns are left alone.

    Numbers, or the words M, F, yes and no; `smiling` is read as smile, and `birth_year` as age.

    Raises:
        FileError: when it cannot be used; says which column or row is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileError(f"{path.name} could not be read as a CSV.", str(error)) from None
    header = list(rows[0]) if rows else []
    key = next((column for column in header if column.lower() in _ID_COLUMNS), None)
    columns = {_COLUMNS.get(column, column): column for column in header}
    found = {name: columns[name] for name in NAMES if name in columns}
    if key is None or not found:
        raise FileError(
            f"{path.name} has no column 'id', or none of an attribute.",
            f"Name the attributes {', '.join(NAMES)}; write 0 or 1, or a number of years for age.",
        )
    raw = np.array(
        [[_number(row, column, path, i) for column in found.values()] for i, row in enumerate(rows)]
    )
    scaled = [_scaled(raw[:, i], column) for i, column in enumerate(found.values())]
    ids = tuple(Path(row[key]).stem for row in rows)
    return Table(tuple(found), ids, np.stack(scaled, 1).astype(np.float32))


def _number(row: Mapping[str, str], column: str, path: Path, index: int) -> float:
    word = (row[column] or "").strip().lower()
    try:
        return _WORDS[word] if word in _WORDS else float(word)
    except ValueError:
        raise FileError(
            f"{path.name} has {word!r} in column {column}, row {index + 2}.",
            "Write a number, or M or F, or yes or no.",
        ) from None


def _scaled(column: npt.NDArray[np.float64], name: str) -> npt.NDArray[np.float64]:
    """0 and 1 to -1 and 1; other numbers so that most lie between -1 and 1."""
    if set(np.unique(column)) <= {0.0, 1.0}:
        return column * 2 - 1
    spread = column.std() or 1.0
    scaled = np.clip((column - column.mean()) / spread / 1.5, -1.5, 1.5)
    return -scaled if name == "birth_year" else scaled


def changed(values: Floats, names: Sequence[str], changes: Mapping[str, float]) -> Floats:
    """Attributes `float32 (A,)` after changes; hair that takes one colour loses the others."""
    result = values.copy()
    for name, change in changes.items():
        result[names.index(name)] += change
    hair = [name for name in HAIR_COLORS if name in names]
    for name in hair:
        mine = names.index(name)
        rise = result[mine] - values[mine]
        if rise <= 0:
            continue
        for other in hair:
            theirs = names.index(other)
            if other != name and other not in changes:
                conflict = max(0.0, values[theirs] + values[mine] + rise)
                before = max(0.0, values[theirs] + values[mine])
                result[theirs] -= conflict - before
    return result


def limited(values: Floats, before: Floats, names: Sequence[str]) -> Floats:
    """Attributes no further than their limits, or than they were `before`."""
    most = np.array([LIMITS.get(name, LIMIT) for name in names], np.float32)
    low, high = np.minimum(-most, before), np.maximum(most, before)
    return np.asarray(values.clip(low, high), np.float32)


def balanced(values: Floats, *, least: float = 0.25, most: float = 8.0) -> Floats:
    """How often each face should be drawn, so that rare attributes are seen often enough.

    Rakes the weights until each attribute of two values is on (and off) in a `least` share of the
    draws, no face more than `most` times as often as on average. Sums to 1.
    """
    weights = np.ones(len(values), np.float64) / len(values)
    for _ in range(60):
        for column in values.T:
            on = column > 0
            share = weights[on].sum()
            if 0 < share < least:
                weights[on] *= least / share
            elif share < 1 and 1 - share < least:
                weights[~on] *= least / (1 - share)
            weights /= weights.sum()
        weights = np.minimum(weights, most / len(values))
        weights /= weights.sum()
    return weights.astype(np.float32)
