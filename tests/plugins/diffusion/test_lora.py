"""LoRA files: every layout that people have, added to the right weights as computed by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from editor.api import FigmentError, GeneratorError, Request, validate_params
from editor.api.testing import RecordingContext
from editor.document import commands
from editor.document.layer import Recipe
from editor.host import discover
from editor.models import Catalogue, inspect
from editor.workbench import Headless
from editor.workbench.replay import Replay, ReplayState
from plugins.text_to_image.generator import TextToImage
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.diffusion.models import Lora, ModelHolder
from tests.plugins.conftest import Families
from tests.plugins.diffusion import originals

RANK, ALPHA = 2, 1.0
LINEAR = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
CONV = "mid_block.resnets.0.conv1"
WORDS = "encoder.layers.1.self_attn.v_proj"
FEW = {"steps": 2, "prompt": "a red apple", "width": 64, "height": 64}
Parts = dict[str, tuple[torch.Tensor, torch.Tensor]]


def made(model: Path) -> Parts:
    """Ups and downs for a linear, a convolution, and one of the text encoder."""
    torch.manual_seed(3)
    pipeline = load("plain", model, RecordingContext()).pipeline
    text = dict(pipeline.text_encoder.named_modules())
    linear = pipeline.unet.get_submodule(LINEAR).weight
    conv = pipeline.unet.get_submodule(CONV).weight
    words = next(module.weight for name, module in text.items() if name.endswith(WORDS))
    return {
        "linear": (torch.randn(linear.shape[0], RANK), torch.randn(RANK, linear.shape[1])),
        "conv": (torch.randn(conv.shape[0], RANK, 1, 1), torch.randn(RANK, *conv.shape[1:])),
        "words": (torch.randn(words.shape[0], RANK), torch.randn(RANK, words.shape[1])),
    }


def kohya(parts: Parts, file: Path) -> Path:
    names = {
        "linear": "lora_unet_" + LINEAR.replace(".", "_"),
        "conv": "lora_unet_" + CONV.replace(".", "_"),
        "words": "lora_te_text_model_" + WORDS.replace(".", "_"),
    }
    state = {}
    for part, (up, down) in parts.items():
        state[f"{names[part]}.lora_up.weight"] = up
        state[f"{names[part]}.lora_down.weight"] = down
        state[f"{names[part]}.alpha"] = torch.tensor(ALPHA)
    save_file(state, file)
    return file


def peft(parts: Parts, file: Path) -> Path:
    names = {"linear": f"unet.{LINEAR}", "conv": f"unet.{CONV}"}
    names["words"] = f"text_encoder.text_model.{WORDS}"
    state = {}
    for part, (up, down) in parts.items():
        state[f"{names[part]}.lora_B.weight"], state[f"{names[part]}.lora_A.weight"] = up, down
    table = {"unet.r": RANK, "unet.lora_alpha": ALPHA, "text_encoder.lora_alpha": ALPHA}
    save_file(state, file, {"format": "pt", "lora_adapter_metadata": json.dumps(table)})
    return file


def old_diffusers(parts: Parts, file: Path) -> Path:
    """As diffusers' training script wrote it for two years, with the alpha in the weights."""
    attention = LINEAR.removesuffix(".to_q")
    names = {"linear": f"unet.{attention}.processor.to_q_lora", "conv": f"unet.{CONV}.lora"}
    names["words"] = f"text_encoder.text_model.{WORDS}.lora_linear_layer"
    state = {}
    for part, (up, down) in parts.items():
        state[f"{names[part]}.up.weight"] = up * (ALPHA / RANK)
        state[f"{names[part]}.down.weight"] = down
    save_file(state, file)
    return file


@pytest.fixture(scope="module")
def model(families: Families) -> Path:
    return families["sd"]


@pytest.fixture(scope="module")
def parts(model: Path) -> Parts:
    return made(model)


