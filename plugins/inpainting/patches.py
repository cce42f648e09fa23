"""Filling a hole with patches of what is around it, so that texture goes on; without a model.

What is looked for is a filling of which every patch is also found outside the hole (Wexler,
Shechtman, Irani, "Space-Time Completion of Video", PAMI 2007). It is found from coarse to fine; at
each size by turns: the nearest patch for each place (Barnes, Shechtman, Finkelstein, Goldman,
"PatchMatch", SIGGRAPH 2009, here for all places at once), and colours that these patches agree on.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from plugins.inpainting import classical
from plugins.inpainting.patch_level import PATCH_PX, Bools, Floats, Ints, Level, first_places
from plugins.toolkit.diffusion.fillers import TELEA

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]
Guide = Callable[[ImageU8, MaskU8], ImageU8]

_WORK_PX = 320
"""The longer side at which patches are compared; a larger picture's pixels are copied by them."""
_AROUND = 1.0
"""How far around the hole patches are looked for, in sizes of the hole."""
_LEAST_AROUND_PX = 48
_COARSEST_DEPTH_PX = 3.0
"""Where the hole's middle is so near to its rim, the rim tells enough to begin with."""
_GRAIN_PX, _GRAIN = 15, 0.5
_TURNS = 5
_GUIDED_BELOW, _GUIDED_PX = 0.6, 1.0
"""Up to which share of the size a guide is heard, and how smooth it is taken to be. It tells where
things end, not how sharply: heard at the full size too, it makes halos and a mosaic."""
_GUIDE_SHARE, _SURE = 0.4, 0.01
"""How much of the filling is the guide's own where patches hardly fit what is around the hole, and
from which misfit on about. Where they fit, as a pattern does, all of their grain is kept."""


def fill(
    image_rgb: ImageU8,
    mask: MaskU8,
    *,
    seed: int = 0,
    guide: Guide | None = None,
    on_progress: Callable[[float], None] = lambda _: None,
) -> ImageU8:
    """RGB `uint8 (H, W, 3)` with what `mask` `uint8 (H, W)` covers made of patches from around.

    Args:
        guide: fills a small picture's hole without grain; patches are chosen that agree with it,
            and mixed with it.
        seed: of the places that are tried first; another one, another filling.
        on_progress: told a share from 0 to 1; what it raises ends the work.

    Raises:
        GeneratorError: where nothing is left to continue from.
    """
    hole = mask > 0
    if not hole.any():
        return image_rgb
    rows, columns = _around(hole)
    image, hole = image_rgb[rows, columns].astype(np.float32), hole[rows, columns]
    height, width = hole.shape
    shrink = min(1.0, _WORK_PX / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small, small_hole = _shrunk(image, hole, size)
    guided = None if guide is None or small_hole.all() else _guided(small, small_hole, guide)
    found = _searched(small, small_hole, guided, np.random.default_rng(seed), on_progress)
    if found is None:  # too little around it to take patches from, or nothing at all
        return classical.fill(image_rgb, mask, method=TELEA)
    filled, places, misfit = found
    if guided is not None:
        share = _GUIDE_SHARE * (1 - np.exp(-misfit / _SURE))[..., None]
        filled = (1 - share) * filled + share * guided
    if shrink < 1.0:
        filled = _carried_up(image, hole, filled, places)
    whole = (np.clip(filled, 0, 255) + 0.5).astype(np.uint8)
    out = image_rgb.copy()
    out[rows, columns][hole] = whole[hole]
    return out


def _around(hole: Bools) -> tuple[slice, slice]:
    """The part of a picture that matters: the hole and as much around it."""
    slices = []
    for axis in (1, 0):
        along = np.flatnonzero(hole.any(axis))
        first, last = int(along[0]), int(along[-1]) + 1
        more = max(_LEAST_AROUND_PX, round(_AROUND * (last - first)))
        slices.append(slice(max(0, first - more), min(hole.shape[1 - axis], last + more)))
    return slices[0], slices[1]


def _shrunk(image: Floats, hole: Bools, size: tuple[int, int]) -> tuple[Floats, Bools]:
    """Both at `size` (w, h). Pixels that the hole touches are hole; it lends them no colour."""
    if size == (hole.shape[1], hole.shape[0]):
        return image, hole
    known = (~hole).astype(np.float32)
    share = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    sums = cv2.resize(image * known[..., None], size, interpolation=cv2.INTER_AREA)
    return np.asarray(sums / np.maximum(share, 1e-6)[..., None], np.float32), share < 0.999


def _with_grain(image: Floats, hole: Bools) -> Floats:
    """`(h, w, 4)`: the colours, and how rough it is around each pixel.

    Without it a hole would fill with what is smooth, which is never far off (Newson, Almansa,
    Fradet, Gousseau, Perez, "Video Inpainting of Complex Scenes", 2014, section 3.2).
    """
    gray = cv2.cvtColor(_told(image, hole), cv2.COLOR_RGB2GRAY)
    rough = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1))
    rim = cv2.dilate(hole.astype(np.uint8), np.ones((3, 3), np.uint8))
    known = (1 - rim).astype(np.float32)
    side = (_GRAIN_PX, _GRAIN_PX)
    mean = cv2.blur(rough * known, side) / np.maximum(cv2.blur(known, side), 1e-6)
    return np.dstack([image, _GRAIN * mean]).astype(np.float32)


