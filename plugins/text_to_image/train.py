"""Trains a small model that paints what a prompt says, in steps that can each be interrupted.

    python -m plugins.text_to_image.train autoencoder --data DIR -o RUN
    python -m plugins.text_to_image.train latents --data DIR -o RUN --count 60000
    python -m plugins.text_to_image.train denoiser -o RUN
    python -m plugins.text_to_image.train larger --data DIR -o RUN
    python -m plugins.text_to_image.export --run RUN --data DIR --name mine -o MODEL

The last stage may run beside the denoiser's. To go on from a finished model rather than from
nothing, leave out the first and the last stage and give the others `--start-from MODEL`. The run
folder gets a folder with a checkpoint for each network, the latents, and sample sheets.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import diffusers
import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor

from editor.api import FileError
from plugins.text_to_image.autoencoder import CHANNELS as AUTOENCODER_CHANNELS
from plugins.text_to_image.autoencoder import (
    LATENT_PX,
    Autoencoding,
    Growing,
    latent_scale,
    make_autoencoder,
)
from plugins.text_to_image.denoiser import CHANNELS as DENOISER_CHANNELS
from plugins.text_to_image.denoiser import FlowMatching, make_denoiser
from plugins.text_to_image.latents import draw_latents, folder_for, write_latents
from plugins.text_to_image.scenes import scene
from plugins.text_to_image.subjects import Subject, parted, read_subjects
from plugins.text_to_image.words import TextEncoder, find_text_encoder
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer, pick_device

RUN = "run.json"
AUTOENCODER, LARGER, VAE, DENOISER = "autoencoder", "larger", "vae", "denoiser"
SIDE_PX = 256
_UNET = "unet/diffusion_pytorch_model.safetensors"
_SCALE_PICTURES = 64
_SAMPLES = 8
_JUDGED_SHARE = 0.25
"""At the end of the larger autoencoder's steps."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    chosen = _parser().parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    _note(chosen)
    stage: Callable[[argparse.Namespace], None] = _STAGES[chosen.stage]
    stage(chosen)


