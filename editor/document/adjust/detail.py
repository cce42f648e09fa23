"""Fine structure: sharpening, noise, median and pixelate."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Choice, ImageU8, Params, Seed, Slider, Toggle
from editor.document.adjust.blur import gaussian, gaussian_margin_px
from editor.document.adjust.effect import Effect, Origin, Prepared
from editor.document.adjust.mixing import (
    Pixels,
    is_opaque,
    premultiplied,
    unpremultiplied,
    with_neighbours,
)

_DRAWS = 1 << 16


class UnsharpMask(Params):
    """Crisper edges."""

    amount: int = Slider(80, 0, 500, unit="%", help="How much edges are lifted.")
    radius: float = Slider(1.5, 0.1, 100.0, step=0.1, unit="px", help="How wide edges are.")
    threshold: int = Slider(0, 0, 255, help="Smaller differences than this stay.")


def _unsharp_mask(p: UnsharpMask, scale: float) -> Prepared | None:
    sigma = p.radius * scale
    if p.amount == 0 or sigma < 0.05:
        return None

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        soft = with_neighbours(rgba, lambda pixels: gaussian(pixels, sigma))
        strength = p.amount / 100
        sharp = cv2.addWeighted(rgba, 1 + strength, soft, -strength, 0)
        if p.threshold:
            edges = cv2.threshold(cv2.absdiff(rgba, soft), p.threshold, 255, cv2.THRESH_BINARY)[1]
            sharp = np.where(edges > 0, sharp, rgba)
        cv2.insertChannel(cv2.extractChannel(rgba, 3), sharp, 3)
        return np.asarray(sharp, np.uint8)

    return Prepared(run, gaussian_margin_px(sigma))


class Noise(Params):
    """Grain."""

    amount: int = Slider(10, 0, 100, unit="%")
    kind: str = Choice("gaussian", {"gaussian": "Film grain", "uniform": "Even"}, title="Kind")
    monochrome: bool = Toggle(True, title="Without colour", help="Lightness alone.")
    seed: int = Seed(0, help="Another number is another grain.")


def _noise(p: Noise, scale: float) -> Prepared | None:
    if p.amount == 0:
        return None
    table = _gauss_table() if p.kind == "gaussian" else np.linspace(-1, 1, _DRAWS)
    # As wide as the bytes at 100 %, for both kinds.
    offsets = np.rint(table * p.amount / 100 * 127).astype(np.int16)
    step = round(1 / scale)

    def run(rgba: ImageU8, origin: Origin) -> ImageU8:
        planes = [
            offsets[_random(rgba.shape[:2], origin, seed=p.seed + plane, step=step)]
            for plane in range(1 if p.monochrome else 3)
        ]
        planes = planes * 3 if p.monochrome else planes
        grain = cv2.merge([*planes, np.zeros_like(planes[0])])
        grainy = np.maximum(cv2.add(rgba, grain, dtype=cv2.CV_16S), 0)
        return np.asarray(cv2.convertScaleAbs(grainy), np.uint8)

    return Prepared(run)


def _gauss_table() -> npt.NDArray[np.float64]:
    """Equally likely values of a normal distribution whose deviation is a third."""
    # The quantiles by a fine sum: numpy has no inverse of the error function.
    x = np.linspace(-4, 4, 8001)
    share = np.cumsum(np.exp(-x * x / 2))
    share /= share[-1]
    return np.interp((np.arange(_DRAWS) + 0.5) / _DRAWS, share, x) / 3


def _random(
    size: tuple[int, ...], origin: Origin, *, seed: int, step: int
) -> npt.NDArray[np.uint16]:
    """A number for each place of the document, the same in whatever tile it is asked for.

    Source: the finalizer of MurmurHash3 (Appleby), over the place and the seed.
    """
    mask = 2**32 - 1
    x = (np.arange(size[1], dtype=np.int64) + origin[0]) * step
    y = (np.arange(size[0], dtype=np.int64) + origin[1]) * step
    start = (seed * 0x27D4EB2F + 0x165667B1) & mask
    across = ((x * 0x9E3779B1) & mask).astype(np.uint32)
    down = ((y * 0x85EBCA77 + start) & mask).astype(np.uint32)
    # Each row starts elsewhere in the sequence, well mixed, so that no lines are seen.
    h = _scrambled(down)[:, None] ^ across[None, :]
    return (_scrambled(h) >> np.uint32(16)).astype(np.uint16)


def _scrambled(h: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    h = h ^ (h >> np.uint32(16))
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    return h


class Median(Params):
    """Takes specks away and keeps edges."""

    radius: int = Slider(2, 0, 50, unit="px")


def _median(p: Median, scale: float) -> Prepared | None:
    radius = math.ceil(p.radius * scale) if p.radius else 0
    if radius == 0:
        return None

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        if is_opaque(rgba):
            return np.asarray(cv2.medianBlur(rgba, 2 * radius + 1), np.uint8)
        weighed = cv2.medianBlur(premultiplied(rgba), 2 * radius + 1)
        return np.asarray(unpremultiplied(weighed), np.uint8)

    return Prepared(run, radius)


class Pixelate(Params):
    """Squares of one colour."""

    size: int = Slider(12, 1, 256, unit="px", help="How wide the squares are.")


def _pixelate(p: Pixelate, scale: float) -> Prepared | None:
    side = p.size * scale
    if side <= 1:
        return None

    def run(rgba: ImageU8, origin: Origin) -> ImageU8:
        rows = np.floor((np.arange(rgba.shape[0]) + origin[1]) / side).astype(int)
        columns = np.floor((np.arange(rgba.shape[1]) + origin[0]) / side).astype(int)
        return with_neighbours(rgba, lambda pixels: _squares(pixels, rows, columns))

    return Prepared(run, math.ceil(side))


def _squares(pixels: Pixels, rows: npt.NDArray[np.int_], columns: npt.NDArray[np.int_]) -> Pixels:
    """The mean of each square, at each of its pixels."""
    tops, row_of, heights = np.unique(rows, return_inverse=True, return_counts=True)
    lefts, column_of, widths = np.unique(columns, return_inverse=True, return_counts=True)
    first_rows = np.searchsorted(rows, tops)
    first_columns = np.searchsorted(columns, lefts)
    sums = np.add.reduceat(pixels, first_rows, axis=0, dtype=np.uint32)
    sums = np.add.reduceat(sums, first_columns, axis=1, dtype=np.uint64)
    counts = (heights[:, None] * widths[None, :])[..., None]
    means = ((sums + counts // 2) // counts).astype(pixels.dtype)
    return means[row_of][:, column_of]


UNSHARP_MASK = Effect(
    "unsharp-mask",
    "Unsharp Mask",
    UnsharpMask,
    _unsharp_mask,
    is_adjustment=False,
    icon="triangle",
    summary="Crisper edges.",
    section=1,
)
NOISE = Effect(
    "noise",
    "Noise",
    Noise,
    _noise,
    is_adjustment=False,
    icon="dots-nine",
    summary="Grain.",
    section=2,
)
MEDIAN = Effect(
    "median",
    "Median",
    Median,
    _median,
    is_adjustment=False,
    icon="eraser",
    summary="Takes specks away and keeps edges.",
    section=2,
)
PIXELATE = Effect(
    "pixelate",
    "Pixelate",
    Pixelate,
    _pixelate,
    is_adjustment=False,
    icon="squares-four",
    summary="Squares of one colour.",
    section=2,
)