def _guided(image: Floats, hole: Bools, guide: Guide) -> Floats:
    """The picture as the guide fills it."""
    whole = np.where(hole[..., None], 128, np.clip(image, 0, 255)).astype(np.uint8)
    return guide(whole, hole.astype(np.uint8) * np.uint8(255)).astype(np.float32)


def _guessed(
    image: Floats, hole: Bools, guided: Floats | None, before: tuple[Floats, Ints] | None
) -> Floats:
    """A picture with its hole filled as half its size was, or smoothly where that was none."""
    if before is None:
        told = _told(image, hole)
        if guided is not None:
            told[..., :3] = np.where(hole[..., None], guided, told[..., :3])
        return told
    larger = cv2.resize(before[0], hole.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.where(hole[..., None], larger, image)


def _told(image: Floats, hole: Bools) -> Floats:
    """A picture `(h, w, 3 or more)` with its hole filled smoothly."""
    channels = [
        image[..., :3],
        *(image[..., n : n + 1].repeat(3, 2) for n in range(3, image.shape[2])),
    ]
    told = []
    for part in channels:
        whole = np.clip(part, 0, 255).astype(np.uint8)
        told.append(classical.fill(whole, hole.astype(np.uint8), method=TELEA))
    made = np.dstack([told[0], *(one[..., :1] for one in told[1:])])
    return np.where(hole[..., None], made, image).astype(np.float32)


def _searched(
    image: Floats,
    hole: Bools,
    guided: Floats | None,
    random: np.random.Generator,
    on_progress: Callable[[float], None],
) -> tuple[Floats, Ints, Floats] | None:
    """(the picture filled `(h, w, 3)`, for each pixel the flat place of the one that its patch
    comes from, how badly patches fit there).

    None where there is no patch to take anything from.
    """
    if hole.all():
        return None
    sizes = [(_with_grain(image, hole), hole)]
    while _depth_px(sizes[-1][1]) > _COARSEST_DEPTH_PX and min(sizes[-1][1].shape) > 4 * PATCH_PX:
        finer, finer_hole = sizes[-1]
        half = (finer_hole.shape[1] + 1) // 2, (finer_hole.shape[0] + 1) // 2
        sizes.append(_shrunk(finer, finer_hole, half))
    before: tuple[Floats, Ints] | None = None
    misfit: Floats | None = None
    costs = np.cumsum([0.0] + [float(h.size) for _, h in reversed(sizes)])
    for done, (picture, missing) in enumerate(reversed(sizes)):
        tones = _tones(guided, (missing.shape[1], missing.shape[0]))
        is_heard = tones is not None and missing.shape[1] <= _GUIDED_BELOW * hole.shape[1]
        guess = _guessed(picture, missing, tones, before)
        level = Level.of(guess, missing, tones if is_heard else None)
        if level is None:  # so coarse that every patch touches the hole
            continue
        places = first_places(level, before, random)
        turns = _TURNS if done < len(sizes) - 1 else _TURNS - 2
        for turn in range(turns):
            share = (costs[done] + (costs[done + 1] - costs[done]) * turn / turns) / costs[-1]
            on_progress(float(share))
            places, distances = level.matched(places, random)
            level.agree(places, distances, sharp=turn == turns - 1)
        before = level.colours, level.spread(places)
        if done == len(sizes) - 1:
            misfit = level.misfit(places)
    if before is None or misfit is None:
        return None
    return before[0][..., :3], before[1], misfit


def _tones(guided: Floats | None, size: tuple[int, int]) -> Floats | None:
    """What a guide tells at a size (w, h), smooth: no patch's own grain is compared with it."""
    if guided is None:
        return None
    small = cv2.resize(guided, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), _GUIDED_PX), np.float32)


def _depth_px(hole: Bools) -> float:
    """How far the hole's innermost pixel is from its rim."""
    return float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3).max())


def _carried_up(image: Floats, hole: Bools, filled: Floats, places: Ints) -> Floats:
    """A small filling at the size of the picture: tones from the filling, grain from the places.

    Args:
        image: `(H, W, 3)`, with the hole.
        filled: `(h, w, 3)`.
        places: `(h, w)`, flat places of the small picture.
    """
    height, width = hole.shape
    small_height, small_width = places.shape
    up, across = height / small_height, width / small_width
    rows, columns = np.nonzero(hole)
    y = np.minimum((rows / up).astype(np.int64), small_height - 1)
    x = np.minimum((columns / across).astype(np.int64), small_width - 1)
    from_y, from_x = np.divmod(places[y, x], small_width)
    source_y = np.clip(rows + np.rint((from_y - y) * up).astype(np.int64), 0, height - 1)
    source_x = np.clip(columns + np.rint((from_x - x) * across).astype(np.int64), 0, width - 1)
    copied = image.copy()
    copied[rows, columns] = image[source_y, source_x]
    # Of both only what the small picture has no room for, or has.
    small = cv2.resize(copied, (small_width, small_height), interpolation=cv2.INTER_AREA)
    shift = cv2.resize(filled - small, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(copied + shift, np.float32)