def train_autoencoder(chosen: argparse.Namespace) -> None:
    """Teaches the autoencoder small and large scenes, in parts."""
    channels = chosen.channels or AUTOENCODER_CHANNELS
    objective = Autoencoding(channels, device=chosen.device, seed=chosen.seed)
    # Most of it is learned from the smallest parts, of which there are more in the same time.
    rate, many = chosen.learning_rate, round(0.9 * chosen.steps)
    few, half = chosen.steps - many, max(1, chosen.batch // 2)
    phases = (
        Phase(many, SIDE_PX // 4, chosen.batch, rate, last_rate=rate / 2),
        Phase(few, SIDE_PX // 2, half, rate / 2, last_rate=rate / 20),
    )
    _teach_pictures(objective, chosen, phases, (SIDE_PX // 2, SIDE_PX))


def train_larger(chosen: argparse.Namespace) -> None:
    """Teaches the finished autoencoder pictures of twice the size, with the same latents."""
    small = finished_autoencoder(chosen.out, parted(read_subjects(chosen.data))[0])
    judged = round(_JUDGED_SHARE * chosen.steps)
    objective = Growing(
        small, device=chosen.device, seed=chosen.seed, judge_from=chosen.steps - judged
    )
    rate = chosen.learning_rate
    phase = Phase(chosen.steps, SIDE_PX // 2, chosen.batch, rate, last_rate=rate / 10)
    _teach_pictures(objective, chosen, (phase,), (SIDE_PX,))


def _teach_pictures(
    objective: Any,
    chosen: argparse.Namespace,
    phases: Sequence[Phase],
    scene_sizes_px: Sequence[int],
) -> None:
    train, held = parted(read_subjects(chosen.data))

    def draw(random: np.random.Generator, size_px: int, count: int) -> Tensor:
        return _parts(train, random, int(random.choice(scene_sizes_px)), size_px, count)

    def write_samples(run: Trainer) -> None:
        real = _pictures(held or train, np.random.default_rng(5), SIDE_PX, _SAMPLES)
        with torch.inference_mode():
            made = run.averaged(real.to(chosen.device)).sample
        _sheet(run, np.concatenate([to_pixels(real), to_pixels(made)]), columns=_SAMPLES)

    plan = Schedule(phases=phases, seed=chosen.seed, ema=0.998)
    _trainer(objective, draw, plan, chosen.out / chosen.stage, write_samples).run()


def make_latents(chosen: argparse.Namespace) -> None:
    """Writes lessons as latents."""
    if chosen.start_from and not (chosen.out / VAE).is_dir():
        shutil.copytree(chosen.start_from / VAE, chosen.out / VAE)
    train, _ = parted(read_subjects(chosen.data))
    write_latents(
        finished_autoencoder(chosen.out, train),
        train,
        chosen.out,
        size_px=SIDE_PX,
        count=chosen.count,
        device=chosen.device,
        seed=chosen.seed,
        shard=min(chosen.shard, chosen.count),
        on_shard=lambda done, of: print(f"shard {done} of {of}", flush=True),
    )


def train_denoiser(chosen: argparse.Namespace) -> None:
    """Teaches the denoiser what was written as latents."""
    if not folder_for(chosen.out).is_dir():
        raise FileError(f"{chosen.out} holds no latents.", "Make them with the stage latents.")
    vae = diffusers.AutoencoderKL.from_pretrained(str(chosen.out / VAE), local_files_only=True)
    encoder = TextEncoder(find_text_encoder(chosen.text_encoder), device=chosen.device)
    torch.manual_seed(chosen.seed)
    network = make_denoiser(
        chosen.channels or DENOISER_CHANNELS,
        context=encoder.width,
        latents=vae.config.latent_channels,
        sample_size=SIDE_PX // LATENT_PX,
    )
    if chosen.start_from:
        network.load_state_dict(load_file(chosen.start_from / _UNET))
    print(f"{sum(p.numel() for p in network.parameters()) / 1e6:.1f} million weights", flush=True)
    objective = FlowMatching(network, encoder, device=chosen.device)
    plan = _slower_at_last(chosen)
    folder = chosen.out / DENOISER
    _trainer(objective, draw_latents(chosen.out), plan, folder, lambda _: None).run()


def finished_autoencoder(run: Path, subjects: Sequence[Subject]) -> Any:
    """The averaged autoencoder with the scale of its latents, made once and kept in the run."""
    if not (run / VAE).is_dir():
        facts = json.loads((run / RUN).read_text(encoding="utf-8"))
        checkpoint = run / AUTOENCODER / "checkpoint.pt"
        if not checkpoint.is_file():
            raise FileError(f"{run} has no autoencoder yet.", "Train it with that stage first.")
        content = torch.load(checkpoint, map_location="cpu", weights_only=True)
        vae = make_autoencoder(facts[AUTOENCODER].get("channels") or AUTOENCODER_CHANNELS).eval()
        vae.load_state_dict(content["averaged"])
        pictures = _pictures(subjects, np.random.default_rng(7), SIDE_PX, _SCALE_PICTURES)
        vae.register_to_config(scaling_factor=latent_scale(vae, pictures))
        vae.save_pretrained(str(run / VAE), safe_serialization=True)
    return diffusers.AutoencoderKL.from_pretrained(str(run / VAE), local_files_only=True)


def _pictures(
    subjects: Sequence[Subject], random: np.random.Generator, size_px: int, count: int
) -> Tensor:
    return to_tensor(np.stack([scene(subjects, random, size_px)[0] for _ in range(count)]))


def _parts(
    subjects: Sequence[Subject],
    random: np.random.Generator,
    scene_px: int,
    size_px: int,
    count: int,
) -> Tensor:
    """Parts of scenes, two of each; where a scene is plain, rather where it is not."""
    parts: list[np.ndarray] = []
    while len(parts) < count:
        picture = scene(subjects, random, scene_px)[0]
        corners = random.integers(scene_px - size_px + 1, size=(4, 2))
        tried = [picture[y : y + size_px, x : x + size_px] for y, x in corners]
        parts += sorted(tried, key=lambda part: -float(part.std()))[:2]
    return to_tensor(np.stack(parts[:count]))


def _slower_at_last(chosen: argparse.Namespace) -> Schedule:
    """Two fifths of the steps at a falling rate."""
    rate, slow = chosen.learning_rate, chosen.steps * 2 // 5
    phases = (
        Phase(chosen.steps - slow, SIDE_PX, chosen.batch, rate),
        Phase(slow, SIDE_PX, chosen.batch, rate, last_rate=rate / 20),
    )
    return Schedule(phases=phases, seed=chosen.seed, ema=0.999)


def _trainer(
    objective: Any,
    draw: Callable[[np.random.Generator, int, int], Any],
    plan: Schedule,
    folder: Path,
    write_samples: Callable[[Trainer], None],
) -> Trainer:
    run = Trainer(
        objective, draw, plan, folder, on_report=print_report, on_checkpoint=write_samples
    )
    print(f"step {run.step} of {plan.steps}", flush=True)
    return run


def _sheet(run: Trainer, pictures: np.ndarray, *, columns: int) -> None:
    path = run.folder / "samples" / f"{run.step:06d}.webp"
    save_sheet(contact_sheet(list(pictures), columns=columns), path)


def _note(chosen: argparse.Namespace) -> None:
    """Adds to `run.json` what the export needs and the card tells of this stage."""
    path = chosen.out / RUN
    facts = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    words = {k: v for k, v in vars(chosen).items() if k not in ("out", "stage", "threads")}
    facts[chosen.stage] = {k: _short(v) for k, v in words.items() if v is not None}
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _short(value: Any) -> Any:
    """A folder by its name: where it lies on this machine is nobody's business."""
    return value.name if isinstance(value, Path) else value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.text_to_image.train")
    stages = parser.add_subparsers(dest="stage", required=True)
    one = stages.add_parser(AUTOENCODER, help="pictures to latents and back")
    two = stages.add_parser("latents", help="lessons as latents on disk")
    two.add_argument("--count", type=int, default=60_000, help="lessons")
    two.add_argument("--shard", type=int, default=512, help="lessons in a file")
    three = stages.add_parser(DENOISER, help="noise to latents, by the prompt")
    three.add_argument("--text-encoder", type=Path, help="folder of a BERT sentence encoder")
    for stage in (two, three):
        stage.add_argument("--start-from", type=Path, help="model folder to go on from")
    four = stages.add_parser(LARGER, help="the same latents to larger pictures, at any time after")
    defaults = ((one, 20_000, 8, 8e-4), (three, 60_000, 24, 4e-4), (four, 10_000, 4, 3e-4))
    for stage, steps, batch, rate in defaults:
        stage.add_argument("--steps", type=int, default=steps)
        stage.add_argument("--batch", type=int, default=batch, help="pictures a step")
        stage.add_argument("--learning-rate", type=float, default=rate)
    for stage in (one, three):
        stage.add_argument("--channels", type=int, nargs="+", help="of each level")
    for stage in (one, two, four):
        stage.add_argument("--data", type=Path, required=True, help="folder of pictures")
    for stage in (one, two, three, four):
        stage.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
        stage.add_argument("--seed", type=int, default=0)
        stage.add_argument("--threads", type=int, default=1)
        stage.add_argument("--device", default=pick_device())
    return parser


_STAGES: Mapping[str, Callable[[argparse.Namespace], None]] = {
    AUTOENCODER: train_autoencoder,
    "latents": make_latents,
    DENOISER: train_denoiser,
    LARGER: train_larger,
}


if __name__ == "__main__":
    main()
