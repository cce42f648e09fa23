"""Lookup tables: one byte to another for each channel, the quickest way to change tones."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from editor.document.adjust.effect import Origin, Prepared, Table

Tones = npt.NDArray[np.float64]
"""Values 0..1, `float64 (256,)`."""

CHANNELS = {"rgb": "All", "red": "Red", "green": "Green", "blue": "Blue"}
_IDENTITY = np.arange(256, dtype=np.uint8)


def tones() -> Tones:
    """Every byte as 0..1."""
    return np.arange(256) / 255


def to_bytes(values: Tones) -> npt.NDArray[np.uint8]:
    """Values 0..1 to bytes, what lies outside cut off."""
    return np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)


def rgb_table(red: Tones, green: Tones, blue: Tones) -> Table:
    """A table from three channels' tones; alpha stays."""
    return np.stack([to_bytes(red), to_bytes(green), to_bytes(blue), _IDENTITY], axis=1)


def channel_table(values: Tones, channel: str) -> Table:
    """A table that changes one channel, or all three for `rgb`."""
    same = tones()
    red, green, blue = (
        values if channel in ("rgb", name) else same for name in ("red", "green", "blue")
    )
    return rgb_table(red, green, blue)


def lookup(rgba: ImageU8, table: Table) -> ImageU8:
    """Looks every byte up in its channel's column."""
    # The array's rows become OpenCV's single row of 256 pixels with four channels.
    return cv2.LUT(rgba, table.reshape(1, 256, 4)).astype(np.uint8, copy=False)


def prepared_table(table: Table) -> Prepared | None:
    """What a table does; None where it changes nothing."""
    if (table == _IDENTITY[:, None]).all():
        return None
    table = np.ascontiguousarray(table)

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        return lookup(rgba, table)

    return Prepared(run, table=table)


def per_pixel(change: Callable[[ImageU8], ImageU8]) -> Prepared:
    """What looks at one pixel at a time, wherever it lies."""

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        return change(rgba)

    return Prepared(run)


def to_linear(values: Tones) -> Tones:
    """sRGB's tones to amounts of light."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def from_linear(light: Tones) -> Tones:
    """Amounts of light to sRGB's tones; what is darker than black is black."""
    light = np.maximum(light, 0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
