"""From the document's pixels to the network's size, and back without touching anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import (
    AnySize,
    GeneratorError,
    ImageU8,
    MaskU8,
    Multiple,
    Native,
    Params,
    Rect,
    Request,
    Result,
    SizeRule,
    as_rgba,
    param_fields,
    points_of,
    read_only,
)

Pixels = npt.NDArray[np.uint8]

_SEAM_PX = 2.0
"""Pixels of the network's picture over which a result fades in at the mask's edge."""
_SEAM_MIN_PX = 2.0
_SEAM_MAX_PX = 24.0
_LANCZOS_UP_TO = 2.0
"""Beyond this factor cubic is as good (0.1 dB less on photographs at 4) in a tenth of the time."""
_CONTEXT_SHARE = 0.5
"""How much of the mask's longer side is shown around it."""
_CONTEXT_MIN_PX = 64
_SOFT_PX = 256


@dataclass(frozen=True)
class Frame:
    """How a document rectangle lies in the network's picture.

    Attributes:
        size_px: (width, height) of the network's picture.
        inner: the part of it that shows the document; the rest is padding.
        doc_rect: what it shows.
    """

    size_px: tuple[int, int]
    inner: Rect
    doc_rect: Rect

    @property
    def is_identity(self) -> bool:
        """Whether nothing is rescaled or padded."""
        return self.inner == Rect(0, 0, *self.size_px) and self.inner.size == self.doc_rect.size

    @property
    def doc_px_per_px(self) -> float:
        """How many document pixels one pixel of the network's picture covers, along a side."""
        return max(self.doc_rect.size) / max(self.inner.size)

    def inner_of(self, picture_px: tuple[int, int]) -> Rect:
        """The unpadded part of a picture that shows the same at another size."""
        if self.is_identity:
            return Rect(0, 0, *picture_px)
        sx, sy = picture_px[0] / self.size_px[0], picture_px[1] / self.size_px[1]
        left = min(round(self.inner.x * sx), picture_px[0] - 1)
        top = min(round(self.inner.y * sy), picture_px[1] - 1)
        right = max(left + 1, round(self.inner.right * sx))
        return Rect.from_edges(left, top, right, max(top + 1, round(self.inner.bottom * sy)))


def with_context(masked: Rect, page: Rect) -> Rect:
    """The part of the page that a run on `masked` sees: what is masked, and its surroundings."""
    margin = max(_CONTEXT_MIN_PX, round(max(masked.size) * _CONTEXT_SHARE))
    return masked.expanded(margin).intersect(page)


def frame_of(request: Request, rule: SizeRule) -> Frame:
    """The frame of a request. One that asks for no size leaves it to the generator."""
    if request.size_px == (0, 0) and request.image is None and request.sketch is None:
        return Frame((0, 0), Rect(0, 0, 0, 0), request.rect)
    return frame_for(request.rect, rule)