@pytest.mark.parametrize("layout", [kohya, peft, old_diffusers])
@pytest.mark.parametrize("strength", [1.0, -0.5])
def test_each_layout_adds_what_is_computed_by_hand(
    model: Path, parts: Parts, tmp_path: Path, layout: Callable[..., Path], strength: float
) -> None:
    file = layout(parts, tmp_path / "small.safetensors")
    plain = load("sd", model, RecordingContext())
    context = RecordingContext()
    changed = load("sd", model, context, lora=Lora("small", file, strength))
    assert changed is not plain
    assert not context.notices
    touched = set()
    for network in ("unet", "text_encoder"):
        before = getattr(plain.pipeline, network).state_dict()
        after = getattr(changed.pipeline, network).state_dict()
        for name, weight in before.items():
            part = next(
                (p for p, end in (("linear", LINEAR), ("conv", CONV), ("words", WORDS))
                 if name.endswith(end + ".weight")), None,
            )  # fmt: skip
            wanted = weight
            if part is not None:
                touched.add(part)
                up, down = parts[part]
                product = torch.einsum("or,r...->o...", up.flatten(1), down)
                wanted = weight + strength * ALPHA / RANK * product
            torch.testing.assert_close(after[name], wanted, rtol=0, atol=1e-5 if part else 0)
    assert touched == {"linear", "conv", "words"}


def test_the_published_names_are_known_too(tmp_path: Path) -> None:
    """LoRA files for SDXL name the U-Net's parts as it was published."""
    network = originals.sdxl()
    model = originals.save(network, tmp_path / "xl.safetensors")
    name = "up_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k"
    weight = network["unet"].get_submodule(name).weight
    second = network["text_encoder_2"].state_dict()
    deep = next(key for key in second if key.endswith("layers.1.mlp.fc2.weight"))
    up, down = torch.randn(weight.shape[0], RANK), torch.randn(RANK, weight.shape[1])
    up_2 = torch.randn(second[deep].shape[0], RANK)
    down_2 = torch.randn(RANK, second[deep].shape[1])
    file = tmp_path / "small.safetensors"
    key = "lora_unet_output_blocks_2_1_transformer_blocks_0_attn2_to_k"
    key_2 = "lora_te2_text_model_encoder_layers_1_mlp_fc2"
    save_file(
        {
            f"{key}.lora_up.weight": up, f"{key}.lora_down.weight": down,
            f"{key_2}.lora_up.weight": up_2, f"{key_2}.lora_down.weight": down_2,
        },
        file,
    )  # fmt: skip
    loaded = load("xl", model, RecordingContext(), lora=Lora("small", file, 1.0)).pipeline
    torch.testing.assert_close(loaded.unet.get_submodule(name).weight, weight + up @ down)
    torch.testing.assert_close(
        loaded.text_encoder_2.state_dict()[deep], second[deep] + up_2 @ down_2
    )


def test_a_run_uses_it_and_without_it_paints_as_before(
    model: Path, parts: Parts, tmp_path: Path
) -> None:
    file = kohya(parts, tmp_path / "small.safetensors")
    generator = TextToImage()

    def run(**values: Any) -> np.ndarray:
        params = validate_params(TextToImage.Params, {**FEW, **values})
        context = RecordingContext(models={"sd": model, "small": file})
        return np.asarray(generator.run(Request(params=params, seed=5), context).images[0])

    plain = run(model="sd")
    changed = run(model="sd", lora="small")
    assert not np.array_equal(plain, changed)
    assert not np.array_equal(changed, run(model="sd", lora="small", lora_strength=0.25))
    np.testing.assert_array_equal(run(model="sd", lora="small", lora_strength=0), plain)
    np.testing.assert_array_equal(run(model="sd"), plain)


def test_the_same_lora_is_loaded_once(model: Path, parts: Parts, tmp_path: Path) -> None:
    lora = Lora("small", kohya(parts, tmp_path / "small.safetensors"), 0.5)
    context = RecordingContext(models={"sd": model})
    one, other = ModelHolder(), ModelHolder()
    assert one.get("sd", context, lora=lora) is other.get("sd", context, lora=lora)
    assert one.get("sd", context) is not other.get("sd", context, lora=lora)


@pytest.fixture
def headless(families: Families, parts: Parts, tmp_path: Path) -> Iterator[Headless]:
    shutil.copytree(families["sd"], tmp_path / "models" / "sd")
    (tmp_path / "models" / "lora").mkdir()
    kohya(parts, tmp_path / "models" / "lora" / "small.safetensors")
    registry = discover(markers=tmp_path / "markers")
    headless = Headless(registry, Catalogue([tmp_path / "models"]), device="cpu")
    yield headless
    headless.close()
    registry.close()


