"""Makes a model folder of a finished run: a diffusers pipeline, card, previews, contact sheets."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import diffusers
import numpy as np
import torch

from editor.api import FileError, ImageU8
from editor.api.testing import RecordingContext
from plugins.text_to_image.autoencoder import grown
from plugins.text_to_image.denoiser import CHANNELS as DENOISER_CHANNELS
from plugins.text_to_image.denoiser import make_denoiser, scheduler
from plugins.text_to_image.holes import hole
from plugins.text_to_image.latents import LATENT_PX
from plugins.text_to_image.scenes import scene
from plugins.text_to_image.subjects import Subject, parted, read_subjects
from plugins.text_to_image.train import DENOISER, LARGER, RUN, SIDE_PX, VAE
from plugins.text_to_image.words import TextEncoder, find_text_encoder
from plugins.toolkit.card import CARD
from plugins.toolkit.diffusion import latent_rgb, sizes
from plugins.toolkit.diffusion.loading import Loaded, load
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.sheets import contact_sheet, save_sheet

_SEED = 5
_SHEET_PX = 1400
_OBJECTS = ("apple", "zebra", "shoe", "cat", "guitar", "rose", "dress", "banana")
_COLOURS = ("red", "blue", "green", "yellow")


def export(
    *,
    run: Path,
    data: Path,
    out: Path,
    name: str,
    text_encoder: Path | None = None,
    credit: str = "",
    steps: int = 16,
    prompts: int = 64,
    photos: int = 32,
) -> Mapping[str, Any]:
    """Writes the model folder and gives what was measured.

    Args:
        run: a run folder with a trained denoiser.
        data: the pictures it was trained on; those held back are inpainted and measured.
        name: what the user picks.
        credit: whose pictures they are, and under which licence.
        steps: of each sample.
        prompts, photos: how many samples the contact sheets show.
    """
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    checkpoint = run / DENOISER / "checkpoint.pt"
    if not checkpoint.is_file():
        raise FileError(f"{run} has no denoiser yet.", "Train it first.")
    content = torch.load(checkpoint, map_location="cpu", weights_only=True)
    encoder_folder = find_text_encoder(text_encoder)
    write_pipeline(
        out,
        vae=_autoencoder(run),
        averaged=content["averaged"],
        channels=facts[DENOISER].get("channels") or DENOISER_CHANNELS,
        encoder=TextEncoder(encoder_folder),
    )
    for licence in encoder_folder.glob("LICENSE*"):
        shutil.copy(licence, out / "text_encoder")
    loaded = load(name, out, RecordingContext())
    _, held = parted(read_subjects(data))
    _draw_prompts(loaded, out / "prompts.webp", steps=steps, count=prompts)
    quality = _draw_holes(loaded, held, out / "held-back.webp", steps=steps, count=photos)
    training = {k: v for k, v in facts.items() if isinstance(v, dict)}
    training["denoiser_steps"] = content["step"]
    training["denoiser_hours"] = round(content["spent_s"] / 3600, 2)
    _write_card(out, name, training=training, quality=quality, credit=credit, data=data.name)
    return quality


def _autoencoder(run: Path) -> Any:
    """The run's autoencoder for pictures of the full size."""
    small = diffusers.AutoencoderKL.from_pretrained(str(run / VAE), local_files_only=True)
    checkpoint = run / LARGER / "checkpoint.pt"
    if not checkpoint.is_file():
        raise FileError(f"{run} has no larger autoencoder yet.", "Train it first.")
    content = torch.load(checkpoint, map_location="cpu", weights_only=True)
    vae = grown(small).eval()
    vae.load_state_dict(content["averaged"])
    vae.register_to_config(scaling_factor=small.config.scaling_factor)
    return vae


