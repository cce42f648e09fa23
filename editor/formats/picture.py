"""A flat picture as it comes from a file: pixels, and all that the file said about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.api.image import ImageU8
from editor.document.layer import Recipe


@dataclass
class Picture:
    """A decoded flat picture.

    Attributes:
        rgba: uint8 (H, W, 4), straight alpha, upright (EXIF orientation applied), in the colours
            of `icc_profile`.
        icc_profile: an RGB profile, or None for sRGB.
        exif: an EXIF block without an orientation, or None.
        xmp: an XMP packet, or None.
        dpi: dots per inch, or None when the file has none.
        format: what the content is, as Pillow names it: "PNG", "JPEG", ...
        notices: sentences about what was lost on opening.
        recipes: the recipes that our own export wrote into the file, bottom to top.
    """

    rgba: ImageU8
    icc_profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: float | None = None
    format: str = ""
    notices: list[str] = field(default_factory=list)
    recipes: list[Recipe] = field(default_factory=list)

    @property
    def recipe(self) -> Recipe | None:
        """The recipe of the topmost generation layer, if there is any."""
        return self.recipes[-1] if self.recipes else None
