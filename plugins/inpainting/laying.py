"""Laying what a model painted into its place in the picture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from editor.api import over_color

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]


def laid(painted: ImageU8, image: ImageU8, mask: MaskU8, *, feather_px: float) -> ImageU8:
    """A painted RGB picture in its place in another, all of one size."""
    from plugins.toolkit.diffusion import seam

    painted = seam.matched(painted, over_color(image), mask)
    return seam.blended(painted, image, mask, feather_px=feather_px)


def finer(painted: ImageU8, image: ImageU8, mask: MaskU8, *, feather_px: float) -> list[ImageU8]:
    """The same at the size that it was painted at, where that has more pixels."""
    from plugins.toolkit.diffusion import sizes

    height, width = mask.shape
    if not sizes.holds(painted, (width, height)):
        return []
    size_px = painted.shape[1], painted.shape[0]
    inside = sizes.scaled((mask > 0).astype(np.uint8) * np.uint8(255), size_px) > 127
    return [
        laid(
            painted,
            sizes.scaled(image, size_px),
            inside.astype(np.uint8) * np.uint8(255),
            feather_px=feather_px * size_px[0] / width,
        )
    ]
