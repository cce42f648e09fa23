"""Builds a wheel, installs it alone into a clean environment, and generates with it.

`python tests/wheel_smoke.py` needs a package index; it is not part of the offline test suite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, home: Path) -> str:
    """Runs a command and returns what it printed; an error ends the smoke test."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["FIGMENT_HOME"] = str(home)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Does it in a temporary folder, far from the checkout."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home"
        run(
            *(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", ROOT, "-w", folder),
            cwd=folder,
            home=home,
        )
        wheel = next(folder.glob("figment_editor-*.whl"))
        venv.create(folder / "venv", with_pip=True)
        binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        run(
            *(binaries / "python", "-m", "pip", "install", "-q"),
            *("-c", ROOT / "constraints.txt", wheel),
            cwd=folder,
            home=home,
        )
        sketch = Image.new("RGB", (256, 256), "white")
        ImageDraw.Draw(sketch).ellipse((60, 60, 200, 200), outline="black", fill="red", width=4)
        sketch.save(folder / "sketch.png")
        figment = binaries / "figment"
        listed = run(figment, "generators", cwd=folder, home=home)
        assert "sketch-to-photo" in listed, listed
        for generator in ("photo-to-sketch", "sketch-to-photo"):
            out = folder / f"{generator}.png"
            run(
                *(figment, "generate", generator, "-i", folder / "sketch.png"),
                *("--seed", "1", "-o", out),
                cwd=folder,
                home=home,
            )
            with Image.open(out) as picture:
                assert picture.size == (256, 256), picture.size
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, installed alone, generates")


if __name__ == "__main__":
    main()
