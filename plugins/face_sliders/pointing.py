"""A found face as something to point at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from editor.api import Spot

CORNERS = 96
_MIDDLE, _HALF_WIDTH, _HALF_HEIGHT = 0.4, 1.15, 1.5
"""In distances between the eyes: how far the middle lies below them, and the axes of an oval."""


def spot_of(eyes: npt.NDArray[np.float32]) -> Spot:
    """An oval around the face.

    Args:
        eyes: `float32 (2, 2)`, the left one first; pixel (0, 0) reaches from -0.5 to 0.5.
    """
    across = eyes[1] - eyes[0]
    down = np.array([-across[1], across[0]])
    middle = eyes.mean(axis=0) + 0.5
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)[:, None]
    oval = middle + (_MIDDLE + _HALF_HEIGHT * np.sin(angle)) * down
    oval = oval + _HALF_WIDTH * np.cos(angle) * across
    outline = tuple((float(x), float(y)) for x, y in oval)
    return Spot(outline, {"at": f"{middle[0]:.1f},{middle[1]:.1f}", "eyes": ""})
