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
from editor.document.meshes import Bend, Mesh
from editor.document.originals import Original, original_of, transformed
from editor.document.tiles import TileGrid
from editor.document.warping import Matrix, inverse, mapped_rect

_NOWHERE = Rect(0, 0, 0, 0)
_NO_MASK = TileGrid(channels=1)


@dataclass(eq=False)
class _Held:
    """One grid of what is held: where it belongs, how it was, what is moved and what stays.

    Attributes:
        to_frame: from the coordinates of what is moved to those of the frame around everything.
    """

    owner: Any
    name: Literal["pixels", "mask"]
    before: TileGrid
    moved: TileGrid
    rest: TileGrid = field(default_factory=TileGrid)
    to_frame: Matrix = field(default_factory=lambda: np.eye(3))

    def put(self, grid: TileGrid) -> None:
        setattr(self.owner, self.name, grid)


class Transform:
    """What is held shows in the document as it would be, without a step of history until `apply`.

    A layer that was transformed before, and not changed since, is held as it was before that: its
    original, with the matrix and mesh that it has now.

    Args:
        node: a layer or group; of a layer only what is selected, where something is.
        from_original: False for what loses nothing, such as a quarter turn.

    Attributes:
        rect: the pixels that are transformed, as they lie in the beginning or in the original.
        matrix: the homography from there to where they lie now.
        mesh: how they are bent now.

    Raises:
        FigmentError: there is nothing to transform.
    """

    def __init__(self, doc: Document, node: Node, *, from_original: bool = True) -> None:
        self._doc = doc
        self.node = node
        self._from_original = from_original
        self._has_selection = isinstance(node, Layer) and not doc.selection.is_empty
        self.matrix: Matrix = np.eye(3)
        self.mesh: Mesh | None = None
        self._held = list(self._selected(node) if self._has_selection else self._whole(node))
        self.rect = self._frame_rect()
        if self.rect.is_empty and self._has_selection:
            raise FigmentError(
                f"Nothing of “{node.name}” is selected.", "Select a part of it, or deselect."
            )
        if self.rect.is_empty:
            raise FigmentError(f"“{node.name}” is empty.", "Draw on it, or choose another layer.")
        self._goal = self._shown = content_bounds(node)

    def picture(self, most_pixels: int) -> tuple[ImageU8, Rect, Matrix]:
        """What is held as one picture, shrunk where it has more pixels than that.

        Returns the pixels, where they lie, and the homography from there to the frame.
        """
        node, rect = self.node, self.rect
        to_frame: Matrix = np.eye(3)
        is_plain = isinstance(node, Layer) and (node.mask is None or not node.mask_enabled)
        if self._has_selection or is_plain:
            pixels = self._held_pixels().read(rect).astype(np.uint8, copy=False)
        else:
            rect, to_frame = content_bounds(node), inverse(self.matrix)
            stand_in = node.clone()
            stand_in.opacity, stand_in.blend_mode, stand_in.visible = 1.0, BlendMode.NORMAL, True
            pixels = composed(self._doc, [stand_in]).read(rect).astype(np.uint8, copy=False)
        return _shrunk(pixels, most_pixels), rect, to_frame

    def hide(self) -> None:
        """Shows only what is not held: what is held is drawn by somebody else meanwhile."""
        for held in self._held:
            held.put(held.rest)
        self._announce(_NOWHERE)

    def show(self, matrix: Matrix, mesh: Mesh | None = None) -> None:
        """Shows what is held under a homography of the frame's coordinates, quickly sampled."""
        self._place(matrix, "linear", mesh)
        self._announce(self._reach(matrix, mesh))

    def restore(self) -> None:
        """Shows everything as it was."""
        for held in self._held:
            held.put(held.before)
        self._announce(self._goal)

    def apply(
        self, matrix: Matrix, resampling: str, *, mesh: Mesh | None = None, label: str = "Transform"
    ) -> None:
        """Puts it down as one step of history."""
        self.restore()
        if self._is_home(matrix, mesh):
            return
        with self._doc.history.change(label):
            originals = [self._original_before(held) for held in self._held]
            self._place(matrix, resampling, mesh)
            if not self._has_selection:
                for held, original in zip(self._held, originals, strict=True):
                    if held.name == "pixels":
                        held.owner.original = self._original_after(held, original, matrix, mesh)

    def _frame_rect(self) -> Rect:
        if (
            self._has_selection
            or self.mesh is not None
            or not np.array_equal(self.matrix, np.eye(3))
        ):
            return self._held_pixels().content_bounds()
        return content_bounds(self.node)

    def _held_pixels(self) -> TileGrid:
        """What is held of a layer, however its pixels are shown meanwhile."""
        return next(held.moved for held in self._held if held.name == "pixels")

    def _is_home(self, matrix: Matrix, mesh: Mesh | None) -> bool:
        """Whether everything would lie as it does."""
        return mesh == self.mesh and np.allclose(matrix, self.matrix, atol=1e-9)

    def _place(self, matrix: Matrix, resampling: str, mesh: Mesh | None) -> None:
        if self._is_home(matrix, mesh):
            for held in self._held:
                held.put(held.before)
            return
        done = [
            transformed(held.moved, matrix, resampling, mesh=mesh, to_frame=held.to_frame)
            for held in self._held
        ]
        for held, grid in zip(self._held, done, strict=True):
            held.put(laid_over(held.rest, grid) if held.rest.keys() else grid)

    def _reach(self, matrix: Matrix, mesh: Mesh | None) -> Rect:
        """Where it shows."""
        if mesh is None:
            return mapped_rect(self.rect, matrix)
        return Bend.of(mesh, matrix, picture_of_frame=np.eye(3)).goal

    def _original_before(self, held: _Held) -> Original | None:
        return held.owner.valid_original() if held.name == "pixels" else None

    def _original_after(
        self, held: _Held, before: Original | None, matrix: Matrix, mesh: Mesh | None
    ) -> Original | None:
        """What a layer remembers for the next time."""
        if not self._from_original:
            return None if before is None else before.moved(matrix, held.owner.pixels)
        if mesh is None:
            return original_of(held.moved, matrix @ held.to_frame, held.owner.pixels)
        is_frame = np.array_equal(held.to_frame, np.eye(3))
        return original_of(held.moved, matrix, held.owner.pixels, mesh) if is_frame else None

    def _announce(self, shown: Rect) -> None:
        dirty, self._shown = self._shown.union(shown).union(self._goal), shown
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

    def _whole(self, node: Node) -> Iterator[_Held]:
        if isinstance(node, Layer) and self._from_original:
            original = node.valid_original()
            # A mask cannot be bent back.
            if original is not None and (node.mask is None or original.mesh is None):
                self.matrix, self.mesh = original.matrix, original.mesh
                if node.mask is not None:
                    back = inverse(self.matrix)
                    yield _Held(node, "mask", node.mask, node.mask, _NO_MASK, back)
                yield _Held(node, "pixels", node.pixels, original.pixels)
                return
        yield from self._parts(node)

    def _parts(self, node: Node) -> Iterator[_Held]:
        """Everything of a node, from where it lies in the document."""
        if node.mask is not None:
            yield _Held(node, "mask", node.mask, node.mask, _NO_MASK)
        if isinstance(node, Group):
            for child in node.children:
                yield from self._parts(child)
        elif isinstance(node, Layer):
            original = node.valid_original() if self._from_original else None
            if node is self.node or original is None or original.mesh is not None:
                yield _Held(node, "pixels", node.pixels, node.pixels)
            else:
                moved, matrix = original.pixels, original.matrix
                yield _Held(node, "pixels", node.pixels, moved, to_frame=matrix)