def write_pipeline(
    out: Path,
    *,
    vae: Any,
    averaged: Mapping[str, torch.Tensor],
    channels: Sequence[int],
    encoder: TextEncoder,
) -> None:
    """Writes a folder that any diffusers program loads, with 16-bit weights."""
    latents = vae.config.latent_channels
    unet = make_denoiser(
        channels, context=encoder.width, latents=latents, sample_size=SIDE_PX // LATENT_PX
    )
    unet.load_state_dict(dict(averaged))
    pipeline = diffusers.StableDiffusionInpaintPipeline(
        vae=vae.half(),
        unet=unet.half(),
        text_encoder=encoder.network.half(),
        tokenizer=encoder.tokenizer,
        scheduler=scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(str(out), safe_serialization=True)
    latent_rgb.fit(vae.float()).save(out)


def example_prompts(count: int) -> list[str]:
    """Prompts that ask for what the bar asks for, the same every time."""
    fixed = ["a red apple on a blue background", "zebra", "a black leather shoe"]
    fixed += ["painting of a river by Monet", "painting by Van Gogh", "photo of a mountain lake"]
    asked = [f"a {thing} on a {colour} background" for thing in _OBJECTS for colour in _COLOURS]
    asked += [f"a {one} and a {other}" for one in _OBJECTS for other in _OBJECTS if one < other]
    return [*fixed, *asked][:count]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.text_to_image.export")
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--data", type=Path, required=True, help="the pictures it learned from")
    parser.add_argument("--name", required=True, help="what the model will be called")
    parser.add_argument("--text-encoder", type=Path, help="the one it was trained with")
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    parser.add_argument("--steps", type=int, default=16, help="of each sample")
    parser.add_argument("--prompts", type=int, default=64, help="on the sheet")
    parser.add_argument("--photos", type=int, default=32, help="on the sheet")
    parser.add_argument("-o", "--out", type=Path, required=True, help="model folder to write")
    quality = export(**vars(parser.parse_args(arguments)))
    print(quality)


def _draw_prompts(loaded: Loaded, path: Path, *, steps: int, count: int) -> None:
    size_px = (SIDE_PX, SIDE_PX)
    cells = [
        paint(loaded, Wish(prompt, size_px, _SEED + i, steps=steps), RecordingContext())
        for i, prompt in enumerate(example_prompts(count))
    ]
    save_sheet(contact_sheet(cells, columns=8), path, longest_px=_SHEET_PX)


def _draw_holes(
    loaded: Loaded, held: Sequence[Subject], path: Path, *, steps: int, count: int
) -> dict[str, float]:
    """Picture without the hole's content, inpainted, original; PSNR in the hole beside Telea's."""
    whole = [subject for subject in held if subject.kind != "thing"] or list(held)
    if not whole:
        return {}
    random = np.random.default_rng(_SEED)
    cells, errors = [], {"model": 0.0, "telea": 0.0, "navier-stokes": 0.0}
    pixels = 0
    for index in range(count):
        picture, _ = scene(whole, random, SIDE_PX)
        mask = hole(random, SIDE_PX)
        made = _inpainted(loaded, picture, mask, seed=index, steps=steps)
        inside = mask > 0
        pixels += int(inside.sum()) * 3
        errors["model"] += _squared(made, picture, inside)
        for method, flag in (("telea", cv2.INPAINT_TELEA), ("navier-stokes", cv2.INPAINT_NS)):
            filled = np.asarray(cv2.inpaint(picture, mask, 4, flag), np.uint8)
            errors[method] += _squared(filled, picture, inside)
        shown = np.where(inside[..., None], 128, picture).astype(np.uint8)
        cells.append(np.hstack([shown, made, picture]))
    save_sheet(contact_sheet(cells, columns=4), path, longest_px=_SHEET_PX)
    return {
        f"hole_psnr_db_{name}": round(10 * float(np.log10(255**2 * pixels / max(e, 1e-9))), 2)
        for name, e in errors.items()
    }


def _inpainted(
    loaded: Loaded, picture: ImageU8, mask: ImageU8, *, seed: int, steps: int
) -> ImageU8:
    wish = Wish(
        "",
        (SIDE_PX, SIDE_PX),
        seed,
        steps=steps,
        guidance_scale=1.0,
        image=picture,
        mask=sizes.cells(mask, (SIDE_PX, SIDE_PX), cell_px=loaded.latent_px),
    )
    made = paint(loaded, wish, RecordingContext())
    return np.where(mask[..., None] > 0, made, picture).astype(np.uint8)


def _squared(made: ImageU8, picture: ImageU8, inside: np.ndarray) -> float:
    return float(((made[inside].astype(np.float64) - picture[inside]) ** 2).sum())


def _write_card(
    out: Path,
    name: str,
    *,
    training: Mapping[str, Any],
    quality: Mapping[str, Any],
    credit: str,
    data: str,
) -> None:
    """Beside `toolkit.card`, since a pipeline's weights are several files."""
    digest, total = hashlib.sha256(), 0
    for file in sorted(out.rglob("*.safetensors")):
        content = file.read_bytes()
        digest.update(content)
        total += len(content)
    card = {
        "name": name,
        "kind": "text-to-image",
        "title": name.capitalize(),
        "summary": f"Small pictures of {SIDE_PX} x {SIDE_PX} pixels from words, and inpainting.",
        "architecture": "latent flow matching U-Net with mask channels, AutoencoderKL, BERT",
        "data": {"folder": data, "credit": credit},
        "training": training,
        "quality": quality,
        "bytes": total,
        "sha256": digest.hexdigest(),
    }
    text = json.dumps(card, indent=2, ensure_ascii=False)
    (out / CARD).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
