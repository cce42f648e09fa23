"""What importing a plugin's module drags in, seen in a fresh interpreter."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

HEAVY = ("torch", "diffusers", "transformers", "tensorflow", "jax", "onnxruntime", "PySide6")
_TIMEOUT_S = 60

_PROBE = """
import importlib, importlib.util, json, sys
name, file, path, heavy = json.loads(sys.argv[1])
sys.path[:] = path
if file is None:
    importlib.import_module(name)
else:
    spec = importlib.util.spec_from_file_location(
        name, file, submodule_search_locations=[file.rpartition("/")[0]])
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
print(json.dumps([item for item in heavy if item in sys.modules]))
"""


def imports_of(generator: type) -> list[str]:
    """Which heavy packages are imported along with the class's module; none may be.

    A class that was typed into a session has no module to import, and gives an empty list.
    """
    name = generator.__module__
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None)
    if file is None or name == "__main__":
        return []
    importable = not name.startswith("figment_loose_") and _is_importable(name)
    told = json.dumps([name, None if importable else file.replace("\\", "/"), sys.path, HEAVY])
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE, told],
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
    )
    if probe.returncode:
        last = probe.stderr.strip().splitlines()[-1:] or ["nothing said"]
        raise ImportError(f"{name} cannot be imported in a fresh interpreter: {last[0]}")
    return list(json.loads(probe.stdout.strip().splitlines()[-1]))


def _is_importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
