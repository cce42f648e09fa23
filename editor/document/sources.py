"""What retouching strokes paint with: the picture itself, shifted or changed, in blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

import cv2
import numpy as np

from editor.api import ImageU8, Rect
from editor.document.blending import FloatMask, Pixels, lay_color, mix
from editor.document.tiles import Key

Read = Callable[[Rect], ImageU8]
"""Gives the straight RGBA pixels of any document rectangle, as they were before the stroke."""
Tone = Literal["dodge", "burn", "saturate", "desaturate"]
Range = Literal["shadows", "midtones", "highlights"]
_MOST = 0.6
"""How far a tone goes at full exposure."""
_BLOCK_PX = 256
"""Small enough that a stroke is not held up where it comes into a new one."""
_BYTE = np.float32(1 / 255)


class Source(Protocol):
    """Lays itself over pixels."""

    label: str
    adds: bool
    """Whether it can show where the layer has nothing yet."""

    def lay(
        self, out: Pixels, base: Pixels, alpha: FloatMask, doc_rect: Rect, *, alpha_locked: bool
    ) -> None:
        """Writes `base` with as much of the source over it as `alpha` (0..1) says into `out`."""


class Blocks:
    """A picture in blocks, each made when it is first looked at."""

    def __init__(self, make: Read) -> None:
        self._make = make
        self._made: dict[Key, ImageU8] = {}

    def __call__(self, rect: Rect) -> ImageU8:
        """The pixels of a rectangle."""
        out = np.empty((rect.height, rect.width, 4), np.uint8)
        for key in _blocks(rect):
            block = Rect(key[0] * _BLOCK_PX, key[1] * _BLOCK_PX, _BLOCK_PX, _BLOCK_PX)
            pixels = self._made.get(key)
            if pixels is None:
                pixels = self._made[key] = self._make(block)
            part = block.intersect(rect)
            there = part.translated(-block.x, -block.y).slices()
            out[part.translated(-rect.x, -rect.y).slices()] = pixels[there]
        return out


def edge_repeated(read: Read, page: Rect) -> Read:
    """Reads beyond the page what its edge shows, so that nothing fades out there."""

    def read_wide(rect: Rect) -> ImageU8:
        part = rect.intersect(page)
        if part == rect or part.is_empty:
            return read(rect)
        return cv2.copyMakeBorder(
            read(part),
            part.y - rect.y,
            rect.bottom - part.bottom,
            part.x - rect.x,
            rect.right - part.right,
            cv2.BORDER_REPLICATE,
        ).astype(np.uint8, copy=False)

    return read_wide


class CloneSource:
    """The picture from somewhere else."""

    label = "Clone"
    adds = True

    def __init__(self, read: Read, *, dx: int, dy: int) -> None:
        self._read = Blocks(read)
        self._offset = (dx, dy)

    def lay(
        self, out: Pixels, base: Pixels, alpha: FloatMask, doc_rect: Rect, *, alpha_locked: bool
    ) -> None:
        pixels = self._read(doc_rect.translated(*self._offset))
        weight = alpha * (cv2.extractChannel(pixels, 3) * _BYTE)
        colors = np.ascontiguousarray(pixels[..., :3])
        lay_color(out, base, weight, colors, alpha_locked=alpha_locked)


class FocusSource:
    """The picture softer or sharper.

    Args:
        radius_px: how wide it looks around each pixel.
    """

    adds = True

    def __init__(self, read: Read, *, is_sharper: bool, radius_px: float) -> None:
        self.label = "Sharpen brush" if is_sharper else "Blur brush"
        change = sharpened if is_sharper else blurred
        margin = int(4 * radius_px) + 2

        def make(rect: Rect) -> ImageU8:
            wide = rect.expanded(margin)
            return change(read(wide), radius_px)[margin:-margin, margin:-margin]

        self._read = Blocks(make)

    def lay(
        self, out: Pixels, base: Pixels, alpha: FloatMask, doc_rect: Rect, *, alpha_locked: bool
    ) -> None:
        mix(out, base, self._read(doc_rect), alpha, alpha_locked=alpha_locked)


class ToneSource:
    """The picture lighter, darker, or with more or less colour."""

    adds = False

    def __init__(self, read: Read, *, tone: Tone, among: Range) -> None:
        self.label = tone.capitalize()
        self._read = Blocks(lambda rect: toned(read(rect), tone, among))

    def lay(
        self, out: Pixels, base: Pixels, alpha: FloatMask, doc_rect: Rect, *, alpha_locked: bool
    ) -> None:
        del alpha_locked  # a tone never changes what is transparent
        mix(out, base, self._read(doc_rect), alpha, alpha_locked=True)


def _blocks(rect: Rect) -> list[Key]:
    columns = range(rect.x // _BLOCK_PX, -(-rect.right // _BLOCK_PX))
    rows = range(rect.y // _BLOCK_PX, -(-rect.bottom // _BLOCK_PX))
    return [(ix, iy) for iy in rows for ix in columns]


def blurred(pixels: ImageU8, radius_px: float) -> ImageU8:
    """Softer, without mixing in colours that hide under transparency."""
    soft = cv2.GaussianBlur(_premultiplied(pixels), (0, 0), radius_px)
    return _straight(soft)


def sharpened(pixels: ImageU8, radius_px: float) -> ImageU8:
    """With the difference from a softer picture added; alpha stays."""
    sharp = _premultiplied(pixels)
    soft = cv2.GaussianBlur(sharp, (0, 0), radius_px)
    out = _straight(np.clip(2 * sharp - soft, 0, 255))
    out[..., 3] = pixels[..., 3]
    return out


def toned(pixels: ImageU8, tone: Tone, among: Range) -> ImageU8:
    """A tone at full exposure; alpha stays."""
    color = pixels[..., :3] * _BYTE
    light = (color @ np.array([0.299, 0.587, 0.114], np.float32))[..., None]
    if tone in ("saturate", "desaturate"):
        color = light + (color - light) * (1 + _MOST if tone == "saturate" else 1 - _MOST)
    else:
        weight = _MOST * _weight(light, among)
        color = color + weight * ((1 - color) if tone == "dodge" else -color)
    out = pixels.copy()
    out[..., :3] = np.clip(color, 0, 1) * 255 + np.float32(0.5)
    return out


def _weight(light: FloatMask, among: Range) -> FloatMask:
    """How much a lightness belongs to a range, 0..1."""
    if among == "shadows":
        return (1 - light) ** 2
    return light**2 if among == "highlights" else 4 * light * (1 - light)


def _premultiplied(pixels: ImageU8) -> FloatMask:
    out = pixels.astype(np.float32)
    out[..., :3] *= out[..., 3:] * _BYTE
    return out


def _straight(pixels: FloatMask) -> ImageU8:
    alpha = pixels[..., 3:]
    out = np.empty_like(pixels)
    out[..., :3] = np.clip(pixels[..., :3] * (255 / np.maximum(alpha, np.float32(1 / 255))), 0, 255)
    out[..., 3:] = alpha
    return (out + np.float32(0.5)).astype(np.uint8)
