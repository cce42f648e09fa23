"""Reads what a torch pickle declares, opcode by opcode, without ever running it.

A pickle is a program for a small stack machine. Here its opcodes are followed with plain values:
names of callables stay names, calls become records. Nothing is imported, nothing is called.
"""

from __future__ import annotations

import pickletools
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from editor.models.errors import DamagedWeights, NotWeights
from editor.models.tensors import TensorInfo

HARMLESS = frozenset(
    {
        "collections OrderedDict",
        "torch Size",
        "torch device",
        "torch._utils _rebuild_tensor",
        "torch._utils _rebuild_tensor_v2",
        "torch._utils _rebuild_parameter",
        "torch.nn.parameter Parameter",
        "torch.storage UntypedStorage",
    }
)
"""Names a weights file may mention besides storages and dtypes; anything else would be a call."""

_STORAGES = {
    "DoubleStorage": "float64",
    "FloatStorage": "float32",
    "HalfStorage": "float16",
    "BFloat16Storage": "bfloat16",
    "LongStorage": "int64",
    "IntStorage": "int32",
    "ShortStorage": "int16",
    "CharStorage": "int8",
    "ByteStorage": "uint8",
    "BoolStorage": "bool",
}
_LEGACY_MAGIC = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_MARK = object()


@dataclass(frozen=True)
class Name:
    """A callable that the pickle mentions: "module name"."""

    text: str


@dataclass
class Call:
    """A call that the pickle asks for, with the state it would set."""

    name: object
    arguments: Any
    items: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Pickled:
    """What a torch file declares.

    Attributes:
        layout: "zip" or "legacy".
        tensors: those found at the top or one level below, by name.
        calls: the names a loader would call that no weights file needs; empty when harmless.
    """

    layout: str
    tensors: dict[str, TensorInfo]
    calls: tuple[str, ...]


def is_torch_file(path: Path) -> bool:
    """Whether the first bytes are those of a torch file, zip or legacy, or of any pickle."""
    with path.open("rb") as file:
        start = file.read(2)
    return start == b"PK" or start[:1] == b"\x80"


def read_pickle(path: Path) -> Pickled:
    """Follows the pickle of a torch file.

    Raises:
        NotWeights: it holds no tensors and calls nothing, or is no torch file at all.
        DamagedWeights: it is cut off.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) == b"PK":
                return _read_zip(path)
            file.seek(0)
            skip = 3 if file.read(len(_LEGACY_MAGIC)) == _LEGACY_MAGIC else 0
            file.seek(0)
            return _follow(path, "legacy", file, skip=skip)
    except (zipfile.BadZipFile, EOFError) as error:
        raise DamagedWeights(
            f"“{path.name}” is cut off or damaged.", "Copy or download it again.", str(error)
        ) from error


def _read_zip(path: Path) -> Pickled:
    with zipfile.ZipFile(path) as archive:
        entry = next((n for n in archive.namelist() if n.endswith("data.pkl")), None)
        if entry is None:
            raise NotWeights(
                f"“{path.name}” is a zip file, but not one of weights.",
                "Unpack it and choose the weights file inside.",
            )
        for item in archive.infolist():
            if item.header_offset + item.compress_size > path.stat().st_size:
                raise zipfile.BadZipFile(item.filename)
        with archive.open(entry) as file:
            return _follow(path, "zip", file, skip=0)


def _follow(path: Path, layout: str, file: IO[bytes], *, skip: int) -> Pickled:
    machine = _Machine()
    try:
        for _ in range(skip + 1):
            machine.run(file)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        if machine.names:
            calls = _calls(machine.names)
            if calls:
                return Pickled(layout, {}, calls)
        raise NotWeights(
            f"“{path.name}” is not a weights file.", "Choose another file.", repr(error)
        ) from error
    return Pickled(layout, _tensors(machine.result), _calls(machine.names))


def _calls(names: list[str]) -> tuple[str, ...]:
    calls = {name.replace(" ", ".") for name in names if not _is_harmless(name)}
    # Older protocols spell Python 2's name of the module.
    return tuple(sorted(call.replace("__builtin__.", "builtins.") for call in calls))


def _is_harmless(name: str) -> bool:
    module, _, attribute = name.partition(" ")
    if name in HARMLESS:
        return True
    return module in ("torch", "torch.cuda") and (
        attribute in _STORAGES or attribute in _STORAGES.values()
    )


def _tensors(value: object, prefix: str = "", depth: int = 0) -> dict[str, TensorInfo]:
    items = value.items if isinstance(value, Call) else value
    if not isinstance(items, dict) or depth > 2:
        return {}
    found: dict[str, TensorInfo] = {}
    for key, item in items.items():
        tensor = _tensor(item)
        if tensor is not None:
            found[f"{prefix}{key}"] = tensor
        elif depth < 2:
            found |= _tensors(item, "" if depth == 0 else f"{prefix}{key}.", depth + 1)
    return found


def _tensor(value: object) -> TensorInfo | None:
    if not isinstance(value, Call) or not isinstance(value.name, Name):
        return None
    if value.name.text == "torch._utils _rebuild_parameter":
        return _tensor(value.arguments[0])
    if not value.name.text.startswith("torch._utils _rebuild_tensor"):
        return None
    storage, _, shape = value.arguments[:3]
    kind = storage[1] if isinstance(storage, tuple) and len(storage) > 1 else None
    attribute = kind.text.partition(" ")[2] if isinstance(kind, Name) else ""
    return TensorInfo(tuple(shape), _STORAGES.get(attribute, attribute))


class _Machine:
    """The stack machine of pickle, with records in place of calls."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.result: object = None
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def run(self, file: IO[bytes]) -> None:
        """Follows one pickle to its STOP."""
        self._stack, self._memo = [], {}
        for opcode, argument, _ in pickletools.genops(file):
            step = _STEPS.get(opcode.name)
            if step is not None:
                step(self, argument)
            elif opcode.name in _CONSTANTS:
                self._stack.append(_CONSTANTS[opcode.name])
            elif opcode.name not in ("PROTO", "FRAME", "STOP"):
                self._stack.append(argument)
        self.result = self._stack.pop()

    def pop_mark(self) -> list[Any]:
        """What lies above the last mark, which goes too."""
        index = len(self._stack) - 1 - self._stack[::-1].index(_MARK)
        items = self._stack[index + 1 :]
        del self._stack[index:]
        return items

    def global_(self, text: str) -> None:
        self.names.append(text)
        self._stack.append(Name(text))

    def stack_global(self, _: object) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        self.global_(f"{module} {name}")

    def inst(self, text: str) -> None:
        arguments = self.pop_mark()
        self.global_(text)
        self._stack[-1] = Call(self._stack[-1], tuple(arguments))

    def obj(self, _: object) -> None:
        name, *arguments = self.pop_mark()
        self._stack.append(Call(name, tuple(arguments)))

    def call(self, _: object) -> None:
        arguments = self._stack.pop()
        self._stack.append(Call(self._stack.pop(), arguments))

    def call_ex(self, _: object) -> None:
        self._stack.pop()
        self.call(None)

    def tuple_of(self, count: int) -> None:
        items = tuple(self._stack[len(self._stack) - count :])
        del self._stack[len(self._stack) - count :]
        self._stack.append(items)

    def persistent(self, _: object) -> None:
        """A storage: its description is all there is."""
        description = self._stack.pop()
        self._stack.append(description)

    def set_items(self, pairs: list[Any]) -> None:
        target = self._stack[-1]
        items = target.items if isinstance(target, Call) else target
        items.update(zip(pairs[::2], pairs[1::2], strict=True))

    def set_item(self, _: object) -> None:
        value, key = self._stack.pop(), self._stack.pop()
        self.set_items([key, value])

    def append(self, _: object) -> None:
        value = self._stack.pop()
        self._stack[-1].append(value)

    def build(self, _: object) -> None:
        """Only a state made of tensors matters; OrderedDict's own attributes do not."""
        self._stack.pop()

    def put(self, index: int | None) -> None:
        self._memo[len(self._memo) if index is None else index] = self._stack[-1]


