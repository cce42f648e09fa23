"""How large an exported file will be, and how it will look, without writing it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from editor.api import ImageU8, Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.warping import check_size
from editor.formats.conversion import converted
from editor.formats.export import options_for
from editor.formats.reading import decode_bytes
from editor.formats.scaling import scaled, scaled_size
from editor.formats.writing import ExportOptions, check_sides, encode_image

_BLOCK_PX = 256
_MOST_BLOCKS = 25
_SAMPLED_ABOVE_PX = _MOST_BLOCKS * _BLOCK_PX**2


@dataclass(frozen=True)
class SizeEstimate:
    """Bytes of a file, exact for a picture that is small enough to be encoded on the way.

    Attributes:
        part: what a part of the file will look like, sRGB; None where nobody asked.
    """

    nbytes: int
    is_exact: bool
    part: ImageU8 | None = field(default=None, compare=False)


def look(
    doc: Document,
    suffix: str,
    options: ExportOptions,
    *,
    middle: tuple[float, float],
    size_px: tuple[int, int],
) -> ImageU8:
    """A part of the file as it will look, written and read again; sRGB, at most `size_px`.

    Args:
        middle: the document point in its middle, as far as the page allows.

    Raises:
        FigmentError: a picture that the format cannot hold.
    """
    options = options_for(doc, options)
    width, height = (
        min(math.ceil(px / options.scale), most)
        for px, most in zip(size_px, doc.bounds.size, strict=True)
    )
    x = min(max(round(middle[0] - width / 2), 0), doc.width - width)
    y = min(max(round(middle[1] - height / 2), 0), doc.height - height)
    part = scaled(flatten(doc, Rect(x, y, width, height)), options.scale)
    bare = replace(options, exif=None, xmp=None, recipes=(), source_type="")
    data, _ = encode_image(part, suffix, options=bare)
    picture = decode_bytes(data, suffix)
    return converted(picture.rgba, source=picture.icc_profile, target=None)


def estimate_size(doc: Document, suffix: str, options: ExportOptions) -> SizeEstimate:
    """Encode what is seen of a document, or of a large one blocks that lie all over it.

    Args:
        doc: any thread may call this with a frozen one.

    Raises:
        FigmentError: a picture that the format cannot hold.
    """
    options = options_for(doc, options)
    width, height = scaled_size(doc.width, doc.height, options.scale)
    check_size(width, height)
    check_sides(width, height, suffix)
    if max(doc.width * doc.height, width * height) <= _SAMPLED_ABOVE_PX:
        whole = scaled(flatten(doc, doc.bounds), options.scale)
        return SizeEstimate(len(encode_image(whole, suffix, options=options)[0]), True)
    side_px = math.ceil(_BLOCK_PX / max(options.scale, 1.0))  # however large it gets in the file
    blocks = [flatten(doc, block) for block in _blocks(doc.width, doc.height, side_px)]
    sample = np.vstack([scaled(block, options.scale) for block in blocks])
    bare = replace(options, exif=None, xmp=None, recipes=(), source_type="", icc=options.icc)
    dot = np.zeros((1, 1, 4), np.uint8)
    data, _ = encode_image(sample, suffix, options=bare)
    frame, _ = encode_image(dot, suffix, options=bare)
    said, _ = encode_image(dot, suffix, options=options)
    pixels = (len(data) - len(frame)) * width * height / (sample.size // 4)
    return SizeEstimate(round(pixels) + len(said), False)


def _blocks(width: int, height: int, side_px: int) -> list[Rect]:
    """Blocks spread evenly; all of one width, so that they stack."""
    columns = max(1, min(round(math.sqrt(_MOST_BLOCKS * width / height)), _MOST_BLOCKS))
    rows = max(1, _MOST_BLOCKS // columns)
    across, down = min(side_px, width), min(side_px, height)
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
