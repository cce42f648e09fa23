"""Which device computes, and in which number format. torch is imported when somebody asks."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass

from editor.api import FigmentError

CHOICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Device:
    """A device as torch spells it, the format it is quickest in, and what people call it.

    Attributes:
        memory_bytes: all it has, used or not; 0 where that cannot be told.
    """

    name: str
    dtype: str
    title: str
    threads: int
    memory_bytes: int = 0


def cpu_threads() -> int:
    """Cores for torch: one stays free for the window, since two hogs on two cores starve it."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 2
    return max(1, cores - 1)


def limit_threads() -> None:
    """Holds torch to its share of the cores; nothing where it was never imported."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.get_num_threads() != cpu_threads():
        torch.set_num_threads(cpu_threads())


def devices() -> list[Device]:
    """All there are, the quickest first."""
    import torch

    names = [f"cuda:{i}" if i else "cuda" for i in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        names.append("mps")
    return [choose(name) for name in (*names, "cpu")]


def choose(name: str) -> Device:
    """The device of a choice; `auto` takes the quickest there is.

    Raises:
        FigmentError: for a device this computer does not have.
    """
    import torch

    limit_threads()
    has_cuda, has_mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if name == "auto":
        name = "cuda" if has_cuda else "mps" if has_mps else "cpu"
    kind, _, index = name.partition(":")
    if kind == "cuda" and has_cuda and (not index or _is_below(index, torch.cuda.device_count())):
        facts = torch.cuda.get_device_properties(int(index or 0))
        half = "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
        return Device(name, half, facts.name, cpu_threads(), facts.total_memory)
    if name == "mps" and has_mps:
        return Device(name, "float16", "Apple GPU", cpu_threads(), _installed_bytes())
    if name == "cpu":
        half = "bfloat16" if has_fast_bf16() else "float32"
        return Device(name, half, "Processor", cpu_threads(), _installed_bytes())
    known = kind in CHOICES
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
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def _is_below(index: str, count: int) -> bool:
    return index.isdecimal() and int(index) < count


def _installed_bytes() -> int:
    if hasattr(os, "sysconf"):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0
