"""Adjustments and filters: pure functions from straight RGBA bytes to straight RGBA bytes."""

from editor.document.adjust.catalogue import EFFECTS, find_effect
from editor.document.adjust.curves import Curves, spline
from editor.document.adjust.effect import Effect, Prepared, UnknownEffect
from editor.document.adjust.mixing import mixed

__all__ = [
    "EFFECTS",
    "Curves",
    "Effect",
    "Prepared",
    "UnknownEffect",
    "find_effect",
    "mixed",
    "spline",
]
