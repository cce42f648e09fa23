"""A workbench whose only plugins are written by the test, with a real runner and real folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor.document import Document
from editor.document.brush import Brush, Stroke
from editor.host import discover
from editor.jobs import ResultStore, Runner
from editor.models import Catalogue
from editor.settings import Settings, folders
from editor.workbench import Workbench


def scripted_workbench(
    folder: Path,
    plugins: dict[str, str],
    *,
    on_event: Callable[[Any], None],
    runner: dict[str, Any] | None = None,
    **options: Any,
) -> Workbench:
    """A workbench that keeps all it writes in a folder.

    Args:
        folder: of the test.
        plugins: source by the name of the file.
        on_event: takes what the runner tells, on its thread.
        runner: further arguments of the runner.
        options: further arguments of the workbench.
    """
    place = folder / "plugins"
    place.mkdir()
    for name, source in plugins.items():
        (place / name).write_text(source, encoding="utf-8")
    catalogue = Catalogue([folder / "models"])
    return Workbench(
        settings=Settings(folders().config / "settings.json"),
        registry=discover(folders=[place], markers=folder / "markers"),
        catalogue=catalogue,
        runner=Runner(
            on_event=on_event,
            catalogue=catalogue,
            store=ResultStore(folder / "results", 10**9),
            device="cpu",
            memory_budget_bytes=10**9,
            **(runner or {}),
        ),
        **options,
    )


def draw(
    doc: Document, *points: tuple[float, float], color: tuple[int, int, int] = (255, 0, 0)
) -> None:
    """A stroke on the active layer."""
    brush = Brush(size_px=9, color=color)
    stroke = Stroke(doc, brush, node_id=doc.active_id, target="pixels")
    stroke.begin(*points[0])
    for point in points[1:]:
        stroke.move(*point)
    stroke.end()


def red_drawing(workbench: Workbench, width: int = 64, height: int = 48) -> Document:
    """A new document with a stroke on it."""
    doc = workbench.new(width, height)
    draw(doc, (5, 5), (width - 10, height - 10))
    return doc
