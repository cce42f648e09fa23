"""`figment plugins new`: a plugin that works, to be changed into one's own."""

from __future__ import annotations

import re
from pathlib import Path

from editor.api import FileError
from editor.cli.errors import Misuse
from editor.formats import atomic_write
from editor.host import Registry

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_ ][A-Za-z0-9]+)*")

TEMPLATE = '''\
"""{title}: a Figment plugin. Change it and save; an open Figment takes the new version at once."""

import numpy as np

from editor.api import IMAGE, Generator, Params, Slider, hookimpl, over_color


class {name}Params(Params):
    """One row in the panel, and one -s option on the command line, for each line."""

    levels: int = Slider(4, 2, 16, help="how many shades of each colour stay")


class {name}(Generator):
    """Replace what `run` does. The program sees to cancel, undo, masks, saving and errors."""

    id = "{id}"
    title = "{title}"
    summary = "Leaves a few shades of each colour."
    needs = frozenset({{IMAGE}})  # any of IMAGE, MASK, SKETCH; optional(MASK) may be absent
    live = True  # quick enough to follow the brush
    Params = {name}Params

    # What is slow to import or to read, torch and weights above all, belongs into
    # `def load(self, context)`, which is called once before the first run.

    def run(self, request, context):
        """Get `uint8 (height, width, 4)` and give a picture of the same height and width."""
        picture = over_color(request.image) / 255
        most = request.params.levels - 1
        for _ in context.steps(1):  # progress, and where a cancelled run stops
            picture = np.round(picture * most) / most
        return picture


@hookimpl
def figment_generators():
    """What this plugin gives."""
    return [{name}]
'''


def write_plugin(name: str, folder: Path, registry: Registry) -> Path:
    """Writes the file of a new plugin and gives its path.

    Raises:
        Misuse: a name that no generator can have, or that one has.
        FileError: the file is there already, or cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise Misuse(
            f"“{name}” is no name for a plugin.",
            "Letters, digits and single hyphens are allowed, a letter first.",
        )
    words = re.split(r"[-_ ]", name)
    id_ = "-".join(words).lower()
    if id_ in {generator.id for generator in registry.generators()}:
        raise Misuse(f"There is a generator “{id_}” already.", "Choose another name.")
    path = folder / f"{'_'.join(words).lower()}.py"
    if path.exists():
        raise FileError(f"“{path}” is there already.", "Choose another name.")
    text = TEMPLATE.format(
        id=id_,
        title=" ".join(words).capitalize(),
        name="".join(word[0].upper() + word[1:] for word in words),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"“{folder}” cannot be made.", "Name another folder with -o.", str(error)
        ) from error
    with atomic_write(path) as file:
        file.write(text.encode())
    return path
