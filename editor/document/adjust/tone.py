"""Tones, by lookup: levels, brightness and contrast, exposure, invert, posterize, threshold."""

from __future__ import annotations

import math

import cv2
import numpy as np

from editor.api import Choice, ImageU8, Params, Slider
from editor.document.adjust.effect import Effect, Prepared
from editor.document.adjust.tables import (
    CHANNELS,
    channel_table,
    from_linear,
    per_pixel,
    prepared_table,
    to_linear,
    tones,
)


class Levels(Params):
    """Which tones become black and white, and how the middle lies between."""

    channel: str = Choice("rgb", CHANNELS, title="Channel")
    black: int = Slider(0, 0, 254, title="Black", help="This tone and all below become black.")
    gamma: float = Slider(1.0, 0.1, 5.0, step=0.01, title="Middle", help="Above 1 is lighter.")
    white: int = Slider(255, 1, 255, title="White", help="This tone and all above become white.")
    out_black: int = Slider(0, 0, 255, title="Darkest result")
    out_white: int = Slider(255, 0, 255, title="Lightest result")


def _levels(p: Levels, _scale: float) -> Prepared | None:
    # White below black cannot stretch anything; the two then part the tones hard.
    span = max(p.white - p.black, 1)
    inside = np.clip((np.arange(256) - p.black) / span, 0, 1) ** (1 / p.gamma)
    out = (p.out_black + (p.out_white - p.out_black) * inside) / 255
    return prepared_table(channel_table(out, p.channel))


class BrightnessContrast(Params):
    """Lighter or darker; flatter or harder."""

    brightness: int = Slider(0, -100, 100)
    contrast: int = Slider(0, -100, 100)


def _brightness_contrast(p: BrightnessContrast, _scale: float) -> Prepared | None:
    # GIMP's formulas: brightness keeps black and white, contrast turns around middle grey.
    b, values = p.brightness / 100 * 0.5, tones()
    values = values * (1 + b) if b < 0 else values + (1 - values) * b
    slant = math.tan(min(p.contrast / 100 + 1, 1.998) * math.pi / 4)
    return prepared_table(channel_table((values - 0.5) * slant + 0.5, "rgb"))


class Exposure(Params):
    """More or less light, as a camera would have caught it."""

    stops: float = Slider(0.0, -5.0, 5.0, step=0.05, unit="EV", help="One stop is twice the light.")
    offset: float = Slider(0.0, -0.2, 0.2, step=0.002, help="Lifts or sinks the darkest tones.")
    gamma: float = Slider(1.0, 0.2, 3.0, step=0.01, help="Above 1 is lighter.")


def _exposure(p: Exposure, _scale: float) -> Prepared | None:
    light = np.maximum(to_linear(tones()) * 2**p.stops + p.offset, 0)
    return prepared_table(channel_table(from_linear(light ** (1 / p.gamma)), "rgb"))


class Invert(Params):
    """Nothing to choose."""


def _invert(_p: Invert, _scale: float) -> Prepared | None:
    return prepared_table(channel_table(1 - tones(), "rgb"))


class Posterize(Params):
    """A few tones for each channel."""

    levels: int = Slider(4, 2, 255, help="Tones left in each channel.")


def _posterize(p: Posterize, _scale: float) -> Prepared | None:
    steps = np.minimum(np.arange(256) * p.levels // 256, p.levels - 1)
    return prepared_table(channel_table(steps / (p.levels - 1), "rgb"))


class Threshold(Params):
    """Black or white."""

    level: int = Slider(128, 1, 255, help="Pixels at least as light as this become white.")


def _threshold(p: Threshold, _scale: float) -> Prepared | None:
    def run(rgba: ImageU8) -> ImageU8:
        grey = cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY)
        split = cv2.threshold(grey, p.level - 1, 255, cv2.THRESH_BINARY)[1]
        return np.asarray(cv2.merge([split, split, split, cv2.extractChannel(rgba, 3)]), np.uint8)

    return per_pixel(run)


LEVELS = Effect(
    "levels", "Levels", Levels, _levels, icon="chart-bar", summary="Black, white and the middle."
)
BRIGHTNESS_CONTRAST = Effect(
    "brightness-contrast",
    "Brightness and Contrast",
    BrightnessContrast,
    _brightness_contrast,
    icon="sun",
    summary="Lighter, darker, flatter, harder.",
)
EXPOSURE = Effect(
    "exposure", "Exposure", Exposure, _exposure, icon="aperture", summary="Light, in stops."
)
INVERT = Effect(
    "invert",
    "Invert",
    Invert,
    _invert,
    icon="swap",
    summary="The negative.",
    section=2,
)
POSTERIZE = Effect(
    "posterize",
    "Posterize",
    Posterize,
    _posterize,
    icon="stack",
    summary="A few tones for each channel.",
    section=2,
)
THRESHOLD = Effect(
    "threshold",
    "Threshold",
    Threshold,
    _threshold,
    icon="circle-half-tilt",
    summary="Black or white.",
    section=2,
)
