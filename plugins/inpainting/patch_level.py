"""One size of a picture with a hole, and the search for patches that fit into it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PATCH_PX = 7
_REACH = PATCH_PX // 2
_FEATURES = 24
_SAMPLED = 4000
_SWEEPS = 3
_FIT_PX = 8.0
_TRUST = 1.15
"""How much less a patch counts for each pixel that it lies further from the rim."""


@dataclass
class Level:
    """A picture at one size, with a hole.

    Attributes:
        image: `(h, w, channels)`, filled more or less well; with a guide's channels behind.
        channels: how many are looked for.
        is_source: `(h * w)`, whether a whole known patch lies around a place.
        targets: flat places whose patches touch the hole.
        rank: `(h * w)`, which of `targets` a place is; -1 for none.
        seen: `(h * w, _FEATURES)`, what each patch looks like in short; of sources.
        basis: `(patch, _FEATURES)`, patches to what they look like in short.
        inside: flat places of the hole.
        trust: one for each target.
    """

    image: Floats
    channels: int
    is_source: Bools
    targets: Ints
    rank: Ints
    seen: Floats
    basis: Floats
    inside: Ints
    trust: Floats

    @classmethod
    def of(cls, image: Floats, hole: Bools, guide: Floats | None = None) -> Level | None:
        """The level of a picture whose hole holds a first guess; None where no patch is known.

        Args:
            guide: `(h, w, more)`, what patches are to resemble beside what they continue.
        """
        channels = image.shape[2]
        if guide is not None:
            image = np.dstack([image, guide])
        kernel = np.ones((PATCH_PX, PATCH_PX), np.uint8)
        known = cv2.erode(
            (~hole).astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0
        )
        if not known.any():
            return None
        touched = cv2.dilate(hole.astype(np.uint8), kernel).astype(bool)
        targets = np.flatnonzero(touched)
        rank = np.full(hole.size, -1)
        rank[targets] = np.arange(targets.size)
        deep = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3).ravel()[targets]
        sources = np.flatnonzero(known)
        picked = sources[:: max(1, sources.size // _SAMPLED)]
        basis = _shortened(_patches(image, picked))
        seen = np.zeros((hole.size, basis.shape[1]), np.float32)
        seen[sources] = _patches(image, sources) @ basis
        trust = (_TRUST**-deep).astype(np.float32)
        inside = np.flatnonzero(hole)
        return cls(
            image, channels, known.astype(bool).ravel(), targets, rank, seen, basis, inside, trust
        )

    def matched(self, places: Ints, random: np.random.Generator) -> tuple[Ints, Floats]:
        """(better source places for the targets, how far their patches are off)."""
        height, width = self.image.shape[:2]
        wanted = _patches(self.image, self.targets) @ self.basis
        off = ((wanted - self.seen[places]) ** 2).sum(1)
        rows, columns = np.divmod(self.targets, width)
        for sweep in range(_SWEEPS):
            step = (4, 2, 1)[sweep % 3]
            for down, right in ((-step, 0), (0, -step), (step, 0), (0, step)):
                y, x = rows + down, columns + right
                there = (y >= 0) & (y < height) & (x >= 0) & (x < width)
                neighbour = self.rank[np.where(there, y * width + x, 0)]
                usable = np.flatnonzero(there & (neighbour >= 0))
                # What fits beside a neighbour lies beside what fits the neighbour.
                source = np.stack(np.divmod(places[neighbour[usable]], width))
                self._try(source[0] - down, source[1] - right, usable, wanted, places, off)
            reach = max(height, width)
            everybody = np.arange(self.targets.size)
            while reach >= 1:
                source = np.stack(np.divmod(places, width))
                moved = source + random.integers(-reach, reach + 1, source.shape)
                self._try(moved[0], moved[1], everybody, wanted, places, off)
                reach //= 2
        return places, off

    def _try(
        self, rows: Ints, columns: Ints, who: Ints, wanted: Floats, places: Ints, off: Floats
    ) -> None:
        """Takes over the places that are nearer than what those targets had."""
        height, width = self.image.shape[:2]
        within = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
        at = np.where(within, rows * width + columns, 0)
        usable = within & self.is_source[at]
        at, who = at[usable], who[usable]
        tried = ((wanted[who] - self.seen[at]) ** 2).sum(1)
        nearer = tried < off[who]
        places[who[nearer]] = at[nearer]
        off[who[nearer]] = tried[nearer]

    def agree(self, places: Ints, off: Floats, *, sharp: bool) -> None:
        """Gives each pixel of the hole the colour that the patches over it agree on.

        Args:
            sharp: only the nearest of them counts, which keeps grain.
        """
        height, width = self.image.shape[:2]
        spread = max(float(np.percentile(off, 75)), 1e-3)
        weight = self.trust * np.exp(-off / (2 * spread)) + 1e-8
        colours = self.image.reshape(height * width, -1)[:, : self.channels]
        rows, columns = np.divmod(self.inside, width)
        sums = np.zeros((self.inside.size, self.channels), np.float32)
        total = np.zeros((self.inside.size, 1), np.float32)
        for down in range(-_REACH, _REACH + 1):
            for right in range(-_REACH, _REACH + 1):
                y, x = rows - down, columns - right
                there = (y >= 0) & (y < height) & (x >= 0) & (x < width)
                who = self.rank[np.where(there, y * width + x, 0)]
                counts = np.where(there & (who >= 0), weight[who], 0)[:, None]
                told = colours[places[who] + down * width + right]
                if sharp:
                    sums = np.where(counts > total, told, sums)
                    total = np.maximum(counts, total)
                else:
                    sums += counts * told
                    total += counts
        colours[self.inside] = sums if sharp else sums / np.maximum(total, 1e-12)

    @property
    def colours(self) -> Floats:
        """The image without its guide."""
        return self.image[..., : self.channels]

    def misfit(self, places: Ints) -> Floats:
        """`(h, w)`: how far patches are off what is known beside the hole, next to how far any two
        patches are off each other; 0 where they continue it as it is."""
        height, width = self.image.shape[:2]
        colours = self.image[..., :3]
        known = np.ones(height * width, np.float32)
        known[self.inside] = 0
        wanted, found = (_patches(colours, where) for where in (self.targets, places))
        heard = _patches(known.reshape(height, width, 1), self.targets)
        off = ((wanted - found) ** 2).reshape(-1, 3, heard.shape[1]).mean(1)
        sums = np.zeros((2, height * width), np.float32)
        sums[:, self.targets] = (off * heard).sum(1), heard.sum(1)
        near = [cv2.GaussianBlur(one.reshape(height, width), (0, 0), _FIT_PX) for one in sums]
        sources = np.flatnonzero(self.is_source)
        picked = _patches(colours, sources[:: max(1, sources.size // _SAMPLED)])
        # Two at random are twice as far apart as one is from the mean.
        usual = 2 * float(picked.var(0).mean())
        return np.asarray(near[0] / np.maximum(near[1], 1e-9) / max(usual, 1.0), np.float32)

    def spread(self, places: Ints) -> Ints:
        """`(h, w)`: where each pixel's patch comes from; known pixels are their own."""
        height, width = self.image.shape[:2]
        out = np.arange(height * width)
        out[self.targets] = places
        return out.reshape(height, width)