def frame_for(doc_rect: Rect, rule: SizeRule) -> Frame:
    """The frame of a rectangle under a size rule; the aspect ratio is kept.

    Raises:
        GeneratorError: for a rectangle without a pixel.
    """
    width, height = doc_rect.size
    if doc_rect.is_empty:
        raise GeneratorError("There is nothing to work on.", "Select a part of the page.")
    match rule:
        case AnySize():
            return Frame((width, height), Rect(0, 0, width, height), doc_rect)
        case Native(size_px=side):
            scale = side / max(width, height)
            inner_w = max(1, min(side, round(width * scale)))
            inner_h = max(1, min(side, round(height * scale)))
            inner = Rect((side - inner_w) // 2, (side - inner_h) // 2, inner_w, inner_h)
            return Frame((side, side), inner, doc_rect)
        case Multiple(of_px=step, max_px=most):
            scale = min(1.0, most // step * step / max(width, height)) if most else 1.0
            inner_w = max(1, round(width * scale))
            inner_h = max(1, round(height * scale))
            padded = (-(-inner_w // step) * step, -(-inner_h // step) * step)
            return Frame(padded, Rect(0, 0, inner_w, inner_h), doc_rect)


def to_network(request: Request, frame: Frame) -> Request:
    """The request at the network's size. Sketches are padded with white, images with their edge."""
    request = replace(request, params=_points_in_frame(request.params, frame))
    if frame.is_identity:
        return replace(request, size_px=frame.size_px)
    image, sketch, mask = request.image, request.sketch, request.mask
    return replace(
        request,
        image=None if image is None else _fit(image, frame, cv2.BORDER_REPLICATE),
        sketch=None if sketch is None else _fit(sketch, frame, cv2.BORDER_CONSTANT),
        mask=None if mask is None else _fit(mask, frame, cv2.BORDER_CONSTANT),
        size_px=frame.size_px,
    )


def _points_in_frame(params: Any, frame: Frame) -> Any:
    """The same params with their points in pixels of the network's picture."""
    if not isinstance(params, Params) or frame.doc_rect.is_empty:
        return params
    moved = {}
    scale_x = frame.inner.width / frame.doc_rect.width
    scale_y = frame.inner.height / frame.doc_rect.height
    for field in param_fields(type(params)):
        if field.kind == "points":
            words = [
                f"{frame.inner.x + (x - frame.doc_rect.x) * scale_x:.3f},"
                f"{frame.inner.y + (y - frame.doc_rect.y) * scale_y:.3f}"
                for x, y in points_of(getattr(params, field.name))
            ]
            moved[field.name] = " ".join(words)
    return params.model_copy(update=moved) if moved else params


def to_document(rgba: ImageU8, frame: Frame, *, most_px: int | None = None) -> ImageU8:
    """A picture of the network's size as the document's pixels, padding cut off.

    Args:
        most_px: give no longer side than this, whatever the document's is.
    """
    width, height = frame.doc_rect.size
    scale = 1.0 if most_px is None else min(1.0, most_px / max(width, height))
    size_px = max(1, round(width * scale)), max(1, round(height * scale))
    if frame.is_identity and scale == 1.0:
        return rgba
    inner = rgba[frame.inner.slices()]
    return resized(np.ascontiguousarray(inner), size_px)


def results_of(
    returned: object,
    request: Request,
    frame: Frame,
    *,
    mask: MaskU8 | None,
    expected: int,
    most_px: int | None = None,
) -> list[tuple[ImageU8, Rect]]:
    """What a run returned, as document pixels with the rectangle they belong to.

    Args:
        request: at the network's size, as the run got it.
        mask: at the document's resolution; outside it the result is transparent.
        most_px: give no longer side than this, for pictures that are only looked at.

    Raises:
        GeneratorError: for a wrong number or size of pictures.
    """
    result = returned if isinstance(returned, Result) else Result([returned])
    if len(result.images) != expected:
        raise GeneratorError(f"There are {len(result.images)} results instead of {expected}.")
    return [_placed(image, result.rect, request, frame, mask, most_px) for image in result.images]


def _placed(
    image: object,
    rect: Rect | None,
    request: Request,
    frame: Frame,
    mask: MaskU8 | None,
    most_px: int | None,
) -> tuple[ImageU8, Rect]:
    rgba = as_rgba(image)
    size = rgba.shape[1], rgba.shape[0]
    if rect is not None:
        # Outpainting: the picture reaches outside the request's, at the same scale.
        if size != rect.size:
            raise GeneratorError(
                f"The result is {size[0]} x {size[1]} pixels, "
                f"but its rect says {rect.width} x {rect.height}."
            )
        goal = on_document(rect, frame)
        return resized(rgba, goal.size), goal
    if size != request.size_px:
        raise GeneratorError(
            f"The result is {size[0]} x {size[1]} pixels, "
            f"not {request.size_px[0]} x {request.size_px[1]}.",
            "A generator returns a picture of request.size_px, or a Result with its own rect.",
        )
    patch = to_document(rgba, frame, most_px=most_px)
    if mask is not None:
        patch = limited(patch, resized(mask, (patch.shape[1], patch.shape[0])))
    return patch, frame.doc_rect


def on_document(rect: Rect, frame: Frame) -> Rect:
    """A rectangle in pixels of the network's picture, which may reach outside, in the document."""
    if frame.is_identity:
        return rect.translated(frame.doc_rect.x, frame.doc_rect.y)
    scale_x = frame.doc_rect.width / frame.inner.width
    scale_y = frame.doc_rect.height / frame.inner.height
    left = frame.doc_rect.x + round((rect.x - frame.inner.x) * scale_x)
    top = frame.doc_rect.y + round((rect.y - frame.inner.y) * scale_y)
    return Rect(left, top, round(rect.width * scale_x), round(rect.height * scale_y))


def shown(
    picture: ImageU8, frame: Frame, *, rect: Rect | None, limit: MaskU8 | None
) -> tuple[ImageU8, Rect]:
    """An unfinished picture of any resolution as it is shown, and the part of the document.

    Args:
        rect: what it shows, in pixels of the network's picture, when not the whole of that.
        limit: see `results_of`.
    """
    if rect is not None:
        return picture.copy(), on_document(rect, frame)
    inner = frame.inner_of((picture.shape[1], picture.shape[0]))
    part = picture[inner.slices()].copy()
    if limit is not None:
        part = limited(part, resized(limit, inner.size))
    return part, frame.doc_rect


def enlarged(picture: ImageU8) -> ImageU8:
    """A small unfinished picture at a size that looks soft where it is shown: a canvas would draw
    its pixels as facets."""
    height, width = picture.shape[:2]
    scale = max(1.0, _SOFT_PX / max(height, width))
    return resized(picture, (round(width * scale), round(height * scale)))


def limited(patch: ImageU8, mask: MaskU8) -> ImageU8:
    """The patch seen through a mask of its size; fully transparent pixels carry no colour."""
    out = patch.copy()
    weight = mask.astype(np.uint16)
    out[..., 3] = (patch[..., 3] * weight + 127) // 255
    out[mask == 0] = 0
    return out


def blending(mask: MaskU8, frame: Frame) -> MaskU8:
    """The mask that a result is laid down with: its edge as soft as the rescaled result itself.

    A result that was not rescaled fits as it is.
    """
    if frame.is_identity:
        return mask
    px = min(max(_SEAM_MIN_PX, _SEAM_PX * frame.doc_px_per_px), _SEAM_MAX_PX)
    return feathered(mask, px)


def feathered(mask: MaskU8, px: float) -> MaskU8:
    """A soft edge of about `px` that lies inside the mask only: what was 0 stays 0.

    Thin masks get a narrower edge, so that their middle stays as it was; the border of the
    picture is no edge.
    """
    if px <= 1 or not mask.any() or mask.all():
        return mask
    distance = cv2.distanceTransform((mask > 0).astype(np.uint8), cv2.DIST_L2, 5)
    px = min(px, float(distance.max()) / 2)
    if px <= 1:
        return mask
    ramp = np.clip(distance / px, 0.0, 1.0)
    ramp = ramp * ramp * (3 - 2 * ramp)
    return np.minimum(mask, (ramp * 255 + 0.5).astype(np.uint8))


def paste(base: ImageU8, patch: ImageU8, rect: Rect) -> ImageU8:
    """`base` with `patch` laid over it at `rect`, both straight; elsewhere bit-identical."""
    out = base.copy()
    part = rect.intersect(Rect(0, 0, base.shape[1], base.shape[0]))
    if part.is_empty:
        return out
    over = patch[part.translated(-rect.x, -rect.y).slices()].astype(np.float32)
    under = out[part.slices()].astype(np.float32)
    a, b = over[..., 3:] / 255, under[..., 3:] / 255
    alpha = a + b * (1 - a)
    rgb = (over[..., :3] * a + under[..., :3] * b * (1 - a)) / np.maximum(alpha, 1e-6)
    mixed = np.concatenate([rgb, alpha * 255], axis=2)
    touched = over[..., 3] > 0
    out[part.slices()][touched] = (mixed[touched] + 0.5).astype(np.uint8)
    return out


def resized(pixels: Pixels, size_px: tuple[int, int]) -> Pixels:
    """Resampled to (width, height): area average when shrunk, Lanczos or cubic when enlarged."""
    height, width = pixels.shape[:2]
    if (width, height) == size_px:
        return pixels
    factor = size_px[0] * size_px[1] / (width * height)
    method = cv2.INTER_AREA
    if factor >= 1:
        method = cv2.INTER_LANCZOS4 if factor <= _LANCZOS_UP_TO**2 else cv2.INTER_CUBIC
    if pixels.ndim == 2 or (pixels[..., 3] == 255).all():
        # With 8 bits OpenCV's Lanczos weights do not add up to one everywhere: white turns to 254.
        wide = pixels if factor < 1 else pixels.astype(np.uint16)
        scaled = cv2.resize(wide, size_px, interpolation=method)
        return cv2.convertScaleAbs(scaled).astype(np.uint8, copy=False)
    # Premultiplied, so that the colour under transparent pixels does not bleed.
    flat = pixels.astype(np.float32)
    flat[..., :3] *= flat[..., 3:] / 255
    flat = np.clip(cv2.resize(flat, size_px, interpolation=method), 0, 255)
    flat[..., :3] /= np.maximum(flat[..., 3:] / 255, 1e-3)
    return cv2.convertScaleAbs(flat).astype(np.uint8, copy=False)


def _fit(pixels: Pixels, frame: Frame, border: int) -> Pixels:
    inner = resized(np.ascontiguousarray(pixels), frame.inner.size)
    width, height = frame.size_px
    if frame.inner.size == frame.size_px:
        # The same object, where it is the same picture: generators know it by that.
        return inner if inner is pixels and not inner.flags.writeable else read_only(inner)
    left, top = frame.inner.x, frame.inner.y
    right, bottom = width - frame.inner.right, height - frame.inner.bottom
    # Sketches come straight; transparent padding is white paper to whoever draws on it.
    value = (255, 255, 255, 0) if pixels.ndim == 3 else 0
    padded = cv2.copyMakeBorder(inner, top, bottom, left, right, border, value=value)
    return read_only(padded.astype(np.uint8, copy=False))