def _with_mark(use: Callable[[_Machine, list[Any]], object]) -> Callable[[_Machine, Any], object]:
    return lambda machine, _: use(machine, machine.pop_mark())


def _push(value: Callable[[], object]) -> Callable[[_Machine, Any], object]:
    return lambda machine, _: machine._stack.append(value())


_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "MARK": _MARK}
_STEPS: dict[str, Callable[[_Machine, Any], object]] = {
    "GLOBAL": _Machine.global_,
    "STACK_GLOBAL": _Machine.stack_global,
    "INST": _Machine.inst,
    "OBJ": _Machine.obj,
    "REDUCE": _Machine.call,
    "NEWOBJ": _Machine.call,
    "NEWOBJ_EX": _Machine.call_ex,
    "BINPERSID": _Machine.persistent,
    "BUILD": _Machine.build,
    "EMPTY_DICT": _push(dict),
    "EMPTY_LIST": _push(list),
    "EMPTY_SET": _push(list),
    "EMPTY_TUPLE": _push(tuple),
    "DICT": _with_mark(
        lambda m, items: m._stack.append(dict(zip(items[::2], items[1::2], strict=True)))
    ),
    "LIST": _with_mark(lambda m, items: m._stack.append(items)),
    "FROZENSET": _with_mark(lambda m, items: m._stack.append(items)),
    "TUPLE": _with_mark(lambda m, items: m._stack.append(tuple(items))),
    "TUPLE1": lambda machine, _: machine.tuple_of(1),
    "TUPLE2": lambda machine, _: machine.tuple_of(2),
    "TUPLE3": lambda machine, _: machine.tuple_of(3),
    "SETITEM": _Machine.set_item,
    "SETITEMS": _with_mark(lambda m, items: m.set_items(items)),
    "APPEND": _Machine.append,
    "APPENDS": _with_mark(lambda m, items: m._stack[-1].extend(items)),
    "ADDITEMS": _with_mark(lambda m, items: m._stack[-1].extend(items)),
    "PUT": _Machine.put,
    "BINPUT": _Machine.put,
    "LONG_BINPUT": _Machine.put,
    "MEMOIZE": _Machine.put,
    "GET": lambda machine, index: machine._stack.append(machine._memo[index]),
    "BINGET": lambda machine, index: machine._stack.append(machine._memo[index]),
    "LONG_BINGET": lambda machine, index: machine._stack.append(machine._memo[index]),
    "POP": lambda machine, _: machine._stack.pop(),
    "POP_MARK": lambda machine, _: machine.pop_mark(),
    "DUP": lambda machine, _: machine._stack.append(machine._stack[-1]),
}
