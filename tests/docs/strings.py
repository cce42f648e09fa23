"""Every string that the window may show: those marked in the code, those that read like words, and
what commands, tools, settings, adjustments, generators and models declare."""

from __future__ import annotations

import ast
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from editor.api import Generator, Params, param_fields
from editor.document import BlendMode
from editor.document.adjust import EFFECTS
from editor.host import discover
from editor.settings import SETTINGS, resources
from editor.ui.commands import MENUS, all_commands
from editor.ui.language import BELOW
from editor.ui.tool_bar import tool_commands
from editor.ui.tools.toolbox import TOOLS

WINDOW = "window"
ROOT = Path(__file__).parents[2]

# What is told on the command line alone, to plugin authors, or to nobody.
_LEFT_OUT = (
    "editor/cli/",
    "editor/api/testing.py",
    "editor/api/isolation.py",
    "editor/api/declaration.py",
    "editor/api/recording.py",
    "editor/formats/recipes.py",
    "editor/models/pickles.py",
    "editor/ui/memory.py",
    "editor/ui/stylesheet.py",
    "editor/ui/theme.py",
    "editor/ui/palette.py",
    "editor/workbench/headless.py",
    "editor/workbench/replay.py",
)
_TRAINING = re.compile(
    r"plugins/.*/(train|asking|export|exporting|objective|scenes|subjects|cutouts|probe|sheets"
    r"|painter|pairing|copying|cycle|words|parts|palette|training|measuring|adversarial|trace)\.py"
)
_UNSEEN_CALLS = {
    *("setStyleSheet", "setObjectName", "setProperty", "getattr", "setattr", "hasattr", "compile"),
    *("Template", "QFont", "QColor", "cast", "get", "startswith", "endswith", "removeprefix"),
    *("removesuffix", "partition", "rpartition", "replace", "split", "join", "metadata"),
    *("debug", "info", "warning", "error", "exception", "TypeVar", "import_module", "PluginState"),
    *("ValueError", "TypeError", "RuntimeError", "AssertionError", "NotImplementedError"),
    *("KeyError", "AttributeError", "IndexError", "OSError", "_NotReadable", "NotReadable"),
    "Command",  # asked for what it is, not how it was written
}
_VALUE = re.compile(r"\{\w*\}")
_CAMEL = re.compile(r"[A-Z][a-z0-9]+([A-Z]\w*)+$|[A-Z]\w*_\w*$")
_KEY = re.compile(r"((Ctrl|Shift|Alt|Meta)\+)+\S+$|F\d+$")
_TECHNICAL = re.compile(r"[<\\]|://|^[\w.]+\.\w+ |px;|:$|^\W*$|^\w+/\w")


