"""Contact sheets: many small pictures on one, for the eye."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

ImageU8 = npt.NDArray[np.uint8]


def contact_sheet(cells: Sequence[ImageU8], *, columns: int, gap_px: int = 4) -> ImageU8:
    """Pictures `uint8 (h, w, 3)` of one size in rows, a light line between them."""
    height, width = cells[0].shape[:2]
    rows = -(-len(cells) // columns)
    size = (rows * (height + gap_px) - gap_px, columns * (width + gap_px) - gap_px, 3)
    sheet = np.full(size, 232, np.uint8)
    for i, cell in enumerate(cells):
        y, x = (i // columns) * (height + gap_px), (i % columns) * (width + gap_px)
        sheet[y : y + height, x : x + width] = cell
    return sheet


def save_sheet(sheet: ImageU8, path: Path, *, longest_px: int = 0) -> None:
    """Writes a sheet; the suffix chooses the format, `longest_px` makes it smaller."""
    picture = Image.fromarray(sheet)
    if longest_px:
        picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=82)
