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

from editor.api import ImageU8
from plugins.inpainting import classical
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
_WINDOW_PX, _WINDOW_SIGMA = 11, 1.5
Batch = tuple[Tensor, Tensor, Tensor]
"""Pictures `(N, 3, H, W)` in -1..1, what of them is known `(N, 1, H, W)`, and both classical
fillings `(N, 6, H, W)`."""


class Filling:
    """Nearness to what was there, at every size: in colours, edges and structure."""

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

    def step(self, batch: Batch, step: int) -> dict[str, Tensor]:
        """Learns from some pictures."""
        del step
        picture, known, continued = (tensor.to(self._device) for tensor in batch)
        with mixed_precision(self._device):
            guesses = self._network(picture, known, continued)
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
    """How far a filling is off where it was unknown: means and medians of colours, edges, and
    structural similarity, which is also what fillings are judged by."""
    off = guess - real
    weight = unknown / unknown.sum().clamp_min(1.0)
    edges = sum(((off.roll(1, axis) - off).abs() * weight).sum() for axis in (2, 3))
    colours = (off.abs() * weight).sum() + 2 * (off.square() * weight).sum()
    unlike = ((1 - similarity(guess, real)) * weight).sum()
    return (colours + 0.3 * edges) / 3 + 0.5 * unlike


def similarity(a: Tensor, b: Tensor) -> Tensor:
    """SSIM `(N, 1, H, W)` of pictures in -1..1, as `plugins.toolkit.metrics` measures it."""
    luma = a.new_tensor([0.299, 0.587, 0.114])
    # From 0, as brightness is compared by its ratio.
    x, y = (one.movedim(1, -1) @ luma + 1 for one in (a, b))
    maps = torch.stack([x, y, x * x, y * y, x * y], 1)
    mu_x, mu_y, xx, yy, xy = _window(maps).unbind(1)
    c1, c2 = (0.01 * 2) ** 2, (0.03 * 2) ** 2
    alike = (2 * mu_x * mu_y + c1) * (2 * (xy - mu_x * mu_y) + c2)
    score = alike / ((mu_x**2 + mu_y**2 + c1) * (xx - mu_x**2 + yy - mu_y**2 + c2))
    return score[:, None]


def _window(maps: Tensor) -> Tensor:
    """`(N, C, H, W)` under a Gaussian window."""
    reach = _WINDOW_PX // 2
    at = torch.arange(-reach, reach + 1, dtype=maps.dtype, device=maps.device)
    weights = torch.exp(-at.square() / (2 * _WINDOW_SIGMA**2))
    weights = (weights / weights.sum()).expand(maps.shape[1], 1, -1)
    padded = nn.functional.pad(maps, (reach,) * 4, mode="replicate")
    across = nn.functional.conv2d(padded, weights[:, :, None], groups=maps.shape[1])
    return nn.functional.conv2d(across, weights[..., None], groups=maps.shape[1])


def trainer(data: Path, *, plan: Schedule, folder: Path, device: str) -> Trainer:
    """A run in a folder, new or resumed."""
    train, held = parted(read_subjects(data))

    def draw(random: np.random.Generator, size_px: int, count: int) -> Batch:
        pictures = [scene(train, random, size_px, _SHARES)[0] for _ in range(count)]
        return _with_holes(pictures, random)

    def write_samples(run: Trainer) -> None:
        random = np.random.default_rng(5)
        subjects = [subject for subject in held if subject.kind != "thing"] or train
        batch = _with_holes([scene(subjects, random, SIDE_PX)[0] for _ in range(_SAMPLES)], random)
        real, known, _ = batch
        with torch.inference_mode():
            made = run.averaged(*(tensor.to(device) for tensor in batch))[-1].float().cpu()
        cells = [to_pixels(one) for one in (real * known, made, real)]
        sheet = contact_sheet(list(np.concatenate(cells)), columns=_SAMPLES)
        save_sheet(sheet, folder / "samples" / f"{run.step:06d}.webp")

    objective = Filling(device=device, seed=plan.seed)
    return Trainer(objective, draw, plan, folder, print_report, write_samples)


def _with_holes(pictures: Sequence[ImageU8], random: np.random.Generator) -> Batch:
    holes = [hole(random, picture.shape[0]) for picture in pictures]
    continued = [classical.both_ways(*pair) for pair in zip(pictures, holes, strict=True)]
    known = torch.from_numpy((np.stack(holes) == 0).astype(np.float32))[:, None]
    return to_tensor(np.stack(pictures)), known, to_tensor(np.stack(continued))


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
