"""The header of a safetensors file: a length, a JSON table, and offsets that must fit the file.

Format: https://github.com/huggingface/safetensors#format
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from editor.models.errors import DamagedWeights, NotWeights
from editor.models.tensors import TensorInfo

_LONGEST_HEADER = 100_000_000
_DTYPES = {
    "F64": "float64",
    "F32": "float32",
    "F16": "float16",
    "BF16": "bfloat16",
    "F8_E4M3": "float8_e4m3fn",
    "F8_E5M2": "float8_e5m2",
    "I64": "int64",
    "I32": "int32",
    "I16": "int16",
    "I8": "int8",
    "U8": "uint8",
    "BOOL": "bool",
}


def read_header(path: Path) -> tuple[dict[str, TensorInfo], dict[str, Any]]:
    """The tensors and the metadata of a safetensors file; its data are not read.

    Raises:
        NotWeights: there is no such header.
        DamagedWeights: the file ends before its data do.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 2 <= length <= min(_LONGEST_HEADER, max(size, 2)):
            raise _no_header(path)
        raw = file.read(length)
    if len(raw) < length:
        raise _truncated(path)
    try:
        table = json.loads(raw)
        metadata = dict(table.pop("__metadata__", {}))
        tensors = {name: _tensor(entry) for name, entry in table.items()}
        end = max((int(entry["data_offsets"][1]) for entry in table.values()), default=0)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise _no_header(path) from error
    if 8 + length + end > size:
        raise _truncated(path)
    return tensors, metadata


def _tensor(entry: Any) -> TensorInfo:
    dtype = str(entry["dtype"])
    return TensorInfo(tuple(int(side) for side in entry["shape"]), _DTYPES.get(dtype, dtype))


def _no_header(path: Path) -> NotWeights:
    return NotWeights(
        f"“{path.name}” is not a weights file: it has no safetensors header.",
        "Download it again, or choose another file.",
    )


def _truncated(path: Path) -> DamagedWeights:
    return DamagedWeights(
        f"“{path.name}” is cut off: its end is missing.", "Copy or download it again."
    )
