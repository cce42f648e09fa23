"""Which device computes, and in which number format. torch is imported when somebody asks."""

from __future__ import annotations

import os
from dataclasses import dataclass

from editor.api import FigmentError

CHOICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Device:
    """A device as torch spells it, the format it is quickest in, and what people call it."""

    name: str
    dtype: str
    title: str
    threads: int


def cpu_threads() -> int:
    """Cores for torch: one stays free for the window, since two hogs on two cores starve it."""
    return max(1, (os.cpu_count() or 2) - 1)


def choose(name: str) -> Device:
    """The device of a choice; `auto` takes the quickest there is.

    Raises:
        FigmentError: for a device this computer does not have.
    """
    import torch

    threads = cpu_threads()
    torch.set_num_threads(threads)
    has_cuda = torch.cuda.is_available()
    has_mps = torch.backends.mps.is_available()
    if name == "auto":
        name = "cuda" if has_cuda else "mps" if has_mps else "cpu"
    kind = name.partition(":")[0]
    if kind == "cuda" and has_cuda:
        half = "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
        return Device(name, half, torch.cuda.get_device_name(name), threads)
    if kind == "mps" and has_mps:
        return Device(name, "float16", "Apple GPU", threads)
    if kind == "cpu":
        return Device("cpu", "bfloat16" if has_fast_bf16() else "float32", "Processor", threads)
    known = kind in ("cuda", "mps")
    raise FigmentError(
        f"This computer has no {name} device." if known else f"There is no device “{name}”.",
        f"Choose one of: {', '.join(CHOICES)}.",
    )


def has_fast_bf16() -> bool:
    """Whether the processor multiplies bfloat16 matrices in units of its own (AMX)."""
    import torch

    return bool(torch.cpu.get_capabilities().get("amx_bf16", False))


def free_caches() -> None:
    """Gives back what torch keeps for later; nothing where torch was never imported."""
    import gc
    import sys

    gc.collect()
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out, on whichever device."""
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"
