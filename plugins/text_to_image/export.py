"""Makes a model folder of a finished run: a diffusers pipeline, card, previews, contact sheets."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import torch

from editor.api import FileError
from editor.api.testing import RecordingContext
from plugins.text_to_image import measuring
from plugins.text_to_image.autoencoder import LATENT_PX, grown, pixels_per_latent
from plugins.text_to_image.denoiser import CHANNELS as DENOISER_CHANNELS
from plugins.text_to_image.denoiser import make_denoiser, scheduler
from plugins.text_to_image.subjects import Subject, read_subjects
from plugins.text_to_image.train import DENOISER, LARGER, RUN, SIDE_PX, VAE
from plugins.text_to_image.words import TextEncoder, find_text_encoder
from plugins.toolkit.card import CARD
from plugins.toolkit.diffusion import latent_rgb
from plugins.toolkit.diffusion.loading import Loaded, load
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.exporting import export_parser, parsed
from plugins.toolkit.sheets import contact_sheet, save_sheet

_SEED = 5
_GUIDANCE = 5.0
_SHEET_PX = 1400
_THINGS = (
    *("strawberry", "banana", "lemon", "pizza", "hamburger", "cupcake", "carrot", "teapot"),
    *("zebra", "cat", "dog face", "elephant", "whale", "butterfly", "penguin", "rabbit"),
    *("grinning face", "robot", "purple heart", "crown", "t-shirt", "guitar", "balloon", "key"),
    *("house", "castle", "rocket", "bus", "sailboat", "tree", "rose", "rainbow"),
)
_COLOURS = ("red", "blue", "green", "yellow", "pink", "gray")


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
    asked: int = 200,
    machine: str = "",
) -> Mapping[str, Any]:
    """Writes the model folder and gives what was measured.

    Args:
        run: a run folder with a trained denoiser.
        data: the pictures it was trained on; those held back are inpainted and measured.
        name: what the user picks.
        credit: whose pictures they are, and under which licence.
        steps: of each sample.
        prompts, photos: how many samples the contact sheets show.
        asked: how many names are asked for, to see whether pictures show them.
        machine: what it was trained on.
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
    _draw_prompts(loaded, out / "prompts.webp", steps=steps, count=prompts)
    quality = _measure(
        loaded,
        read_subjects(data),
        out / "held-back.webp",
        steps=steps,
        photos=photos,
        asked=asked,
    )
    training: dict[str, Any] = {k: v for k, v in facts.items() if isinstance(v, dict)}
    training["machine"] = machine
    training["denoiser_steps"] = content["step"]
    training["denoiser_hours"] = round(content["spent_s"] / 3600, 2)
    _write_card(out, name, training=training, quality=quality, credit=credit, data=data.name)
    return quality


def _autoencoder(run: Path) -> Any:
    """The run's autoencoder for pictures of the full size."""
    small = diffusers.AutoencoderKL.from_pretrained(str(run / VAE), local_files_only=True)
    if pixels_per_latent(small) == LATENT_PX:
        return small  # of a finished model, which this run started from
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
    fixed += ["photo of blue jeans", "a photo of sunflowers"]
    pairs = zip(_THINGS[::4], _THINGS[1::4], strict=True)
    asked = [f"a {one} and a {other}" for one, other in pairs]
    asked += [f"a {thing} on a white background" for thing in _THINGS]
    for turn in range(len(_COLOURS)):
        for index, thing in enumerate(_THINGS[::2]):
            asked.append(f"a {thing} on a {_COLOURS[(index + turn) % len(_COLOURS)]} background")
    return [*fixed, *asked][:count]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = export_parser("plugins.text_to_image.export")
    parser.add_argument("--data", type=Path, required=True, help="the pictures it learned from")
    parser.add_argument("--text-encoder", type=Path, help="the one it was trained with")
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    parser.add_argument("--steps", type=int, default=16, help="of each sample")
    parser.add_argument("--prompts", type=int, default=64, help="on the sheet")
    parser.add_argument("--photos", type=int, default=32, help="on the sheet")
    parser.add_argument("--asked", type=int, default=200, help="names, to measure what is shown")
    parser.add_argument("--machine", default="", help="what it was trained on, for the card")
    quality = export(**vars(parsed(parser, arguments)))
    print(quality)


def _draw_prompts(loaded: Loaded, path: Path, *, steps: int, count: int) -> None:
    size_px = (SIDE_PX, SIDE_PX)
    wishes = [
        Wish(prompt, size_px, _SEED + i, steps=steps, guidance_scale=_GUIDANCE)
        for i, prompt in enumerate(example_prompts(count))
    ]
    cells = [paint(loaded, wish, RecordingContext()) for wish in wishes]
    save_sheet(contact_sheet(cells, columns=8), path, longest_px=_SHEET_PX)


def _measure(
    loaded: Loaded, subjects: Sequence[Subject], path: Path, *, steps: int, photos: int, asked: int
) -> dict[str, Any]:
    """How often the nearest training picture carries the prompted name, and how holes are filled.

    Draws the picture without the hole's content, inpainted, and the original.
    """
    painted = list(
        measuring.retrieve(
            loaded, subjects, RecordingContext, count=asked, steps=steps, guidance_scale=_GUIDANCE
        )
    )
    quality: dict[str, Any] = {}
    if painted:
        right = sum(one.is_right for one in painted)
        quality = {"prompts": len(painted), "top_1_retrieval": round(right / len(painted), 3)}
    filled = list(
        measuring.fill_holes(loaded, subjects, RecordingContext, count=photos, steps=steps)
    )
    if not filled:
        return quality
    cells = []
    for one in filled:
        shown = np.where(one.mask[..., None] > 0, 128, one.picture).astype(np.uint8)
        cells.append(np.hstack([shown, one.by_method[measuring.MODEL], one.picture]))
    save_sheet(contact_sheet(cells, columns=4), path, longest_px=_SHEET_PX)
    return quality | measuring.hole_quality(filled)


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
        "things_on": "on a white background",
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
