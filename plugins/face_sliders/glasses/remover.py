"""Takes glasses off a photo in its full resolution, as far as a slider says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, aligned_eyes, take
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.glasses.network import BAND, FACE_PX, GlassesNetwork, parted
from plugins.toolkit.card import CARD
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import fill, read_weights

GONE_AT = 2.0
"""So many units of the slider below zero leave nothing of glasses."""
_FEWEST_RIMS_PX = 80.0
"""With fewer pixels of rims in an aligned face, and none that are sure, there are no glasses."""
_SURE_RIMS_PX = 150.0
_LOOKS = 2
"""What is left of glasses after the first look is mostly seen at the second."""
_DOUBTFUL, _SURE = 0.07, 0.45
_LEAST_LEVELS, _LEAST_RIMS = 0.6, 0.04
_FINE_ABOVE = 1.3
"""From so many pixels of the photo for one of the aligned face on, skin needs its grain back."""
_SKIN = ((47.0, 110.0), (113.0, 110.0))
"""Middles of two places in an aligned face that are skin; so many pixels of them are looked at."""
_SKIN_PX = 12.0
_GRAIN_SPREADS = 3.0
_CHEEKS, _EYE_PX = (slice(100, 115), slice(45, 115)), 8.0
_DARK, _LIDS = 0.55, 0.06
"""Eyes behind sunglasses are darker than this share of the cheeks, and contrast by less of it;
behind lenses with a tint both are more."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the network sees in an aligned face of 160 pixels.

    Attributes:
        face: `uint8 (160, 160, 3)`.
        change: takes glasses off it, `float32 (160, 160, 3)` in levels.
        rims: behind which nothing of the face is to be seen, `float32 (160, 160)`, 0 to 1.
    """

    face: ImageU8
    change: Floats
    rims: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """What takes glasses off one photo: made once, added as often as the slider moves.

    Attributes:
        rows, columns: where in the photo.
        change: `int16 (rows, columns, 3)` in levels.
        is_blind: whether nothing is seen through the lenses, so that they had better stay on.
    """

    rows: slice
    columns: slice
    change: ImageU8
    is_blind: bool = False

    def lift(self, picture: ImageU8, share: float) -> None:
        """Takes them off the photo, RGB or RGBA, in place: a share of 0 leaves them on."""
        part = picture[self.rows, self.columns]
        plain = np.ascontiguousarray(part[..., :3])
        part[..., :3] = cv2.addWeighted(plain, 1, self.change, share, 0, dtype=cv2.CV_8U)


class GlassesRemover:
    """The network with its weights, on the CPU.

    Args:
        state: its tensors by name.
        name: of the model, for errors.
    """

    def __init__(self, state: Mapping[str, Tensor], *, name: str = "glasses") -> None:
        network = GlassesNetwork()
        fill(network, state, name=name)
        network = network.eval().to(torch.float32)
        self._network = convert_conv2d_weight_memory_format(network, torch.channels_last)

    def removal(self, picture: ImageU8, eyes: Floats) -> Removal | None:
        """What takes glasses off the face with these eyes; None where it wears none.

        Args:
            picture: `uint8 (H, W, 3)` or with alpha.
            eyes: `float32 (2, 2)` in its pixels.
        """
        alignment = Alignment.of_eyes(eyes, FACE_PX)
        seen = self.look(np.ascontiguousarray(take(picture, alignment)[..., :3]))
        return None if seen is None else removal_of(seen, picture, alignment)

    @torch.inference_mode()
    def look(self, face: ImageU8) -> Seen | None:
        """What it sees in an aligned face `uint8 (160, 160, 3)`; None without glasses."""
        whole = np.zeros((FACE_PX, FACE_PX, 4), np.float32)
        x = to_tensor(face[BAND])
        for _ in range(_LOOKS):
            x, cover = self._taken_off(x)
            whole[BAND, :, 3] = np.maximum(whole[BAND, :, 3], cover[0, 0].numpy())
        whole[BAND, :, :3] = x[0].permute(1, 2, 0).numpy() * 127.5 + 127.5 - face[BAND]
        if (worn := _worn(whole[..., 3])) == 0:
            return None
        whole[..., :3] *= worn
        if (face == face[..., :1]).all():
            whole[..., :3] = whole[..., :3].mean(axis=2, keepdims=True)
        return Seen(face, whole[..., :3], whole[..., 3])

    def _taken_off(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(a face without what is seen of its glasses, how much of it is rims)."""
        both = torch.cat([x, x.flip(-1)])  # a face and its mirror image
        both = both.contiguous(memory_format=torch.channels_last)
        parts = parted(self._network(both), both)
        cover = torch.sigmoid(parts.rims)
        cover = (cover + cover.flip(0, -1)) / 2
        # What is rather a rim than none is one: else a shade of it would stay.
        cover = ((cover - _DOUBTFUL) / (_SURE - _DOUBTFUL)).clamp(0, 1)
        made = parts.bare(cover).clamp(-1, 1)
        return (made[:1] + made[1:].flip(-1)) / 2, cover[:1]


