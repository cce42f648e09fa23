"""Trains the network that takes glasses off, on faces without any; resumes an interrupted run.

python -m plugins.face_sliders.glasses.train --data FACES -o RUN
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format
from torch.optim import Optimizer

from editor.api import ImageU8
from plugins.face_sliders.asking import faces_of, training_parser
from plugins.face_sliders.data import Faces
from plugins.face_sliders.glasses.data import (
    Sample,
    batch,
    worn_and_bare,
)
from plugins.face_sliders.glasses.network import BAND, FACE_PX, GlassesNetwork, parted
from plugins.toolkit.optimizers import muon_and_adamw
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer, mixed_precision

NETWORK, RUN = "network", "run.json"
_SAMPLES = 16
_STILL = 0.3
"""How much it counts where nothing is to be changed: that is most of a face."""


class Unglazing:
    """Nearness to the face that glasses were drawn onto, and to where they are."""

    shipped = NETWORK

    def __init__(self, *, device: str, seed: int) -> None:
        torch.manual_seed(seed)
        self._device = device
        network = convert_conv2d_weight_memory_format(
            GlassesNetwork().to(device), torch.channels_last
        )
        self._network = network
        self.networks: Mapping[str, nn.Module] = {NETWORK: network}
        self.optimizers: Mapping[str, Optimizer] = muon_and_adamw(network, _is_matrix)

    def step(self, batch: tuple[Tensor, Tensor, Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """Learns from faces with glasses and without `(N, 3, H, W)` in -1..1, and from where
        something changes and where rims are `(N, 1, H, W)`, 0 to 1."""
        del step
        worn, bare, changed, rims = (tensor.to(self._device) for tensor in batch)
        with mixed_precision(self._device):
            told = self._network(worn.contiguous(memory_format=torch.channels_last))
        parts = parted(told, worn)
        losses = {
            "color": color_loss(parts.bare(torch.sigmoid(parts.rims)), bare, changed),
            "gate": F.binary_cross_entropy_with_logits(parts.gate, changed),
            "rims": F.binary_cross_entropy_with_logits(parts.rims, rims),
        }
        self._network.zero_grad(set_to_none=True)
        (losses["color"] + losses["gate"] + 2 * losses["rims"]).backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        for optimizer in self.optimizers.values():
            optimizer.step()
        return losses


def _is_matrix(name: str, weight: Tensor) -> bool:
    """Whether it turns features into features."""
    return weight.ndim > 1 and not name.startswith(("stem", "told"))


def color_loss(made: Tensor, bare: Tensor, changed: Tensor) -> Tensor:
    """How far faces `(N, 3, H, W)` are off: colours and edges, most where glasses were."""
    off = made - bare
    weight = changed / changed.sum().clamp_min(1.0) + _STILL / changed.numel()
    far = off.abs()
    edges = off.diff(dim=2).abs().sum(1, keepdim=True) * weight[:, :, 1:]
    edges = edges.sum() + (off.diff(dim=3).abs().sum(1, keepdim=True) * weight[..., 1:]).sum()
    return ((far + 2 * far * far).sum(1, keepdim=True) * weight).sum() / 3 + 0.1 * edges


def trainer(faces: Faces, *, plan: Schedule, folder: Path, device: str) -> Trainer:
    """A run in a folder, new or resumed, that writes what it makes of held-back wearers."""
    _, bare = worn_and_bare(faces.names, faces.train)
    held, _ = worn_and_bare(faces.names, faces.held)

    def draw(
        random: np.random.Generator, size_px: int, count: int
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        del size_px
        return tensors(batch(bare, random, count))

    def write_samples(run: Trainer) -> None:
        shown = [face.pixels for face in (held or bare)[:_SAMPLES]]
        sheet = sample_sheet(run.averaged, shown, device=device)
        save_sheet(sheet, folder / "samples" / f"{run.step:06d}.png")

    objective = Unglazing(device=device, seed=plan.seed)
    return Trainer(objective, draw, plan, folder, print_report, write_samples)


def tensors(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """(with glasses, without, where something changes, where rims are)."""
    maps = [
        torch.from_numpy(np.stack([getattr(sample, name) for sample in samples]))[:, None]
        for name in ("changed", "rims")
    ]
    worn, bare = (
        to_tensor(np.stack([getattr(sample, name) for sample in samples]))
        for name in ("worn", "bare")
    )
    return worn, bare, maps[0], maps[1]


@torch.inference_mode()
def sample_sheet(network: nn.Module, faces: Sequence[ImageU8], *, device: str) -> ImageU8:
    """A row a face: as it is, without glasses, where something changes, where rims are."""
    x = to_tensor(np.stack([face[BAND] for face in faces])).to(device)
    parts = parted(network(x), x)
    cover = torch.sigmoid(parts.rims)
    maps = [to_pixels(2 * m.expand(-1, 3, -1, -1) - 1) for m in (torch.sigmoid(parts.gate), cover)]
    columns = [to_pixels(x), to_pixels(parts.bare(cover).clamp(-1, 1)), *maps]
    cells = [column[row] for row in range(len(faces)) for column in columns]
    return contact_sheet(cells, columns=len(columns))


def schedule(steps: int, *, seed: int, count: int, rate: float) -> Schedule:
    """Six tenths of the steps at the full pace, the rest slower and slower."""
    fast = round(0.6 * steps)
    phases = (
        Phase(fast, FACE_PX, count, rate),
        Phase(steps - fast, FACE_PX, count, rate / 2, last_rate=rate / 50),
    )
    return Schedule(phases=phases, seed=seed, ema=0.998, checkpoint_every_s=180)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = training_parser("plugins.face_sliders.glasses.train", steps=10000)
    parser.add_argument("--learning-rate", type=float, default=2e-3)
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    faces = faces_of(chosen)
    plan = schedule(chosen.steps, seed=chosen.seed, count=chosen.batch, rate=chosen.learning_rate)
    run = trainer(faces, plan=plan, folder=chosen.out, device=chosen.device)
    command = (
        f"python -m plugins.face_sliders.glasses.train --data {chosen.data.name} --steps "
        f"{chosen.steps} --batch {chosen.batch} --learning-rate {chosen.learning_rate} "
        f"--seed {chosen.seed}"
    )
    facts = {
        "credit": chosen.credit,
        "data": chosen.data.name,
        "training": {"command": command, "seed": chosen.seed, "device": chosen.device},
    }
    text = json.dumps(facts, indent=2, ensure_ascii=False)
    (chosen.out / RUN).write_text(text + "\n", encoding="utf-8")
    print(f"step {run.step} of {plan.steps}", flush=True)
    run.run()


if __name__ == "__main__":
    main()
