"""The command line: the verbs of the program without its window."""

from editor.cli.main import main, run

__all__ = ["main", "run"]
