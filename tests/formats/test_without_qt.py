"""A flat picture is opened and exported on a machine that has no PySide6."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

_CODE = """
import sys
sys.modules["PySide6"] = None  # importing it fails
from pathlib import Path
from editor.formats import export_image, open_document, save_document
folder = Path(sys.argv[1])
doc = open_document(folder / "a.png")
export_image(doc, folder / "b.png")
save_document(doc, folder / "c.ora")
export_image(open_document(folder / "c.ora"), folder / "d.png")
print(sorted(name for name in sys.modules if name.startswith(("PySide6.", "shiboken6", "torch"))))
"""


def test_open_and_export_without_qt(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 30, 4), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
    for name in ("b.png", "d.png"):
        with Image.open(tmp_path / name) as image:
            assert np.array_equal(np.asarray(image), pixels)
