"""Flat pictures written through Pillow: `write_image`, and the options of an export."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, PngImagePlugin

from editor.api import FileError, OutOfMemory
from editor.api.image import ImageU8, over_color
from editor.document.layer import Recipe
from editor.formats import colour, exif, recipes
from editor.formats.conversion import converted
from editor.formats.files import atomic_write

_SIDES = {
    ".jpg": ("JPEG", 65_500),
    ".jpeg": ("JPEG", 65_500),
    ".webp": ("WebP", 16_383),
    ".avif": ("AVIF", 65_536),
}
"""The longest side that a format can hold, by its suffix."""
_LONGEST_JPEG_XMP = 65_000
_XMP_TAG = 700
_RUN_LENGTH = 3
"""zlib's strategy that looks for runs only."""
_AS_SMALL = 1.01
_STRIPS, _STRIP_ROWS = 6, 24


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """How a flat picture is written.

    Attributes:
        quality: 1 to 100, for JPEG, and for WebP and AVIF unless they are lossless.
        lossless: write WebP and AVIF without loss (AVIF as nearly as it can).
        include_recipe: write the recipes into PNG files.
        mark_synthetic: mark generated pixels with IPTC's digital source type.
        include_exif: keep what the camera and other programs wrote (EXIF and XMP).
        embed_profile: keep the document's colours and write their profile; otherwise the pixels
            become sRGB, which all programs assume where there is no profile.
        dpi, icc, exif, xmp: written where the format has a place for them; None leaves them to
            the document that is exported, and out for bare pixels.
        recipes: of the generation layers that are seen, bottom to top.
        source_type: IPTC's term; empty = `trainedAlgorithmicMedia` where there are recipes.
        scale: how large a flat copy of a document becomes; 1 keeps its pixels.
    """

    quality: int = 92
    lossless: bool = False
    include_recipe: bool = True
    mark_synthetic: bool = True
    include_exif: bool = True
    embed_profile: bool = True
    dpi: float | None = None
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    recipes: tuple[Recipe, ...] = ()
    source_type: str = ""
    scale: float = 1.0


_DEFAULT = ExportOptions()


@dataclass
class _Job:
    rgba: ImageU8
    options: ExportOptions
    notices: list[str] = field(default_factory=list)
    common: dict[str, Any] = field(default_factory=dict)

    @property
    def opaque(self) -> bool:
        return bool((self.rgba[..., 3] == 255).all())

    def picture(self) -> Image.Image:
        """RGB where nothing is transparent, else RGBA with the colours under alpha 0 kept."""
        return _image(self.rgba[..., :3] if self.opaque else self.rgba)

    def on_white(self, title: str) -> Image.Image:
        if not self.opaque:
            self.notices.append(f"{title} has no transparency; the picture was laid on white.")
        return _image(over_color(self.rgba))


def write_image(rgba: ImageU8, path: Path | str, *, options: ExportOptions = _DEFAULT) -> list[str]:
    """Write pixels to a file whose suffix chooses the format.

    Args:
        rgba: uint8 (H, W, 4), straight alpha, in the colours of `options.icc`.

    Returns:
        Sentences about what the format could not hold.

    Raises:
        FileError: an unknown suffix, a picture that the format cannot hold, or a system that
            refuses; the file that was there is as it was.
    """
    path = Path(path)
    data, notices = encode_image(rgba, path.suffix, options=options, name=path.name)
    with atomic_write(path) as file:
        file.write(data)
    return notices


