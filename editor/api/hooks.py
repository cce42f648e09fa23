"""The one hook a plugin implements."""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from editor.api.generator import Generator

PROJECT = "figment"
ENTRY_POINT_GROUP = "figment.plugins"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def figment_generators() -> Sequence[type[Generator]]:  # type: ignore[empty-body]  # a pluggy spec
    """Returns the generator classes of this plugin. Import nothing heavy to answer."""
