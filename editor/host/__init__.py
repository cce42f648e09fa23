"""Finds plugins, loads each behind its own wall, and keeps the generators that they give."""

from editor.host.endings import SIGNALLED, on_ending
from editor.host.plugin import PluginInfo, PluginState, plugin_title
from editor.host.registry import Registry, UnknownGenerator, discover

__all__ = [
    "SIGNALLED",
    "PluginInfo",
    "PluginState",
    "Registry",
    "UnknownGenerator",
    "discover",
    "on_ending",
    "plugin_title",
]
