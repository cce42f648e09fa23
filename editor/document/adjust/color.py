"""Colour: hue and saturation, vibrance, balance, temperature, black and white."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, Params, Slider, Toggle
from editor.document.adjust.effect import Effect, Prepared
from editor.document.adjust.tables import (
    Tones,
    from_linear,
    lookup,
    per_pixel,
    prepared_table,
    rgb_table,
    to_linear,
    tones,
)

Planes = npt.NDArray[np.float32]
_ONE = np.float32(1)


class HueSaturation(Params):
    """Turns the colour wheel; more or less colour; lighter or darker."""

    hue: int = Slider(0, -180, 180, unit="°")
    saturation: int = Slider(0, -100, 100)
    lightness: int = Slider(0, -100, 100)
    colorize: bool = Toggle(title="One colour", help="Everything in the one hue.")


def _hue_saturation(p: HueSaturation, _scale: float) -> Prepared | None:
    if (p.hue, p.saturation, p.lightness, p.colorize) == (0, 0, 0, False):
        return None

    def run(rgba: ImageU8) -> ImageU8:
        hls = cv2.cvtColor(_floats(rgba), cv2.COLOR_RGB2HLS)
        hue, lightness, saturation = cv2.split(hls)
        if p.colorize:
            hue = np.full_like(hue, p.hue % 360)
            saturation = np.full_like(saturation, (p.saturation + 100) / 200)
        elif p.hue:
            hue = np.mod(hue + np.float32(p.hue), np.float32(360))
        if p.saturation and not p.colorize:
            # Up to the full colour and no further, as HSL has it.
            saturation = np.minimum(saturation * np.float32(1 + p.saturation / 100), _ONE)
        if p.lightness > 0:
            lightness = lightness + (_ONE - lightness) * np.float32(p.lightness / 100)
        elif p.lightness:
            lightness = lightness * np.float32(1 + p.lightness / 100)
        rgb = cv2.cvtColor(cv2.merge([hue, lightness, saturation]), cv2.COLOR_HLS2RGB)
        return _with_alpha(rgb, rgba)

    return per_pixel(run)


class Vibrance(Params):
    """More colour where there is little, and more colour everywhere."""

    vibrance: int = Slider(0, -100, 100, help="Pale colours change most; strong ones hardly.")
    saturation: int = Slider(0, -100, 100, help="All colours change alike.")


def _vibrance(p: Vibrance, _scale: float) -> Prepared | None:
    if (p.vibrance, p.saturation) == (0, 0):
        return None

    def run(rgba: ImageU8) -> ImageU8:
        rgb = _floats(rgba)
        red, green, blue = cv2.split(rgb)
        strongest = cv2.max(cv2.max(red, green), blue)
        chroma = strongest - cv2.min(cv2.min(red, green), blue)
        grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        more = (_ONE - chroma) * np.float32(p.vibrance / 100) + _ONE
        more *= np.float32(1 + p.saturation / 100)
        changed = [grey + (plane - grey) * more for plane in (red, green, blue)]
        return _with_alpha(cv2.merge(changed), rgba)

    return per_pixel(run)


class ColorBalance(Params):
    """Each of shadows, midtones and highlights between a colour and its opposite."""

    shadows_red: int = Slider(0, -100, 100, title="Shadows: cyan to red")
    shadows_green: int = Slider(0, -100, 100, title="Shadows: magenta to green")
    shadows_blue: int = Slider(0, -100, 100, title="Shadows: yellow to blue")
    midtones_red: int = Slider(0, -100, 100, title="Midtones: cyan to red")
    midtones_green: int = Slider(0, -100, 100, title="Midtones: magenta to green")
    midtones_blue: int = Slider(0, -100, 100, title="Midtones: yellow to blue")
    highlights_red: int = Slider(0, -100, 100, title="Highlights: cyan to red")
    highlights_green: int = Slider(0, -100, 100, title="Highlights: magenta to green")
    highlights_blue: int = Slider(0, -100, 100, title="Highlights: yellow to blue")
    keep_luminosity: bool = Toggle(True, title="Keep lightness", help="Change colour alone.")


def _color_balance(p: ColorBalance, _scale: float) -> Prepared | None:
    table = rgb_table(
        _balanced(p.shadows_red, p.midtones_red, p.highlights_red),
        _balanced(p.shadows_green, p.midtones_green, p.highlights_green),
        _balanced(p.shadows_blue, p.midtones_blue, p.highlights_blue),
    )
    plain = prepared_table(table)
    if plain is None or not p.keep_luminosity:
        return plain

    def run(rgba: ImageU8) -> ImageU8:
        changed = lookup(rgba, table)
        before = cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY)
        after = cv2.cvtColor(changed, cv2.COLOR_RGBA2GRAY)
        lighter, darker = cv2.subtract(before, after), cv2.subtract(after, before)
        none = np.zeros_like(before)
        changed = cv2.add(changed, cv2.merge([lighter, lighter, lighter, none]))
        return np.asarray(
            cv2.subtract(changed, cv2.merge([darker, darker, darker, none])), np.uint8
        )

    return per_pixel(run)


def _balanced(shadows: int, midtones: int, highlights: int) -> Tones:
    """One channel's tones; each range reaches softly into its neighbours."""
    values = tones()
    # GIMP's ranges: a quarter of the way in and out, a third of the tones at full strength.
    low = np.clip((values - 1 / 3) / -0.25 + 0.5, 0, 1)
    high = np.clip((values - 2 / 3) / 0.25 + 0.5, 0, 1)
    middle = np.clip((values - 1 / 3) / 0.25 + 0.5, 0, 1) * np.clip(
        (values - 2 / 3) / -0.25 + 0.5, 0, 1
    )
    return values + 0.185 * (shadows * low + midtones * middle + highlights * high) / 100


