"""The colour table: three themes from one set of roles with one accent colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

AA_TEXT = 4.5
AA_MARK = 3.0


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the window by its role, written #rrggbb.

    Attributes:
        canvas: around the picture; the darkest neutral of the dark theme.
        window: bars and docks.
        raised: what floats above them: menus, pop-ups, notices.
        field: where something is typed or listed.
        hover, pressed: of buttons and rows.
        line: between areas; hardly seen.
        edge: around fields and buttons.
        text, dim, disabled: of words and icons, in falling importance.
        accent, on_accent: what is chosen or active, and words upon it.
        chosen: the background of a chosen row.
        focus: the ring around what has the keyboard.
        danger, warning, success: notices.
    """

    name: str
    canvas: str
    window: str
    raised: str
    field: str
    hover: str
    pressed: str
    line: str
    edge: str
    text: str
    dim: str
    disabled: str
    accent: str
    on_accent: str
    chosen: str
    focus: str
    danger: str
    warning: str
    success: str
    checker_light: str
    checker_dark: str

    @property
    def is_dark(self) -> bool:
        """Whether words are lighter than what is behind them."""
        return luminance(self.window) < luminance(self.text)


_DARK = Palette(
    name="dark",
    canvas="#1b1b1c",
    window="#29292b",
    raised="#313134",
    field="#202022",
    hover="#37373a",
    pressed="#424246",
    line="#1f1f21",
    edge="#3e3e42",
    text="#d3d3d6",
    dim="#98989e",
    disabled="#606066",
    accent="#4f8cff",
    on_accent="#ffffff",
    chosen="#3a4250",
    focus="#4f8cff",
    danger="#f2777a",
    warning="#e6b455",
    success="#74c98a",
    checker_light="#5a5a5c",
    checker_dark="#4a4a4c",
)

_LIGHT = Palette(
    name="light",
    canvas="#b9b9bc",
    window="#e4e4e6",
    raised="#f0f0f1",
    field="#f3f3f4",
    hover="#d8d8db",
    pressed="#cacace",
    line="#cdcdd1",
    edge="#bdbdc2",
    text="#26262a",
    dim="#5a5a61",
    disabled="#9c9ca3",
    accent="#4f8cff",
    on_accent="#ffffff",
    chosen="#c9d6ee",
    focus="#4f8cff",
    danger="#b3261e",
    warning="#8a5a00",
    success="#1d6b35",
    checker_light="#ffffff",
    checker_dark="#dcdcdf",
)

_HIGH_CONTRAST = Palette(
    name="high-contrast",
    canvas="#000000",
    window="#000000",
    raised="#0c0c0c",
    field="#000000",
    hover="#2b2b2b",
    pressed="#3d3d3d",
    line="#8a8a8a",
    edge="#c8c8c8",
    text="#ffffff",
    dim="#e2e2e2",
    disabled="#9a9a9a",
    accent="#4f8cff",
    on_accent="#000000",
    chosen="#20304f",
    focus="#ffd400",
    danger="#ff8a8a",
    warning="#ffd400",
    success="#7dff9c",
    checker_light="#6a6a6a",
    checker_dark="#3a3a3a",
)

PALETTES = {palette.name: palette for palette in (_DARK, _LIGHT, _HIGH_CONTRAST)}


def palette_of(name: str, accent: str) -> Palette:
    """A theme's colours with the user's accent, moved in brightness until it can be read."""
    base = PALETTES[name]
    wanted = 7.0 if name == "high-contrast" else AA_MARK
    seen = readable(accent, base.window, wanted)
    on_accent = max(("#ffffff", "#101012"), key=lambda word: contrast(word, seen))
    if contrast("#ffffff", seen) >= AA_MARK and name != "high-contrast":
        on_accent = "#ffffff"
    focus = base.focus if name == "high-contrast" else seen
    # In high contrast what is chosen stands out by itself; elsewhere it stays quiet.
    most = 0.5 if name == "high-contrast" else 0.24
    shares = (most * step / 10 for step in range(10, -1, -1))
    mixed = (mix(base.window, seen, share) for share in shares)
    chosen = next(one for one in mixed if contrast(base.text, one) >= AA_TEXT)
    return replace(base, accent=seen, on_accent=on_accent, focus=focus, chosen=chosen)


def readable(color: str, on: str, ratio: float) -> str:
    """The colour, or the nearest lighter or darker one that stands out enough from `on`."""
    toward = "#ffffff" if luminance(on) < 0.4 else "#000000"
    steps = (mix(color, toward, step / 20) for step in range(21))
    return next((step for step in steps if contrast(step, on) >= ratio), toward)


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """WCAG 2 relative luminance, 0 to 1."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _rgb(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
