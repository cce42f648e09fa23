"""The card beside a model's weights: what it is, where it comes from, how good it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CARD = "card.json"


def write_card(folder: Path, *, weights: str, facts: Mapping[str, Any]) -> None:
    """Writes `card.json` with the facts, the name of the weights file, its size and its sha256.

    Args:
        folder: the model's; the weights are there already.
        weights: the file's name.
        facts: at least name and kind.
    """
    content = (folder / weights).read_bytes()
    card = {
        **facts,
        "file": weights,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    text = json.dumps(card, indent=2, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")
