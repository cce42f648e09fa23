"""Flat pictures read through Pillow: `read_image`."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import IO

from PIL import Image, UnidentifiedImageError

from editor.api import FileError, OutOfMemory
from editor.formats import colour, exif, limits, recipes
from editor.formats.decoded import Decoded
from editor.formats.files import check_readable, read_error
from editor.formats.picture import Picture

PILLOW_SUFFIXES = {
    "PNG": (".png", ".apng"),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp", ".dib"),
    "GIF": (".gif",),
    "AVIF": (".avif", ".avifs"),
    "JPEG2000": (".jp2", ".j2k", ".jpf"),
    "PPM": (".ppm", ".pgm", ".pbm", ".pnm"),
    "ICO": (".ico",),
}
"""Pillow's formats that are opened, with their suffixes; a closed list, since some run programs."""

_FORMATS = (*PILLOW_SUFFIXES, "DIB")  # multi-picture JPEGs come through JPEG
_TITLES = {"WEBP": "WebP", "JPEG2000": "JPEG 2000", "ICO": "icon", "PPM": "portable pixmap"}

_STRANGERS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"gimp xcf", "a GIMP project", "Export it from GIMP as OpenRaster (.ora) or PNG."),
    (4, b"ftyphei", "a HEIC photo", "Convert it to JPEG or AVIF first."),
    (4, b"ftypmif1", "a HEIF photo", "Convert it to JPEG or AVIF first."),
    (0, b"\xff\x0a", "a JPEG XL picture", "Convert it to PNG or AVIF first."),
    (4, b"JXL ", "a JPEG XL picture", "Convert it to PNG or AVIF first."),
    (0, b"%PDF", "a PDF document", "Export the page as PNG first."),
    (0, b"%!PS", "a PostScript document", "Export the page as PNG first."),
    (0, b"<svg", "an SVG drawing", "Export it as PNG first."),
    (0, b"<?xml", "an XML document", "If it is a drawing, export it as PNG first."),
    (0, b"\x76\x2f\x31\x01", "an OpenEXR picture", "Convert it to PNG or TIFF first."),
    (4, b"ftyp", "a video", "Take a still picture of it first."),
)


def read_image(path: Path | str) -> Picture:
    """Read a flat picture, whatever its suffix says, by what is in it.

    Returns:
        Pixels upright and 8-bit, profile, EXIF, resolution, recipes, and notices about losses.

    Raises:
        FileError: missing, unreadable, empty, damaged, too large, or no picture.
    """
    path = Path(path)
    check_readable(path)
    try:
        with path.open("rb") as file:
            picture = decode(file, path.name)
    except OSError as error:
        raise read_error(path, error) from error
    _note_suffix(path, picture)
    return picture


def decode(file: IO[bytes], name: str) -> Picture:
    """Decode an open file; `name` is what error sentences call it.

    Raises:
        FileError: damaged, too large, or no picture.
    """
    with warnings.catch_warnings():
        # Pillow warns of oddities in files that it goes on to read; only size is a refusal here.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _open(file, name) as image:
            limits.check_size(name, *image.size)
            return _decode(image, name)


def _open(file: IO[bytes], name: str) -> Image.Image:
    head = file.read(512)
    file.seek(0)
    try:
        return Image.open(file, formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise _stranger(head, name) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileError(
            f"“{name}” is too large: it declares more than "
            f"{limits.MAX_PIXELS // 10**6} megapixels, which is the limit.",
            "Make it smaller in another program first.",
            str(error),
        ) from error
    except MemoryError as error:
        raise OutOfMemory(f"There is not enough memory to open “{name}”.") from error
    except Exception as error:  # a decoder may fail in any way on somebody else's bytes
        raise _damaged(name, error) from error


def _stranger(head: bytes, name: str) -> FileError:
    is_avif = head[4:12] in (b"ftypavif", b"ftypavis")
    if is_avif or head.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*", b"MM")
    ):
        return FileError(
            f"“{name}” is damaged, or a kind of picture that Figment cannot read.",
            "Save it as an 8-bit PNG in the program that made it.",
        )
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    for offset, magic, title, hint in _STRANGERS:
        if (text if magic.startswith(b"<") else head[offset:]).startswith(magic):
            return FileError(f"“{name}” is {title}, which Figment does not open.", hint)
    return FileError(
        f"“{name}” is not a picture that Figment can open.",
        "PNG, JPEG, WebP, TIFF, BMP, GIF, AVIF and OpenRaster files open.",
    )


def _damaged(name: str, error: Exception) -> FileError:
    return FileError(
        f"“{name}” is damaged: its picture data are incomplete or wrong.",
        "Get the file again or look for a backup of it.",
        repr(error),
    )


def _decode(image: Image.Image, name: str) -> Picture:
    notices: list[str] = []
    try:
        frames = int(getattr(image, "n_frames", 1))
        pixels, profile = colour.eight_bit(image, notices)
        orientation = exif.orientation_of(image)  # after decoding: TIFFs turn themselves
    except MemoryError as error:
        raise OutOfMemory(
            f"There is not enough memory to open “{name}”.", "Close other documents or programs."
        ) from error
    except Exception as error:  # a decoder may fail in any way on somebody else's bytes
        raise _damaged(name, error) from error
    if frames > 1:
        what = "pages" if image.format == "TIFF" else "pictures"
        notices.append(f"The file holds {frames} {what}; the first one was opened.")
    packet = image.info.get("xmp")
    return Picture(
        decoded=Decoded(pixels, orientation),
        icc_profile=profile,
        exif=exif.block_of(image),
        xmp=packet if isinstance(packet, bytes) else None,
        dpi=exif.dpi_of(image),
        format="JPEG" if image.format == "MPO" else str(image.format),
        notices=notices,
        recipes=recipes.from_text(image.info.get(recipes.KEY)),
    )


def _note_suffix(path: Path, picture: Picture) -> None:
    suffixes = PILLOW_SUFFIXES.get(picture.format, ())
    if path.suffix and suffixes and path.suffix.lower() not in suffixes:
        title = _TITLES.get(picture.format, picture.format)
        picture.notices.append(
            f"The name ends in “{path.suffix}”, but the content is {title}; it was opened as that."
        )


def decode_bytes(data: bytes, name: str) -> Picture:
    """Decode a picture that is already in memory (an entry of an archive, a paste).

    Raises:
        FileError: damaged, too large, or no picture.
    """
    return decode(io.BytesIO(data), name)
