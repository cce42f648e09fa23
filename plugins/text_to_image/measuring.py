"""How good a model paints: does it show what was asked for, and are holes filled better than by
OpenCV?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Context, ImageU8, MaskU8
from plugins.text_to_image.holes import hole
from plugins.text_to_image.scenes import scene
from plugins.text_to_image.subjects import Subject, parted
from plugins.toolkit.diffusion import seam, sizes
from plugins.toolkit.diffusion.fillers import MODEL, NAVIER_STOKES, TELEA, psnr_key, ssim_key
from plugins.toolkit.diffusion.loading import Loaded
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.metrics import gray, structural_similarity
from plugins.toolkit.reading import opened_rgba

Floats = npt.NDArray[np.float32]

FEATURES = (
    "histograms of oriented gradients (after Dalal and Triggs 2005: 12 x 12 cells, 9 directions, "
    "evened out against their surroundings) of the picture cut to what stands out from its border "
    "and scaled to 96 x 96, beside its mean Lab colours in 8 x 8 squares; each of length one; a "
    "mirror image counts as the picture"
)
_METHODS = {TELEA: cv2.INPAINT_TELEA, NAVIER_STOKES: cv2.INPAINT_NS}
_LOOK_PX, _COLOURS_PX, _CELLS, _DIRECTIONS = 96, 8, 12, 9
_RADIUS_PX = 4.0
_STANDS_OUT = 24.0
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.95
_FEWEST_OF_A_KIND = 8
_SEED = 5


@dataclass(frozen=True, eq=False)
class Painted:
    """A prompt, its picture, and the training picture that is nearest to it."""

    prompt: str
    wanted: str
    picture: ImageU8
    nearest: Subject

    @property
    def is_right(self) -> bool:
        """Whether the nearest picture carries the name that was asked for."""
        return self.wanted in self.nearest.names


@dataclass(frozen=True, eq=False)
class Filled:
    """A picture with a hole, and what was made of it by each method."""

    picture: ImageU8
    mask: MaskU8
    by_method: dict[str, ImageU8]


class Gallery:
    """The pictures a model learned from, to be searched by looks; see `FEATURES`."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = list(subjects)
        self._looks = np.stack([look(shown(subject)) for subject in self._subjects])

    def nearest(self, picture: ImageU8) -> Subject:
        """The one that looks most like a picture, or like its mirror image."""
        mirrored = np.ascontiguousarray(picture[:, ::-1])
        nearness = np.maximum(self._looks @ look(picture), self._looks @ look(mirrored))
        return self._subjects[int(nearness.argmax())]


def shown(subject: Subject) -> ImageU8:
    """A training picture, RGB; cut-out things lie on white."""
    rgba = opened_rgba(subject.path, longest_px=2 * _LOOK_PX)
    opacity = rgba[..., 3:].astype(np.float32) / 255
    return np.asarray(rgba[..., :3] * opacity + 255 * (1 - opacity) + 0.5, np.uint8)


def look(picture: ImageU8) -> Floats:
    """What a picture is compared by, of length one."""
    small = cv2.resize(_cut_out(picture), (_LOOK_PX, _LOOK_PX), interpolation=cv2.INTER_AREA)
    shapes = _edges(gray(small)).ravel()
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    colours = cv2.resize(lab, (_COLOURS_PX,) * 2, interpolation=cv2.INTER_AREA).ravel() - 128
    parts = [v / max(float(np.linalg.norm(v)), 1e-6) for v in (shapes, colours)]
    return np.asarray(np.concatenate(parts) / np.sqrt(2), np.float32)


