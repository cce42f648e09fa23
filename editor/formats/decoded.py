"""A decoded picture, upright, whose pixels are taken part by part.

Cut into tiles straight from what was decoded, a photo costs one pass over its pixels; made into one
large array first it costs three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from editor import memory
from editor.api import Rect
from editor.api.image import ImageU8
from editor.document.tiles import TileGrid, tile_keys, tile_rect
from editor.formats import exif

_STRIP_PX = 128


@dataclass(frozen=True, eq=False)
class Decoded:
    """A picture whose pixels are in memory.

    Attributes:
        image: loaded, of mode L, RGB or RGBA (straight).
        orientation: the EXIF orientation that it has, 1 (upright) to 8; what is read is upright.
    """

    image: Image.Image
    orientation: int = 1

    @classmethod
    def of(cls, rgba: ImageU8) -> Decoded:
        """Straight RGBA that is there already."""
        return cls(Image.fromarray(np.ascontiguousarray(rgba)))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, upright."""
        width, height = self.image.size
        return (height, width) if exif.is_on_its_side(self.orientation) else (width, height)

    def part(self, rect: Rect) -> ImageU8:
        """A rectangle of the upright picture as straight RGBA, in an array of its own."""
        box = exif.before_turning(rect, self.image.size, self.orientation)
        part = self.image.crop((box.x, box.y, box.right, box.bottom))
        return exif.upright(_straight(part), self.orientation)

    def whole(self) -> ImageU8:
        """All of it as straight RGBA."""
        width, height = self.size
        out = np.empty((height, width, 4), np.uint8)
        # In strips, since what stays in the processor's cache is copied more quickly.
        for top in range(0, height, _STRIP_PX):
            strip = Rect(0, top, width, min(_STRIP_PX, height - top))
            out[strip.slices()] = self.part(strip)
        return out

    def grid(self, *, x: int, y: int) -> TileGrid:
        """It in tiles, at (x, y); tiles that would be empty stay absent. Raises OutOfMemory."""
        grid = TileGrid()
        place = Rect(x, y, *self.size)
        for key in tile_keys(place):
            memory.gauge.take(grid.tile_nbytes)  # others may take some meanwhile
            rect = tile_rect(key).intersect(place)
            block = self.part(rect.translated(-x, -y))
            if not block.any():
                continue
            if rect == tile_rect(key):
                grid.set_tile(*key, block)
            else:
                grid.write(rect, block)
        return grid


def _straight(image: Image.Image) -> ImageU8:
    if image.mode == "RGB":
        # Pillow keeps RGB in four bytes too: as they are, they are copied in one go.
        pixels = np.frombuffer(image.tobytes("raw", "RGBX"), np.uint8)
        out = pixels.reshape(image.height, image.width, 4).copy()
        out[..., 3] = 255
        return out
    return np.array(image if image.mode == "RGBA" else image.convert("RGBA"))
