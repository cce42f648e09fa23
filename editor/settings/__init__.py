"""Declared settings, where they are kept, and the folders. A leaf: it imports no other package."""

from editor.settings.declared import SETTINGS
from editor.settings.kept import Settings
from editor.settings.places import Folders, folders, resources, shipped
from editor.settings.setting import Setting

__all__ = [
    "SETTINGS",
    "Folders",
    "Setting",
    "Settings",
    "folders",
    "resources",
    "shipped",
]
