"""stack.xml of an OpenRaster file: parsed with care, and built by the specification.

Source: the OpenRaster layer stack specification, https://www.openraster.org. Elements stand top
to bottom, as in the file.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from editor.api import FileError
from editor.document.layer import BlendMode
from editor.formats.limits import MAX_SIDE_PX

_MAX_DEPTH = 64
_MAX_NODES = 10_000
_VERSION = "0.0.5"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Neither name is in the specification; Krita reads this one, all others see normal blending.
_WRITTEN = {BlendMode.EXCLUSION: "krita:exclusion"}
_BLEND_MODES = {mode.svg_name: mode for mode in BlendMode} | {
    "svg:src-over": BlendMode.NORMAL,
    "svg:exclusion": BlendMode.EXCLUSION,
    "krita:exclusion": BlendMode.EXCLUSION,
}


@dataclass
class StackItem:
    """What a layer and a group have in common in stack.xml."""

    name: str
    opacity: float = 1.0
    visible: bool = True
    blend_mode: BlendMode = BlendMode.NORMAL
    locked: bool = False
    selected: bool = False
    alpha_locked: bool = False


@dataclass
class StackLayer(StackItem):
    """A `layer` element: a picture at a place on the canvas."""

    src: str = ""
    x: int = 0
    y: int = 0


@dataclass
class StackGroup(StackItem):
    """A nested `stack` element; children top to bottom."""

    children: list[StackItem] = field(default_factory=list)


@dataclass
class Stack:
    """The whole of stack.xml: canvas size in pixels, resolution, and the items top to bottom."""

    width: int
    height: int
    dpi: float | None = None
    items: list[StackItem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def parse(xml: bytes, *, name: str) -> Stack:
    """Read stack.xml; what cannot be kept is told in the stack's `notices`.

    Raises:
        FileError: not well-formed, with a document type or entities, or no OpenRaster stack.
    """
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileError(
            f"“{name}” was refused: its layer list declares XML entities.",
            "No drawing program writes such files; do not trust it.",
            repr(error),
        ) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise FileError(
            f"“{name}” is damaged: its layer list cannot be read.",
            "Look for a backup of it.",
            repr(error),
        ) from error
    if root.tag != "image":
        raise FileError(f"“{name}” is no OpenRaster picture: it holds no layer list.")
    stack = Stack(
        width=_whole(root.get("w"), 0), height=_whole(root.get("h"), 0), dpi=_number(root, "xres")
    )
    top = root.find("stack")
    if top is not None:
        stack.items = _Parser(stack, name).children(top, (0, 0), 0)
    return stack


@dataclass
class _Parser:
    stack: Stack
    name: str
    nodes: int = 0

    def children(self, parent: Element, offset: tuple[int, int], depth: int) -> list[StackItem]:
        if depth > _MAX_DEPTH:
            raise FileError(f"“{self.name}” has groups nested more than {_MAX_DEPTH} deep.")
        items: list[StackItem] = []
        for element in parent:
            self.nodes += 1
            if self.nodes > _MAX_NODES:
                raise FileError(f"“{self.name}” has more than {_MAX_NODES} layers.")
            x = offset[0] + _whole(element.get("x"), 0)
            y = offset[1] + _whole(element.get("y"), 0)
            if element.tag == "stack":
                inner = self.children(element, (x, y), depth + 1)
                items.append(StackGroup(**self._common(element, "Group"), children=inner))
            elif element.tag == "layer":
                src = element.get("src", "")
                items.append(StackLayer(**self._common(element, "Layer"), src=src, x=x, y=y))
            elif element.tag in ("text", "filter"):
                self.stack.notices.append(
                    f"“{element.get('name') or element.tag}” is a {element.tag} layer, which "
                    "Figment does not draw; it was left out."
                )
        return items

    def _common(self, element: Element, fallback: str) -> dict:
        name = element.get("name") or fallback
        return {
            "name": name,
            "opacity": _opacity(element.get("opacity")),
            "visible": element.get("visibility", "visible").strip().lower() != "hidden",
            "blend_mode": self._blend_mode(element.get("composite-op", ""), name),
            "locked": _flag(element, "edit-locked"),
            "selected": _flag(element, "selected"),
            "alpha_locked": _flag(element, "alpha-preserve"),
        }

    def _blend_mode(self, operation: str, name: str) -> BlendMode:
        operation = operation.strip().lower()
        if not operation:
            return BlendMode.NORMAL
        qualified = operation if ":" in operation else f"svg:{operation}"
        mode = _BLEND_MODES.get(qualified)
        if mode is None:
            self.stack.notices.append(
                f"“{name}” blends with “{operation}”, which Figment does not have; "
                "it blends normally here."
            )
        return mode or BlendMode.NORMAL


def build(stack: Stack) -> bytes:
    """stack.xml as bytes, UTF-8."""
    root = Element("image", version=_VERSION, w=str(stack.width), h=str(stack.height))
    if stack.dpi is not None:
        resolution = str(max(1, round(stack.dpi)))  # the specification has whole numbers
        root.set("xres", resolution)
        root.set("yres", resolution)
    _add(SubElement(root, "stack"), stack.items)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _add(parent: Element, items: list[StackItem]) -> None:
    for item in items:
        if isinstance(item, StackGroup):
            element = SubElement(parent, "stack", isolation="isolate")
            _add(element, item.children)
        elif isinstance(item, StackLayer):
            element = SubElement(parent, "layer", src=item.src, x=str(item.x), y=str(item.y))
        element.set("name", _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", item.name))
        element.set("opacity", repr(float(item.opacity)))
        element.set("visibility", "visible" if item.visible else "hidden")
        element.set("composite-op", _WRITTEN.get(item.blend_mode, item.blend_mode.svg_name))
        for flag, attribute in (
            (item.locked, "edit-locked"),
            (item.selected, "selected"),
            (item.alpha_locked, "alpha-preserve"),
        ):
            if flag:
                element.set(attribute, "true")


def _flag(element: Element, attribute: str) -> bool:
    return element.get(attribute, "false").strip().lower() in ("true", "1")


def _opacity(text: str | None) -> float:
    try:
        value = float(text or 1.0)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, value)) if math.isfinite(value) else 1.0


def _number(element: Element, attribute: str) -> float | None:
    try:
        value = float(element.get(attribute, ""))
    except ValueError:
        return None
    return value if math.isfinite(value) and 1.0 <= value <= 100_000.0 else None


def _whole(text: str | None, fallback: int) -> int:
    """A whole number; far places are clipped so that sums of them stay harmless."""
    try:
        value = float(text or fallback)
    except ValueError:
        return fallback
    if not math.isfinite(value):
        return fallback
    farthest = 64.0 * MAX_SIDE_PX
    return round(min(farthest, max(-farthest, value)))
