"""Files: pictures through Pillow, projects as OpenRaster, and what each of them can hold."""

from editor.formats.export import EXPORT_SUFFIXES, SAVE_SUFFIXES, export_image
from editor.formats.files import atomic_write
from editor.formats.opening import OPEN_SUFFIXES, open_document
from editor.formats.picture import Picture
from editor.formats.reading import read_image
from editor.formats.saving import save_document
from editor.formats.writing import FLAT_SAVE_SUFFIXES, ExportOptions, encode_image, write_image

__all__ = [
    "EXPORT_SUFFIXES",
    "FLAT_SAVE_SUFFIXES",
    "OPEN_SUFFIXES",
    "SAVE_SUFFIXES",
    "ExportOptions",
    "Picture",
    "atomic_write",
    "encode_image",
    "export_image",
    "open_document",
    "read_image",
    "save_document",
    "write_image",
]
