"""The pictures to learn from: things with nothing around them, in premultiplied RGBA.

Two kinds of folders. *objects*: pictures with transparency, in the folder or in its `3d/`, with
optional line art of the same names in `line/`. *photos*: photographs of one thing each, in folders
by class; the thing is cut out, and what could not be cut out cleanly is left alone.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from editor.api import ImageU8
from plugins.sketch_to_photo.cutouts import cut_out

Kind = Literal["objects", "photos"]

SIDE_PX = 256
SUFFIXES = frozenset({".png", ".webp", ".jpg", ".jpeg"})
LEAST_OVERLAP = 0.72
"""Below this overlap of the silhouettes, line art shows another drawing than the render."""
MOST_INK = 0.22
"""With more ink than this share of the area, line art is filled areas rather than lines."""
FILLED_PX = 240
MOST_ENLARGED = 1.7


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One thing.

    Attributes:
        id: names it in every run, and decides whether it is held back.
        pixels: `uint8 (256, 256, 4)`, colours premultiplied by alpha, so that it can be resized.
        line_art: ink `uint8 (256, 256)`, 255 = line, or None.
    """

    id: str
    pixels: ImageU8
    line_art: ImageU8 | None = None


def held_back(picture_id: str) -> bool:
    """Whether a picture is kept for validation: a fixed twentieth, chosen by the hash of its id."""
    return int(hashlib.sha256(picture_id.encode()).hexdigest(), 16) % 20 == 0


def split(pictures: Sequence[Picture]) -> tuple[list[Picture], list[Picture]]:
    """(to train on, held back); of a few pictures, where chance held back none, the last one."""
    held = [p for p in pictures if held_back(p.id)] or list(pictures[-1:])
    kept = {p.id for p in held}
    return [p for p in pictures if p.id not in kept], held


def favoured(pictures: Sequence[Picture], times: Mapping[str, int]) -> list[Picture]:
    """Repeats the pictures of some folders, so that they are drawn more often."""
    return [p for p in pictures for _ in range(times.get(p.id.split("/")[0], 1))]


def read_pictures(
    folder: Path, kind: Kind, *, cache: Path, wanted: Callable[[str], bool] = bool
) -> list[Picture]:
    """All usable pictures of a folder, in the order of their names.

    Args:
        folder: see the module.
        kind: "objects" or "photos".
        cache: a file that cut-outs are kept in, since cutting takes a tenth of a second each.
        wanted: told an id, whether to read that picture; all are by default.
    """
    return _objects(folder, wanted) if kind == "objects" else _photos(folder, cache, wanted)


def _objects(folder: Path, wanted: Callable[[str], bool]) -> list[Picture]:
    root = folder / "3d" if (folder / "3d").is_dir() else folder
    usable = _usable_line_art(folder)
    pictures = []
    for path in _files(root):
        name = path.relative_to(root).with_suffix("").as_posix()
        if not wanted(name):
            continue
        rgba = np.asarray(Image.open(path).convert("RGBA"))
        if rgba[..., 3].min() == 255:
            continue
        line_art = folder / "line" / f"{name}.png"
        ink = _ink(line_art) if name in usable and line_art.exists() else None
        pictures.append(Picture(name, _fitted(_premultiplied(rgba)), ink))
    return pictures


def _usable_line_art(folder: Path) -> set[str]:
    table = folder / "alignment.csv"
    if not table.exists():
        return set()
    with table.open(newline="") as file:
        return {
            row["cp"]
            for row in csv.DictReader(file)
            if float(row["iou_3d_flat"]) > LEAST_OVERLAP and float(row["line_ink"]) < MOST_INK
        }


def _photos(folder: Path, cache: Path, wanted: Callable[[str], bool]) -> list[Picture]:
    if not cache.exists():
        names, cuts = [], []
        for path in _files(folder):
            if not wanted(path.relative_to(folder).as_posix()):
                continue
            cut = cut_out(np.asarray(Image.open(path).convert("RGB")))
            if cut is not None:
                names.append(path.relative_to(folder).as_posix())
                cuts.append(_fitted(_premultiplied(cut)))
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cache, names=np.array(names), cuts=np.array(cuts, np.uint8))
    with np.load(cache) as stored:
        cuts = list(stored["cuts"])
        return [Picture(str(n), _closer(c)) for n, c in zip(stored["names"], cuts, strict=True)]


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)


def _ink(path: Path) -> ImageU8:
    gray = np.asarray(Image.open(path).convert("L"))
    large = cv2.resize(255 - gray, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, np.uint8)


def _premultiplied(rgba: ImageU8) -> ImageU8:
    weighted = rgba.astype(np.float32)
    weighted[..., :3] *= weighted[..., 3:] / 255
    return (weighted + 0.5).astype(np.uint8)


def _closer(pixels: ImageU8) -> ImageU8:
    """The thing alone, centred and enlarged to fill the sheet, but not until it blurs."""
    x, y, width, height = cv2.boundingRect((pixels[..., 3] > 16).astype(np.uint8))
    scale = min(MOST_ENLARGED, FILLED_PX / max(width, height, 1))
    centre = np.array([x + width / 2, y + height / 2])
    offset = SIDE_PX / 2 - scale * centre
    place = np.array([[scale, 0, offset[0]], [0, scale, offset[1]]])
    return np.asarray(cv2.warpAffine(pixels, place, (SIDE_PX, SIDE_PX)), np.uint8)


def _fitted(rgba: ImageU8) -> ImageU8:
    """Scaled so that the longer side is 256 pixels, and centred on nothing."""
    height, width = rgba.shape[:2]
    scale = SIDE_PX / max(height, width)
    size_px = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = rgba if scale == 1 else cv2.resize(rgba, size_px, interpolation=way)
    sheet = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    y, x = (SIDE_PX - size_px[1]) // 2, (SIDE_PX - size_px[0]) // 2
    sheet[y : y + size_px[1], x : x + size_px[0]] = small
    return sheet
