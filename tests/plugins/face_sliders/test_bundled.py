"""The finder that ships: where it comes from, and that it sees no faces where there are none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np

from plugins.face_sliders.finding.finder import Finder
from plugins.toolkit.weights import read_weights

FOLDER = Path(__file__).parents[3] / "resources" / "models" / "faces-finder"


def test_the_card_tells_where_the_finder_comes_from() -> None:
    card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    content = (FOLDER / card["file"]).read_bytes()
    assert (card["name"], card["kind"]) == ("finder", "face-finder")
    assert card["sha256"] == hashlib.sha256(content).hexdigest()
    assert len(content) < 2_000_000
    assert card["data"]["credit"]
    assert card["quality_on_held_back"]["found_share"] >= 0.95
    assert card["quality_on_held_back"]["largest_error_of_eye_distance"] <= 0.2


def test_no_face_is_seen_in_a_slope_or_in_noise() -> None:
    finder = Finder(read_weights(FOLDER / "finder.safetensors"))
    slope = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    noise = np.random.default_rng(0).integers(0, 256, (60, 80), np.uint8)
    noise = np.asarray(cv2.resize(noise, (320, 240)), np.uint8)
    assert finder.find(slope) == []
    assert finder.find(noise) == []