def transform_at_once(doc: Document, node: Node, linear: Matrix, label: str) -> None:
    """Turns or mirrors a node, or what is selected of it, around its middle.

    Args:
        linear: a 2 x 2 matrix of whole numbers, so that no pixel is computed anew.
    """
    doc.require_unlocked(node.id)
    held = Transform(doc, node, from_original=False)
    x, y, width, height = held.rect
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    middle = np.array([x + width / 2, y + height / 2])
    # Half a pixel would blur it, where one side is even and the other odd.
    corner = matrix[:2, :2] @ (np.array([x, y]) - middle) + middle
    matrix[:2, 2] = middle - matrix[:2, :2] @ middle + (np.floor(corner) - corner)
    held.apply(matrix, "nearest", label=label)


def _shrunk(pixels: ImageU8, most_pixels: int) -> ImageU8:
    height, width = pixels.shape[:2]
    share = (most_pixels / (width * height)) ** 0.5
    if share >= 1:
        return pixels
    size = (max(1, round(width * share)), max(1, round(height * share)))
    if cv2.minMaxLoc(cv2.extractChannel(pixels, 3))[0] == 255:
        return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    premultiplied = cv2.cvtColor(pixels, cv2.COLOR_RGBA2mRGBA)
    small = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_mRGBA2RGBA).astype(np.uint8, copy=False)


def content_bounds(node: Node) -> Rect:
    """The rectangle around all pixels of a node."""
    if isinstance(node, Layer):
        return node.pixels.content_bounds()
    out = _NOWHERE
    for child in node.children if isinstance(node, Group) else []:
        out = out.union(content_bounds(child))
    return out
