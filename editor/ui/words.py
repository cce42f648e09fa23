"""Numbers and names as people read them."""

from __future__ import annotations

from editor.ui.language import number_words


def byte_words(count: int) -> str:
    """A number of bytes: 512 B, 3.4 MB, 1.2 GB."""
    value = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1024 or unit == "GB":
            return f"{number_words(value, 0 if unit in ('B', 'KB') else 1)} {unit}"
        value /= 1024
    raise AssertionError


def seconds_words(seconds: float) -> str:
    """A time that is left: 3 s, 2 min 10 s, 3 h 20 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
