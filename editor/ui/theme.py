"""The look of the program: the palette in use, spacing, type sizes, fonts; applied to Qt here."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from editor.settings import Settings, resources
from editor.ui.palette import Palette, palette_of
from editor.ui.stylesheet import stylesheet

GRID = 8
"""The unit of all spacing, in logical pixels."""
HALF = GRID // 2
CONTROL_HEIGHT = 3 * GRID + HALF
ICON_PX = 18
TOOL_PX = 36
CONTROL_FONT_PX = 13
HEADING_FONT_PX = 17
TITLE_FONT_PX = 28

NO_ICON = QIcon()

_FAMILY = "Inter"


class Theme(QObject):
    """The palette in use.

    Signals:
        changed: the colours are others now; icons and stylesheet already follow, whoever paints
            with `color()` has to repaint.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = palette_of("dark", "#4f8cff")

    def apply(self, application: QApplication, name: str, accent: str) -> None:
        """Gives the whole program a theme: dark, light or high-contrast."""
        wanted = palette_of(name, accent)
        if application.styleSheet() and wanted == self.palette:
            return
        self.palette = wanted
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setPalette(qt_palette(self.palette))
        application.setFont(control_font())
        application.setStyleSheet(stylesheet(self.palette))
        self.changed.emit()

    def follow(self, application: QApplication, settings: Settings) -> None:
        """Applies what the settings say, now and whenever they change."""

        def on_changed(key: str) -> None:
            if key in ("theme", "accent"):
                self.apply(application, settings.get("theme"), settings.get("accent"))

        settings.changed.connect(on_changed)
        on_changed("theme")


@cache
def current() -> Theme:
    """The one theme of the program."""
    return Theme()


def color(role: str) -> QColor:
    """The colour of a role of `Palette` at this moment."""
    return QColor(getattr(current().palette, role))


def control_font() -> QFont:
    """The type of all controls."""
    return _font(CONTROL_FONT_PX, QFont.Weight.Normal)


def heading_font() -> QFont:
    """The type of headings."""
    return _font(HEADING_FONT_PX, QFont.Weight.DemiBold)


def code_font() -> QFont:
    """The type of tracebacks, whose columns matter."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(CONTROL_FONT_PX - 1)
    return font


def qt_palette(palette: Palette) -> QPalette:
    """The same colours for what the stylesheet does not reach."""
    roles = QPalette.ColorRole
    out = QPalette()
    for role, name in {
        roles.Window: palette.window,
        roles.WindowText: palette.text,
        roles.Base: palette.field,
        roles.AlternateBase: palette.window,
        roles.Text: palette.text,
        roles.PlaceholderText: palette.dim,
        roles.Button: palette.window,
        roles.ButtonText: palette.text,
        roles.BrightText: palette.danger,
        roles.ToolTipBase: palette.raised,
        roles.ToolTipText: palette.text,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.Link: palette.accent,
        roles.Light: palette.hover,
        roles.Midlight: palette.edge,
        roles.Mid: palette.line,
        roles.Dark: palette.line,
        roles.Shadow: palette.canvas,
    }.items():
        out.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.disabled))
    return out


def _font(size_px: int, weight: QFont.Weight) -> QFont:
    _load_fonts()
    font = QFont(_FAMILY)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    # Digits of one width: numbers under a moving pointer must not dance.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _load_fonts() -> None:
    for path in sorted((resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
