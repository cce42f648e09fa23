"""Image > Colour Profile: assign, convert, embed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.document.profiles import assign_profile, convert_profile
from editor.formats.conversion import conversion, srgb_profile
from editor.ui.actions import Command
from editor.ui.commands.state import has_document, the_document
from editor.ui.conditions import otherwise
from editor.ui.dialogs.colour_profile import ColourProfileDialog

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_MENU = "Image/Colour Profile"


def _assign(window: MainWindow) -> None:
    doc = the_document(window)
    chosen = ColourProfileDialog.ask(
        "Assign a colour profile",
        "The numbers stay and mean other colours: the picture looks different.",
        doc.icc_profile,
        window,
    )
    if chosen is not None:
        assign_profile(doc, chosen.profile, label=f"Assign {chosen.name}")


def _convert(window: MainWindow) -> None:
    doc = the_document(window)
    chosen = ColourProfileDialog.ask(
        "Convert to a colour profile",
        "The picture looks the same, and its numbers change.",
        doc.icc_profile,
        window,
    )
    if chosen is not None:
        convert_profile(
            doc,
            chosen.profile,
            conversion(doc.icc_profile, chosen.profile),
            label=f"Convert to {chosen.name}",
        )


def _embed(window: MainWindow) -> None:
    assign_profile(the_document(window), srgb_profile(), label="Embed sRGB")


@otherwise("The picture has a profile already.")
def _has_no_profile(window: MainWindow) -> bool:
    doc = window.workbench.document
    return doc is not None and doc.icc_profile is None


COMMANDS = (
    Command(
        "image.assign_profile",
        "Assign…",
        _MENU,
        _assign,
        3,
        enabled_when=has_document,
        hint="Say in which colours the picture's numbers are meant.",
    ),
    Command(
        "image.convert_profile",
        "Convert…",
        _MENU,
        _convert,
        3,
        enabled_when=has_document,
        hint="Bring the picture into another colour space without changing its look.",
    ),
    Command(
        "image.embed_profile",
        "Embed sRGB",
        _MENU,
        _embed,
        3,
        enabled_when=_has_no_profile,
        hint="Write the sRGB profile into the picture's files; others are written anyway.",
    ),
)
