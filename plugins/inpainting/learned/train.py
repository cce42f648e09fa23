"""Trains the network that fills holes; resumes an interrupted run.

python -m plugins.inpainting.learned.train --data DIR -o RUN
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format
from torch.optim import Optimizer

from plugins.inpainting.learned.network import FillingNetwork
from plugins.text_to_image.holes import hole
from plugins.text_to_image.scenes import Shares, scene
from plugins.text_to_image.subjects import parted, read_subjects
from plugins.toolkit.optimizers import muon_and_adamw
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer, mixed_precision, pick_device

NETWORK, RUN = "network", "run.json"
SIDE_PX = 256
_SHARES: Shares = {"thing": 0.1, "photo": 0.45, "scene": 0.3, "painting": 0.15}
_COARSER = 0.5
"""How much a size counts of what the next finer one counts."""
_SAMPLES = 12


class Filling:
    """Nearness to what was there, at every size: in colours and in edges."""

    shipped = NETWORK

    def __init__(self, *, device: str, seed: int) -> None:
        torch.manual_seed(seed)
        self._device = device
        network = convert_conv2d_weight_memory_format(
            FillingNetwork().to(device), torch.channels_last
        )
        self._network = network
        self.networks: Mapping[str, nn.Module] = {NETWORK: network}
        self.optimizers: Mapping[str, Optimizer] = muon_and_adamw(network, _is_matrix)

    def step(self, batch: tuple[Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """Learns from pictures `(N, 3, H, W)` in -1..1 and what of them is known `(N, 1, H, W)`."""
        del step
        picture, known = (tensor.to(self._device) for tensor in batch)
        with mixed_precision(self._device):
            guesses = self._network(picture, known)
        loss = torch.zeros((), device=self._device)
        for index, guess in enumerate(reversed(guesses)):
            side_px = guess.shape[-1]
            real = nn.functional.interpolate(picture, size=(side_px, side_px), mode="area")
            unknown = 1 - nn.functional.interpolate(known, size=(side_px, side_px), mode="area")
            off = filling_loss(guess.float(), real, unknown)
            loss = loss + _COARSER**index * off
            if index == 0:
                finest = off
        self._network.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        for optimizer in self.optimizers.values():
            optimizer.step()
        return {"finest": finest, "all": loss}


def _is_matrix(name: str, weight: Tensor) -> bool:
    """Whether it turns features into features, inside of the blocks."""
    return name.startswith("blocks.") and weight.ndim > 1


def filling_loss(guess: Tensor, real: Tensor, unknown: Tensor) -> Tensor:
    """How far a filling is off where it was unknown: means and medians of colours, and edges."""
    off = guess - real
    weight = unknown / unknown.sum().clamp_min(1.0) / 3
    edges = sum(((off.roll(1, axis) - off).abs() * weight).sum() for axis in (2, 3))
    return (off.abs() * weight).sum() + 2 * (off.square() * weight).sum() + 0.3 * edges


def trainer(data: Path, *, plan: Schedule, folder: Path, device: str) -> Trainer:
    """A run in a folder, new or resumed."""
    train, held = parted(read_subjects(data))

    def draw(random: np.random.Generator, size_px: int, count: int) -> tuple[Tensor, Tensor]:
        pictures = np.stack([scene(train, random, size_px, _SHARES)[0] for _ in range(count)])
        return to_tensor(pictures), _known(random, size_px, count)

    def write_samples(run: Trainer) -> None:
        random = np.random.default_rng(5)
        subjects = [subject for subject in held if subject.kind != "thing"] or train
        real = to_tensor(np.stack([scene(subjects, random, SIDE_PX)[0] for _ in range(_SAMPLES)]))
        known = _known(random, SIDE_PX, _SAMPLES)
        with torch.inference_mode():
            made = run.averaged(real.to(device), known.to(device))[-1].float().cpu()
        cells = [to_pixels(one) for one in (real * known, made, real)]
        sheet = contact_sheet(list(np.concatenate(cells)), columns=_SAMPLES)
        save_sheet(sheet, folder / "samples" / f"{run.step:06d}.webp")

    objective = Filling(device=device, seed=plan.seed)
    return Trainer(objective, draw, plan, folder, print_report, write_samples)


def _known(random: np.random.Generator, size_px: int, count: int) -> Tensor:
    holes = np.stack([hole(random, size_px) for _ in range(count)])
    return torch.from_numpy((holes == 0).astype(np.float32))[:, None]


def schedule(steps: int, *, seed: int, count: int, rate: float) -> Schedule:
    """Most is learned from halved pictures, which take a quarter of the time."""
    slow = steps * 2 // 5
    phases = (
        Phase(steps - slow, SIDE_PX // 2, 2 * count, rate),
        Phase(slow, SIDE_PX, count, rate / 2, last_rate=rate / 30),
    )
    return Schedule(phases=phases, seed=seed, ema=0.995)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.inpainting.learned.train")
    parser.add_argument("--data", type=Path, required=True, help="folder of pictures")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=8, help="pictures a step")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default=pick_device())
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    plan = schedule(chosen.steps, seed=chosen.seed, count=chosen.batch, rate=chosen.learning_rate)
    run = trainer(chosen.data, plan=plan, folder=chosen.out, device=chosen.device)
    command = (
        f"python -m plugins.inpainting.learned.train --data {chosen.data.name} --steps "
        f"{chosen.steps} --batch {chosen.batch} --learning-rate {chosen.learning_rate} "
        f"--seed {chosen.seed}"
    )
    facts = {"command": command, "seed": chosen.seed, "device": chosen.device}
    (chosen.out / RUN).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(f"step {run.step} of {plan.steps}", flush=True)
    run.run()


if __name__ == "__main__":
    main()
