"""Back to a step of a result and on from there: jobs, recipes, replay."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.api import FigmentError, GeneratorError, MaskU8
from editor.document import Document, selecting
from editor.document.layer import Recipe
from editor.formats import open_document
from editor.jobs import events
from editor.workbench import Variant
from editor.workbench.branching import branched, earlier_recipe, mask_of, mask_text
from tests.scripted import draw, scripted_workbench
from tests.steering import STEERING

from .conftest import SCRIPTED, Bench
from .test_replay import replayed, states


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    plugins = {"steering.py": STEERING, "scripted.py": SCRIPTED}
    workbench = scripted_workbench(tmp_path, plugins, on_event=inbox.put)
    bench = Bench(workbench, inbox)
    workbench.notice.connect(bench.notices.append)
    workbench.preview_changed.connect(bench.previews.append)
    workbench.new(60, 40)
    workbench.choice.choose("steering")
    workbench.choice.set_values({"prompt": "apple"})
    workbench.choice.set_seed(5, locked=True)
    yield bench
    workbench.close(timeout_s=5.0)


def generated(bench: Bench) -> Variant:
    bench.seen.clear()
    bench.workbench.generate()
    bench.pump_to_end()
    return bench.workbench.variants[-1]


def continued(bench: Bench, variant: Variant, step: int) -> Variant:
    bench.seen.clear()
    bench.workbench.continue_from(variant, step)
    bench.pump_to_end()
    return bench.workbench.variants[-1]


def square(left: int, right: int) -> MaskU8:
    mask = np.zeros((40, 60), np.uint8)
    mask[10:30, left:right] = 255
    return mask


def test_a_result_tells_which_steps_it_can_go_back_to(bench: Bench) -> None:
    variant = generated(bench)
    assert variant.formation is not None
    assert variant.formation.kept == (1, 2, 3, 4)
    assert variant.formation.steps == 5
    bench.workbench.show_step(variant, 2)
    shown = bench.previews[-1]
    assert shown is not None
    assert shown.doc_rect == variant.doc_rect
    assert max(shown.rgba.shape) >= 256, "enlarged softly, not by the canvas"


def test_with_nothing_changed_it_is_the_same_picture(bench: Bench) -> None:
    variant = generated(bench)
    for step in (1, 4):
        assert np.array_equal(continued(bench, variant, step).rgba, variant.rgba)


def test_words_and_guidance_are_those_of_now_and_all_else_stays(bench: Bench) -> None:
    variant = generated(bench)
    bench.workbench.choice.set_values({"prompt": "pear tree", "guidance": 6.0, "steps": 30})
    bench.workbench.choice.set_seed(99, locked=True)
    other = continued(bench, variant, 3)
    assert not np.array_equal(other.rgba, variant.rgba)
    assert other.recipe["params"] == {"prompt": "pear tree", "guidance": 6.0, "steps": 5}
    assert other.recipe["seed"] == variant.seed == 5
    assert other.recipe["branch"]["step"] == 3
    assert other.recipe["branch"]["of"]["params"]["prompt"] == "apple"
    assert other.formation is not None
    assert other.formation.kept == (1, 2, 3, 4)


def test_another_generator_in_the_panel_is_told(bench: Bench) -> None:
    variant = generated(bench)
    bench.workbench.choice.choose("plain")
    with pytest.raises(FigmentError, match="Choose Steering"):
        bench.workbench.continue_from(variant, 2)


def test_steps_that_were_let_go_are_told_and_the_next_job_runs(bench: Bench) -> None:
    variant = generated(bench)
    bench.workbench.runner.set_device("cpu")
    worker = bench.workbench.runner._worker
    worker.traces.clear()  # the worker waits: nothing else touches them now
    bench.seen.clear()
    bench.workbench.continue_from(variant, 2)
    bench.pump_to_end(events.Failed)
    assert "let go" in bench.notices[-1].text
    assert "Generate it again" in bench.notices[-1].hint
    assert np.array_equal(generated(bench).rgba, variant.rgba)


def test_a_generator_without_a_trace_offers_no_steps(bench: Bench) -> None:
    bench.workbench.choice.choose("plain")
    assert generated(bench).formation is None


class TestMasks:
    @pytest.fixture
    def doc(self, bench: Bench) -> Document:
        doc = bench.workbench.require_document()
        draw(doc, (5, 5), (55, 35))
        bench.workbench.choice.choose("steering-mask")
        bench.workbench.choice.set_values({"prompt": "apple"})
        selecting.set_selection(doc, square(10, 30))
        return doc

    def test_the_mask_is_the_one_of_now(self, bench: Bench, doc: Document) -> None:
        variant = generated(bench)
        selecting.set_selection(doc, square(10, 50))
        wider = continued(bench, variant, 2)
        assert wider.doc_rect == variant.doc_rect
        assert wider.rgba[20, 45, 3] == 255
        assert variant.rgba[20, 45, 3] == 0
        kept = mask_of(wider.recipe["branch"]["of"]["mask"])
        assert np.array_equal(kept, square(10, 30))

    def test_without_a_selection_it_is_what_it_was(self, bench: Bench, doc: Document) -> None:
        variant = generated(bench)
        selecting.deselect(doc)
        again = continued(bench, variant, 2)
        assert np.array_equal(again.rgba, variant.rgba)
        assert again.recipe["input_hashes"] == variant.recipe["input_hashes"]
        assert "mask" not in again.recipe["branch"]["of"]

    def test_a_chain_of_branches_is_replayed(
        self, bench: Bench, doc: Document, tmp_path: Path
    ) -> None:
        choice = bench.workbench.choice
        first = generated(bench)
        choice.set_values({"prompt": "a pear"})
        second = continued(bench, first, 3)
        selecting.set_selection(doc, square(20, 50))
        choice.set_values({"guidance": 7.0})
        third = continued(bench, second, 2)
        assert third.recipe["branch"]["of"]["branch"]["step"] == 3
        for variant in (first, second, third):
            bench.workbench.accept(variant)
        selecting.deselect(doc)
        path = tmp_path / "project.ora"
        bench.workbench.save(path)
        opened = open_document(path)
        assert states(bench, opened) == ["identical"] * 3

    def test_a_damaged_branch_is_told(self, bench: Bench, doc: Document) -> None:
        variant = continued(bench, generated(bench), 2)
        variant.recipe["branch"]["of"] = "nothing"
        bench.workbench.accept(variant)
        (found,) = replayed(bench, doc)
        assert "damaged" in found.reason


def test_masks_survive_as_text() -> None:
    mask = square(3, 40)
    mask[12] = np.arange(60)
    assert np.array_equal(mask_of(mask_text(mask)), mask)
    for nonsense in ("!", "AAAA", ""):
        with pytest.raises(ValueError, match=r"picture|base64|[Cc]haracters"):
            mask_of(nonsense)


def test_recipes_know_what_they_branched_off_from() -> None:
    root = {"generator": "g", "params": {"a": 1}, "seed": 3, "input_hashes": {"mask": "x"}}
    child = {**root, "params": {"a": 2}, "branch": branched(root, step=4, steps=9)}
    grandchild = {**root, "params": {"a": 3}, "branch": branched(child, step=2, steps=9)}
    earlier = earlier_recipe(Recipe.from_json(grandchild))
    assert earlier is not None
    assert (earlier[0].params, earlier[1], earlier[2]) == ({"a": 2}, 2, None)
    first = earlier_recipe(earlier[0])
    assert first is not None
    assert (first[0].params, first[1]) == ({"a": 1}, 4)
    assert earlier_recipe(first[0]) is None
    with pytest.raises(GeneratorError, match="damaged"):
        earlier_recipe(Recipe.from_json({**root, "branch": {"step": 1}}))
