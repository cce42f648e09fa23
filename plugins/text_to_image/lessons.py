"""What the denoiser is asked: a whole picture, a missing part, or a thing put into a photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from editor.api import ImageU8, MaskU8
from plugins.text_to_image.holes import Random, hole
from plugins.text_to_image.scenes import Shares, called, placed, scene
from plugins.text_to_image.subjects import Subject

_WHOLE_ODDS, _THING_ODDS = 0.7, 0.1
_MISSING: Shares = {"thing": 0.1, "photo": 0.45, "scene": 0.3, "painting": 0.15}
_AROUND: Shares = {"thing": 0.0, "photo": 0.4, "scene": 0.5, "painting": 0.1}
_UNTOLD_ODDS = 0.6
"""How often nothing is said of what is missing: a remover does not describe what is there."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """One question and its answer.

    Attributes:
        picture: the answer, RGB `uint8 (n, n, 3)`.
        caption: what it shows; empty where it is not told.
        mask: `uint8 (n, n)`, 255 = to be painted; None for everything.
    """

    picture: ImageU8
    caption: str
    mask: MaskU8 | None


def lesson(subjects: Sequence[Subject], random: Random, size_px: int) -> Lesson:
    """The same random state, the same lesson."""
    drawn = random.random()
    if drawn < _WHOLE_ODDS:
        return Lesson(*scene(subjects, random, size_px), mask=None)
    things = [subject for subject in subjects if subject.kind == "thing"]
    if drawn < _WHOLE_ODDS + _THING_ODDS and 0 < len(things) < len(subjects):
        return _put_in(subjects, things[int(random.integers(len(things)))], random, size_px)
    picture, caption = scene(subjects, random, size_px, _MISSING)
    told = "" if random.random() < _UNTOLD_ODDS else caption
    return Lesson(picture, told, hole(random, size_px))


def _put_in(subjects: Sequence[Subject], thing: Subject, random: Random, size_px: int) -> Lesson:
    """A thing laid into a photo, and a hole as people paint one around it."""
    around, _ = scene(subjects, random, size_px, _AROUND)
    scale = float(random.uniform(0.35, 0.75))
    centre = 0.5 + random.uniform(-0.5, 0.5, 2) * (1 - scale)
    picture, opacity = placed(around, thing, random, centre=centre, scale=scale)
    grow_px = int(size_px * random.uniform(0.02, 0.1))
    mask = _hull(opacity) if random.random() < 0.6 else _box(opacity)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * grow_px + 1, 2 * grow_px + 1))
    return Lesson(picture, called(thing, random), np.asarray(cv2.dilate(mask, kernel), np.uint8))


def _hull(opacity: MaskU8) -> MaskU8:
    points = cv2.findNonZero(opacity)
    out = np.zeros_like(opacity)
    if points is not None:
        cv2.fillConvexPoly(out, cv2.convexHull(points), 255)
    return out


def _box(opacity: MaskU8) -> MaskU8:
    out = np.zeros_like(opacity)
    left, top, width, height = cv2.boundingRect(opacity)
    out[top : top + height, left : left + width] = 255
    return out
