"""The colours of the screen: the profile that the system or the user names for it."""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from editor.api import FileError
from editor.formats.conversion import check_profile
from editor.settings import Settings

SETTING = "monitor_profile"
_ATOM = b"_ICC_PROFILE"
_ANY_TYPE = 0
_MOST_LONGS = 4 * 2**20

log = logging.getLogger(__name__)


class _Monitor:
    """What is known of the screen; one for the program, as there is one theme."""

    def __init__(self) -> None:
        self.profile: bytes | None = None


_MONITOR = _Monitor()


def profile() -> bytes | None:
    """The ICC profile of the screen; None where it is taken for sRGB."""
    return _MONITOR.profile


def take(settings: Settings) -> bool:
    """Finds out what the settings and the system say now. Whether anything is different.

    Raises:
        FileError: the chosen file is no profile of a screen; the system's counts then.
    """
    before = _MONITOR.profile
    _MONITOR.profile = system_profile()
    chosen = settings.get(SETTING)
    if chosen:
        _MONITOR.profile = read_profile(Path(chosen))
    return before != _MONITOR.profile


def read_profile(path: Path) -> bytes:
    """The profile in a file. Raises FileError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            f"The screen's colour profile “{path.name}” cannot be read.",
            "Choose another file in the preferences.",
            repr(error),
        ) from error
    check_profile(data, name=path.name)
    return data


def system_profile() -> bytes | None:
    """What the system says of the first screen; None where it says nothing that can be used.

    X11 keeps it in a property of the root window. Other systems need libraries of their own: there
    the setting is the way.
    """
    if QGuiApplication.platformName() != "xcb" or not sys.platform.startswith("linux"):
        return None
    try:
        data = _x11_property(_ATOM)
    except (OSError, AttributeError) as error:
        log.info("the screen's profile cannot be asked for: %r", error)
        return None
    if not data:
        return None
    try:
        check_profile(data, name="screen")
    except FileError as error:
        log.info("the screen's profile is not used: %s", error)
        return None
    return data


def _x11_property(name: bytes) -> bytes:
    """The bytes of a property of the root window; none where it is not there. Raises OSError."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    pointer, number = ctypes.c_void_p, ctypes.c_ulong
    x11.XOpenDisplay.restype = pointer
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype = number
    x11.XDefaultRootWindow.argtypes = [pointer]
    x11.XInternAtom.restype = number
    x11.XInternAtom.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int]
    x11.XFree.argtypes = [pointer]
    x11.XCloseDisplay.argtypes = [pointer]
    display = x11.XOpenDisplay(None)
    if not display:
        raise OSError("no X display")
    try:
        atom = x11.XInternAtom(display, name, 1)
        return _read(x11, display, atom) if atom else b""
    finally:
        x11.XCloseDisplay(display)


def _read(x11: ctypes.CDLL, display: int, atom: int) -> bytes:
    number = ctypes.c_ulong
    kind, count, rest = number(), number(), number()
    bits, data = ctypes.c_int(), ctypes.c_void_p()
    x11.XGetWindowProperty.argtypes = [
        *(ctypes.c_void_p, number, number, ctypes.c_long, ctypes.c_long, ctypes.c_int, number),
        *(ctypes.POINTER(number), ctypes.POINTER(ctypes.c_int)),
        *(ctypes.POINTER(number), ctypes.POINTER(number), ctypes.POINTER(ctypes.c_void_p)),
    ]
    root = x11.XDefaultRootWindow(display)
    out = (ctypes.byref(kind), ctypes.byref(bits), ctypes.byref(count), ctypes.byref(rest))
    failed = x11.XGetWindowProperty(
        display, root, atom, 0, _MOST_LONGS, 0, _ANY_TYPE, *out, ctypes.byref(data)
    )
    if failed or not data.value:
        return b""
    try:
        return ctypes.string_at(data.value, count.value) if bits.value == 8 else b""
    finally:
        x11.XFree(data)
