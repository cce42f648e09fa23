"""All adjustments and filters, in the order of the menus."""

from __future__ import annotations

from editor.document.adjust import blur, color, curves, detail, tone
from editor.document.adjust.effect import Effect, UnknownEffect

EFFECTS = {
    effect.id: effect
    for effect in (
        tone.LEVELS,
        curves.CURVES,
        tone.BRIGHTNESS_CONTRAST,
        tone.EXPOSURE,
        color.HUE_SATURATION,
        color.VIBRANCE,
        color.COLOR_BALANCE,
        color.TEMPERATURE,
        color.BLACK_AND_WHITE,
        tone.INVERT,
        tone.POSTERIZE,
        tone.THRESHOLD,
        blur.GAUSSIAN_BLUR,
        blur.BOX_BLUR,
        blur.MOTION_BLUR,
        detail.UNSHARP_MASK,
        detail.NOISE,
        detail.MEDIAN,
        detail.PIXELATE,
    )
}


def find_effect(effect_id: str) -> Effect:
    """The effect of that id. Raises UnknownEffect."""
    try:
        return EFFECTS[effect_id]
    except KeyError:
        raise UnknownEffect(
            f"There is no adjustment “{effect_id}” in this version of Figment.",
            "A newer version may have it.",
        ) from None