def test_the_recipe_names_both_with_their_hashes(headless: Headless, tmp_path: Path) -> None:
    values = {**FEW, "lora": "small", "lora_strength": 0.5}
    (picture,) = headless.run("text-to-image", params=values, seed=1)
    catalogue = Catalogue([tmp_path / "models"])
    wanted = catalogue.find("lora", "small").sha256
    assert picture.recipe["model"] == "sd"
    assert picture.recipe["other_models"] == [{"name": "small", "kind": "lora", "sha256": wanted}]
    (plain,) = headless.run("text-to-image", params=FEW, seed=1)
    assert "other_models" not in plain.recipe


def test_replay_asks_for_the_very_same_lora(
    headless: Headless, parts: Parts, tmp_path: Path
) -> None:
    values = {**FEW, "lora": "small", "lora_strength": 0.5}
    (picture,) = headless.run("text-to-image", params=values, seed=1)
    doc = commands.new_document(64, 64)
    recipe = Recipe.from_json(picture.recipe)
    commands.add_generation_layer(doc, picture.rgba, doc.bounds, recipe, "Apple")
    catalogue = Catalogue([tmp_path / "models"])

    def state() -> ReplayState:
        (replayed,) = Replay(headless._registry, catalogue, headless).run(doc)
        return replayed.state

    assert state() is ReplayState.IDENTICAL
    other = {part: (2 * up, down) for part, (up, down) in parts.items()}
    kohya(other, tmp_path / "models" / "lora" / "small.safetensors")
    assert state() is ReplayState.MISSING_MODEL


def test_it_is_known_among_models(parts: Parts, tmp_path: Path) -> None:
    for layout in (kohya, peft, old_diffusers):
        card = inspect(layout(parts, tmp_path / "one.safetensors"))
        assert (card.family, card.kind) == (f"LoRA of rank {RANK}", "lora")


def _other_size(state: dict[str, Any]) -> None:
    name = "lora_unet_" + LINEAR.replace(".", "_")
    state[f"{name}.lora_up.weight"] = torch.zeros(999, RANK)


def _other_names(state: dict[str, Any]) -> None:
    for name in list(state):
        state[name.replace("lora_", "lora_x", 1)] = state.pop(name)


def _nothing(state: dict[str, Any]) -> None:
    state.clear()
    state["a"] = torch.zeros(2)


def _loha(state: dict[str, Any]) -> None:
    state["lora_unet_conv_in.hada_w1_a"] = torch.zeros(2)


def _nan(state: dict[str, Any]) -> None:
    next(iter(state.values())).fill_(float("nan"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_other_size, "made for a model of another size"),
        (_other_names, "made for another kind of model"),
        (_nothing, "is no LoRA"),
        (_loha, "of a newer sort than LoRA"),
        (_nan, "not finite"),
    ],
)
def test_what_is_wrong_with_it_is_said(
    model: Path, parts: Parts, tmp_path: Path, spoil: Callable[[dict[str, Any]], None], said: str
) -> None:

    file = tmp_path / "small.safetensors"
    state = {key: tensor.clone() for key, tensor in load_file(kohya(parts, file)).items()}
    spoil(state)
    file.unlink()
    save_file(state, file)
    with pytest.raises(FigmentError, match=said):
        load("sd", model, RecordingContext(), lora=Lora("small", file, 1.0))


def test_a_pickle_is_not_opened(model: Path, tmp_path: Path) -> None:
    file = tmp_path / "small.pt"
    torch.save({"a": torch.zeros(2)}, file)
    with pytest.raises(GeneratorError, match="is a pickle, which is not opened"):
        load("sd", model, RecordingContext(), lora=Lora("small", file, 1.0))


def test_what_fits_nothing_is_told(model: Path, parts: Parts, tmp_path: Path) -> None:
    more = {**parts}
    file = kohya(more, tmp_path / "small.safetensors")

    state = {key: tensor.clone() for key, tensor in load_file(file).items()}
    state["lora_te2_text_model_final.lora_up.weight"] = torch.zeros(4, RANK)
    state["lora_te2_text_model_final.lora_down.weight"] = torch.zeros(RANK, 4)
    file.unlink()
    save_file(state, file)
    context = RecordingContext()
    load("sd", model, context, lora=Lora("small", file, 1.0))
    assert context.notices == [
        "1 of 4 parts of the LoRA “small” fit nothing in this model; they were left out."
    ]
