"""Every pixel format that Pillow decodes, brought to 8 bits of RGB or grey, saying what is lost."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

_SPACES = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY", "LAB": "Lab "}
_HIGH_DEPTH = "The picture has {} bits per channel; 8 bits are kept."


def eight_bit(image: Image.Image, notices: list[str]) -> tuple[Image.Image, bytes | None]:
    """Decode a picture.

    Args:
        image: opened, not necessarily loaded; its pixels are decoded here.
        notices: sentences about what was lost are added to it.

    Returns:
        A loaded picture, grey, RGB or straight RGBA, and the RGB profile it is in (None = sRGB).
    """
    bits = _bits_per_channel(image)
    if bits > 8:
        notices.append(_HIGH_DEPTH.format(bits))
    if image.mode == "P":
        notices.append(
            "The picture has a palette; it becomes full colour and the palette is not kept."
        )
    image.load()
    profile = image.info.get("icc_profile") or None
    if image.mode in ("CMYK", "LAB"):
        return _to_srgb(image, profile, notices), None
    if image.mode.startswith(("I", "F")):
        return _grey_of_deep(image, notices), None
    if profile is not None:
        return _with_profile(image, profile, notices)
    return _straight(image), None


def _with_profile(
    image: Image.Image, profile: bytes, notices: list[str]
) -> tuple[Image.Image, bytes | None]:
    space = profile_space(profile)
    if space == "RGB ":
        return _straight(image), profile
    if space == "GRAY" and image.mode in ("1", "L", "LA"):
        grey, _, _, alpha = image.convert("RGBA").split()
        converted = _to_srgb(grey, profile, notices)
        converted.putalpha(alpha)
        return converted, None
    notices.append("The colour profile does not fit the picture and was left out.")
    return _straight(image), None


def profile_space(profile: bytes) -> str | None:
    """The colour space of an ICC profile ("RGB ", "GRAY", "CMYK", ...), None if it is broken."""
    try:
        return str(ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space)
    except (OSError, ValueError, TypeError):
        return None


def profile_name(profile: bytes) -> str:
    """What a profile calls itself, for people."""
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return "unnamed"


def _to_srgb(image: Image.Image, profile: bytes | None, notices: list[str]) -> Image.Image:
    kind = {"LAB": "Lab", "L": "grey"}.get(image.mode, image.mode)
    srgb = ImageCms.createProfile("sRGB")
    if image.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    elif profile is not None and profile_space(profile) == _SPACES[image.mode]:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    else:
        notices.append(
            f"The {kind} colours were converted without a profile, so they may look different."
        )
        return image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, ValueError):
        notices.append(f"The {kind} profile is damaged, so the colours may look different.")
        return image.convert("RGB")
    name = f" “{profile_name(profile)}”" if profile is not None else ""
    notices.append(f"The {kind} colours{name} were converted to sRGB.")
    assert converted is not None  # only an in-place conversion returns nothing
    return converted


def _grey_of_deep(image: Image.Image, notices: list[str]) -> Image.Image:
    """Grey with more than 8 bits, or with fractions, brought to 0..255 without clipping."""
    values = np.asarray(image).astype(np.float64)
    if image.mode == "F":
        values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
        white = 1.0
    else:
        white = 65535.0
    lowest, highest = values.min(), values.max()
    if lowest < 0.0 or highest > white:
        notices.append("The values were stretched from black to white to fit 8 bits.")
        values = (values - lowest) / max(highest - lowest, 1e-12)
    else:
        values /= white
    return Image.fromarray((values * 255.0 + 0.5).astype(np.uint8))


def _straight(image: Image.Image) -> Image.Image:
    """The picture itself where its pixels can be taken as they are, else (a palette, one colour
    that is clear, premultiplied alpha) as straight RGBA."""
    if image.mode in ("RGBA", "RGB", "L") and "transparency" not in image.info:
        return image
    return image.convert("RGBA")


def _bits_per_channel(image: Image.Image) -> int:
    """Bits per channel in the file, which Pillow's mode alone does not tell."""
    if image.mode.startswith("I;16"):
        return 16
    if image.mode in ("I", "F"):
        return 32 if image.format != "PNG" else 16
    if image.format == "TIFF":
        depths = image.tag_v2.get(258, (8,))  # type: ignore[attr-defined] # the TIFF class has it
        return max(depths) if isinstance(depths, tuple) else int(depths)
    tiles = getattr(image, "tile", None)
    if image.format in ("PNG", "PPM") and tiles and ";16" in str(tiles[0][3]):
        return 16
    if image.format == "AVIF":
        return _avif_bits(image)
    return 8


def _avif_bits(image: Image.Image) -> int:
    """The depth in an AVIF's codec configuration box, which Pillow reads over."""
    file = getattr(image, "fp", None)
    if file is None:
        return 8
    position = file.tell()
    file.seek(0)
    header = file.read(8192)
    file.seek(position)
    at = header.find(b"av1C")
    if at < 0 or at + 6 >= len(header):
        return 8
    flags = header[at + 6]
    if not flags & 0x40:
        return 8
    return 12 if flags & 0x20 else 10
