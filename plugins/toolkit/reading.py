"""Pictures from files, as small as they are needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from editor.api import ImageU8


def opened_rgba(path: Path, *, longest_px: int) -> ImageU8:
    """A picture `uint8 (H, W, 4)`, made smaller where its longer side is above `longest_px`."""
    with Image.open(path) as picture:
        picture.draft("RGB", (longest_px, longest_px))
        picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
        return np.asarray(picture.convert("RGBA"), np.uint8)
