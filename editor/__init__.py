"""Figment, an offline, plugin-based image editor. Importing this package costs nothing."""

__version__ = "0.1.0"
