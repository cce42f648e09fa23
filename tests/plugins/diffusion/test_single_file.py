"""Whole checkpoints of one file: known by their header, loaded without a network, or refused."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

from editor.api import Rect, Request, validate_params
from editor.api.testing import RecordingContext
from editor.models import Catalogue, add_model, inspect
from plugins.inpainting.generator import Inpainting
from plugins.text_to_image.generator import TextToImage
from plugins.toolkit.diffusion.checkpoint import read_checkpoint
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.diffusion.words import clip_tokenizer
from tests.plugins.diffusion import originals
from tests.plugins.diffusion.conftest import KINDS, Files

FEW = {"steps": 2, "prompt": "a red apple", "width": 64, "height": 64}
CLIP_L = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12}
OPEN_H = {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 23}
OPEN_G = {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32}
PUBLISHED: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str, str]] = {
    "sd15": (
        {
            "block_out_channels": [320, 640, 1280, 1280],
            "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
            "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
            "layers_per_block": 2,
            "cross_attention_dim": 768,
            "attention_head_dim": 8,
            "sample_size": 64,
        },
        [CLIP_L],
        "StableDiffusionPipeline",
        "Stable Diffusion 1 single file",
    ),
    "sd21": (
        {
            "block_out_channels": [320, 640, 1280, 1280],
            "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
            "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
            "layers_per_block": 2,
            "cross_attention_dim": 1024,
            "attention_head_dim": [5, 10, 20, 20],
            "use_linear_projection": True,
            "sample_size": 96,
        },
        [OPEN_H],
        "StableDiffusionPipeline",
        "Stable Diffusion 2 single file",
    ),
    "sdxl": (
        {
            "block_out_channels": [320, 640, 1280],
            "down_block_types": ["DownBlock2D"] + ["CrossAttnDownBlock2D"] * 2,
            "up_block_types": ["CrossAttnUpBlock2D"] * 2 + ["UpBlock2D"],
            "transformer_layers_per_block": [1, 2, 10],
            "layers_per_block": 2,
            "cross_attention_dim": 2048,
            "attention_head_dim": [5, 10, 20],
            "use_linear_projection": True,
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": 256,
            "projection_class_embeddings_input_dim": 2816,
            "sample_size": 128,
        },
        [CLIP_L, OPEN_G],
        "StableDiffusionXLPipeline",
        "SDXL single file",
    ),
}
"""The settings that were published with them: of the U-Net, of the text encoders."""


def run(generator: Any, file: Path, **values: Any) -> np.ndarray:
    params = validate_params(generator.Params, {**FEW, **values})
    request = Request(params=params, size_px=(0, 0), seed=5)
    (picture,) = generator.run(request, RecordingContext(models={"tiny": file})).images
    return np.asarray(picture)


def published(name: str, file: Path) -> Path:
    """A file with the names and shapes of the published one, and nothing in it."""
    unet, texts, _, _ = PUBLISHED[name]
    options = {"vocab_size": 49408, "max_position_embeddings": 77}
    text: Any = transformers
    with torch.device("meta"):
        parts = {
            "unet": diffusers.UNet2DConditionModel(**unet),
            "vae": diffusers.AutoencoderKL(
                block_out_channels=(128, 256, 512, 512),
                down_block_types=("DownEncoderBlock2D",) * 4,
                up_block_types=("UpDecoderBlock2D",) * 4,
                layers_per_block=2,
            ),
        }
        for number, told in enumerate(texts):
            act = "quick_gelu" if told is CLIP_L else "gelu"
            heads = told["hidden_size"] // 64
            config = text.CLIPTextConfig(
                **told,
                **options,
                hidden_act=act,
                num_attention_heads=heads,
                projection_dim=told["hidden_size"],
            )
            kind = text.CLIPTextModelWithProjection if number else text.CLIPTextModel
            parts["text_encoder_2" if number else "text_encoder"] = kind(config)
    table, end = {}, 0
    for key, tensor in originals.tensors_of(parts).items():
        start, end = end, end + 2 * tensor.numel()
        table[key] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [start, end]}
    header = json.dumps(table).encode()
    with file.open("wb") as stream:
        stream.write(len(header).to_bytes(8, "little") + header)
        stream.truncate(8 + len(header) + end)  # holes take no space
    return file


def read_bytes() -> int:
    """How much this process has read from files so far; always 0 where the system does not tell."""
    counters = Path("/proc/self/io")
    if not counters.exists():
        return 0
    return int(counters.read_text().split()[1])


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_ones_are_known_by_their_header(name: str, tmp_path: Path) -> None:
    unet, texts, pipeline, title = PUBLISHED[name]
    file = published(name, tmp_path / f"{name}.safetensors")
    before_bytes = read_bytes()
    card, told = inspect(file), read_checkpoint(file)
    assert read_bytes() - before_bytes < file.stat().st_size / 20
    assert (card.family, card.kind, card.is_safe) == (title, "text-to-image", True)
    assert told.class_name == pipeline
    assert told.settings["unet"].items() >= unet.items()
    for settings, wanted in zip(
        [told.settings[key] for key in ("text_encoder", "text_encoder_2") if key in told.settings],
        texts,
        strict=True,
    ):
        assert settings.items() >= wanted.items()
        assert settings["num_attention_heads"] == wanted["hidden_size"] // 64
    assert told.settings["vae"]["block_out_channels"] == [128, 256, 512, 512]
    assert told.settings["vae"]["layers_per_block"] == 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_weight_is_where_it_belongs(files: Files, kind: str) -> None:
    loaded = load("tiny", files[kind], RecordingContext())
    for part, network in files.parts[kind].items():
        found = getattr(loaded.pipeline, part).state_dict()
        for key, weight in network.state_dict().items():
            assert torch.equal(found[key], weight), f"{part}: {key}"


@pytest.mark.parametrize("kind", ["sd1", "sdxl"])
def test_it_paints_what_the_same_model_in_a_folder_paints(
    files: Files, kind: str, tmp_path: Path
) -> None:
    pipeline = load("tiny", files[kind], RecordingContext()).pipeline
    pipeline.save_pretrained(str(tmp_path / "folder"), safe_serialization=True)
    alone, folder = run(TextToImage(), files[kind]), run(TextToImage(), tmp_path / "folder")
    assert alone.shape == (64, 64, 3)
    assert alone.std() > 1
    # Weights in another place in memory may be added up in another order.
    np.testing.assert_allclose(alone.astype(int), folder.astype(int), atol=1)


def test_no_network_is_asked_for(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    assert run(TextToImage(), files["sd2"]).shape == (64, 64, 3)
    assert not asked


@pytest.mark.parametrize("kind", ["sd1", "sd1-inpaint"])
def test_it_fills_holes(files: Files, kind: str) -> None:
    image = np.full((64, 96, 4), 200, np.uint8)
    mask = np.zeros((64, 96), np.uint8)
    mask[20:44, 30:70] = 255
    values = {"steps": 2, "mode": "replace", "prompt": "a cat"}
    params = validate_params(Inpainting.Params, values)
    asked = Request(
        params=params, image=image, mask=mask, size_px=(96, 64), rect=Rect(0, 0, 96, 64), seed=2
    )
    made = Inpainting().run(asked, RecordingContext(models={"tiny": files[kind]}))
    np.testing.assert_array_equal(made.images[0][mask == 0], image[mask == 0])
    assert (made.images[0][mask == 255] != 200).any()


@pytest.mark.parametrize(
    ("stem", "yaml", "metadata", "learned"),
    [
        ("v2-1_768-ema", "", {}, "v_prediction"),
        ("v2-1_512-ema", "", {}, "epsilon"),
        ("mine-Base", "", {}, "epsilon"),
        ("mine", 'model:\n  params:\n    parameterization: "v"\n', {}, "v_prediction"),
        ("mine", "model:\n  params:\n    linear_start: 0.00085\n", {}, "epsilon"),
        ("mine", "", {"modelspec.prediction_type": "epsilon"}, "epsilon"),
    ],
)
def test_what_version_2_learned_is_asked_of_all_that_may_tell(
    files: Files, tmp_path: Path, stem: str, yaml: str, metadata: dict[str, str], learned: str
) -> None:
    assert files["sd2"].is_file()
    file = originals.save(files.parts["sd2"], tmp_path / f"{stem}.safetensors", **metadata)
    if yaml:
        file.with_suffix(".yaml").write_text(yaml, encoding="utf-8")
    told = read_checkpoint(file)
    assert told.settings["scheduler"]["prediction_type"] == learned
    assert told.settings["unet"]["sample_size"] == (96 if learned == "v_prediction" else 64)


def test_words_have_the_numbers_that_every_model_learned_them_by() -> None:
    words = clip_tokenizer(tokens=77, pads_with_end=False)
    assert len(words) == 49408
    told = words("a photo of a cat", padding="max_length", max_length=9).input_ids
    assert told == [49406, 320, 1125, 539, 320, 2368, 49407, 0, 0]
    assert words.decode(told[1:6]) == "a photo of a cat"
    ended = clip_tokenizer(tokens=77, pads_with_end=True)
    assert ended("A  Photo", padding="max_length", max_length=5).input_ids == [
        49406, 320, 1125, 49407, 49407,
    ]  # fmt: skip


def test_it_is_added_found_and_told_apart(files: Files, tmp_path: Path) -> None:
    added = add_model(files["sd1"], tmp_path / "models", name="mine")
    catalogue = Catalogue([tmp_path / "models"])
    (tmp_path / "models" / "loose.safetensors").write_bytes(files["sdxl"].read_bytes())
    for kind in ("text-to-image", "inpainting"):
        assert {entry.name for entry in catalogue.list(kind)} == {"mine", "loose"}
    assert catalogue.find("inpainting", "mine").path == added.path
    first, second = catalogue.list("text-to-image")
    assert len(first.sha256) == 64
    assert first.sha256 != second.sha256


def test_a_network_alone_is_no_model(files: Files, tmp_path: Path) -> None:
    state = load_file(files["sd1"])
    alone = {name: t for name, t in state.items() if name.startswith("model.")}
    save_file(alone, tmp_path / "alone.safetensors")
    assert inspect(tmp_path / "alone.safetensors").kind == ""
    assert "alone" in inspect(tmp_path / "alone.safetensors").family
