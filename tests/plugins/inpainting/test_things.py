"""Things that are painted alone, cut out of their ground, and put where a mask says."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from editor.api import Request, Result, Resume
from editor.api.testing import RecordingContext
from plugins.inpainting import replacing, things
from plugins.inpainting.generator import Inpainting
from plugins.toolkit.weights import read_weights
from tests.plugins.conftest import Families
from tests.plugins.inpainting.test_generator import hole, picture, request

MODELS = Path(__file__).parents[3] / "resources" / "models"
WHITE, RED = (250, 250, 248), (200, 30, 40)


def ring(ground: tuple[int, int, int] = WHITE) -> np.ndarray:
    """A red ring around what is coloured as its ground, softly drawn, and a crumb."""
    drawn = np.full((128, 128, 3), ground, np.uint8)
    cv2.circle(drawn, (70, 60), 40, RED, -1)
    cv2.circle(drawn, (70, 60), 15, ground, -1)
    cv2.circle(drawn, (12, 115), 3, RED, -1)
    return cv2.GaussianBlur(drawn, (0, 0), 1.5)


def ellipse() -> np.ndarray:
    mask = np.zeros((120, 160), np.uint8)
    cv2.ellipse(mask, (90, 60), (50, 40), 0, 0, 360, 255, -1)
    return mask


@pytest.mark.parametrize("ground", [WHITE, (30, 90, 160)])
def test_a_thing_is_cut_out_with_what_it_encloses(ground: tuple[int, int, int]) -> None:
    thing = things.cut_out(ring(ground))
    assert thing is not None
    height, width = thing.opacity.shape
    assert 72 <= min(height, width) <= max(height, width) <= 84  # without the crumb
    assert thing.opacity[height // 2, width // 2] == 255
    assert thing.opacity[0, 0] == 0
    # At its edge it has its own colour, not that of the ground.
    edge = thing.colours[(thing.opacity > 100) & (thing.opacity < 200)]
    assert np.abs(edge.astype(int) - RED).mean() < 12


@pytest.mark.parametrize("kind", ["noise", "plain", "slope", "full"])
def test_what_is_no_thing_on_a_plain_ground_is_not_cut_out(kind: str) -> None:
    shown = np.full((128, 128, 3), 240, np.uint8)
    match kind:
        case "noise":
            shown = np.random.default_rng(0).integers(0, 256, shown.shape).astype(np.uint8)
        case "slope":
            shown[:] = np.linspace(0, 255, 128).astype(np.uint8)[None, :, None]
        case "full":
            shown[3:-3, 3:-3] = 20
    assert things.cut_out(shown) is None


def test_it_is_put_as_large_as_the_mask_has_room_for() -> None:
    thing = things.cut_out(ring())
    assert thing is not None
    before = np.full((120, 160, 3), (20, 120, 60), np.uint8)
    box = np.zeros((120, 160), np.uint8)
    box[10:100, 30:150] = 255
    for mask in (box, ellipse()):
        made = things.put(thing, before, mask)
        assert np.array_equal(made[mask == 0], before[mask == 0])
        changed = np.abs(made.astype(int) - before).sum(2) > 60
        assert changed[mask > 0].mean() > 0.35
    in_the_box = np.abs(things.put(thing, before, box).astype(int) - before).sum(2) > 60
    assert np.flatnonzero(in_the_box.any(1)).min() <= 14


@pytest.mark.parametrize("mask", [hole("pixel"), hole("edge"), hole("corner"), hole("soft")])
def test_it_is_put_into_masks_of_any_kind(mask: np.ndarray) -> None:
    thing = things.cut_out(ring())
    assert thing is not None
    before = np.ascontiguousarray(picture()[..., :3])
    made = things.put(thing, before, mask)
    assert made.shape == before.shape
    assert np.array_equal(made[mask == 0], before[mask == 0])
    look = replacing.Scene(before, mask).look(ring())
    assert look.shape == before.shape


def _run(asked: Request, context: RecordingContext) -> Result:
    result: Result = Inpainting().run(asked, context)
    return result


def test_the_bundled_model_puts_a_thing_there_and_goes_on_from_any_step() -> None:
    models = {"pocket": MODELS / "pocket", "filler": MODELS / "filler"}
    image = np.full((150, 200, 4), (70, 110, 150, 255), np.uint8)
    mask = np.zeros((150, 200), np.uint8)
    mask[30:130, 50:150] = 255
    asked = request(mask, image, prompt="a strawberry", steps=8)
    context = RecordingContext(models=models, load_weights=read_weights)
    made = _run(asked, context)
    assert np.array_equal(made.images[0][mask == 0], image[mask == 0])
    red = (made.images[0][..., 0].astype(int) - made.images[0][..., 1:3].max(2)) > 40
    assert 0.15 < red[mask > 0].mean() < 0.9
    # Around the thing the hole is filled with what was around it.
    assert np.abs(made.images[0][32:36, 52:56, :3].astype(int) - image[0, 0, :3]).max() < 25
    assert len(context.previews) >= 9
    assert made.trace is not None
    step = sorted(made.trace.previews)[2]
    again = replace(asked, resume=Resume(made.trace.state, step))
    assert np.array_equal(_run(again, context).images[0], made.images[0])
    into_the_hole = request(mask, image, prompt="a strawberry", steps=8, engine="model")
    assert not np.array_equal(_run(into_the_hole, context).images[0], made.images[0])


@pytest.mark.parametrize(
    "values",
    [{"prompt": "a cat on a red background"}, {"prompt": "a cat", "strength": 0.5}],
)
def test_who_asks_for_more_than_a_thing_gets_it_painted_into_the_hole(
    families: Families, tmp_path: Path, values: dict[str, Any]
) -> None:
    context = _with_things(families, tmp_path)
    made = _run(request(hole("middle"), **values), context).images[0]
    into_the_hole = _run(request(hole("middle"), engine="model", **values), context).images[0]
    assert np.array_equal(made, into_the_hole)


def test_what_cannot_be_cut_out_is_painted_into_the_hole(
    families: Families, tmp_path: Path
) -> None:
    context = _with_things(families, tmp_path)
    asked: dict[str, Any] = {"prompt": "a cat", "steps": 4}
    made = _run(request(hole("middle"), **asked), context).images[0]  # noise: it is untrained
    assert any("could not be cut out" in line for line in context.notices)
    into_the_hole = _run(request(hole("middle"), engine="model", **asked), context).images[0]
    assert np.array_equal(made, into_the_hole)


def _with_things(families: Families, tmp_path: Path) -> RecordingContext:
    folder = tmp_path / "alone"
    shutil.copytree(families["sd-inpaint"], folder)
    card = {replacing.THINGS_ON: "on a white background"}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return RecordingContext(models={"alone": folder})
