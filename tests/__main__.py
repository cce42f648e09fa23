"""The test command: format, lint, types, import rules and the tests, in one go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("import rules", ["-c", LINT_IMPORTS]),
    ("tests", ["-m", "pytest", *sys.argv[1:]]),
)


def main() -> int:
    """Runs every check, also after a failure, and says at the end which ones failed."""
    failed = []
    for name, command in CHECKS:
        print(f"--- {name}", flush=True)
        if subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
