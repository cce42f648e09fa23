"""A hand on a new picture of 200 x 160 with paper and an empty layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.tools.hand import Hand, small_workbench


@pytest.fixture
def hand(tmp_path: Path, qapp: object) -> Iterator[Hand]:
    workbench = small_workbench(tmp_path)
    workbench.new(200, 160)
    yield Hand(workbench)
    workbench.close(timeout_s=2.0)
