"""How much of a prompt a model reads."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

_SHOWN_CHARS = 24
_ENDLESS_TOKENS = 100_000
"""Tokenizers without a limit of their own say a number larger than any."""
_MARKS = 4
"""Tokens that stand for the beginning, the end and what else a tokenizer adds, at most."""


def taken_by(pipeline: Any) -> Mapping[str, inspect.Parameter]:
    """What a call of a pipeline takes, by name."""
    return _parameters(type(pipeline).__call__)


@functools.lru_cache(maxsize=32)
def _parameters(call: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(call).parameters


def unread_part(pipeline: Any, prompt: str) -> str:
    """The end of a prompt that no tokenizer of a pipeline has room for; empty when all is read."""
    default = taken_by(pipeline).get("max_sequence_length")
    kept = []
    for name, tokenizer in vars(pipeline).items():  # `components` takes as long as all the rest
        if not name.startswith("tokenizer") or not hasattr(tokenizer, "model_max_length"):
            continue
        limit = int(tokenizer.model_max_length)
        if (default is not None and "T5" in type(tokenizer).__name__) or limit > _ENDLESS_TOKENS:
            limit = int(default.default) if default is not None else limit
        if limit > _ENDLESS_TOKENS or not getattr(tokenizer, "is_fast", False):
            return ""
        if prompt.isascii() and len(prompt) + _MARKS <= limit:
            return ""  # no tokenizer makes two tokens of such a letter
        told = tokenizer(prompt, truncation=True, max_length=limit, return_offsets_mapping=True)
        kept.append(max((end for _, end in told["offset_mapping"]), default=0))
    # Of several text encoders one that reads it all is enough.
    return prompt[max(kept) :].strip() if kept else ""


def cut_notice(pipeline: Any, prompt: str) -> str:
    """A sentence for the user where a prompt is too long; else empty."""
    rest = unread_part(pipeline, prompt)
    if not rest:
        return ""
    words = rest if len(rest) <= _SHOWN_CHARS else rest[:_SHOWN_CHARS].rstrip() + "…"
    return f"The prompt is longer than the model reads: from “{words}” on it was left out."