def first_places(
    level: Level, before: tuple[Floats, Ints] | None, random: np.random.Generator
) -> Ints:
    """Source places for the targets: those of the coarser size, or any."""
    height, width = level.image.shape[:2]
    sources = np.flatnonzero(level.is_source)
    places = sources[random.integers(sources.size, size=level.targets.size)]
    if before is None:
        return places
    coarse = before[1]
    rows, columns = np.divmod(level.targets, width)
    y = np.minimum(rows // 2, coarse.shape[0] - 1)
    x = np.minimum(columns // 2, coarse.shape[1] - 1)
    from_y, from_x = np.divmod(coarse[y, x], coarse.shape[1])
    at_y, at_x = from_y * 2 + rows % 2, from_x * 2 + columns % 2
    at = np.minimum(at_y, height - 1) * width + np.minimum(at_x, width - 1)
    return np.where(level.is_source[at], at, places)


def _patches(image: Floats, places: Ints) -> Floats:
    """`(places, patch)`: the patch around each flat place; beyond the edge it is mirrored."""
    padded = cv2.copyMakeBorder(image, *(_REACH,) * 4, cv2.BORDER_REFLECT_101)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (PATCH_PX, PATCH_PX), axis=(0, 1))
    return windows[np.divmod(places, image.shape[1])].reshape(places.size, -1)


def _shortened(patches: Floats) -> Floats:
    """The directions in which patches differ most, `(patch, features)`: distances hardly change."""
    centred = patches - patches.mean(0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return np.ascontiguousarray(directions[:, ::-1][:, :_FEATURES].astype(np.float32))
