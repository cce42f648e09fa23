"""A pipeline into memory: part by part, checked, and one copy for all who paint with it."""

from __future__ import annotations

import copy
import inspect
import threading
import warnings
import weakref
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import diffusers
import torch
import tqdm
import transformers
from torch import nn

from editor.api import Context, GeneratorError
from plugins.toolkit.diffusion import latent_rgb, single_file
from plugins.toolkit.diffusion.checkpoint import Checkpoint, read_checkpoint
from plugins.toolkit.diffusion.folder import (
    INDEX,
    BadFolder,
    Component,
    PipelineFolder,
    read_folder,
)
from plugins.toolkit.diffusion.interrupts import blocks_of
from plugins.toolkit.diffusion.layout import settled
from plugins.toolkit.diffusion.lora import lay_into
from plugins.toolkit.diffusion.models import Lora
from plugins.toolkit.diffusion.moments import memory_of, remind
from plugins.toolkit.diffusion.remembering import Remembered
from plugins.toolkit.diffusion.schedulers import make_scheduler
from plugins.toolkit.weights import OtherShapes, check_finite, told_as_damage

Task = Literal["text", "image", "mask"]

# Progress bars are switched off below, but even those start a thread that watches over them.
tqdm.tqdm.monitor_interval = 0
# Old folders spell settings in old ways, which nobody who paints can change.
warnings.filterwarnings("ignore", category=FutureWarning, module=r"diffusers\.")
diffusers.utils.logging.set_verbosity_error()
diffusers.utils.logging.disable_progress_bar()
transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()

_ROUTES: Mapping[Task, tuple[str, str]] = {
    "text": ("AutoPipelineForText2Image", "paint from words alone"),
    "image": ("AutoPipelineForImage2Image", "start from a picture"),
    "mask": ("AutoPipelineForInpainting", "paint inside a mask"),
}
_NATIVE_PX = 512
_LIBRARIES = {"diffusers": diffusers, "transformers": transformers}
_local = threading.local()


