"""How large an exported file will be, without writing it: `estimate_size`."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from editor.api import Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.formats.export import options_for
from editor.formats.writing import ExportOptions, encode_image

_BLOCK_PX = 256
_MOST_BLOCKS = 25
_SAMPLED_ABOVE_PX = _MOST_BLOCKS * _BLOCK_PX**2


@dataclass(frozen=True)
class SizeEstimate:
    """Bytes of a file, exact for a picture that is small enough to be encoded on the way."""

    nbytes: int
    is_exact: bool


def estimate_size(doc: Document, suffix: str, options: ExportOptions) -> SizeEstimate:
    """Encode what is seen of a document, or of a large one blocks that lie all over it.

    Args:
        doc: any thread may call this with a frozen one.

    Raises:
        FileError: a picture that the format cannot hold.
    """
    options = options_for(doc, options)
    if doc.width * doc.height <= _SAMPLED_ABOVE_PX:
        whole = flatten(doc, doc.bounds)
        return SizeEstimate(len(encode_image(whole, suffix, options=options)[0]), True)
    sample = np.vstack([flatten(doc, block) for block in _blocks(doc.width, doc.height)])
    bare = replace(options, exif=None, xmp=None, recipes=(), source_type="", icc=options.icc)
    dot = np.zeros((1, 1, 4), np.uint8)
    data, _ = encode_image(sample, suffix, options=bare)
    frame, _ = encode_image(dot, suffix, options=bare)
    said, _ = encode_image(dot, suffix, options=options)
    pixels = (len(data) - len(frame)) * doc.width * doc.height / (sample.size // 4)
    return SizeEstimate(round(pixels) + len(said), False)


def _blocks(width: int, height: int) -> list[Rect]:
    """Blocks spread evenly; all of one width, so that they stack."""
    columns = max(1, min(round(math.sqrt(_MOST_BLOCKS * width / height)), _MOST_BLOCKS))
    rows = max(1, _MOST_BLOCKS // columns)
    across, down = min(_BLOCK_PX, width), min(_BLOCK_PX, height)
    return [
        Rect(
            round((width - across) * (column + 0.5) / columns),
            round((height - down) * (row + 0.5) / rows),
            across,
            down,
        )
        for row in range(rows)
        for column in range(columns)
    ]
