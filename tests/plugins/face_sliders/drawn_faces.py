"""Faces drawn with a few shapes, aligned as the real ones are, for tests that must not need any."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from editor.api import ImageU8


def drawn_face(*, smiling: bool, dark: bool, glasses: bool, seed: int = 0) -> ImageU8:
    """`uint8 (160, 160, 3)`: eyes at (60, 80) and (100, 80)."""
    random = np.random.default_rng(seed)
    face = np.full((160, 160, 3), random.integers(90, 200, 3), np.uint8)
    hair = (40, 30, 25) if dark else (170, 165, 160)
    skin = tuple(int(v) for v in np.array([215, 170, 145]) + random.integers(-20, 20))
    cv2.ellipse(face, (80, 76), (56, 68), 0, 0, 360, hair, -1)
    cv2.ellipse(face, (80, 90), (44, 56), 0, 0, 360, skin, -1)
    for x in (60, 100):
        cv2.ellipse(face, (x, 80), (9, 5), 0, 0, 360, (245, 245, 245), -1)
        cv2.circle(face, (x, 80), 4, (30, 30, 40), -1)
        if glasses:
            cv2.circle(face, (x, 80), 15, (20, 20, 20), 2)
    cv2.line(face, (80, 88), (78, 104), (150, 110, 95), 2)
    if smiling:
        cv2.ellipse(face, (80, 116), (18, 10), 0, 0, 180, (250, 250, 250), -1)
    else:
        cv2.line(face, (66, 120), (94, 120), (120, 50, 50), 3)
    return face


def write_faces(folder: Path, *, count: int) -> Path:
    """Pictures and their `attributes.csv`; gives the path of the CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for i in range(count):
        marks = {"smiling": i % 2, "dark_hair": i // 2 % 2, "glasses": int(i % 5 == 0)}
        face = drawn_face(
            smiling=bool(marks["smiling"]),
            dark=bool(marks["dark_hair"]),
            glasses=bool(marks["glasses"]),
            seed=i,
        )
        Image.fromarray(face).save(folder / f"f{i:03}.png")
        rows.append({"id": f"f{i:03}", "birth_year": 1940 + 3 * i, "note": "drawn", **marks})
    path = folder / "attributes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
