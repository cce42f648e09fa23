"""Dialogs: each has a class method `ask()` that returns what was chosen, or None."""
