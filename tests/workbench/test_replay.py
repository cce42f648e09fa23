"""Layers made again from a saved project: identical, drifted, or not to be made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from editor.api import Rect
from editor.document import Document, Layer, commands, selecting
from editor.document.layer import Recipe
from editor.formats import open_document
from editor.workbench import Headless, Variant
from editor.workbench.replay import Replay, Replayed, ReplayState, generation_layers, psnr_db
from tests.scripted import draw

from .conftest import Bench


def make(bench: Bench, generator: str) -> Layer:
    """Runs a generator and accepts what it gives."""
    bench.workbench.choice.choose(generator)
    bench.workbench.choice.set_seed(3, locked=True)
    return bench.workbench.accept(made(bench))


def made(bench: Bench) -> Variant:
    """What the chosen generator gives."""
    bench.seen.clear()
    bench.workbench.generate()
    bench.pump_to_end()
    return bench.workbench.variants[-1]


def date(layer: Layer, second: int) -> None:
    """Has a result made in a second of one minute."""
    assert layer.recipe is not None
    layer.recipe = replace(layer.recipe, created=f"2026-01-01T00:00:{second:02}+00:00")


def replayed(bench: Bench, doc: Document) -> list[Replayed]:
    workbench = bench.workbench
    headless = Headless(workbench.registry, workbench.catalogue, device="cpu")
    try:
        return list(Replay(workbench.registry, workbench.catalogue, headless).run(doc))
    finally:
        headless.close()


def states(bench: Bench, doc: Document) -> list[str]:
    return [str(one.state) for one in replayed(bench, doc)]


@pytest.fixture
def project(bench: Bench, tmp_path: Path) -> Path:
    """A drawing, what two generators made of it, and one that had a mask."""
    doc = bench.workbench.new(200, 150)
    draw(doc, (5, 5), (100, 100))
    make(bench, "negative")
    make(bench, "plain")
    mask = np.zeros((150, 200), np.uint8)
    mask[60:80, 90:120] = 255
    selecting.set_selection(doc, mask)
    make(bench, "masked")
    path = tmp_path / "project.ora"
    bench.workbench.save(path)
    return path


def test_a_project_comes_out_identical(bench: Bench, project: Path) -> None:
    doc = open_document(project)
    assert [layer.name for layer in generation_layers(doc)] == ["Negative", "Plain", "Masked"]
    assert states(bench, doc) == ["identical"] * 3


def test_the_order_of_layers_does_not_count(bench: Bench, project: Path) -> None:
    doc = open_document(project)
    masked = generation_layers(doc)[-1]
    doc.layers.remove(masked)
    doc.layers.insert(0, masked)
    assert states(bench, doc) == ["identical"] * 3


@pytest.mark.parametrize("ages_s", [(0, 1, 2), (0, 0, 0), (2, 1, 0), (0, 2, 1)])
def test_results_that_were_put_down_after_others_were_made(
    bench: Bench, ages_s: tuple[int, int, int]
) -> None:
    """Each was made of the drawing alone, whatever their recipes say of when."""
    doc = bench.workbench.new(80, 60)
    draw(doc, (5, 5), (70, 50))
    bench.workbench.choice.choose("rolled")
    for variant, age_s in zip([made(bench) for _ in ages_s], ages_s, strict=True):
        date(bench.workbench.accept(variant), age_s)
    assert states(bench, doc) == ["identical"] * 3


def test_a_result_that_is_older_but_was_put_down_later(bench: Bench) -> None:
    """The third saw the second and not the first, which was accepted last."""
    doc = bench.workbench.new(80, 60)
    draw(doc, (5, 5), (70, 50))
    bench.workbench.choice.choose("rolled")
    first, second = made(bench), made(bench)
    date(bench.workbench.accept(second), 1)
    date(bench.workbench.accept(made(bench)), 2)
    date(bench.workbench.accept(first), 0)
    assert states(bench, doc) == ["identical"] * 3


def test_a_changed_drawing_is_told_as_the_reason(bench: Bench, project: Path) -> None:
    doc = open_document(project)
    drawing = next(node for node in doc.walk() if node.name == "Drawing")
    doc.activate(drawing.id)
    draw(doc, (92, 62), (118, 78), color=(0, 200, 0))
    negative, plain, masked = replayed(bench, doc)
    assert negative.state is ReplayState.DRIFTED
    assert negative.psnr_db is not None
    assert 10 < negative.psnr_db < 40
    assert "changed" in negative.reason
    assert plain.state is ReplayState.IDENTICAL
    assert masked.state is ReplayState.IDENTICAL, "it gives one colour whatever it sees"


def test_a_painted_result_has_drifted_from_its_recipe(bench: Bench, project: Path) -> None:
    doc = open_document(project)
    plain = generation_layers(doc)[1]
    doc.activate(plain.id)
    draw(doc, (95, 70), (100, 72))
    found = replayed(bench, doc)[1]
    assert (found.state, found.reason) == (ReplayState.DRIFTED, "")


def test_a_mask_that_is_gone_is_read_off_the_layer(bench: Bench, project: Path) -> None:
    doc = open_document(project)
    selecting.deselect(doc)
    assert states(bench, doc) == ["identical"] * 3


def test_a_limiting_selection_is_read_off_the_layer(bench: Bench) -> None:
    doc = bench.workbench.new(80, 60)
    draw(doc, (5, 5), (70, 50))
    rows, columns = np.indices((60, 80))
    disc = ((rows - 30) ** 2 + (columns - 40) ** 2 < 400).astype(np.uint8) * 255
    selecting.set_selection(doc, disc)
    make(bench, "negative")
    assert states(bench, doc) == ["identical"]


def test_a_plugin_that_is_gone(bench: Bench, project: Path) -> None:
    bench.workbench.registry.disable("scripted")
    assert states(bench, open_document(project)) == ["missing plugin"] * 3


def test_a_model_that_is_gone_or_another(bench: Bench) -> None:
    doc = bench.workbench.new(32, 32)
    pixels = np.full((16, 32, 4), 255, np.uint8)
    recipe = Recipe(
        generator="plain",
        params={"width": 32, "height": 16},
        seed=1,
        model="lost",
        doc_rect=(0,) * 4,
    )
    commands.add_generation_layer(doc, pixels, Rect(0, 0, 32, 16), recipe, "made elsewhere")
    (found,) = replayed(bench, doc)
    assert found.state is ReplayState.MISSING_MODEL
    assert "lost" in found.reason


def test_parameters_that_are_no_longer_taken(bench: Bench) -> None:
    doc = bench.workbench.new(32, 32)
    recipe = Recipe(generator="plain", params={"depth": 3}, seed=1, doc_rect=(0, 0, 32, 16))
    pixels = np.full((16, 32, 4), 255, np.uint8)
    commands.add_generation_layer(doc, pixels, Rect(0, 0, 32, 16), recipe, "made before")
    (found,) = replayed(bench, doc)
    assert found.state is ReplayState.FAILED
    assert "depth" in found.reason


def test_nearness_counts_what_is_seen() -> None:
    one = np.zeros((4, 4, 4), np.uint8)
    other = one.copy()
    other[..., :3] = 200
    assert psnr_db(one, other) > 100, "colour under transparent pixels is not seen"
    one[..., 3] = other[..., 3] = 255
    assert psnr_db(one, other) == pytest.approx(3.36, abs=0.01)
