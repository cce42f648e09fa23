"""A pipeline folder, looked at without importing or executing anything of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.api import FileError

INDEX = "model_index.json"
LIBRARIES = ("diffusers", "transformers")
LEFT_OUT = ("safety_checker", "feature_extractor", "image_encoder")
"""Components that pipelines work without, and that nothing here uses."""

_CONFIGS = ("config.json", "scheduler_config.json", "tokenizer_config.json")
_CODE_KEYS = ("auto_map", "custom_pipelines", "_diffusers_custom")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt")
_HEADER_MAX_BYTES = 100_000_000
_SD_HINT = "Choose a folder in the diffusers format: one with a model_index.json."


class BadFolder(FileError):
    """A folder that is no pipeline, or not a whole one."""


class RemoteCode(FileError):
    """A folder that asks for code of its own, which is never executed."""


@dataclass(frozen=True)
class Component:
    """One part of a pipeline.

    Attributes:
        name: the pipeline's name for it, and its folder's.
        library: diffusers or transformers.
        class_name: in that library.
        path: its folder.
        variant: the suffix of its weights' names (fp16), or empty.
        has_weights: whether it is a network.
    """

    name: str
    library: str
    class_name: str
    path: Path
    variant: str = ""
    has_weights: bool = False


@dataclass(frozen=True)
class PipelineFolder:
    """What a folder says of itself.

    Attributes:
        class_name: of the pipeline, a name of diffusers.
        components: those to load.
        absent: the names of those that are to be None.
    """

    path: Path
    class_name: str
    components: tuple[Component, ...]
    absent: tuple[str, ...]


def read_folder(path: Path) -> PipelineFolder:
    """Checks a folder: that it is whole, safetensors only, and wants no code of its own.

    Raises:
        BadFolder, RemoteCode: saying what is wrong.
    """
    if not (path / INDEX).is_file():
        raise BadFolder(f"{path.name} holds no pipeline.", _SD_HINT)
    index = _table(path / INDEX)
    class_name = index.get("_class_name")
    if not isinstance(class_name, str) or not class_name.isidentifier():
        raise RemoteCode(
            f"{path.name} names a pipeline class of its own, and its code is not executed.",
            "Choose a folder whose pipeline is one of diffusers.",
            str(class_name),
        )
    _refuse_code(path, INDEX, index)
    components, absent = [], []
    for name, value in index.items():
        if name.startswith("_") or not isinstance(value, list):
            continue  # settings of the pipeline
        if value == [None, None] or name in LEFT_OUT:
            absent.append(name)
        else:
            components.append(_component(path, name, value))
    if not components:
        raise BadFolder(f"{path.name} names no components.", _SD_HINT)
    return PipelineFolder(path, class_name, tuple(components), tuple(absent))


def check_whole(file: Path) -> None:
    """Raises `BadFolder` where a safetensors file is not as long as its header says."""
    shapes_of(file)


def shapes_of(file: Path) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The shapes of a safetensors file's tensors by name, and what it says of itself.

    Raises:
        BadFolder: it is no such file, or not as long as its header says.
    """
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            if not 2 <= length <= _HEADER_MAX_BYTES:
                raise ValueError(f"a header of {length} bytes")
            header = json.loads(stream.read(length))
        told = {str(key): str(value) for key, value in header.pop("__metadata__", {}).items()}
        shapes = {key: tuple(map(int, entry["shape"])) for key, entry in header.items()}
        end = max((int(entry["data_offsets"][1]) for entry in header.values()), default=0)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise _damaged(file, str(error)) from None
    if 8 + length + end != file.stat().st_size:
        raise _damaged(file, "its length is not what its header says")
    return shapes, told


def _component(path: Path, name: str, value: list[Any]) -> Component:
    library, class_name = [*value, None, None][:2]
    if library not in LIBRARIES or not isinstance(class_name, str):
        raise RemoteCode(
            f"{path.name} takes its {name} from “{library}”, and foreign code is not executed.",
            "Only components of diffusers and transformers are loaded.",
        )
    folder = path / name
    if not folder.is_dir():
        raise BadFolder(
            f"{path.name} is incomplete: its {name} is missing.", "Copy or download it again."
        )
    for config in _CONFIGS:
        if (folder / config).is_file():
            _refuse_code(path, f"{name}/{config}", _table(folder / config))
    is_network = not (
        class_name.endswith(("Scheduler", "Processor", "FeatureExtractor"))
        or "Tokenizer" in class_name
    )
    variant = _variant(path, folder) if is_network else ""
    return Component(name, library, class_name, folder, variant, is_network)


def _variant(path: Path, folder: Path) -> str:
    """Which of the weights to take; all of a component's are checked to be whole."""
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        pickles = [p for p in folder.iterdir() if p.suffix in _PICKLES]
        if pickles:
            raise BadFolder(
                f"The weights in {path.name}/{folder.name} are pickles, which are not opened.",
                "Ask for the safetensors version of this model.",
            )
        raise BadFolder(
            f"{path.name} is incomplete: there are no weights in {folder.name}.",
            "Copy or download it again.",
        )
    plain: list[Path] = []
    variants: dict[str, list[Path]] = {}
    for file in files:
        variant = file.stem.partition(".")[2]
        if variant:
            # model.fp16-00001-of-00002.safetensors and model.fp16.safetensors are both of fp16.
            variants.setdefault(variant.partition("-")[0], []).append(file)
        else:
            plain.append(file)
    chosen = "" if plain else next(iter(sorted(variants)))
    taken = variants[chosen] if chosen else plain
    for file in [*taken, *_shards(folder, chosen)]:
        if not file.is_file():
            raise BadFolder(
                f"{path.name} is incomplete: {folder.name}/{file.name} is missing.",
                "Copy or download it again.",
            )
        check_whole(file)
    return chosen


def _shards(folder: Path, variant: str) -> Iterator[Path]:
    suffix = f".safetensors.index.{variant}.json" if variant else ".safetensors.index.json"
    for index in folder.glob(f"*{suffix}"):
        weight_map = _table(index).get("weight_map")
        if isinstance(weight_map, dict):
            for name in sorted(set(map(str, weight_map.values()))):
                # A shard is beside its index; a path would lead elsewhere.
                yield folder / Path(name).name


def _refuse_code(path: Path, name: str, table: Mapping[str, Any]) -> None:
    for key in _CODE_KEYS:
        if table.get(key):
            raise RemoteCode(
                f"{path.name} wants to run code of its own ({key} in {name}); it was not executed.",
                "Choose a folder that needs diffusers and transformers alone.",
            )


def _table(file: Path) -> dict[str, Any]:
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(file, str(error)) from None
    if not isinstance(table, dict):
        raise _damaged(file, "it is no table")
    return table


def _damaged(file: Path, details: str) -> BadFolder:
    return BadFolder(
        f"{file.parent.name}/{file.name} is damaged or incomplete.",
        "Copy or download it again.",
        details,
    )
