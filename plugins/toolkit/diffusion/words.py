"""CLIP's words: the tokenizer that every Stable Diffusion was trained with, which its files lack.

`clip/merges.txt` is the first part of OpenAI's byte pair vocabulary (MIT), as CLIP uses it.
"""

from __future__ import annotations

from pathlib import Path

from transformers import CLIPTokenizer
from transformers.convert_slow_tokenizer import bytes_to_unicode

_MERGES = Path(__file__).with_name("clip") / "merges.txt"
_START, _END = "<|startoftext|>", "<|endoftext|>"


def clip_tokenizer(*, tokens: int, pads_with_end: bool) -> CLIPTokenizer:
    """The tokenizer.

    Args:
        tokens: how many a prompt has, those at its ends included.
        pads_with_end: what fills up short prompts; an exclamation mark otherwise.
    """
    lines = _MERGES.read_text(encoding="utf-8").splitlines()[1:]
    merges = [tuple(line.split()) for line in lines]
    letters = list(bytes_to_unicode().values())
    # Their order is that of OpenAI: the number of a word is its place.
    words = [*letters, *(f"{letter}</w>" for letter in letters)]
    words += ["".join(pair) for pair in merges] + [_START, _END]
    return CLIPTokenizer(
        vocab={word: number for number, word in enumerate(words)},
        merges=merges,
        pad_token=_END if pads_with_end else "!",
        model_max_length=tokens,
    )
