"""Checkpoints of one file, as tiny as they come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.plugins.diffusion import originals

KINDS: dict[str, Callable[[], Any]] = {
    "sd1": originals.sd1,
    "sd1-inpaint": lambda: originals.sd1(9),
    "sd2": originals.sd2,
    "sdxl": originals.sdxl,
}


class Files:
    """Tiny checkpoints by kind with the parts that they were made of, made when first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.parts: dict[str, Any] = {}

    def __getitem__(self, kind: str) -> Path:
        file = self.root / f"{kind}.safetensors"
        if kind not in self.parts:
            torch.manual_seed(7)
            self.parts[kind] = KINDS[kind]()
            originals.save(self.parts[kind], file)
        return file


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("checkpoints"))
