"""What a project keeps for itself: `figment/project.json` inside the OpenRaster zip.

The file lists layers and groups by key, with what OpenRaster has no place for:

- a layer's key is the SHA-256 of its PNG under `data/`; a group's is made from its children's.
  Where nothing in the list has the key of what is in the file, another program has changed it,
  and what it wrote wins;
- `pixels` is the PNG of the unmasked pixels, left out where the layer's own PNG has them;
- `original` is what a layer was transformed from, and how;
- `mask` is a grey PNG at a place on the canvas, 0 outside;
- `baked_groups` counts the masks of surrounding groups that are baked into the layer's PNG;
- `adjustment` makes it an adjustment layer, whose PNG holds what it made of the layers below;
- `waiting` are results that were neither accepted nor discarded, and belong to no layer;
- `desk` are the pieces on generators' desks, with what they were made of.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, field_validator

from editor import __version__
from editor.document.meshes import SIDE as MESH_SIDE

PROJECT = "figment/project.json"
FORMAT_VERSION = 1
Coordinate = Annotated[float, Field(ge=-(2.0**30), le=2.0**30, allow_inf_nan=False)]
_EMBEDDED = ("exif", "xmp")


class Placed(BaseModel):
    """A PNG in the zip and where its first pixel lies on the canvas."""

    src: str
    x: int = Field(default=0, ge=-(2**26), le=2**26)
    y: int = Field(default=0, ge=-(2**26), le=2**26)


class AdjustmentExtra(BaseModel):
    """What an adjustment layer does."""

    effect: str
    params: dict[str, Any] = {}


class MeshExtra(BaseModel):
    """How an original is bent: the points of the net over a rectangle."""

    rect: tuple[int, int, int, int]
    points: list[tuple[Coordinate, Coordinate]] = Field(
        min_length=MESH_SIDE**2, max_length=MESH_SIDE**2
    )

    @field_validator("rect")
    @classmethod
    def _has_pixels(cls, rect: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        if rect[2] < 1 or rect[3] < 1 or max(map(abs, rect)) > 2**26:
            raise ValueError("a mesh over no picture")
        return rect


class OriginalExtra(BaseModel):
    """What a layer was transformed from, and the homography, row by row, that was used."""

    pixels: Placed
    matrix: list[Coordinate] = Field(min_length=9, max_length=9)
    mesh: MeshExtra | None = None


class LayerExtra(BaseModel):
    """What OpenRaster cannot hold of a layer."""

    sha256: str
    id: str = ""
    x: int = 0
    y: int = 0
    pixels: Placed | None = None
    mask: Placed | None = None
    mask_enabled: bool = True
    alpha_locked: bool = False
    baked_groups: int = 0
    recipe: dict[str, Any] | None = None
    text: dict[str, Any] | None = None
    original: OriginalExtra | None = None
    adjustment: AdjustmentExtra | None = None


class GroupExtra(BaseModel):
    """What OpenRaster cannot hold of a group."""

    key: str
    id: str = ""
    mask: Placed | None = None
    mask_enabled: bool = True


class ChannelExtra(BaseModel):
    """A selection that was kept under a name; an empty one has no mask."""

    name: str
    mask: Placed | None = None


class GuideExtra(BaseModel):
    """A line to align to: `x` is upright, `y` is level."""

    axis: Literal["x", "y"]
    at: float = Field(ge=-(2**26), le=2**26)


class WaitingExtra(BaseModel):
    """A result that waits for a decision; `finer` is the PNG of the same with more pixels."""

    pixels: Placed
    finer: str | None = None
    recipe: dict[str, Any]
    title: str = ""


class DeskExtra(BaseModel):
    """A piece on a generator's desk; see `editor.document.desk_pieces`."""

    picture: Placed
    generator: str
    number: int
    data: dict[str, Any] = {}
    verb: str = ""
    options: dict[str, Any] = {}
    parents: list[int] = []
    seed: int = 0


class Project(BaseModel):
    """All that OpenRaster cannot hold of a document; unknown keys of later versions are ignored."""

    format_version: int = FORMAT_VERSION
    figment_version: str = __version__
    dpi: float | None = Field(default=None, ge=1, le=100_000)
    icc: str | None = None
    selection: Placed | None = None
    channels: list[ChannelExtra] = []
    guides: list[GuideExtra] = []
    layers: list[LayerExtra] = []
    groups: list[GroupExtra] = []
    recipes: list[dict[str, Any]] = []
    waiting: list[WaitingExtra] = []
    desk: list[DeskExtra] = []
    exif: str | None = None
    xmp: str | None = None

    def to_json(self) -> bytes:
        """The file's bytes."""
        return self.model_dump_json(exclude_none=True, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Project:
        """Read the file's bytes.

        Raises:
            ValueError: it is not what we write.
        """
        return cls.model_validate_json(data)

    @property
    def is_newer(self) -> bool:
        """Whether a later Figment wrote it, in a form this one does not know in full."""
        return self.format_version > FORMAT_VERSION

    def embed(self, metadata: dict[str, Any]) -> None:
        """Take the EXIF, the XMP and the recipes of a document's metadata along."""
        self.recipes = [recipe.to_json() for recipe in metadata.get("recipes", ())]
        for key in _EMBEDDED:
            block = metadata.get(key)
            if block:
                setattr(self, key, base64.b64encode(block).decode("ascii"))

    def embedded(self) -> dict[str, bytes]:
        """The EXIF and XMP blocks that were taken along."""
        blocks = {}
        for key in _EMBEDDED:
            text = getattr(self, key)
            if text:
                try:
                    blocks[key] = base64.b64decode(text, validate=True)
                except binascii.Error:
                    continue  # damaged metadata are no reason to refuse the picture
        return blocks


def placed_key(key: str, x: int, y: int) -> str:
    """A layer's part in the key of its group: a group's mask does not follow a moved layer."""
    return f"{key}@{x},{y}"


def group_key(child_keys: Sequence[str]) -> str:
    """The key of a group, from the placed keys of its children, top to bottom."""
    return hashlib.sha256(("(" + ",".join(child_keys) + ")").encode("ascii")).hexdigest()
