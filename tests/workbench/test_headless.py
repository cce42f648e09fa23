"""Generating without a window: the same framing as in it."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import GeneratorError
from editor.jobs import Job, Runner, events
from editor.workbench import Headless
from tests.workbench.conftest import Bench


def test_a_masked_run_sees_the_mask_and_its_surroundings_only(bench: Bench) -> None:
    picture = np.full((900, 600, 4), (10, 20, 30, 255), np.uint8)
    mask = np.zeros((900, 600), np.uint8)
    mask[700:740, 50:80] = 255
    registry = bench.workbench.registry
    headless = Headless(registry, bench.workbench.catalogue, device="cpu")
    try:
        (result,) = headless.run("masked", image=picture, mask=mask, params={}, seed=1)
        with pytest.raises(GeneratorError, match="mask is empty"):
            headless.run("masked", image=picture, mask=mask * 0, params={}, seed=1)
    finally:
        headless.close()
    assert result.recipe["doc_rect"] == [0, 636, 144, 168]
    assert np.array_equal(result.rgba[mask == 0], picture[mask == 0])
    assert result.rgba[720, 65].tolist() == [7, 7, 7, 255]


def test_a_run_beside_a_selection_shape_is_limited_to_it(bench: Bench) -> None:
    from editor.document import selecting
    from editor.jobs import events

    workbench = bench.workbench
    doc = workbench.new(64, 64)
    shape = np.zeros((64, 64), np.uint8)
    rows, columns = np.indices(shape.shape)
    shape[(rows - 32) ** 2 + (columns - 32) ** 2 < 400] = 255
    selecting.set_selection(doc, shape)
    workbench.choice.choose("negative")
    workbench.generate()
    bench.pump_to_end(events.Finished)
    (variant,) = workbench.variants
    inside = shape[variant.doc_rect.slices()]
    assert variant.doc_rect.size == (39, 39)
    assert not variant.rgba[inside == 0].any()
    assert variant.rgba[19, 19, 3] == 255


class LeavingBehind(Runner):
    """Tells of every job that its plugin was left behind."""

    def submit(self, job: Job) -> None:
        self._outlet.tell(events.Abandoned(job.id, job.plugin_name))


def test_a_plugin_that_was_left_behind_ends_the_wait_with_a_sentence(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.workbench.headless.Runner", LeavingBehind)
    headless = Headless(bench.workbench.registry, bench.workbench.catalogue, device="cpu")
    try:
        with pytest.raises(GeneratorError, match="Scripted did not stop"):
            headless.run("plain", params={}, seed=1)
    finally:
        assert headless.close() == ()
