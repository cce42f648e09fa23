"""The weights that ship: what they promise, on drawings that no training saw."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from editor.api import Request
from editor.api.testing import RecordingContext
from plugins.sketch_to_photo.generator import SketchToPhoto
from plugins.toolkit.weights import read_weights
from tests.plugins.doodles import DOODLES, doodle

MODELS = Path(__file__).parents[2] / "resources" / "models"
FOLDERS = {
    str(json.loads(card.read_text(encoding="utf-8"))["name"]): card.parent
    for card in sorted(MODELS.glob("sketch-*/card.json"))
}


@pytest.fixture(scope="module", params=sorted(FOLDERS))
def painted(request: pytest.FixtureRequest) -> _Painted:
    """One of the models, loaded."""
    return _Painted(request.param)


class _Painted:
    """Paints through the generator, as the host does."""

    def __init__(self, model: str) -> None:
        self._context = RecordingContext(models=FOLDERS, load_weights=read_weights)
        self._generator = SketchToPhoto()
        self._params = SketchToPhoto.Params(model=model)

    def __call__(self, sketch_rgb: np.ndarray) -> np.ndarray:
        opaque = np.full((*sketch_rgb.shape[:2], 1), 255, np.uint8)
        request = Request(
            params=self._params, sketch=np.dstack([sketch_rgb, opaque]), size_px=(256, 256)
        )
        return np.asarray(self._generator.run(request, self._context))


def test_the_default_model_is_there() -> None:
    assert SketchToPhoto.Params().model in FOLDERS


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_the_card_tells_the_truth_about_its_file(name: str) -> None:
    card = json.loads((FOLDERS[name] / "card.json").read_text(encoding="utf-8"))
    weights = FOLDERS[name] / card["file"]
    assert card["kind"] == SketchToPhoto.id
    assert card["bytes"] == weights.stat().st_size
    assert card["sha256"] == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert card["data"]["credit"]


def test_white_stays_white(painted: _Painted) -> None:
    assert (painted(np.full((256, 256, 3), 255, np.uint8)) == 255).all()


@pytest.mark.parametrize("name", ["sneaker", "tshirt", "dress", "mug"])
def test_a_drawing_is_filled_and_its_paper_left_alone(painted: _Painted, name: str) -> None:
    sketch = doodle(name)
    picture = painted(sketch)
    inside, outside = _inside(sketch)
    assert (picture[inside].min(axis=1) < 235).mean() > 0.85
    assert (picture[outside].min(axis=1) >= 250).mean() > 0.99


@pytest.mark.parametrize("name", ["sneaker", "apple", "mug", "dress"])
def test_strokes_steer_the_colour(painted: _Painted, name: str) -> None:
    sketch = doodle(name)
    inside, _ = _inside(sketch)
    one, other = (painted(np.ascontiguousarray(s)) for s in (sketch, sketch[..., ::-1]))
    redder = one[inside].mean(axis=0) - other[inside].mean(axis=0)
    stroked = sketch[inside].mean(axis=0)
    assert (redder[0] - redder[2]) * (stroked[0] - stroked[2]) > 0
    assert abs(redder[0] - redder[2]) > 60


def test_the_same_drawing_gives_the_same_picture(painted: _Painted) -> None:
    assert np.array_equal(painted(doodle("boot")), painted(doodle("boot")))


def test_lines_of_any_width_are_understood(painted: _Painted) -> None:
    for width_px in (1.5, 7.0):
        sketch = doodle("dress", width_px=width_px)
        inside, _ = _inside(sketch)
        assert (painted(sketch)[inside].min(axis=1) < 235).mean() > 0.8


def test_every_doodle_can_be_drawn() -> None:
    for name in DOODLES:
        assert 0.01 < (doodle(name).min(axis=2) < 128).mean() < 0.5


def _inside(sketch_rgb: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(well within the outline, well outside of it) as masks."""
    # Drawn shapes have gaps, so lines are thickened to find what they enclose.
    reach = np.ones((17, 17), np.uint8)
    lines = cv2.dilate((sketch_rgb.min(axis=2) < 200).astype(np.uint8), reach)
    rings, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(lines), rings, -1, 1, -1)
    return cv2.erode(filled, reach, iterations=2) > 0, filled == 0
