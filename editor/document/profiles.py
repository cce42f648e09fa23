"""A document's colour profile: assigned, or its pixels converted to another one."""

from __future__ import annotations

from collections.abc import Callable

from editor.api import ImageU8
from editor.document.document import Document
from editor.document.edits import Edit
from editor.document.layer import Layer
from editor.document.tiles import TileGrid


class SetProfile(Edit):
    """Says in which colours the numbers of a document are meant."""

    def __init__(self, before: bytes | None, after: bytes | None, *, label: str) -> None:
        self.label = label
        self._before = before
        self._after = after

    @property
    def nbytes(self) -> int:
        return len(self._before or b"") + len(self._after or b"")

    def apply(self, doc: Document) -> None:
        self._set(doc, self._after)

    def revert(self, doc: Document) -> None:
        self._set(doc, self._before)

    def _set(self, doc: Document, profile: bytes | None) -> None:
        doc.icc_profile = profile
        doc.structure_changed.emit()
        doc.pixels_changed.emit(doc.bounds)


def assign_profile(doc: Document, profile: bytes | None, *, label: str) -> None:
    """Keeps all numbers and gives them another meaning, so that the picture looks different."""
    if profile != doc.icc_profile:
        doc.history.do(SetProfile(doc.icc_profile, profile, label=label))


def convert_profile(
    doc: Document,
    profile: bytes | None,
    convert: Callable[[ImageU8], ImageU8] | None,
    *,
    label: str,
) -> None:
    """Changes all numbers so that the picture looks the same in another profile; one step.

    Args:
        convert: straight RGBA from the document's profile to the other; None where both are one.
    """
    if profile == doc.icc_profile:
        return
    with doc.history.group(label):
        if convert is not None:
            with doc.history.change(label):
                for node in doc.walk():
                    if isinstance(node, Layer):
                        _convert_tiles(node.pixels, convert)
        doc.history.do(SetProfile(doc.icc_profile, profile, label=label))


def _convert_tiles(grid: TileGrid, convert: Callable[[ImageU8], ImageU8]) -> None:
    for key in list(grid.keys()):
        tile = grid.shared_tile(key)
        assert tile is not None
        grid.set_tile(*key, convert(tile))
