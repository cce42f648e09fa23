"""History: whatever is done is undone to the byte, merged, packed, spilled and forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.api import FigmentError, Rect
from editor.document import (
    AdjustmentLayer,
    BlendMode,
    Document,
    Group,
    Layer,
    Node,
    commands,
    fill,
    geometry,
)
from editor.document import selection as masks
from editor.document.adjust import find_effect
from editor.document.brush import Brush, Stroke
from editor.document.effects import add_adjustment, apply_effect, set_params
from editor.document.history import History
from editor.document.selecting import deselect, invert_selection, set_selection

SIZE = (600, 540)


def picture(doc: Document) -> list[Any]:
    """Everything that undo restores, to compare."""

    def of(node: Node) -> list[Any]:
        area = Rect(-64, -64, 760, 700)
        mask = None if node.mask is None else node.mask.read(area).tobytes()
        own = [node.id, node.name, node.visible, node.locked, node.opacity, node.blend_mode]
        if isinstance(node, Group):
            return [*own, mask, *map(of, node.children)]
        if isinstance(node, AdjustmentLayer):
            return [*own, mask, node.effect_id, node.params]
        assert isinstance(node, Layer)
        return [*own, mask, node.pixels.read(area).tobytes()]

    selected = None if doc.selection.is_empty else doc.selection.read(doc.bounds).tobytes()
    return [doc.width, doc.height, selected, [of(node) for node in doc.layers]]


def new_doc(**history: Any) -> Document:
    doc = commands.new_document(*SIZE)
    doc.history = History(doc, **history)
    doc.mark_saved()
    return doc


def stroke(doc: Document, seed: int, *, target: Any = "pixels") -> None:
    random = np.random.default_rng(seed)
    brush = Brush(
        size_px=float(random.uniform(2, 60)),
        hardness=float(random.uniform()),
        mode="erase" if seed % 3 == 0 else "paint",
        color=tuple(random.integers(0, 256, 3).tolist()),
    )
    line = Stroke(doc, brush, node_id=doc.active_id, target=target)
    line.begin(*random.uniform(-20, 560, 2))
    line.move(*random.uniform(-20, 560, 2))
    line.end()


def ellipse(doc: Document, seed: int) -> Any:
    x, y = seed % 300, seed % 170
    return masks.ellipse((doc.width, doc.height), x, y, x + 200, y + 150)


def adjust(doc: Document, seed: int) -> None:
    """Another exposure for the active adjustment layer, or a new one."""
    effect = find_effect("exposure")
    chosen = effect.params_class.model_validate({"stops": seed % 9 - 4})
    if isinstance(doc.active, AdjustmentLayer):
        set_params(doc, doc.active_id, chosen)
    else:
        add_adjustment(doc, effect, chosen)


def invert(doc: Document) -> None:
    effect = find_effect("invert")
    apply_effect(doc, effect, effect.params_class())


ACTIONS: list[Any] = [
    lambda doc, n: adjust(doc, n),
    lambda doc, n: invert(doc),
    lambda doc, n: stroke(doc, n),
    lambda doc, n: stroke(doc, n, target="selection"),
    lambda doc, n: stroke(doc, n, target="mask"),
    lambda doc, n: commands.new_layer(doc),
    lambda doc, n: commands.new_group(doc),
    lambda doc, n: commands.delete_node(doc, doc.active_id),
    lambda doc, n: commands.duplicate_node(doc, doc.active_id),
    lambda doc, n: commands.raise_node(doc, doc.active_id),
    lambda doc, n: commands.lower_node(doc, doc.active_id),
    lambda doc, n: commands.merge_down(doc, doc.active_id),
    lambda doc, n: commands.merge_visible(doc),
    lambda doc, n: commands.set_opacity(doc, doc.active_id, n % 100 / 100),
    lambda doc, n: commands.set_blend_mode(doc, doc.active_id, list(BlendMode)[n % 12]),
    lambda doc, n: commands.set_visible(doc, doc.active_id, visible=n % 2 == 0),
    lambda doc, n: commands.rename(doc, doc.active_id, f"n{n}"),
    lambda doc, n: commands.add_mask(doc, doc.active_id),
    lambda doc, n: commands.apply_mask(doc, doc.active_id),
    lambda doc, n: commands.remove_mask(doc, doc.active_id),
    lambda doc, n: commands.move_node(doc, doc.layers[0].id, parent_id=None, index=n % 2),
    lambda doc, n: fill.fill(doc, (n % 256, 10, 20), opacity=0.5),
    lambda doc, n: fill.clear(doc),
    lambda doc, n: set_selection(doc, ellipse(doc, n), "add"),
    lambda doc, n: invert_selection(doc),
    lambda doc, n: deselect(doc),
    lambda doc, n: geometry.translate(doc, doc.active_id, n % 30 - 15, n % 7),
    lambda doc, n: geometry.flip(doc, "horizontal"),
    lambda doc, n: geometry.resize_canvas(doc, 590 + n % 20, 540),
    lambda doc, n: doc.activate(list(doc.walk())[n % len(list(doc.walk()))].id),
]
script = st.lists(st.tuples(st.sampled_from(range(len(ACTIONS))), st.integers(0, 999)), max_size=9)


def play(doc: Document, steps: list[tuple[int, int]]) -> list[tuple[int, list[Any]]]:
    """Does the steps; the history's position and the picture after each."""
    states = [(doc.history.position, picture(doc))]
    for index, number in steps:
        before = picture(doc)
        try:
            ACTIONS[index](doc, number)
        except FigmentError:
            assert picture(doc) == before, "a refused command changes nothing"
        states.append((doc.history.position, picture(doc)))
    return states


