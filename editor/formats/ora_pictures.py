"""The pictures inside of an OpenRaster file, as tiles, within a limit for all of them together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.api import FileError
from editor.document.tiles import TileGrid
from editor.formats.archive import Archive, BadEntry, MissingEntry
from editor.formats.grids import grid_of
from editor.formats.limits import check_together
from editor.formats.ora_private import Placed
from editor.formats.picture import Picture
from editor.formats.reading import decode_bytes


@dataclass
class Pictures:
    """Reads them one by one.

    Attributes:
        archive: where they are.
        notices: gets what the user should know.
        icc_profile: of the first picture that has one.
    """

    archive: Archive
    notices: list[str]
    icc_profile: bytes | None = None
    _pixel_count: int = 0

    def grid(self, src: str, *, x: int, y: int) -> TileGrid | None:
        """The tiles of a layer's PNG; None where it is missing or damaged."""
        picture = self.read(src)
        return None if picture is None else picture.decoded.grid(x=x, y=y)

    def mask(self, placed: Placed | None, *, dx: int = 0, dy: int = 0) -> TileGrid | None:
        """The tiles of a mask; None where there is none, or none that can be read."""
        if placed is None:
            return None
        picture = self.read(placed.src)
        if picture is None:
            self.notices.append("A mask is missing or damaged; it was left out.")
            return None
        return grid_of(np.ascontiguousarray(picture.rgba[..., 0]), x=placed.x + dx, y=placed.y + dy)

    def read(self, src: str) -> Picture | None:
        """A picture; None where it is missing or damaged.

        Raises:
            FileError: when all that was read so far is too large together.
        """
        try:
            data = self.archive.read(src)
        except (MissingEntry, BadEntry):
            return None
        try:
            picture = decode_bytes(data, src)
        except FileError as error:
            self.notices.append(error.text)
            return None
        width, height = picture.decoded.size
        self._pixel_count += width * height
        check_together(self.archive.name, self._pixel_count)
        self.icc_profile = self.icc_profile or picture.icc_profile
        self.notices += [f"{src}: {notice}" for notice in picture.notices]
        return picture