def encode_image(
    rgba: ImageU8, suffix: str, *, options: ExportOptions, name: str = "The picture"
) -> tuple[bytes, list[str]]:
    """The bytes of a file, and sentences about what the format could not hold.

    It is encoded in memory, so that a full disk is met by our own write, whose error can be told
    apart from an encoder's.
    """
    encode = _ENCODERS.get(suffix.lower())
    if encode is None:
        raise unknown_suffix(name, suffix)
    if not options.embed_profile:
        rgba = converted(rgba, source=options.icc, target=None)
        options = replace(options, icc=None)
    check_sides(rgba.shape[1], rgba.shape[0], suffix)
    job = _Job(rgba, options)
    job.common = _common(options)
    buffer = io.BytesIO()
    try:
        encode(job, buffer)
    except MemoryError as error:
        raise OutOfMemory(
            f"There is not enough memory to save “{name}”.", "Close other pictures or programs."
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise FileError(
            f"“{name}” cannot be saved as {suffix.lower()}: {error}.",
            "Choose another format; nothing on the disk was changed.",
            repr(error),
        ) from error
    return buffer.getvalue(), job.notices


def unknown_suffix(name: str, suffix: str) -> FileError:
    """The error for a name whose suffix chooses no format."""
    usable = "The usable endings are .ora " + " ".join(FLAT_SAVE_SUFFIXES) + "."
    if not suffix:
        return FileError(f"“{name}” has no ending that chooses a format.", usable)
    return FileError(f"“{suffix}” is not a format that Figment writes.", usable)


def _common(options: ExportOptions) -> dict[str, Any]:
    common: dict[str, Any] = {}
    if options.icc and colour.profile_space(options.icc) == "RGB ":
        common["icc_profile"] = options.icc
    if options.exif and options.include_exif:
        common["exif"] = options.exif
    packet = marked_xmp(options)
    if packet:
        common["xmp"] = packet
    return common


def marked_xmp(options: ExportOptions) -> bytes | None:
    """The XMP packet to write, with the mark of generated pixels where it belongs."""
    source = options.source_type or (recipes.TRAINED if options.recipes else "")
    kept = options.xmp if options.include_exif else None
    if source and options.mark_synthetic:
        return recipes.source_packet(source, kept)
    return kept


def _dpi(options: ExportOptions) -> dict[str, Any]:
    return {"dpi": (options.dpi, options.dpi)} if options.dpi else {}


def _png(job: _Job, file: io.BytesIO) -> None:
    text = PngImagePlugin.PngInfo()
    common = dict(job.common)
    packet = common.pop("xmp", None)
    if packet:
        text.add_itxt("XML:com.adobe.xmp", packet.decode("utf-8", "replace"))
    if job.options.recipes and job.options.include_recipe:
        height, width = job.rgba.shape[:2]
        top = job.options.recipes[-1]
        text.add_itxt(
            recipes.PARAMETERS_KEY, recipes.parameters_text(top, width=width, height=height)
        )
        text.add_itxt(recipes.KEY, recipes.to_text(job.options.recipes), zip=True)
    picture = job.picture()
    packing = _packing(picture)
    picture.save(file, "PNG", pnginfo=text, **packing, **common, **_dpi(job.options))


def _packing(picture: Image.Image) -> dict[str, int]:
    """How a PNG is packed: some strips of it tell which way is smaller.

    In photographs there is little to find but runs, and looking for no more is many times quicker.
    """
    width, height = picture.size
    tops = range(0, height, max(_STRIP_ROWS, height // _STRIPS))
    strips = [picture.crop((0, y, width, min(height, y + _STRIP_ROWS))) for y in tops]

    def nbytes(**packing: int) -> int:
        total = 0
        for strip in strips:
            buffer = io.BytesIO()
            strip.save(buffer, "PNG", **packing)
            total += buffer.tell()
        return total

    runs = {"compress_type": _RUN_LENGTH}
    return runs if nbytes(**runs) <= _AS_SMALL * nbytes() else {}


def _jpeg(job: _Job, file: io.BytesIO) -> None:
    common = dict(job.common)
    if "exif" in common and not exif.fits_in_jpeg(common["exif"]):
        job.notices.append("The EXIF block is too long for JPEG and was left out.")
        del common["exif"]
    if len(common.get("xmp", b"")) > _LONGEST_JPEG_XMP:
        job.notices.append("The XMP metadata are too long for JPEG and were left out.")
        del common["xmp"]
    quality = max(1, min(100, job.options.quality))
    sampling = "4:4:4" if quality >= 90 else "4:2:0"
    dpi = round(job.options.dpi) if job.options.dpi else 0
    common |= {"dpi": (dpi, dpi)} if 1 <= dpi <= 65_535 else {}
    # Without Pillow's `optimize`, whose buffer is too small for noise at high quality.
    job.on_white("JPEG").save(file, "JPEG", quality=quality, subsampling=sampling, **common)


def _webp(job: _Job, file: io.BytesIO) -> None:
    job.picture().save(
        file,
        "WEBP",
        quality=job.options.quality,
        lossless=job.options.lossless,
        exact=job.options.lossless,
        **job.common,
    )


def _tiff(job: _Job, file: io.BytesIO) -> None:
    common = dict(job.common)
    packet = common.pop("xmp", None)
    block = common.pop("exif", None)
    tags = exif.tiff_tags(block) if block and _is_sound(job, block) else {}
    # The compressing encoder cannot write folders of tags, and a photo's EXIF lies in one.
    folders = any(isinstance(value, dict) for value in tags.values())
    compression = "raw" if folders else "tiff_adobe_deflate"
    if packet:
        tags[_XMP_TAG] = packet
    job.picture().save(
        file, "TIFF", compression=compression, tiffinfo=tags, **common, **_dpi(job.options)
    )


def _bmp(job: _Job, file: io.BytesIO) -> None:
    job.on_white("BMP").save(file, "BMP", **_dpi(job.options))


def _gif(job: _Job, file: io.BytesIO) -> None:
    alpha = job.rgba[..., 3]
    if ((alpha > 0) & (alpha < 255)).any():
        job.notices.append("GIF has no half transparency; it became clear or opaque.")
        job.rgba = job.rgba.copy()
        job.rgba[..., 3] = np.where(alpha >= 128, np.uint8(255), np.uint8(0))
    colours = job.picture().getcolors(256)
    if colours is None:
        job.notices.append("GIF has 256 colours at most; the others were brought to the nearest.")
    job.picture().save(file, "GIF")


def _avif(job: _Job, file: io.BytesIO) -> None:
    quality = 100 if job.options.lossless else job.options.quality
    sampling = "4:4:4" if quality >= 90 else "4:2:0"
    common = dict(job.common)
    if "exif" in common and not _is_sound(job, common["exif"]):
        del common["exif"]
    job.picture().save(file, "AVIF", quality=quality, subsampling=sampling, **common)


def _is_sound(job: _Job, block: bytes) -> bool:
    """Whether an EXIF block can be taken apart; told where it cannot, since it is left out then."""
    if exif.is_sound(block):
        return True
    job.notices.append("The EXIF block is damaged and was left out.")
    return False


def check_sides(width: int, height: int, suffix: str) -> None:
    """Raises FileError for a picture that is longer than the format can hold."""
    limit = _SIDES.get(suffix.lower())
    if limit is not None and max(width, height) > limit[1]:
        title, longest = limit
        raise FileError(
            f"{title} holds at most {longest} pixels a side; this picture is {width} x {height}.",
            "Save it as PNG or TIFF.",
        )


def _image(array: ImageU8) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(array))


_ENCODERS: dict[str, Callable[[_Job, io.BytesIO], None]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".webp": _webp,
    ".tif": _tiff,
    ".tiff": _tiff,
    ".bmp": _bmp,
    ".gif": _gif,
    ".avif": _avif,
}

FLAT_SAVE_SUFFIXES: tuple[str, ...] = tuple(_ENCODERS)
"""Endings that `write_image` takes."""