@settings(max_examples=25)
@given(steps=script, packs=st.booleans())
def test_undo_and_redo_come_back_to_every_state(steps: list[tuple[int, int]], packs: bool) -> None:
    doc = new_doc()
    states = play(doc, steps)
    while packs and doc.history.tidy(1.0):
        pass
    end = picture(doc)
    # A merged or an empty step leaves the last picture at its position.
    at = dict(states)
    while doc.history.can_undo:
        doc.history.undo()
        assert picture(doc) == at[doc.history.position]
    while doc.history.can_redo:
        doc.history.redo()
        assert picture(doc) == at[doc.history.position]
    assert picture(doc) == end
    doc.history.go_to(0)
    assert picture(doc) == states[0][1]


def test_over_the_budget_steps_go_to_disk_and_come_back(tmp_path: Path) -> None:
    doc = new_doc(budget_bytes=100_000, spill_folder=tmp_path / "undo")
    start = picture(doc)
    for seed in range(1, 9):
        stroke(doc, seed * 3 + 1)
        geometry.flip(doc, "vertical")
    end = picture(doc)
    files = list((tmp_path / "undo").iterdir())
    assert files
    assert sum(entry.nbytes for entry in doc.history.entries[:-1]) <= 100_000
    doc.history.go_to(0)
    assert picture(doc) == start
    doc.history.go_to(len(doc.history.entries))
    assert picture(doc) == end
    doc.history.go_to(0)
    stroke(doc, 1)
    assert len(list((tmp_path / "undo").iterdir())) < len(files), "files go with their steps"


def test_without_a_folder_the_oldest_are_forgotten() -> None:
    doc = new_doc(budget_bytes=300_000)
    for seed in range(1, 30):
        stroke(doc, seed * 3 + 1)
    assert 1 <= len(doc.history.entries) < 29
    assert sum(entry.nbytes for entry in doc.history.entries[:-1]) <= 300_000
    while doc.history.can_undo:
        doc.history.undo()
    assert doc.modified, "the start that is left is not what the file has"


def test_a_lost_file_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    doc = new_doc(budget_bytes=0, spill_folder=tmp_path)
    stroke(doc, 1)
    stroke(doc, 2)
    for file in tmp_path.iterdir():
        file.unlink()
    doc.history.undo()
    before = picture(doc), doc.history.position
    with pytest.raises(FigmentError, match="cannot be undone"):
        doc.history.undo()
    assert (picture(doc), doc.history.position) == before


def test_a_full_disk_forgets_instead_of_failing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    doc = new_doc(budget_bytes=100_000, spill_folder=blocked / "undo")
    told: list[bool] = []
    doc.history.ran_short.connect(lambda: told.append(True))
    for seed in range(1, 12):
        stroke(doc, seed * 3 + 1)
    assert doc.history.can_undo
    assert len(doc.history.entries) < 12
    assert told == [True]


def test_a_slider_drag_is_one_step_and_switches_are_not() -> None:
    doc = new_doc()
    for percent in range(90, 10, -10):
        commands.set_opacity(doc, doc.active_id, percent / 100)
    for visible in (False, True):
        commands.set_visible(doc, doc.active_id, visible=visible)
    assert [entry.label for entry in doc.history.entries] == ["Opacity", "Hide", "Show"]
    doc.history.go_to(0)
    assert doc.active is not None
    assert doc.active.opacity == 1.0


def test_nudges_are_one_step_and_drags_are_not() -> None:
    doc = new_doc()
    stroke(doc, 1)
    for _ in range(5):
        geometry.translate(doc, doc.active_id, 1, 0)
    geometry.translate(doc, doc.active_id, 100, 50)
    labels = [entry.label for entry in doc.history.entries]
    assert labels == ["Brush", "Move", "Move"]


def test_a_group_of_edits_is_one_step_and_fails_as_one() -> None:
    doc = new_doc()
    start = picture(doc)
    with doc.history.group("Both"):
        stroke(doc, 1)
        commands.set_opacity(doc, doc.active_id, 0.5)
        commands.new_layer(doc)
    assert [entry.label for entry in doc.history.entries] == ["Both"]
    middle = picture(doc)

    def fail() -> None:
        with doc.history.group("Fails"):
            stroke(doc, 2)
            commands.flatten_image(doc)
            commands.move_node(doc, "nowhere", parent_id=None, index=0)

    with pytest.raises(FigmentError):
        fail()
    assert picture(doc) == middle
    assert len(doc.history.entries) == 1
    doc.history.undo()
    assert picture(doc) == start


def test_modified_follows_the_saved_mark() -> None:
    doc = new_doc()
    assert not doc.modified
    stroke(doc, 1)
    assert doc.modified
    doc.mark_saved()
    assert not doc.modified
    commands.set_opacity(doc, doc.active_id, 0.5)
    doc.history.undo()
    assert not doc.modified
    doc.history.undo()
    assert doc.modified
    doc.history.redo()
    assert not doc.modified


def test_saving_in_the_middle_of_a_merged_run_is_noticed() -> None:
    doc = new_doc()
    commands.set_opacity(doc, doc.active_id, 0.5)
    doc.mark_saved()
    commands.set_opacity(doc, doc.active_id, 0.4)
    assert doc.modified


def test_only_what_changed_is_announced() -> None:
    doc = new_doc()
    told: list[Rect] = []
    doc.pixels_changed.connect(told.append)
    commands.new_layer(doc)
    set_selection(doc, ellipse(doc, 5))
    commands.rename(doc, doc.active_id, "empty")
    doc.history.go_to(0)
    assert told == [], "nothing of this is seen"
    pixels = np.full((20, 20, 4), 255, np.uint8)
    commands.add_layer(doc, pixels, x=10, y=10, name="dot", label="Paste")
    assert told == [Rect(0, 0, 512, 512)]
