"""The pictures a command reads and writes: any file that opens, flat, in sRGB."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from editor.api import FileError, ImageU8, MaskU8, over_color
from editor.cli.errors import Misuse
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import Recipe
from editor.formats import FLAT_SAVE_SUFFIXES, ExportOptions, open_document, write_image
from editor.formats.conversion import converted
from editor.settings import Settings


@dataclass(frozen=True, eq=False)
class Input:
    """A picture from a file.

    Attributes:
        rgba: flat, straight alpha, sRGB.
        selection: what the file keeps as selected, or None.
        dpi: of the file.
        notices: sentences about what was lost on opening.
    """

    rgba: ImageU8
    selection: MaskU8 | None = None
    dpi: float | None = None
    notices: list[str] = field(default_factory=list)


def read_input(path: Path) -> Input:
    """Reads a picture, layered ones flattened. Raises FileError."""
    doc = open_document(path)
    rgba = converted(flatten(doc, doc.bounds), source=doc.icc_profile, target=None)
    return Input(rgba, _selection(doc), doc.dpi, list(doc.metadata.get("notices", [])))


def read_mask(path: Path) -> MaskU8:
    """Reads a mask: luminance times alpha, 255 = repaint. Raises FileError."""
    doc = open_document(path)
    rgba = flatten(doc, doc.bounds)
    gray = Image.fromarray(over_color(rgba, (0, 0, 0))).convert("L")
    return np.ascontiguousarray(np.asarray(gray))


def check_output(path: Path) -> None:
    """Refuses an output that cannot be written, before anything is computed.

    Raises:
        Misuse: for a suffix that no format has.
        FileError: where there is no such folder.
    """
    if path.suffix.lower() not in FLAT_SAVE_SUFFIXES:
        raise Misuse(
            f"“{path.name}” has no suffix that Figment writes.",
            f"There are: {' '.join(FLAT_SAVE_SUFFIXES)}",
        )
    if not path.parent.is_dir():
        raise FileError(f"The folder “{path.parent}” does not exist.", "Create it first.")


def output_paths(path: Path, count: int) -> list[Path]:
    """OUT itself for one picture, OUT-1, OUT-2... for several."""
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{k}{path.suffix}") for k in range(1, count + 1)]


def write_output(
    rgba: ImageU8, path: Path, *, recipe: dict[str, Any], dpi: float | None, settings: Settings
) -> list[str]:
    """Writes a result with its recipe; gives sentences on what the format could not hold."""
    options = ExportOptions(
        include_recipe=settings.get("include_recipe"),
        mark_synthetic=settings.get("mark_synthetic"),
        dpi=dpi,
        recipes=(Recipe.from_json(recipe),),
    )
    return write_image(rgba, path, options=options)


def _selection(doc: Document) -> MaskU8 | None:
    return None if doc.selection.is_empty else doc.selection.read(doc.bounds)