def shown_strings() -> dict[str, str]:
    """All of them with their context; a sentence with values has them as `{name}`."""
    found: dict[str, str] = {}
    for path in sorted([*(ROOT / "editor").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(_LEFT_OUT) and not _TRAINING.match(name):
            for text, context in _in_module(ast.parse(path.read_text(encoding="utf-8"))):
                if found.get(text) != BELOW:
                    found[text] = context
    found.update(dict.fromkeys(declared_strings(), BELOW))
    return {text: context for text, context in found.items() if text not in IGNORED}


def declared_strings() -> set[str]:
    """What is shown of declarations, also where a title is made from a name."""
    found = {part for menu in MENUS for part in menu.split("/")}
    for command in (*all_commands(), *tool_commands()):
        found |= {command.title, command.hint, *command.menu.split("/")}
    for kind in TOOLS:
        found |= {kind.title, kind.hint}
        for option in kind.options:
            found |= {option.title, option.help, *option.choices.values()}
    for setting in SETTINGS:
        found |= {setting.label, setting.help, setting.section, *setting.choices.values()}
    for effect in EFFECTS.values():
        found |= {effect.title, effect.summary, *_fields(effect.params_class)}
    found |= {mode.label for mode in BlendMode}
    for generator in built_in_generators():
        found |= {generator.title, generator.summary, *_fields(generator.Params)}
        if generator.desk is not None:
            found |= {generator.desk.title, generator.desk.summary}
            for verb in generator.desk.verbs:
                found |= {verb.title, verb.summary, *verb.picks, *_fields(verb.Params)}
    for card in (resources() / "models").glob("*/card.json"):
        told = json.loads(card.read_text(encoding="utf-8"))
        found |= {str(told.get(key, "")) for key in ("title", "summary")}
    return {text for text in found if re.search("[A-Za-z]", text)}


def built_in_generators() -> list[type[Generator]]:
    """Those that come with Figment."""
    with tempfile.TemporaryDirectory() as folder:
        registry = discover(folders=[], markers=Path(folder))
        own = {name for plugin in registry.plugins if plugin.built_in for name in plugin.generators}
        return [generator for generator in registry.generators() if generator.id in own]


def _fields(params_class: type[Params]) -> Iterator[str]:
    for field in param_fields(params_class):
        yield from (field.title, field.help, field.placeholder, *field.choices.values())
        yield from field.points


def _in_module(tree: ast.Module) -> Iterator[tuple[str, str]]:
    marked = {id(node) for call in _calls(tree, {"tr"}) for node in ast.walk(call)}
    unseen = set(_unseen(tree)) - marked
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = template(node)
        else:
            continue
        if id(node) in marked and re.search(r"[^\W\d]{2}", text):
            yield text, WINDOW
        elif reads_like_words(text):
            yield text, BELOW


def _unseen(tree: ast.Module) -> Iterator[int]:
    """The nodes that hold no words to show: docstrings, log lines, names of things."""
    for node in ast.walk(tree):
        hidden: Iterable[ast.AST | None] = ()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden = [node.value]
        elif isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values if isinstance(part, ast.Constant))
            specs = [
                part.format_spec for part in node.values if isinstance(part, ast.FormattedValue)
            ]
            hidden = specs
        elif isinstance(node, ast.Assert):
            hidden = [node.msg]
        elif isinstance(node, ast.Call) and _name(node.func) in _UNSEEN_CALLS:
            hidden = [*node.args, *(word.value for word in node.keywords)]
        elif isinstance(node, ast.Subscript):
            hidden = [node.slice]
        elif isinstance(node, ast.Assign) and _name(node.targets[0]) == "all":
            hidden = [node.value]
        elif isinstance(node, ast.Compare):
            hidden = [node.left, *node.comparators]
        for part in hidden:
            if part is not None:
                yield from (id(inner) for inner in ast.walk(part))


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _values(node: ast.JoinedStr) -> list[ast.FormattedValue]:
    return [part for part in node.values if isinstance(part, ast.FormattedValue)]


def template(node: ast.JoinedStr) -> str:
    """An f-string as `tr` and `told` look it up: `{name}` for each value, no name twice."""
    text = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = stem = _snake(_name(part.value)) or "value"
            number = 2
            while f"{{{name}}}" in text:
                name, number = f"{stem}{number}", number + 1
            text += f"{{{name}}}"
    return text


def _snake(name: str) -> str:
    return (name if name.isupper() else re.sub(r"(?<!^)(?=[A-Z])", "_", name)).lower()


def reads_like_words(text: str) -> bool:
    """Whether it looks like something for people: a capital at its start, or words with spaces."""
    bare = _VALUE.sub("", text).strip()
    if not re.search(r"[A-Za-z]{2}", bare) or _TECHNICAL.search(text) or _CAMEL.match(text):
        return False
    if _KEY.match(text) or not re.search(r"[a-z]", bare):
        return False
    return " " in bare or bool(re.match(r"[A-Z“]", bare))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id.strip("_")
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_")
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return ""


IGNORED = frozenset(
    """
Adobe RGB (1998)
Apache-2.0
Inter
Phosphor
Phosphor-MIT
Python {python_version}
Qt ({name} {version})
README.md
Home-page
CLIP text encoder
CLIPTextModel
CLIPTextModelWithProjection
CLIPTokenizer
Classifier
CycleGAN ResNet, {len} blocks, width {width}
DDIM
DDPM
DPM++ 2M
DPM++ 2M Karras
DPM++ 2M SDE
Detected pickle protocol
Deutsch
Display P3
English
Euler
Figment {version}
Heun
Image autoencoder (VAE)
Inpaint
LCM
Lab
LoRA of rank {shape}
License
License-Expression
OFL.txt
PNDM
PySide6-Essentials
ProPhoto RGB
Phosphor icons  ·  MIT
Python {python_version}  ·  PSF-2.0
Stable Diffusion 1
Stable Diffusion 2
Thumbnails/thumbnail.png
U-Net alone
UNet
UNet2DConditionModel
UniPC
WebP
XML:com.adobe.xmp
a damaged record at {offset}
a damaged state
a damaged tile
another record at {offset}
can't allocate memory
diffusers folder
entry point
figment train face-sliders --steps {steps} --seed {seed}
figment train sketch-to-photo --steps {steps} --seed {seed}
figment train style-transfer --steps {steps} --seed {seed}
can't start new thread
cannot allocate memory
failed to map segment
insufficient memory
kept with {document_id}
libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
model folder, {format}
no header
no journal
no record at {offset}
no whole state
out of memory
pix2pix U-Net, {halvings} halvings, width {width}
python -m plugins.face_sliders.desk
single file
size_px hardness
size_px hardness opacity flow
tool.
tool.{tool_id}
{doc} {x} {y}
{name} declares {file_size} bytes
{name}Pipeline
{name} unpacks to more than {limit} bytes
{title}[*] - Figment
{version} {part} for inpainting
{pictures_per_s} pictures/s, {data_share} for data
{width} x {height} px
""".strip().splitlines()
)
"""What looks like words and is shown to nobody, or is a name in every language."""
