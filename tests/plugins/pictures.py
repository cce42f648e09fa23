"""Small pictures to train on, made on the spot."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

COLOURS = [(200, 40, 40), (40, 160, 60), (50, 80, 210), (230, 190, 40), (150, 60, 170)]


def write_objects(folder: Path, *, count: int = 5) -> None:
    """Discs on nothing, each in a colour of its own, as RGBA files."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        rgba = np.zeros((64, 64, 4), np.uint8)
        colour = (*COLOURS[i % len(COLOURS)], 255)
        cv2.circle(rgba, (32, 32), 18 + i, colour, -1, cv2.LINE_AA)
        Image.fromarray(rgba).save(folder / f"disc{i}.png")


def write_photos(folder: Path, *, count: int = 4) -> None:
    """Discs on a wall, as JPEG files in a folder by class."""
    random = np.random.default_rng(1)
    (folder / "disc").mkdir(parents=True, exist_ok=True)
    for i in range(count):
        wall = np.clip(random.normal(205, 5, (120, 90, 3)), 0, 255).astype(np.uint8)
        cv2.circle(wall, (45, 60), 26 + i, COLOURS[i % len(COLOURS)], -1, cv2.LINE_AA)
        Image.fromarray(wall).save(folder / "disc" / f"{i}.jpg", quality=95)