class Temperature(Params):
    """As if the light had been warmer or cooler."""

    temperature: int = Slider(0, -100, 100, help="Left is cooler, right is warmer.")
    tint: int = Slider(0, -100, 100, help="Left is greener, right is more magenta.")


def _temperature(p: Temperature, _scale: float) -> Prepared | None:
    warm, tint = p.temperature / 100, p.tint / 100
    gains = np.array([2 ** (0.6 * warm), 2 ** (-0.5 * tint), 2 ** (-0.6 * warm)])
    # A grey keeps its lightness.
    gains /= gains @ np.array([0.2126, 0.7152, 0.0722])
    light = to_linear(tones())
    return prepared_table(rgb_table(*(from_linear(light * gain) for gain in gains)))


class BlackAndWhite(Params):
    """How light each colour becomes."""

    reds: int = Slider(40, -100, 200, unit="%")
    yellows: int = Slider(60, -100, 200, unit="%")
    greens: int = Slider(40, -100, 200, unit="%")
    cyans: int = Slider(60, -100, 200, unit="%")
    blues: int = Slider(20, -100, 200, unit="%")
    magentas: int = Slider(80, -100, 200, unit="%")


def _black_and_white(p: BlackAndWhite, _scale: float) -> Prepared | None:
    def run(rgba: ImageU8) -> ImageU8:
        red, green, blue, alpha = cv2.split(rgba)
        least = cv2.min(cv2.min(red, green), blue)
        red, green, blue = (cv2.subtract(plane, least) for plane in (red, green, blue))
        # One of the three is 0 now: at most one secondary and one primary colour are left.
        yellow, cyan, magenta = cv2.min(red, green), cv2.min(green, blue), cv2.min(red, blue)
        parts = (
            (cv2.subtract(cv2.subtract(red, yellow), magenta), p.reds),
            (yellow, p.yellows),
            (cv2.subtract(cv2.subtract(green, yellow), cyan), p.greens),
            (cyan, p.cyans),
            (cv2.subtract(cv2.subtract(blue, cyan), magenta), p.blues),
            (magenta, p.magentas),
        )
        grey = least.astype(np.float32)
        for part, percent in parts:
            cv2.scaleAdd(part.astype(np.float32), percent / 100, grey, dst=grey)
        out = _rounded(grey)
        return np.asarray(cv2.merge([out, out, out, alpha]), np.uint8)

    return per_pixel(run)


def _floats(rgba: ImageU8) -> Planes:
    rgb = cv2.cvtColor(rgba, cv2.COLOR_RGBA2RGB)
    return np.multiply(rgb, np.float32(1 / 255), dtype=np.float32)


def _with_alpha(rgb: npt.NDArray[np.float32], rgba: ImageU8) -> ImageU8:
    out = cv2.cvtColor(_rounded(rgb * np.float32(255)), cv2.COLOR_RGB2RGBA)
    cv2.insertChannel(cv2.extractChannel(rgba, 3), out, 3)
    return np.asarray(out, np.uint8)


def _rounded(values: npt.NDArray[np.float32]) -> ImageU8:
    """To the nearest byte, what lies outside cut off (unlike `convertScaleAbs`, which mirrors)."""
    return np.asarray(cv2.convertScaleAbs(np.maximum(values, 0)), np.uint8)


HUE_SATURATION = Effect(
    "hue-saturation",
    "Hue and Saturation",
    HueSaturation,
    _hue_saturation,
    icon="palette",
    summary="Turns the colour wheel; more or less colour.",
    section=1,
)
VIBRANCE = Effect(
    "vibrance",
    "Vibrance",
    Vibrance,
    _vibrance,
    icon="rainbow",
    summary="More colour where there is little.",
    section=1,
)
COLOR_BALANCE = Effect(
    "color-balance",
    "Colour Balance",
    ColorBalance,
    _color_balance,
    icon="scales",
    summary="Shadows, midtones and highlights, each for itself.",
    section=1,
)
TEMPERATURE = Effect(
    "temperature",
    "Temperature",
    Temperature,
    _temperature,
    icon="thermometer-simple",
    summary="Warmer or cooler light.",
    section=1,
)
BLACK_AND_WHITE = Effect(
    "black-and-white",
    "Black and White",
    BlackAndWhite,
    _black_and_white,
    icon="circle-half",
    summary="Grey, each colour as light as you like.",
    section=1,
)
