"""Where a painted part meets the rest: colours matched and edges softened, inside the mask only."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]

_SMALL_PX = 192
"""The difference is smooth, so it is looked for on a small picture."""
_RING_SHARE = 0.03
"""How wide a ring around the mask tells the difference, of the picture's longer side."""
_MOST_LEVELS = 48.0
"""A larger difference is not a shift of tone but another picture."""


def matched(painted: ImageU8, original: ImageU8, mask: MaskU8) -> ImageU8:
    """The painted RGB with its colours shifted so that they meet the original's at the mask's edge.

    Autoencoders shift tones a little. How much is seen just outside the mask, where both pictures
    show the same, and carried smoothly into it. All are of one size, `uint8 (H, W, 3)` and
    `uint8 (H, W)`.
    """
    if mask.all() or not mask.any():
        return painted
    height, width = mask.shape
    shrink = min(1.0, _SMALL_PX / max(height, width))
    small = max(1, round(width * shrink)), max(1, round(height * shrink))
    reach = max(1, round(_RING_SHARE * max(small)))
    # A pixel that is masked in part is masked; the ring is what is wholly outside.
    inside = cv2.resize((mask > 0).astype(np.float32), small, interpolation=cv2.INTER_AREA) > 0
    grown = cv2.dilate(inside.astype(np.uint8), np.ones((2 * reach + 1,) * 2, np.uint8)) > 0
    ring = (grown & ~inside).astype(np.float32)
    if not ring.any():
        return painted
    difference = cv2.subtract(original, painted, dtype=cv2.CV_32F)
    difference = cv2.resize(difference, small, interpolation=cv2.INTER_AREA)
    difference = np.clip(difference, -_MOST_LEVELS, _MOST_LEVELS)
    shift = _carried(difference, ring)
    shift = cv2.resize(shift, (width, height), interpolation=cv2.INTER_LINEAR)
    moved = np.clip(painted + shift + 0.5, 0, 255).astype(np.uint8)
    return np.where(mask[..., None] > 0, moved, painted)


def blended(painted: ImageU8, original: ImageU8, mask: MaskU8, *, feather_px: float) -> ImageU8:
    """The original with the painted part inside the mask, fading in from the mask's edge.

    Pixels outside the mask are the original's to the bit; where the mask touches the picture's
    border there is no edge. How strongly a half-masked pixel counts is the host's business.

    Args:
        painted: RGB.
        original: RGBA; what is painted is opaque.
        feather_px: over how many pixels it fades in.
    """
    weight = ramp(mask, feather_px)[..., None]
    out = original.copy()
    under = original.astype(np.float32)
    opaque = under[..., 3:] / 255
    # Transparent pixels have no colour to fade from.
    rgb = under[..., :3] * (1 - weight) * opaque + painted * (1 - (1 - weight) * opaque)
    inside = mask > 0
    out[..., :3][inside] = (np.clip(rgb, 0, 255) + 0.5).astype(np.uint8)[inside]
    out[..., 3][inside] = 255
    return out


def ramp(mask: MaskU8, px: float) -> npt.NDArray[np.float32]:
    """0 outside the mask, rising to 1 over `px` inside it; thin masks get a narrower edge."""
    inside = (mask > 0).astype(np.uint8)
    if px <= 1 or not inside.any() or inside.all():
        return inside.astype(np.float32)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    px = min(px, float(distance.max()) / 2)
    if px <= 1:
        return inside.astype(np.float32)
    share = np.clip(distance / px, 0.0, 1.0)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def _carried(
    difference: npt.NDArray[np.float32], ring: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """What the ring says, spread over the whole picture: near parts of the ring count most.

    A normalised convolution at several widths; the widest one reaches everywhere.
    """
    out = np.zeros_like(difference)
    covered = np.zeros((*ring.shape, 1), np.float32)
    for sigma in (3.0, 9.0, 27.0, 81.0):
        near = cv2.GaussianBlur(ring, (0, 0), sigma)[..., None]
        sums = cv2.GaussianBlur(difference * ring[..., None], (0, 0), sigma)
        trust = np.clip(near * 12, 0, 1) * (1 - covered)
        out += trust * sums / np.maximum(near, 1e-6)
        covered += trust
    weight = np.maximum(ring.sum(), 1e-6)
    mean = (difference * ring[..., None]).sum((0, 1)) / weight
    return np.asarray(out + (1 - covered) * mean, np.float32)
