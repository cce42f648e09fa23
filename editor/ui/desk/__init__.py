"""The Desk panel: a generator's pieces, its verbs, and the frames that came of one."""

from editor.ui.desk.panel import DeskPanel

__all__ = ["DeskPanel"]