def remover_in(folder: Path) -> GlassesRemover:
    """The one of a model folder that `plugins.face_sliders.glasses.export` wrote."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return GlassesRemover(read_weights(folder / card["file"]), name=str(card["name"]))


def share_of(units: float) -> float:
    """How much of glasses is gone at a place of the slider: half of them soon, all at the end."""
    left = 1 - min(1.0, max(0.0, -units) / GONE_AT)
    return 1 - left * left


def removal_of(seen: Seen, picture: ImageU8, alignment: Alignment) -> Removal | None:
    """What the network saw, in the photo's own resolution.

    Under rims the photo's detail gives way to what the network made of the whole, with the grain of
    the skin beside; elsewhere, as behind tinted lenses, it stays.
    """
    hidden = _widened(seen.rims)
    there = (np.abs(seen.change).max(axis=2) > _LEAST_LEVELS) | (hidden > _LEAST_RIMS)
    rows, columns = _box(there, alignment, picture.shape)
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    part = picture[rows, columns, :3].astype(np.float32)
    known = [seen.change, hidden[..., None], seen.face.astype(np.float32)]
    finer = _laid(np.concatenate(known, axis=2), alignment, rows, columns)
    change, under, plain = finer[..., :3], finer[..., 3:4].clip(0, 1), finer[..., 4:]
    fine = -(part - plain)
    if alignment.scale > _FINE_ABOVE:
        fine += _grain(seen, picture, alignment, rows, columns)
    whole = change + under * fine
    return Removal(rows, columns, np.asarray(np.rint(whole), np.int16), _hides_eyes(seen.face))


def _hides_eyes(face: ImageU8) -> bool:
    """Whether an aligned face has dark places without any lids where its eyes are."""
    light = (face @ np.array([0.299, 0.587, 0.114])).astype(np.float32)
    y, x = np.mgrid[0:FACE_PX, 0:FACE_PX].astype(np.float32)
    cheeks = max(1.0, float(np.median(light[_CHEEKS])))
    for across, down in aligned_eyes(FACE_PX):
        eye = np.hypot(x - across, y - down) < _EYE_PX
        plane = np.stack([np.ones_like(x[eye]), x[eye], y[eye]], axis=1)
        flat = plane @ np.linalg.lstsq(plane, light[eye], rcond=None)[0]
        if light[eye].mean() > _DARK * cheeks or (light[eye] - flat).std() > _LIDS * cheeks:
            return False
    return True


def _worn(rims: Floats) -> float:
    """Whether there are glasses at all, 0 to 1: a line beside an eye is none."""
    share = (float(rims.sum()) - _FEWEST_RIMS_PX) / (_SURE_RIMS_PX - _FEWEST_RIMS_PX)
    return float(np.clip(share, 0, 1))


def _widened(rims: Floats) -> Floats:
    """Where detail is replaced: rims and a pixel around them, softly."""
    wide = cv2.dilate(rims, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    soft = cv2.GaussianBlur(np.clip(1.5 * wide - 0.1, 0, 1), (0, 0), 0.8)
    return np.asarray(np.minimum(1.4 * soft, 1), np.float32)


def _box(there: Floats, alignment: Alignment, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns of the picture that hold marked places of the aligned face."""
    ys, xs = np.nonzero(there)
    if not len(ys):
        return slice(0, 0), slice(0, 0)
    left, right, top, bottom = xs.min() - 2, xs.max() + 2, ys.min() - 2, ys.max() + 2
    corners = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float64)
    x, y = cv2.transform(corners, alignment.matrix)[0].T
    height, width = shape[:2]
    rows = slice(max(0, int(y.min())), min(height, int(y.max()) + 2))
    return rows, slice(max(0, int(x.min())), min(width, int(x.max()) + 2))


def _laid(maps: Floats, alignment: Alignment, rows: slice, columns: slice) -> Floats:
    """Maps of an aligned face as they lie in a part of the picture."""
    if alignment.scale < 1:
        blur_px = 0.5 / alignment.scale - 0.3
        maps = np.asarray(cv2.GaussianBlur(maps, (0, 0), blur_px), np.float32)
    matrix = alignment.matrix.copy()
    matrix[:, 2] -= (columns.start, rows.start)
    size = (columns.stop - columns.start, rows.stop - rows.start)
    # Four channels are what OpenCV takes at once. A finer way would ring beside dark rims.
    laid = [
        cv2.warpAffine(
            np.ascontiguousarray(maps[..., first : first + 4]),
            matrix,
            size,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        for first in range(0, maps.shape[2], 4)
    ]
    return np.concatenate(laid, axis=2)


def _grain(
    seen: Seen,
    picture: ImageU8,
    alignment: Alignment,
    rows: slice,
    columns: slice,
) -> Floats:
    """The photo's detail of skin, laid side by side until it covers a part of the picture."""
    half = max(2, round(_SKIN_PX * alignment.scale / 2))
    best: Floats | None = None
    for middle in _SKIN:
        x, y = (int(v) for v in cv2.transform(np.array([[middle]]), alignment.matrix)[0, 0])
        down = slice(max(0, y - half), min(picture.shape[0], y + half))
        right = slice(max(0, x - half), min(picture.shape[1], x + half))
        if down.stop - down.start < half or right.stop - right.start < half:
            continue
        skin = picture[down, right, :3].astype(np.float32)
        detail = skin - _laid(seen.face.astype(np.float32), alignment, down, right)
        if best is None or detail.std() < best.std():
            best = detail
    size = (rows.stop - rows.start, columns.stop - columns.start)
    if best is None:
        return np.zeros((*size, 3), np.float32)
    most = _GRAIN_SPREADS * float(best.std())
    tile = np.concatenate([best, best[:, ::-1]], axis=1)
    tile = np.concatenate([tile, tile[::-1]]).clip(-most, most)
    times = [-(-need // have) for need, have in zip(size, tile.shape, strict=False)]
    return np.asarray(np.tile(tile, (*times, 1))[: size[0], : size[1]], np.float32)
