"""Training pictures with captions, made up anew each time from the subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from editor.api import ImageU8
from plugins.text_to_image.subjects import Kind, Subject

Random = np.random.Generator

COLOURS: Mapping[str, tuple[int, int, int]] = {
    "white": (250, 250, 250),
    "black": (20, 20, 22),
    "gray": (128, 128, 130),
    "red": (205, 40, 45),
    "orange": (240, 140, 40),
    "yellow": (245, 215, 60),
    "green": (60, 160, 75),
    "blue": (60, 110, 215),
    "purple": (130, 75, 175),
    "pink": (240, 150, 185),
    "brown": (125, 80, 50),
}
Shares = Mapping[Kind, float]
SHARES: Shares = {"thing": 0.74, "photo": 0.18, "scene": 0.04, "painting": 0.04}
"""Photos of clothes are half of all there is, and cut-out things what a small model learns best."""
_SEVERAL_ODDS = 0.05
_NAME_ODDS = 0.85
"""How often a thing is called by its name rather than by one of its keywords."""
_PLAIN_ODDS = 0.5
"""How often a thing stands on a colour that the caption names; else on white."""
_LOAD_PX = 320


def scene(
    subjects: Sequence[Subject], random: Random, size_px: int, shares: Shares = SHARES
) -> tuple[ImageU8, str]:
    """(RGB `uint8 (n, n, 3)`, caption); the same random state, the same scene.

    Args:
        shares: how often each kind of subject is chosen, where there are some of it.
    """
    first = _chosen(tuple(subjects), random, shares)
    if first.kind != "thing":
        return _photo(first, random, size_px)
    chosen = [first]
    things = _by_kind(tuple(subjects))["thing"]
    if random.random() < _SEVERAL_ODDS and len(things) > 1:
        chosen.append(things[int(random.integers(len(things)))])
    background = "white"
    if random.random() < _PLAIN_ODDS:
        background = list(COLOURS)[int(random.integers(len(COLOURS)))]
    sheet = _backdrop(background, random, size_px)
    for index, thing in enumerate(chosen):
        centre, scale = _place(random, index=index, of=len(chosen))
        sheet, _ = placed(sheet, thing, random, centre=centre, scale=scale)
    names = " and ".join(called(thing, random) for thing in chosen)
    told = f"{names} on a {background} background" if background != "white" else names
    if background == "white" and random.random() < 0.3:
        told = f"{names} on a white background"
    return sheet, told


def placed(
    sheet: ImageU8, thing: Subject, random: Random, *, centre: npt.NDArray[np.float64], scale: float
) -> tuple[ImageU8, npt.NDArray[np.uint8]]:
    """(a sheet `(n, n, 3)` with a thing laid on it, the thing's opacity `uint8 (n, n)`).

    It is never mirrored and hardly turned: each way that a thing may look is one more to learn.

    Args:
        centre: (x, y) as shares of the sheet.
        scale: the thing's longer side as a share of the sheet.
    """
    size_px = sheet.shape[0]
    source = opened(thing.path).astype(np.float32)
    source[..., :3] *= source[..., 3:] / 255
    grown = size_px / max(source.shape[:2]) * scale
    turn = np.deg2rad(random.normal(0, 3))
    cos, sin = np.cos(turn) * grown, np.sin(turn) * grown
    place = np.array([[cos, -sin, 0], [sin, cos, 0]], np.float32)
    middle = np.array([source.shape[1] / 2, source.shape[0] / 2], np.float32)
    place[:, 2] = centre * size_px - place[:, :2] @ middle
    laid = cv2.warpAffine(source, place, (size_px, size_px), flags=cv2.INTER_AREA)
    out = laid[..., :3] + sheet * (1 - laid[..., 3:] / 255)
    opacity = np.asarray(np.clip(laid[..., 3], 0, 255), np.uint8)
    return np.asarray(np.clip(out + 0.5, 0, 255), np.uint8), opacity


def called(subject: Subject, random: Random) -> str:
    """A thing by its name mostly, sometimes by one of its keywords; now and then bare."""
    name = _name(subject, random)
    return name if random.random() < 0.2 else _article(name)


def colour_name(rgb: npt.NDArray[np.uint8]) -> str:
    """The word for the colour of some pixels `(n, 3)`: the name nearest to their median in Lab."""
    table = np.array([list(COLOURS.values())], np.uint8)
    lab = cv2.cvtColor(table, cv2.COLOR_RGB2LAB)[0].astype(np.float32)
    middle = np.median(rgb.reshape(-1, 3), axis=0).astype(np.uint8)
    own = cv2.cvtColor(middle[None, None], cv2.COLOR_RGB2LAB)[0, 0].astype(np.float32)
    # Shades differ in lightness more than in what people call them.
    distance = ((lab - own) * (0.6, 1.0, 1.0)) ** 2
    return list(COLOURS)[int(distance.sum(1).argmin())]


def _photo(subject: Subject, random: Random, size_px: int) -> tuple[ImageU8, str]:
    picture = opened(subject.path)[..., :3]
    height, width = picture.shape[:2]
    keep = random.uniform(0.8, 1.0) if subject.kind == "photo" else random.uniform(0.6, 1.0)
    side = max(1, int(min(height, width) * keep))
    top = int(random.integers(height - side + 1))
    left = int(random.integers(width - side + 1))
    crop = picture[top : top + side, left : left + side]
    if random.random() < 0.5:
        crop = crop[:, ::-1]
    method = cv2.INTER_AREA if side > size_px else cv2.INTER_CUBIC
    crop = np.asarray(cv2.resize(crop, (size_px, size_px), interpolation=method), np.uint8)
    name = _name(subject, random)
    if subject.kind == "painting":
        return crop, name
    if subject.kind == "scene":
        return crop, f"photo of {name}"
    if random.random() < 0.6 and not set(name.split()) & COLOURS.keys():
        third = size_px // 3
        name = f"{colour_name(crop[third:-third, third:-third])} {name}"
    prefix = ("", "photo of ", "a photo of ")[int(random.integers(3))]
    return crop, prefix + _article(name)


def _backdrop(colour: str, random: Random, size_px: int) -> ImageU8:
    """A sheet of a shade of a colour, a little lighter at one end."""
    shade = np.array(COLOURS[colour], np.float32) + (
        0 if colour == "white" else random.normal(0, 8, 3)
    )
    slope = np.linspace(random.uniform(-10, 10), 0, size_px, dtype=np.float32)
    sheet = shade + slope[:, None, None] + np.zeros((size_px, size_px, 1), np.float32)
    return np.asarray(np.clip(sheet, 0, 255), np.uint8)


def _place(random: Random, *, index: int, of: int) -> tuple[npt.NDArray[np.float64], float]:
    """(centre, scale): one thing anywhere on the sheet, two beside each other."""
    if of > 1:
        return np.array([0.27 + 0.46 * index, random.uniform(0.4, 0.6)]), 0.5
    scale = float(random.uniform(0.8, 0.96))
    return 0.5 + random.uniform(-0.5, 0.5, 2) * (1 - scale), scale


def _name(subject: Subject, random: Random) -> str:
    """The name mostly, sometimes one of its keywords."""
    if len(subject.names) == 1 or random.random() < _NAME_ODDS:
        return subject.names[0]
    return subject.names[int(random.integers(1, len(subject.names)))]


def _article(name: str) -> str:
    if name.endswith("s") and not name.endswith("ss"):
        return name  # sunflowers, shorts
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _chosen(subjects: tuple[Subject, ...], random: Random, shares_of: Shares) -> Subject:
    """Any subject, but each kind as often as its share says, however many there are of it."""
    kinds = _by_kind(subjects)
    shares = np.array([shares_of[kind] for kind in kinds])
    of_kind = kinds[list(kinds)[int(random.choice(len(kinds), p=shares / shares.sum()))]]
    return of_kind[int(random.integers(len(of_kind)))]


@lru_cache(maxsize=2)
def _by_kind(subjects: tuple[Subject, ...]) -> dict[Kind, list[Subject]]:
    kinds: dict[Kind, list[Subject]] = {}
    for subject in subjects:
        kinds.setdefault(subject.kind, []).append(subject)
    return kinds


@lru_cache(maxsize=4096)
def opened(path: Path) -> npt.NDArray[np.uint8]:
    """RGBA `uint8`, no longer than is needed."""
    with Image.open(path) as picture:
        picture.thumbnail((_LOAD_PX, _LOAD_PX), Image.Resampling.LANCZOS)
        return np.asarray(picture.convert("RGBA"), np.uint8)
