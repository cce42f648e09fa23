"""Brushes kept under a name: some of our own, and those that the user saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editor.settings import Settings

_KEY = "brush_presets"
_SHARED: dict[str, Any] = {
    "opacity": 1.0,
    "flow": 1.0,
    "spacing": 0.1,
    "smoothing": 0.2,
    "pressure_size": True,
    "pressure_opacity": False,
    "pressure_gamma": 1.0,
    "texture": "none",
    "grain": 1.0,
}
BUILT_IN: dict[str, dict[str, Any]] = {
    "Hard round": {**_SHARED, "size_px": 24.0, "hardness": 1.0, "pressure_size": False},
    "Soft round": {**_SHARED, "size_px": 60.0, "hardness": 0.0, "pressure_size": False},
    "Pencil": {
        **_SHARED,
        "size_px": 4.0,
        "hardness": 0.8,
        "opacity": 0.9,
        "pressure_opacity": True,
        "pressure_gamma": 0.7,
        "smoothing": 0.0,
    },
    "Ink pen": {
        **_SHARED,
        "size_px": 14.0,
        "hardness": 1.0,
        "spacing": 0.05,
        "smoothing": 0.6,
        "pressure_gamma": 1.4,
    },
    "Marker": {
        **_SHARED,
        "size_px": 40.0,
        "hardness": 0.9,
        "opacity": 0.5,
        "pressure_size": False,
    },
    "Airbrush": {
        **_SHARED,
        "size_px": 120.0,
        "hardness": 0.0,
        "flow": 0.08,
        "spacing": 0.08,
        "pressure_size": False,
        "pressure_opacity": True,
    },
    "Chalk": {
        **_SHARED,
        "size_px": 30.0,
        "hardness": 0.7,
        "opacity": 0.95,
        "pressure_opacity": True,
        "texture": "rough",
    },
    "Dry brush": {
        **_SHARED,
        "size_px": 70.0,
        "hardness": 0.5,
        "flow": 0.5,
        "texture": "canvas",
        "grain": 0.9,
    },
    "Sponge": {
        **_SHARED,
        "size_px": 90.0,
        "hardness": 0.2,
        "flow": 0.4,
        "texture": "sponge",
        "pressure_size": False,
    },
    "Dots": {**_SHARED, "size_px": 16.0, "hardness": 1.0, "spacing": 1.6, "smoothing": 0.4},
}


def own_presets(settings: Settings) -> dict[str, dict[str, Any]]:
    """Those that the user saved; damaged ones are left out."""
    kept = settings.get(_KEY)
    return {name: dict(one) for name, one in kept.items() if isinstance(one, Mapping)}


def all_presets(settings: Settings) -> dict[str, dict[str, Any]]:
    """Our own and the user's; a saved one of the same name wins."""
    return {**BUILT_IN, **own_presets(settings)}


def save_preset(settings: Settings, name: str, values: Mapping[str, Any]) -> None:
    """Keeps a brush under a name."""
    wanted = {option: values[option] for option in BUILT_IN["Pencil"] if option in values}
    settings.set(_KEY, {**own_presets(settings), name: wanted})


def delete_preset(settings: Settings, name: str) -> None:
    """Forgets a brush that the user saved; one of ours of the same name comes back."""
    settings.set(_KEY, {key: one for key, one in own_presets(settings).items() if key != name})
