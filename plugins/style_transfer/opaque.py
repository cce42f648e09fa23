"""A picture without holes for the network to look at."""

from __future__ import annotations

import numpy as np

from editor.api import ImageU8, over_color


def opaque(image: ImageU8) -> ImageU8:
    """RGB `uint8 (H, W, 3)`: where nothing shows, the mean of what shows, so that no edge is seen.

    Where something shows, however faintly, its own colour.
    """
    alpha = image[..., 3]
    if (alpha == 255).all():
        return np.ascontiguousarray(image[..., :3])
    shows = alpha > 0
    mean = image[..., :3][shows].mean(axis=0) if shows.any() else np.full(3, 255.0)
    red, green, blue = (round(float(level)) for level in mean)
    solid = image.copy()
    solid[shows, 3] = 255
    return over_color(solid, (red, green, blue))
