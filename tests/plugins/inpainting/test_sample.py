"""The sample on the first page: what is masked in it is gone after one run."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from editor.document.flatten import flatten
from editor.formats import open_document
from editor.host import discover
from editor.models import Catalogue
from editor.settings import resources
from editor.ui.samples import sample_of
from editor.workbench import Headless

MOST_BYTES = 300_000


def test_one_run_with_nothing_set_removes_what_is_masked(tmp_path: Path) -> None:
    catalogue = Catalogue([resources() / "models"])
    sample = sample_of("inpainting", catalogue)
    assert sample.source is not None
    assert sample.result is not None
    assert sample.source.stat().st_size + sample.result.stat().st_size <= MOST_BYTES
    doc = open_document(sample.source)
    assert not doc.metadata["notices"]
    image, mask = flatten(doc, doc.bounds), doc.selection.read(doc.bounds)
    registry = discover(markers=tmp_path)
    headless = Headless(registry, catalogue, device="cpu")
    try:
        (made,) = headless.run("inpainting", image=image, mask=mask, params={}, seed=1)
    finally:
        headless.close()
        registry.close()

    def blue(rgba: np.ndarray) -> float:
        seen = rgba[mask > 128].astype(int)
        return float((seen[:, 2] - seen[:, 0]).mean())

    assert blue(image) > 60
    assert blue(made.rgba) < 40
    np.testing.assert_array_equal(made.rgba[mask == 0], image[mask == 0])