class Loaded:
    """One model in memory; the pipelines of all tasks share its networks.

    Attributes:
        name: what the user picked.
        folder: where it came from, with what it says of itself.
        pipeline: as the folder names it.
        dtype_name: of the networks, as torch spells it.
        economies: what was given up for lack of memory, in order.
        lora: what was laid into it.
        remembered: what its networks need not be asked again.
    """

    def __init__(
        self, name: str, folder: PipelineFolder, pipeline: Any, *, context: Context
    ) -> None:
        self.name = name
        self.folder = folder
        self.pipeline = pipeline
        self.device = context.device
        self.dtype_name = context.dtype
        self.economies: list[str] = []
        self.lora: Lora | None = None
        self.remembered = Remembered()
        self._by_task: dict[Task, Any] = {}
        self._schedulers: dict[str, Any] = {}

    def pipeline_for(self, task: Task) -> Any:
        """The pipeline that does a task.

        Raises:
            GeneratorError: where diffusers has none for this model.
        """
        if task not in self._by_task:
            route, does = _ROUTES[task]
            try:
                pipeline = getattr(diffusers, route).from_pipe(self.pipeline)
            except ValueError as error:
                raise GeneratorError(
                    f"{self.name} cannot {does}.",
                    f"It is a {self.folder.class_name}; choose another model.",
                    str(error),
                ) from None
            pipeline.set_progress_bar_config(disable=True)
            self._by_task[task] = pipeline
        return self._by_task[task]

    def scheduler_for(self, name: str) -> Any:
        """A fresh scheduler: a copy of one that is never used, since making one takes longer.

        Raises:
            GeneratorError: where the model cannot be sampled so.
        """
        if name not in self._schedulers:
            self._schedulers[name] = make_scheduler(self.pipeline.scheduler, name)
        unused = self._schedulers[name]
        scheduler = copy.copy(unused)
        remind(scheduler, memory_of(unused))
        return scheduler

    @cached_property
    def denoiser(self) -> nn.Module:
        """The network that is called at each step."""
        for name in ("unet", "transformer", "prior"):
            network = getattr(self.pipeline, name, None)
            if isinstance(network, nn.Module):
                return network
        raise GeneratorError(
            f"{self.name} has no network that paints.",
            f"It is a {self.folder.class_name}; choose another model.",
        )

    @cached_property
    def blocks(self) -> tuple[nn.Module, ...]:
        """What all its networks are stacked of; see `interruptible`."""
        parts = self.pipeline.components.values()
        networks = (part for part in parts if isinstance(part, nn.Module))
        return tuple(block for network in networks for block in blocks_of(network))

    @property
    def latent_channels(self) -> int:
        """Of the autoencoder."""
        return int(getattr(self.pipeline.vae.config, "latent_channels", 4))

    @property
    def has_mask_channels(self) -> bool:
        """Whether the denoiser sees mask and masked picture beside the latents.

        Such a network paints from words alone under a mask that covers everything.
        """
        taken = int(getattr(self.denoiser.config, "in_channels", 0))
        return taken == 2 * self.latent_channels + 1

    @property
    def latent_px(self) -> int:
        """How many pixels of the picture one of the latents covers, along a side."""
        return int(getattr(self.pipeline, "vae_scale_factor", 8))

    @property
    def multiple_px(self) -> int:
        """Both sides of a picture are multiples of it."""
        if getattr(self.pipeline, "unet", None) is not None:
            return self.latent_px
        return self.latent_px * max(2, int(getattr(self.denoiser.config, "patch_size", 2) or 2))

    @property
    def native_px(self) -> int:
        """The side of the pictures that it learned on."""
        config = self.denoiser.config
        size = getattr(config, "sample_size", None)
        size = size or getattr(self.pipeline, "default_sample_size", None)
        if isinstance(size, list | tuple):
            size = max(size)
        native_px = int(size) * self.latent_px if size else _NATIVE_PX
        return -(-native_px // self.multiple_px) * self.multiple_px

    @cached_property
    def preview(self) -> latent_rgb.LatentRgb:
        """The quick way from latents to RGB."""
        kept = latent_rgb.read(self.folder.path, self.latent_channels)
        return kept or latent_rgb.fit(self.pipeline.vae)

    def economise(self) -> bool:
        """Gives up some speed for memory; False where nothing is left to give."""
        vae: Any = getattr(self.pipeline, "vae", None)
        if "tiles" not in self.economies and hasattr(vae, "enable_tiling"):
            vae.enable_tiling()
            self.pipeline.enable_attention_slicing()
            self.economies.append("tiles")
            return True
        if "offload" not in self.economies and self.device.startswith("cuda"):
            for pipeline in (self.pipeline, *self._by_task.values()):
                pipeline.enable_model_cpu_offload(device=self.device)
            self.economies.append("offload")
            return True
        return False


def load(
    name: str,
    path: Path,
    context: Context,
    *,
    progress: bool = False,
    lora: Lora | None = None,
) -> Loaded:
    """A folder, or a checkpoint of one file: the copy that this thread has already, or a new one.

    Only a thread's own generators share: a worker that was left behind may still be computing with
    its copy.

    Args:
        progress: whether to tell how far it is; a run in progress only says what it loads.
        lora: laid into its networks, for good: the same model without it is another copy.

    Raises:
        FileError: it is not whole, not safe, or its weights are unusable.
        GeneratorError: the LoRA does not fit it.
    """
    folder = read_checkpoint(path) if path.is_file() else read_folder(path)
    key = (*_key(path, context), lora, lora and lora.path.stat().st_mtime_ns)
    shared: weakref.WeakValueDictionary[Any, Loaded]
    shared = _local.__dict__.setdefault("shared", weakref.WeakValueDictionary())
    loaded = shared.get(key)
    if loaded is None:
        loaded = _load(name, folder, context, progress=progress)
        if lora is not None:
            lay_into(loaded.pipeline, lora, context)
            loaded.lora = lora
        shared[key] = loaded
    return loaded


def _key(path: Path, context: Context) -> tuple[object, ...]:
    file = path if path.is_file() else path / INDEX
    return path.resolve(), file.stat().st_mtime_ns, context.device, context.dtype


def _load(name: str, folder: PipelineFolder, context: Context, *, progress: bool) -> Loaded:
    if isinstance(folder, Checkpoint):
        pipeline = single_file.pipeline_of(name, folder, context, progress=progress)
        pipeline.set_progress_bar_config(disable=True)
        return Loaded(name, folder, pipeline, context=context)
    pipeline_class: Any = getattr(diffusers, folder.class_name, None)
    known = inspect.isclass(pipeline_class) and issubclass(
        pipeline_class, diffusers.DiffusionPipeline
    )
    if not known:
        raise BadFolder(
            f"{name} is a {folder.class_name}, which this version of diffusers does not know.",
            "Choose another model.",
        )
    parts: dict[str, Any] = dict.fromkeys(folder.absent)
    for index, component in enumerate(folder.components):
        context.progress(index / len(folder.components) if progress else 0.0, component.name)
        parts[component.name] = _part(component, name, context)
    context.check()
    try:
        pipeline = pipeline_class.from_pretrained(
            str(folder.path), local_files_only=True, **_settings(pipeline_class), **parts
        )
    except (TypeError, ValueError, OSError, KeyError) as error:
        raise BadFolder(
            f"The parts of {name} do not make a {folder.class_name}.",
            "Copy or download it again, whole.",
            str(error),
        ) from None
    pipeline.set_progress_bar_config(disable=True)
    return Loaded(name, folder, pipeline, context=context)


def _settings(pipeline_class: Any) -> dict[str, Any]:
    wanted = inspect.signature(pipeline_class.__init__).parameters
    return {"requires_safety_checker": False} if "requires_safety_checker" in wanted else {}


def _part(component: Component, name: str, context: Context) -> Any:
    part_class: Any = getattr(_LIBRARIES[component.library], component.class_name, None)
    if not hasattr(part_class, "from_pretrained"):
        raise BadFolder(
            f"{name} needs a {component.class_name}, which {component.library} does not have.",
            "Choose another model, or another version of this one.",
        )
    where = f"{name}/{component.name}"
    remedy = "Copy or download it again; or its class is not the right one."
    with told_as_damage(where, component.class_name, remedy):
        if not component.has_weights:
            return part_class.from_pretrained(str(component.path), local_files_only=True)
        options: dict[str, Any] = {"variant": component.variant} if component.variant else {}
        network, told = part_class.from_pretrained(
            str(component.path),
            local_files_only=True,
            use_safetensors=True,
            dtype=getattr(torch, context.dtype),
            output_loading_info=True,
            **options,
        )
    _check(network, told, where=where)
    context.check()
    return settled(network, context.device)


def _check(network: nn.Module, told: Mapping[str, Any], *, where: str) -> None:
    wanted = dict(network.named_parameters())
    missing = [key for key in told.get("missing_keys", ()) if key in wanted]
    wrong = [str(key) for key in told.get("mismatched_keys", ())]
    if missing or wrong:
        first = f"{missing[0]} is missing" if missing else f"{wrong[0]} has another shape"
        raise OtherShapes(
            f"The weights of {where} are those of another network: {first}.",
            "Copy or download it again.",
        )
    check_finite(wanted, name=where)
