"""The pixels of a result that the page has no room for, which its layer keeps."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from editor.api import GeneratorError, ImageU8, MaskU8, Rect, Result, as_rgba
from editor.jobs.framing import Frame, limited


def finer_of(
    returned: object, frame: Frame, *, limit: MaskU8 | None, goals: Sequence[Rect]
) -> list[ImageU8 | None]:
    """For each picture of a run the same one with more pixels; None where the page shows all.

    Args:
        frame: how the network's pictures lie in the document.
        limit: where they may show, at the document's resolution.
        goals: the part of the document that each of them covers.

    Raises:
        GeneratorError: there are as many finer pictures as others, or none.
    """
    result = returned if isinstance(returned, Result) else Result([returned])
    pictures = result.finer or result.images
    if len(pictures) != len(goals):
        raise GeneratorError(f"There are {len(pictures)} finer pictures instead of {len(goals)}.")
    if not result.finer and result.rect is None and frame.is_identity:
        return [None] * len(goals)
    if result.rect is not None:
        limit = None  # it says where it goes by itself
    return [
        _finer(picture, result.rect, frame, limit, goal)
        for picture, goal in zip(pictures, goals, strict=True)
    ]


def _finer(
    picture: object, rect: Rect | None, frame: Frame, limit: MaskU8 | None, goal: Rect
) -> ImageU8 | None:
    rgba = as_rgba(picture)
    height, width = rgba.shape[:2]
    inner = Rect(0, 0, width, height) if rect is not None else frame.inner_of((width, height))
    if inner.width < goal.width or inner.height < goal.height or inner.size == goal.size:
        return None
    part = rgba[inner.slices()].copy()
    if limit is not None:
        # Anything sharper would ring: there would be some of it where nothing was asked for.
        part = limited(part, cv2.resize(limit, inner.size, interpolation=cv2.INTER_LINEAR))
    part.setflags(write=False)
    return part
