"""The window: PySide6 widgets, and nowhere else."""
