"""Makes a model of a finished run: weights of both directions, card with figures, contact sheet.

    python -m plugins.style_transfer.export --run RUN --data PHOTOS --data STYLE --name N -o FOLDER
    python -m plugins.style_transfer.export --model FOLDER --data PHOTOS --data STYLE

The second evens out the networks of a model once more and measures them anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from torch import Tensor

from editor.api import ImageU8
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.cycle import CycleCheck, check_cycle
from plugins.style_transfer.evening import even_out
from plugins.style_transfer.generator import BACK_FILE
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.style_transfer.objective import PHOTO, STYLE
from plugins.style_transfer.painter import Painter
from plugins.style_transfer.palette import palette, palette_distance
from plugins.style_transfer.pictures import Pictures, read_pictures, square
from plugins.style_transfer.train import CHECKPOINT, RUN, progress_of
from plugins.toolkit.card import CARD, write_card
from plugins.toolkit.exporting import export_parser, parsed
from plugins.toolkit.metrics import mean_difference
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import halved, read_weights, save_half

FILES = {STYLE: "to-style.safetensors", PHOTO: "to-photo.safetensors"}
SIDE_PX = 256
_SHEET_COUNT = 12
_MOST_MEASURED = 24
_EVENED_ON = 16
_DARK_LEVELS = (2, 8, 16, 28, 44, 64)
"""Dots show most in the dark, of which photos have little."""

T = TypeVar("T")

Facts = Mapping[str, Any]


def export(*, run: Path, data: Sequence[Path], out: Path, name: str) -> Facts:
    """Writes the model folder `out` from the run folder, and gives the measured quality.

    Args:
        run: holds `checkpoint.pt` and `run.json`, which names the shape.
        data: the two folders it was trained on; what was held back of them is measured.
        out: the folder to write.
        name: what the user picks.
    """
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    photos, paintings = (read_pictures(folder, least_px=SIDE_PX // 2) for folder in data)
    return export_model(facts, (photos, paintings), run=run, out=out, name=name)


def export_model(
    facts: Facts, sides: tuple[Pictures, Pictures], *, run: Path, out: Path, name: str
) -> Facts:
    """As `export`, of what a run says of itself and pictures that were read already."""
    progress = progress_of(run / CHECKPOINT)
    card = {
        "name": name,
        "kind": "style-transfer",
        "title": facts["title"],
        "summary": facts["summary"],
        "architecture": "CycleGAN ResNet generators (Zhu et al. 2017), published layout and keys",
        "shape": facts["shape"],
        "brush": facts.get("brush"),
        "input": "RGB, -1..1, sides multiples of 4; best with 256 to 900 pixels a side",
        "output": "RGB, -1..1",
        "data": {**facts["data"], **_counts(sides)},
        "training": {**facts["training"], "steps": progress.step, "hours": progress.hours},
    }
    return _write(card, progress.states, sides, out)


def measure_anew(*, model: Path, data: Sequence[Path]) -> Facts:
    """Evens out a model folder's networks, measures them anew, and writes both into it.

    Args:
        model: a folder that `export` wrote.
        data: the two folders it was trained on.
    """
    card = json.loads((model / CARD).read_text(encoding="utf-8"))
    photos, paintings = (read_pictures(folder, least_px=SIDE_PX // 2) for folder in data)
    sides = photos, paintings
    card["data"]["held_back"] = _counts(sides)["held_back"]
    states = {side: read_weights(model / file) for side, file in FILES.items()}
    return _write(card, states, sides, model)


def _write(
    card: Facts,
    states: Mapping[str, Mapping[str, Tensor]],
    sides: tuple[Pictures, Pictures],
    out: Path,
) -> Facts:
    """Weights of both directions, sheet and card into a folder; gives the measured quality."""
    out.mkdir(parents=True, exist_ok=True)
    shape, brush = ResNetShape(**card["shape"]), Brush.of(card)
    photos, paintings = sides
    painters = {}
    for side, shown in ((STYLE, photos), (PHOTO, paintings)):
        own = brush if side == STYLE else None
        state = _evened(states[side], shape, own, shown)
        save_half(state, out / FILES[side], metadata={"format": "pt", "name": card["name"]})
        painters[side] = painter_of(state, shape, own)
    quality = measure(painters, photos, paintings, out / "held-back.webp")
    back = (out / FILES[PHOTO]).read_bytes()
    measured = {
        "quality_on_held_back": quality,
        BACK_FILE: FILES[PHOTO],
        "back_sha256": hashlib.sha256(back).hexdigest(),
    }
    write_card(out, weights=FILES[STYLE], facts={**card, **measured})
    return quality


def _evened(
    state: Mapping[str, Tensor], shape: ResNetShape, brush: Brush | None, pictures: Pictures
) -> Mapping[str, Tensor]:
    """Weights that leave no dot grid on pictures such as they were trained on."""
    network = ResNet(shape)
    network.load_state_dict({k: v.float() for k, v in state.items()})
    shown = [square(picture, SIDE_PX) for picture in _spread(pictures.train, _EVENED_ON)]
    shown += [np.full((SIDE_PX, SIDE_PX, 3), level, np.uint8) for level in _DARK_LEVELS]
    strokes = [brush.applied(picture) if brush else picture for picture in shown]
    even_out(network.eval(), [to_tensor(picture) for picture in strokes])
    return network.state_dict()


def _counts(sides: tuple[Pictures, Pictures]) -> dict[str, list[int]]:
    return {
        "trained_on": [len(side.train) for side in sides],
        "held_back": [len(side.held) for side in sides],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = export_parser("plugins.style_transfer.export", measures_anew=True)
    parser.add_argument(
        "--data", type=Path, action="append", required=True, help="photos, then the style"
    )
    chosen = parsed(parser, arguments)
    if chosen.model:
        quality = measure_anew(model=chosen.model, data=chosen.data)
    else:
        quality = export(run=chosen.run, data=chosen.data, out=chosen.out, name=chosen.name)
    print(f"{chosen.out or chosen.model}: {quality}")


def painter_of(state: Mapping[str, Tensor], shape: ResNetShape, brush: Brush | None) -> Painter:
    """One direction of a model, in the numbers that are shipped."""
    network = ResNet(shape)
    network.load_state_dict(halved(state))
    return Painter(network, device="cpu", dtype="float32", brush=brush)


def measure(
    painters: Mapping[str, Painter], photos: Pictures, paintings: Pictures, sheet: Path | None
) -> dict[str, float]:
    """Cycles and palettes of what was held back; some of it on a sheet where one is wanted."""
    x = [square(picture, SIDE_PX) for picture in _spread(photos.held, _MOST_MEASURED)]
    y = [square(picture, SIDE_PX) for picture in _spread(paintings.held, _MOST_MEASURED)]
    there = [check_cycle(p, there=painters[STYLE], back=painters[PHOTO]) for p in x]
    back = [check_cycle(p, there=painters[PHOTO], back=painters[STYLE]) for p in y]
    pairs = list(zip(x, there, strict=True))
    cells = [_row(p, c) for p, c in _spread(pairs, _SHEET_COUNT)]
    cells += [_row(p, c) for p, c in _spread(list(zip(y, back, strict=True)), _SHEET_COUNT)]
    if sheet is not None:
        save_sheet(contact_sheet(cells, columns=3), sheet, longest_px=1800)
    style, photo = palette(paintings.train), palette(photos.train)
    return {
        "cycle_l1": _mean([c.l1 for c in there]),
        "cycle_l1_back": _mean([c.l1 for c in back]),
        "change_l1": _mean(
            [mean_difference(c.there_rgb, p) for p, c in zip(x, there, strict=True)]
        ),
        "palette_distance_photos": palette_distance(palette(x), style),
        "palette_distance_painted": palette_distance(palette([c.there_rgb for c in there]), style),
        "palette_distance_paintings": palette_distance(palette(y), photo),
        "palette_distance_back": palette_distance(palette([c.there_rgb for c in back]), photo),
    }


def _row(picture: ImageU8, cycle: CycleCheck) -> ImageU8:
    return np.hstack([picture, cycle.there_rgb, cycle.back_rgb])


def _spread(items: Sequence[T], count: int) -> list[T]:
    count = min(count, len(items))
    return [items[i * len(items) // count] for i in range(count)]


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)


if __name__ == "__main__":
    main()
