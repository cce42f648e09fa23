"""Looks for faces in a picture of any size, and measures where their eyes are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from plugins.face_sliders.finding.network import EYES_PX, SIDE_PX, STRIDE_PX, FinderNetwork
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import fill

GrayU8 = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]

LONGEST_PX = 800
MOST_ENLARGED = 2.0
SMALLEST_LEVEL_PX = 30
MOST_CANDIDATES = 24
GLANCE_SCORE, FOUND_SCORE, SURE_SCORE = 0.25, 0.45, 0.75
_LOOKS = (EYES_PX, EYES_PX * 1.25)
"""Eye distances at which a candidate is looked at again."""


@dataclass(frozen=True, slots=True, eq=False)
class FoundFace:
    """The eyes `float32 (2, 2)` in pixels of the picture, left one first; how sure, 0..1."""

    eyes: Points
    score: float

    @property
    def eye_distance(self) -> float:
        """In pixels."""
        return float(np.hypot(*(self.eyes[1] - self.eyes[0])))


class Finder:
    """The trained network at work on the CPU."""

    def __init__(self, state: Mapping[str, Tensor], *, name: str = "finder") -> None:
        network = FinderNetwork()
        fill(network, state, name=name)
        self._network = convert_conv2d_weight_memory_format(
            network.float().eval(), torch.channels_last
        )

    def find(self, gray: GrayU8) -> list[FoundFace]:
        """The faces of a picture `uint8 (H, W)`: the sure ones first, the largest of them first."""
        candidates = _distinct(self._glance(gray))[:MOST_CANDIDATES]
        for last in (False, True):
            candidates = [face for c in candidates for face in self._look(gray, c, last=last)]
        faces = _distinct(candidates)
        return sorted(faces, key=lambda face: (face.score < SURE_SCORE, -face.eye_distance))

    @torch.inference_mode()
    def _glance(self, gray: GrayU8) -> list[FoundFace]:
        """Candidates on all levels of the pyramid."""
        faces: list[FoundFace] = []
        longest = max(gray.shape)
        scale = min(MOST_ENLARGED, LONGEST_PX / longest)
        while longest * scale >= SMALLEST_LEVEL_PX:
            size = tuple(max(8, round(side * scale)) for side in gray.shape[::-1])
            way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
            level = cv2.resize(gray, size, interpolation=way)
            # Faces may fill the picture: the network needs something around them.
            ratio = np.array(size) / np.array(gray.shape[::-1])
            for face in self._cells(_padded(level)):
                eyes = (face.eyes - _PAD_PX + 0.5) / ratio - 0.5
                faces.append(FoundFace(eyes.astype(np.float32), face.score))
            scale /= np.sqrt(2)
        return faces

    def _cells(self, gray: GrayU8) -> list[FoundFace]:
        """What the network sees in one picture, in its pixels."""
        cells = self._network(to_tensor(gray[..., None]))[0]  # (5, H/8, W/8)
        scores = torch.sigmoid(cells[0]).numpy()
        faces = []
        for row, column in zip(*np.nonzero(scores > GLANCE_SCORE), strict=True):
            centre = (np.array([column, row]) + 0.5) * STRIDE_PX - 0.5
            offsets = cells[1:5, row, column].numpy().reshape(2, 2) * EYES_PX
            faces.append(FoundFace((centre + offsets).astype(np.float32), scores[row, column]))
        return faces

    @torch.inference_mode()
    def _look(self, gray: GrayU8, face: FoundFace, *, last: bool) -> Sequence[FoundFace]:
        """A candidate seen upright, at two sizes and mirrored; empty where no face is left."""
        seen: list[tuple[Points, float]] = []
        for eyes_px in _LOOKS:
            matrix = _upright(face.eyes, eyes_px)
            crop = _crop(gray, matrix)
            for mirrored in (False, True):
                picture = np.ascontiguousarray(crop[:, ::-1]) if mirrored else crop
                best = _middlemost(self._cells(picture))
                if best is not None:
                    eyes = best.eyes
                    if mirrored:
                        eyes = np.stack([[SIDE_PX - 1, 0] + eyes[i] * [-1, 1] for i in (1, 0)])
                    seen.append((cv2.transform(eyes[None], matrix)[0], float(best.score)))
        score = sum(score for _, score in seen) / (2 * len(_LOOKS))
        if not seen or score < (FOUND_SCORE if last else GLANCE_SCORE):
            return ()
        eyes = np.mean([points for points, _ in seen], axis=0).astype(np.float32)
        return (FoundFace(eyes, score),)


_PAD_PX = 24


def _padded(gray: GrayU8) -> GrayU8:
    """With a border, and more to the right and below until the sides are multiples of 8."""
    height, width = gray.shape
    below, right = -(height + 2 * _PAD_PX) % STRIDE_PX, -(width + 2 * _PAD_PX) % STRIDE_PX
    return np.asarray(
        cv2.copyMakeBorder(
            gray, _PAD_PX, _PAD_PX + below, _PAD_PX, _PAD_PX + right, cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _upright(eyes: Points, eyes_px: float) -> npt.NDArray[np.float64]:
    """From a crop of `SIDE_PX` with level eyes to the picture, `(2, 3)`."""
    x, y = (eyes[1] - eyes[0]) / eyes_px
    linear = np.array([[x, -y], [y, x]], np.float64)
    # Not in the very middle, where the face would always lie on a corner of four cells.
    place = np.array([SIDE_PX / 2 - 0.5 + STRIDE_PX / 2, SIDE_PX / 2 - 0.5 + STRIDE_PX / 2])
    return np.column_stack([linear, eyes.mean(0) - linear @ place])


def _crop(gray: GrayU8, matrix: npt.NDArray[np.float64]) -> GrayU8:
    scale = float(np.hypot(*matrix[:, 0]))
    if scale > 1.4:
        # Averaged first around the crop, else fine structure would alias.
        ratio = 1 / scale
        reach = SIDE_PX * scale
        x, y = cv2.transform(np.array([[[SIDE_PX / 2, SIDE_PX / 2]]]), matrix)[0][0]
        top, left = max(0, int(y - reach)), max(0, int(x - reach))
        part = gray[top : max(top + 1, int(y + reach)), left : max(left + 1, int(x + reach))]
        if part.size == 0:
            return np.zeros((SIDE_PX, SIDE_PX), np.uint8)
        size = (max(1, round(part.shape[1] * ratio)), max(1, round(part.shape[0] * ratio)))
        ratios = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
        gray = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        matrix = matrix.copy()
        matrix[:, 2] += 0.5 - np.array([left, top])
        matrix *= ratios[:, None]
        matrix[:, 2] -= 0.5
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(
            gray, matrix, (SIDE_PX, SIDE_PX), flags=flags, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _middlemost(faces: Sequence[FoundFace]) -> FoundFace | None:
    """The surest face near the middle of a crop."""
    middle = SIDE_PX / 2 - 0.5 + STRIDE_PX / 2
    near = [f for f in faces if np.hypot(*(f.eyes.mean(0) - middle)) < 0.8 * EYES_PX]
    return max(near, key=lambda face: face.score, default=None)


def _distinct(faces: Sequence[FoundFace]) -> list[FoundFace]:
    """The surest of those that lie over each other, surest first."""
    kept: list[FoundFace] = []
    for face in sorted(faces, key=lambda face: -face.score):
        middle = face.eyes.mean(0)
        # A face is about two and a half eye distances wide.
        clear = (
            np.hypot(*(middle - other.eyes.mean(0)))
            > 1.2 * max(other.eye_distance, face.eye_distance)
            for other in kept
        )
        if all(clear):
            kept.append(face)
    return kept
