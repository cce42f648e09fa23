"""Tools: small state machines over points that change the document; no widgets in here."""

from editor.ui.tools.events import Button, Modifiers, PointerEvent
from editor.ui.tools.options import ToolOption, ToolOptions
from editor.ui.tools.tool import Tool
from editor.ui.tools.toolbox import TOOLS, ToolBox

__all__ = [
    "TOOLS",
    "Button",
    "Modifiers",
    "PointerEvent",
    "Tool",
    "ToolBox",
    "ToolOption",
    "ToolOptions",
]
