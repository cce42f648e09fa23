"""A layer, a group or the selected part of a layer in the hand, to be put down transformed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import cv2
import numpy as np

from editor.api import FigmentError, ImageU8, Rect
from editor.document.compose import composed
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node
from editor.document.lifting import laid_over, lift
from editor.document.tiles import TileGrid
from editor.document.warping import Matrix, mapped_rect, warped

_NOWHERE = Rect(0, 0, 0, 0)


@dataclass(eq=False)
class _Held:
    """One grid of what is held: where it belongs, how it was, what is moved and what stays."""

    owner: Any
    name: Literal["pixels", "mask"]
    before: TileGrid
    moved: TileGrid
    rest: TileGrid = field(default_factory=TileGrid)

    def put(self, grid: TileGrid) -> None:
        setattr(self.owner, self.name, grid)


class Transform:
    """What is held shows in the document as it would be, without a step of history until `apply`.

    Args:
        node: a layer or group; of a layer only what is selected, where something is.

    Attributes:
        rect: the pixels that are transformed, as they lie in the beginning.

    Raises:
        FigmentError: there is nothing to transform.
    """

    def __init__(self, doc: Document, node: Node) -> None:
        self._doc = doc
        self.node = node
        self._has_selection = isinstance(node, Layer) and not doc.selection.is_empty
        self._held = list(self._selected(node) if self._has_selection else _grids_of(node))
        self.rect = (
            self._held[0].moved.content_bounds() if self._has_selection else content_bounds(node)
        )
        if self.rect.is_empty and self._has_selection:
            raise FigmentError(
                f"Nothing of “{node.name}” is selected.", "Select a part of it, or deselect."
            )
        if self.rect.is_empty:
            raise FigmentError(f"“{node.name}” is empty.", "Draw on it, or choose another layer.")
        self._shown = self.rect

    def picture(self, most_pixels: int) -> ImageU8:
        """What is held as one picture of `rect`, shrunk where it has more pixels than that."""
        node = self.node
        is_plain = isinstance(node, Layer) and (node.mask is None or not node.mask_enabled)
        if self._has_selection or is_plain:
            pixels = self._held_pixels().read(self.rect).astype(np.uint8, copy=False)
        else:
            stand_in = node.clone()
            stand_in.opacity, stand_in.blend_mode, stand_in.visible = 1.0, BlendMode.NORMAL, True
            pixels = composed(self._doc, [stand_in]).read(self.rect).astype(np.uint8, copy=False)
        share = (most_pixels / self.rect.area) ** 0.5
        if share >= 1:
            return pixels
        size = (max(1, round(self.rect.width * share)), max(1, round(self.rect.height * share)))
        if cv2.minMaxLoc(cv2.extractChannel(pixels, 3))[0] == 255:
            return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(
                np.uint8, copy=False
            )
        premultiplied = cv2.cvtColor(pixels, cv2.COLOR_RGBA2mRGBA)
        small = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
        return cv2.cvtColor(small, cv2.COLOR_mRGBA2RGBA).astype(np.uint8, copy=False)

    def hide(self) -> None:
        """Shows only what is not held: what is held is drawn by somebody else meanwhile."""
        for held in self._held:
            held.put(held.rest)
        self._announce(_NOWHERE)

    def show(self, matrix: Matrix) -> None:
        """Shows what is held under a homography of document coordinates, quickly sampled."""
        self._place(matrix, "linear")
        self._announce(mapped_rect(self.rect, matrix))

    def restore(self) -> None:
        """Shows everything as it was."""
        for held in self._held:
            held.put(held.before)
        self._announce(self.rect)

    def apply(self, matrix: Matrix, resampling: str, *, label: str = "Transform") -> None:
        """Puts it down as one step of history."""
        self.restore()
        if np.allclose(matrix, np.eye(3), atol=1e-9):
            return
        with self._doc.history.change(label):
            self._place(matrix, resampling)

    def _held_pixels(self) -> TileGrid:
        """What is held of a layer, however its pixels are shown meanwhile."""
        return next(held.moved for held in self._held if held.name == "pixels")

    def _place(self, matrix: Matrix, resampling: str) -> None:
        if np.allclose(matrix, np.eye(3), atol=1e-9):
            for held in self._held:
                held.put(held.before)
            return
        done = [warped(held.moved, matrix, resampling) for held in self._held]
        for held, grid in zip(self._held, done, strict=True):
            held.put(laid_over(held.rest, grid) if held.rest.keys() else grid)

    def _announce(self, shown: Rect) -> None:
        dirty, self._shown = self._shown.union(shown).union(self.rect), shown
        self._doc.pixels_changed.emit(dirty.intersect(self._doc.bounds))
        if self._has_selection:
            self._doc.selection_changed.emit()

    def _selected(self, node: Node) -> Iterator[_Held]:
        assert isinstance(node, Layer)
        mask = self._doc.selection.mask
        assert mask is not None
        taken, left = lift(node.pixels, mask)
        yield _Held(node, "pixels", node.pixels, taken, left)
        yield _Held(self._doc.selection, "mask", mask, mask, TileGrid(channels=1))


def transform_at_once(doc: Document, node: Node, linear: Matrix, label: str) -> None:
    """Turns or mirrors a node, or what is selected of it, around its middle.

    Args:
        linear: a 2 x 2 matrix of whole numbers, so that no pixel is computed anew.
    """
    doc.require_unlocked(node.id)
    held = Transform(doc, node)
    x, y, width, height = held.rect
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    middle = np.array([x + width / 2, y + height / 2])
    # Half a pixel would blur it, where one side is even and the other odd.
    corner = matrix[:2, :2] @ (np.array([x, y]) - middle) + middle
    matrix[:2, 2] = middle - matrix[:2, :2] @ middle + (np.floor(corner) - corner)
    held.apply(matrix, "nearest", label=label)


def _grids_of(node: Node) -> Iterator[_Held]:
    if node.mask is not None:
        yield _Held(node, "mask", node.mask, node.mask, TileGrid(channels=1))
    if isinstance(node, Group):
        for child in node.children:
            yield from _grids_of(child)
    elif isinstance(node, Layer):
        yield _Held(node, "pixels", node.pixels, node.pixels)


def content_bounds(node: Node) -> Rect:
    """The rectangle around all pixels of a node."""
    if isinstance(node, Layer):
        return node.pixels.content_bounds()
    out = _NOWHERE
    for child in node.children if isinstance(node, Group) else []:
        out = out.union(content_bounds(child))
    return out
