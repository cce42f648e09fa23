"""A thing that a model painted alone on a plain ground, put where a mask says.

Small models paint things by themselves far better than inside of a hole.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

_FRAME = 0.02
"""How wide the border is that tells the ground, of the shorter side."""
_PLAIN_LEVELS = 40.0
"""How far a border's colours may lie apart to be one ground."""
_LEAST_LEVELS, _SPREADS = 28.0, 2.0
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.9
_CRUMB = 0.03
"""Parts that are smaller, next to the largest, are not the thing."""
_EDGE_PX = 9
_OUTSIDE = 0.04
"""How much of a thing may be cut off by the mask."""
_SHRINK, _SMALLEST = 0.94, 0.4


@dataclass(frozen=True, eq=False)
class Thing:
    """What was cut out: its colours, RGB `uint8 (h, w, 3)`, and opacity, `uint8 (h, w)`."""

    colours: ImageU8
    opacity: MaskU8


def cut_out(picture: ImageU8) -> Thing | None:
    """The thing that a picture `uint8 (H, W, 3)` shows on a plain ground.

    None where the ground is not plain, or nothing can be told from it.
    """
    solid = _solid(picture)
    if solid is None:
        return None
    # Soft pictures mix the ground into their edges: those take the colours next to them inside.
    solid = cv2.erode(solid, np.ones((3, 3), np.uint8))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_EDGE_PX, _EDGE_PX))
    core = cv2.erode(solid, kernel)
    colours = _spread(picture, core > 0) if core.any() else picture
    opacity = cv2.GaussianBlur(solid * np.uint8(255), (0, 0), 1.0)
    rows, columns = (np.flatnonzero(solid.any(axis)) for axis in (1, 0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return Thing(np.asarray(colours[box], np.uint8), np.asarray(opacity[box], np.uint8))


def put(thing: Thing, picture: ImageU8, mask: MaskU8) -> ImageU8:
    """The thing in a picture RGB `uint8 (H, W, 3)`, in the middle of `mask` and as large as fits.

    Nothing outside the mask changes.
    """
    inside = mask > 0
    rows, columns = (np.flatnonzero(inside.any(axis)) for axis in (1, 0))
    middle = (rows[0] + rows[-1] + 1) / 2, (columns[0] + columns[-1] + 1) / 2
    room = rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]
    high, wide = thing.opacity.shape
    scale = largest = min(room[0] / high, room[1] / wide)
    while True:
        opacity, (y, x) = _laid(thing.opacity, scale, middle, mask.shape)
        there = inside[y : y + opacity.shape[0], x : x + opacity.shape[1]]
        cut_off = opacity[~there].sum() / max(float(opacity.sum()), 1.0)
        if cut_off <= _OUTSIDE or scale * _SHRINK < _SMALLEST * largest:
            break
        scale *= _SHRINK
    colours, _ = _laid(thing.colours, scale, middle, mask.shape)
    part = slice(y, y + opacity.shape[0]), slice(x, x + opacity.shape[1])
    alpha = np.where(there, opacity, 0)[..., None].astype(np.float32) / 255
    out = picture.copy()
    out[part] = (picture[part] * (1 - alpha) + colours * alpha + 0.5).astype(np.uint8)
    return out


def _solid(picture: ImageU8) -> MaskU8 | None:
    """`uint8 (H, W)`, 1 where the thing is."""
    frame = max(2, round(_FRAME * min(picture.shape[:2])))
    sides = (picture[:frame], picture[-frame:], picture[:, :frame], picture[:, -frame:])
    border = np.concatenate([side.reshape(-1, 3) for side in sides]).astype(np.float32)
    ground = np.median(border, axis=0)
    spread = float(np.percentile(np.linalg.norm(border - ground, axis=1), 80))
    if spread > _PLAIN_LEVELS:
        return None
    off = np.linalg.norm(picture.astype(np.float32) - ground, axis=2)
    like_ground = (off < max(_LEAST_LEVELS, _SPREADS * spread)).astype(np.uint8)
    _, labels = cv2.connectedComponents(like_ground, connectivity=4)
    outer = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    # What is like the ground but enclosed by the thing belongs to it: a penguin's belly.
    outside = np.isin(labels, np.unique(outer)) & (like_ground > 0)
    solid = cv2.morphologyEx((~outside).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    if count < 2:
        return None
    areas = stats[1:, cv2.CC_STAT_AREA]
    solid = np.isin(labels, 1 + np.flatnonzero(areas >= _CRUMB * areas.max())).astype(np.uint8)
    return solid if _LEAST_SHARE < solid.mean() < _MOST_SHARE else None


def _spread(picture: ImageU8, core: Bools) -> ImageU8:
    """The colours of a part, and around it those of its nearest pixel."""
    _, labels = cv2.distanceTransformWithLabels(
        (~core).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    palette = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    palette[labels[core]] = picture[core]
    soft = cv2.GaussianBlur(palette[labels], (0, 0), 1.5)
    return np.where(core[..., None], picture, soft)


def _laid(
    pixels: npt.NDArray[np.uint8],
    scale: float,
    middle: tuple[float, float],
    size: tuple[int, ...],
) -> tuple[npt.NDArray[np.uint8], tuple[int, int]]:
    """(scaled pixels, their top left) around a middle, within a picture of `size`."""
    high, wide = (max(1, round(side * scale)) for side in pixels.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(pixels, (wide, high), interpolation=way)
    top, left = round(middle[0] - high / 2), round(middle[1] - wide / 2)
    first = max(0, -top), max(0, -left)
    last = min(high, size[0] - top), min(wide, size[1] - left)
    return scaled[first[0] : last[0], first[1] : last[1]], (max(0, top), max(0, left))
