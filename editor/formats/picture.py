"""A flat picture as it comes from a file: pixels, and all that the file said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from editor.api.image import ImageU8
from editor.document.layer import Recipe
from editor.formats.decoded import Decoded


@dataclass
class Picture:
    """A decoded flat picture.

    Attributes:
        decoded: the pixels, to be taken as a whole or in tiles, in the colours of `icc_profile`.
        icc_profile: an RGB profile, or None for sRGB.
        exif: an EXIF block without an orientation, or None.
        xmp: an XMP packet, or None.
        dpi: dots per inch, or None when the file has none.
        format: what the content is, as Pillow names it: "PNG", "JPEG", ...
        notices: sentences about what was lost on opening.
        recipes: the recipes that our own export wrote into the file, bottom to top.
    """

    decoded: Decoded
    icc_profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: float | None = None
    format: str = ""
    notices: list[str] = field(default_factory=list)
    recipes: list[Recipe] = field(default_factory=list)

    @cached_property
    def rgba(self) -> ImageU8:
        """uint8 (H, W, 4), straight alpha, upright (EXIF orientation applied)."""
        return self.decoded.whole()

    @property
    def recipe(self) -> Recipe | None:
        """The recipe of the topmost generation layer, if there is any."""
        return self.recipes[-1] if self.recipes else None
