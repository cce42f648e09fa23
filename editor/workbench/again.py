"""A generation layer made again, on the picture as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.api import MASK
from editor.document import Layer, selecting
from editor.workbench.sight import Sight

if TYPE_CHECKING:
    from editor.jobs import Job
    from editor.workbench.workbench import Workbench


def make_again(workbench: Workbench, layer: Layer) -> Job:
    """Queues a run of a layer's recipe on what the page shows without that layer.

    One that looked at a single layer looks at that one again, if it is still there. Where nothing
    is selected and it had a mask, what it shows is selected to be one.

    Raises:
        FigmentError: it cannot be run.
    """
    assert layer.recipe is not None
    doc = workbench.require_document()
    workbench.reuse(layer.recipe.to_json())
    if MASK in layer.recipe.input_hashes and doc.selection.is_empty:
        selecting.select_layer_alpha(doc, layer.id)
    sight = Sight.told_by(layer.recipe.extra)
    if doc.find(sight.only) is None:
        sight = Sight(without=layer.id)
    job = workbench.make_job(variants=1, live=False, sight=sight)
    workbench.runner.submit(job)
    return job
