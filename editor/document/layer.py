"""Layers and groups, their blend modes, and the recipe of a generated layer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from editor.api import Params, Rect
from editor.document.adjust import Effect, find_effect
from editor.document.originals import Original
from editor.document.tiles import TileGrid

EVERYWHERE = Rect(-(2**26), -(2**26), 2**27, 2**27)


class BlendMode(StrEnum):
    """How a layer's colours meet those below; the twelve that the compositor does natively."""

    NORMAL = "normal"
    MULTIPLY = "multiply"
    SCREEN = "screen"
    OVERLAY = "overlay"
    DARKEN = "darken"
    LIGHTEN = "lighten"
    COLOR_DODGE = "color-dodge"
    COLOR_BURN = "color-burn"
    HARD_LIGHT = "hard-light"
    SOFT_LIGHT = "soft-light"
    DIFFERENCE = "difference"
    EXCLUSION = "exclusion"

    @property
    def label(self) -> str:
        """The name people read."""
        return self.value.replace("-", " ").capitalize()

    @property
    def svg_name(self) -> str:
        """The name in OpenRaster files, https://www.openraster.org/baseline/layer-stack-spec.html"""
        return "svg:src-over" if self is BlendMode.NORMAL else f"svg:{self.value}"

    @classmethod
    def from_svg(cls, name: str) -> BlendMode | None:
        """The mode of an OpenRaster name; None for one that is not supported."""
        return next((mode for mode in cls if mode.svg_name == name), None)


@dataclass(frozen=True)
class Recipe:
    """The request kept with a result: what is needed to make it again.

    Attributes:
        doc_rect: x, y, width, height in the document at the time.
        input_hashes: name of an input to the hash of its pixels.
        extra: whatever a newer version wrote, kept as it was.
    """

    generator: str
    params: Mapping[str, Any]
    seed: int
    generator_title: str = ""
    plugin: str = ""
    plugin_version: str = ""
    model: str = ""
    model_sha256: str = ""
    doc_rect: tuple[int, int, int, int] = (0, 0, 0, 0)
    input_hashes: Mapping[str, str] = field(default_factory=dict)
    created: str = ""
    figment_version: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Recipe:
        """From plain JSON values. Raises KeyError, TypeError or ValueError for something else."""
        names = {f.name for f in fields(cls)} - {"extra", "doc_rect"}
        known = {name: data[name] for name in names & data.keys()}
        x, y, width, height = (int(v) for v in data.get("doc_rect", (0, 0, 0, 0)))
        extra = {k: v for k, v in data.items() if k not in names and k not in ("extra", "doc_rect")}
        known |= {
            "generator": str(data["generator"]),
            "params": dict(data["params"]),
            "seed": int(data["seed"]),
        }
        return cls(**known, doc_rect=(x, y, width, height), extra=extra)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        data = asdict(self)
        data.pop("extra")
        return {**self.extra, **data, "doc_rect": list(self.doc_rect)}


@dataclass(eq=False, kw_only=True)
class Node:
    """What layers and groups have in common."""

    name: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    visible: bool = True
    locked: bool = False
    opacity: float = 1.0
    blend_mode: BlendMode = BlendMode.NORMAL
    mask: TileGrid | None = None
    mask_enabled: bool = True

    def clone(self) -> Node:
        """The same node, id included, sharing its tiles until they are written."""
        raise TypeError("a node is a layer, an adjustment layer or a group")

    def _properties(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "id": self.id,
            "visible": self.visible,
            "locked": self.locked,
            "opacity": self.opacity,
            "blend_mode": self.blend_mode,
            "mask": self.mask.copy() if self.mask is not None else None,
            "mask_enabled": self.mask_enabled,
        }


@dataclass(eq=False, kw_only=True)
class Layer(Node):
    """Pixels, straight RGBA8; with a recipe it is a generation layer.

    Attributes:
        text: what was written on it, as plain values; see `lettering`.
        original: what its pixels were transformed from.
    """

    pixels: TileGrid = field(default_factory=TileGrid)
    alpha_locked: bool = False
    recipe: Recipe | None = None
    text: dict[str, Any] | None = None
    original: Original | None = None

    def clone(self) -> Layer:
        return Layer(
            **self._properties(),
            pixels=self.pixels.copy(),
            alpha_locked=self.alpha_locked,
            recipe=self.recipe,
            text=self.text,
            original=self.original,
        )

    def valid_original(self) -> Original | None:
        """What its pixels were transformed from, unless they were changed since."""
        original = self.original
        return original if original is not None and original.holds_for(self.pixels) else None


@dataclass(eq=False, kw_only=True)
class Group(Node):
    """Layers that are blended with each other first, bottom to top, then as one."""

    children: list[Node] = field(default_factory=list)

    def clone(self) -> Group:
        return Group(**self._properties(), children=[child.clone() for child in self.children])


@dataclass(eq=False, kw_only=True)
class AdjustmentLayer(Node):
    """Changes what lies below it inside its group, and has no pixels itself."""

    effect_id: str
    params: Params

    @property
    def effect(self) -> Effect:
        """What it does."""
        return find_effect(self.effect_id)

    def clone(self) -> AdjustmentLayer:
        return AdjustmentLayer(**self._properties(), effect_id=self.effect_id, params=self.params)


def node_bounds(node: Node) -> Rect:
    """The rectangle around all tiles of a node, masks not counted."""
    out = Rect(0, 0, 0, 0)
    if isinstance(node, Layer):
        out = node.pixels.bounds()
    elif isinstance(node, Group):
        for child in node.children:
            out = out.union(node_bounds(child))
    return out


def reach(node: Node) -> Rect:
    """Where a change of a node can be seen: its tiles; all that lies below for an adjustment."""
    return EVERYWHERE if isinstance(node, AdjustmentLayer) else node_bounds(node)
