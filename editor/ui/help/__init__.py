"""Help inside the program: the user guide, and a search over it and over the commands."""

from editor.ui.help.view import HelpView

__all__ = ["HelpView"]
