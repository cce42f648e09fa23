"""Trains the finder on aligned faces and on scenes without any; resumes an interrupted run.

python -m plugins.face_sliders.finding.train --data FACES --scenes DIR [--scenes DIR] -o RUN
"""

from __future__ import annotations

import argparse
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

from plugins.face_sliders.finding.data import Sources, batch, read_sources
from plugins.face_sliders.finding.network import SIDE_PX, FinderNetwork
from plugins.toolkit.reporting import print_report
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer, mixed_precision, pick_device

FINDER, RUN = "finder", "run.json"


class FinderObjective:
    """A focal loss for the faces (Lin et al. 2017), a robust distance for the eyes."""

    shipped = FINDER

    def __init__(self, *, device: str, seed: int) -> None:
        torch.manual_seed(seed)
        self._device = torch.device(device)
        network = convert_conv2d_weight_memory_format(
            FinderNetwork().to(self._device), torch.channels_last
        )
        assert network.head.bias is not None
        with torch.no_grad():
            network.head.bias[0] = -3.0  # hardly any cell holds a face
        self._network = network
        self.networks: Mapping[str, nn.Module] = {FINDER: network}
        self.optimizers: Mapping[str, Optimizer] = {
            FINDER: torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
        }

    def step(self, batch: tuple[Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """Learns from pictures x and targets t (see `data.batch`)."""
        del step
        x, t = (tensor.to(self._device) for tensor in batch)
        with mixed_precision(self._device.type):
            cells = self._network(x)
        found, eyes = finder_losses(cells.float(), t)
        optimizer = self.optimizers[FINDER]
        optimizer.zero_grad(set_to_none=True)
        (found + 2.0 * eyes).backward()
        optimizer.step()
        return {"found": found, "eyes": eyes}


def finder_losses(cells: Tensor, t: Tensor) -> tuple[Tensor, Tensor]:
    """(of the faces, of the eyes) for what the network says and the targets."""
    face, counts = t[:, 0], t[:, 5]
    logit = cells[:, 0]
    entropy = F.binary_cross_entropy_with_logits(logit, face, reduction="none")
    doubt = (torch.sigmoid(logit) - face).abs() ** 2
    faces = face.sum().clamp_min(1.0)
    found = (entropy * doubt * counts).sum() / faces
    distance = F.smooth_l1_loss(cells[:, 1:5], t[:, 1:5], reduction="none", beta=0.15).sum(1)
    return found, (distance * face).sum() / faces


def trainer(sources: Sources, *, plan: Schedule, folder: Path, device: str) -> Trainer:
    """A run in a folder, new or resumed, that prints its losses."""

    def draw(random: np.random.Generator, size_px: int, count: int) -> tuple[Tensor, Tensor]:
        del size_px
        pictures, targets = batch(sources, random, count)
        return to_tensor(pictures), torch.from_numpy(targets)

    objective = FinderObjective(device=device, seed=plan.seed)
    return Trainer(objective, draw, plan, folder, on_report=print_report, report_every=100)


def schedule(steps: int, *, seed: int, count: int) -> Schedule:
    """Half of the steps at the full pace, the rest slower and slower."""
    slow = steps // 4
    return Schedule(
        phases=(
            Phase(steps - 2 * slow, SIDE_PX, count, 2e-3),
            Phase(slow, SIDE_PX, count, 7e-4),
            Phase(slow, SIDE_PX, count, 1.5e-4),
        ),
        seed=seed,
        ema=0.995,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.face_sliders.finding.train")
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned faces")
    parser.add_argument(
        "--scenes", type=Path, action="append", required=True, help="pictures without faces"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default=pick_device())
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    sources = read_sources(faces=chosen.data, scenes=chosen.scenes, held=False)
    plan = schedule(chosen.steps, seed=chosen.seed, count=chosen.batch)
    run = trainer(sources, plan=plan, folder=chosen.out, device=chosen.device)
    command = (
        f"python -m plugins.face_sliders.finding.train --data {chosen.data.name}"
        + "".join(f" --scenes {scenes.name}" for scenes in chosen.scenes)
        + f" --steps {chosen.steps} --batch {chosen.batch} --seed {chosen.seed}"
    )
    facts = {"training": {"command": command, "seed": chosen.seed, "device": chosen.device}}
    (chosen.out / RUN).write_text(json.dumps(facts, indent=2), encoding="utf-8")
    print(f"{len(sources.faces)} faces, {len(sources.scenes)} scenes, step {run.step}", flush=True)
    run.run()


if __name__ == "__main__":
    main()
