"""Tiny pipelines for all who paint by diffusion; made once, each takes some tenths of a second."""

from __future__ import annotations

from pathlib import Path

import pytest


class Families:
    """Tiny pipelines by family, made when they are first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __getitem__(self, name: str) -> Path:
        # Importing diffusers takes seconds, which the other plugins' tests need not wait for.
        from tests.plugins.diffusion import tiny

        folder = self.root / name
        return folder if folder.exists() else tiny.FAMILIES[name](folder)


@pytest.fixture(scope="session")
def families(tmp_path_factory: pytest.TempPathFactory) -> Families:
    """Tiny pipelines by family."""
    return Families(tmp_path_factory.mktemp("families"))