def _edges(picture: ImageU8) -> Floats:
    """How strong edges are in each direction, `(12, 12, 9)`, alike in light and dark parts."""
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 1.0)
    dx, dy = (cv2.Sobel(soft, cv2.CV_32F, *axes) for axes in ((1, 0), (0, 1)))
    strength, angle = np.hypot(dx, dy), np.arctan2(dy, dx) % np.pi / np.pi * _DIRECTIONS
    by_direction = np.stack(
        [
            # Linear between neighbouring directions, which go round.
            strength * np.clip(1 - np.abs((angle - i + 4.5) % _DIRECTIONS - 4.5), 0, 1)
            for i in range(_DIRECTIONS)
        ],
        axis=-1,
    )
    cells = cv2.resize(by_direction, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    around = cv2.GaussianBlur(np.linalg.norm(cells, axis=2), (0, 0), 1.0)
    return np.asarray(np.sqrt(cells / (around[..., None] + 4.0)), np.float32)


def _cut_out(picture: ImageU8) -> ImageU8:
    """The square around what differs from the border's colour; all of it where that is no use."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    border = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    differs = np.linalg.norm(lab - np.median(border, axis=0), axis=2) > _STANDS_OUT
    differs = cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not _LEAST_SHARE < differs.mean() < _MOST_SHARE:
        return picture
    rows, columns = np.flatnonzero(differs.any(1)), np.flatnonzero(differs.any(0))
    top, left = int(rows[0]), int(columns[0])
    height, width = int(rows[-1]) + 1 - top, int(columns[-1]) + 1 - left
    side = max(height, width)
    # Beyond the picture's edge its border goes on.
    reach = side
    wide = cv2.copyMakeBorder(picture, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    top += reach - (side - height) // 2
    left += reach - (side - width) // 2
    return np.ascontiguousarray(wide[top : top + side, left : left + side])


def nameable(subjects: Sequence[Subject]) -> list[Subject]:
    """Cut-out things, and photos of what there are several of; no scene has a name of its own."""
    counts = Counter(subject.names[0] for subject in subjects if subject.kind == "photo")
    return [
        subject
        for subject in subjects
        if subject.kind == "thing" or counts[subject.names[0]] >= _FEWEST_OF_A_KIND
    ]


def asked_for(subjects: Sequence[Subject], count: int) -> list[tuple[str, str]]:
    """(prompt, name) of so many names, drawn from `nameable` subjects, the same each time."""
    names = list(dict.fromkeys((subject.names[0], subject.kind) for subject in subjects))
    names = [names[i] for i in np.random.default_rng(_SEED).permutation(len(names))[:count]]
    return [
        (f"a {name} on a white background" if kind == "thing" else f"photo of a {name}", name)
        for name, kind in sorted(names)
    ]


def retrieve(
    loaded: Loaded,
    subjects: Sequence[Subject],
    context_of: Callable[[], Context],
    *,
    count: int,
    steps: int,
    guidance_scale: float,
) -> Iterator[Painted]:
    """Paints names that a model learned, and looks up what the pictures are nearest to."""
    known = nameable(parted(subjects)[0])
    gallery = Gallery(known)
    size_px = (loaded.native_px, loaded.native_px)
    for index, (prompt, name) in enumerate(asked_for(known, count)):
        wish = Wish(prompt, size_px, index, steps=steps, guidance_scale=guidance_scale)
        picture = paint(loaded, wish, context_of())
        yield Painted(prompt, name, picture, gallery.nearest(picture))


def with_holes(
    subjects: Sequence[Subject], count: int, side_px: int
) -> Iterator[tuple[ImageU8, MaskU8]]:
    """Pictures that are held back, each with a hole; the same each time, and for every model."""
    _, held = parted(subjects)
    whole = [subject for subject in held if subject.kind != "thing"] or held
    random = np.random.default_rng(_SEED)
    for _ in range(count if whole else 0):
        picture, _ = scene(whole, random, side_px)
        yield picture, hole(random, side_px)


def fill_holes(
    loaded: Loaded,
    subjects: Sequence[Subject],
    context_of: Callable[[], Context],
    *,
    count: int,
    steps: int,
) -> Iterator[Filled]:
    """Holes in pictures that are held back, filled by the model and in the classical ways."""
    side_px = loaded.native_px
    for index, (picture, mask) in enumerate(with_holes(subjects, count, side_px)):
        wish = Wish(
            "",
            (side_px, side_px),
            index,
            steps=steps,
            guidance_scale=1.0,
            image=picture,
            mask=sizes.cells(mask, (side_px, side_px), cell_px=loaded.latent_px),
        )
        # Laid in as the inpainting generator does it.
        painted = seam.matched(paint(loaded, wish, context_of()), picture, mask)
        made = np.where(mask[..., None] > 0, painted, picture)
        by_method = {MODEL: made.astype(np.uint8)}
        for method, flag in _METHODS.items():
            by_method[method] = np.asarray(cv2.inpaint(picture, mask, _RADIUS_PX, flag), np.uint8)
        yield Filled(picture, mask, by_method)


def hole_quality(filled: Sequence[Filled]) -> dict[str, float]:
    """PSNR over all pixels of all holes together, and the mean SSIM inside each, by method."""
    quality = {}
    for method in filled[0].by_method:
        squared, ssim = [], []
        for one in filled:
            made, inside = one.by_method[method], one.mask > 0
            squared.append((made[inside].astype(np.float64) - one.picture[inside]).ravel() ** 2)
            pair = gray(made), gray(one.picture)
            ssim.append(structural_similarity(*pair, inside=one.mask))
        error = max(float(np.concatenate(squared).mean()), 1e-9)
        quality[psnr_key(method)] = round(10 * float(np.log10(255**2 / error)), 2)
        quality[ssim_key(method)] = round(float(np.mean(ssim)), 4)
    return quality
