"""From pictures to a model folder that the generators load: every stage, some thirty tiny steps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import transformers
from PIL import Image
from torch.nn import functional

from editor.api import FileError
from editor.api.testing import RecordingContext
from plugins.text_to_image import export, train
from plugins.text_to_image.autoencoder import colour_loss, grown, make_autoencoder
from plugins.text_to_image.holes import hole
from plugins.text_to_image.latents import draw_latents, folder_for
from plugins.text_to_image.lessons import lesson
from plugins.text_to_image.scenes import COLOURS, colour_name, scene
from plugins.text_to_image.subjects import parted, read_subjects
from plugins.text_to_image.words import MOST_TOKENS, TextEncoder, find_text_encoder
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.diffusion.painting import Wish, paint
from tests.plugins.pictures import write_objects, write_photos

_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "an", "red", "disc", "on", "blue"]
_WORDS += ["photo", "of", "background", "##s"]
SMALL = ["--channels", "8", "8", "8", "8"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Discs cut out, discs as photos, and a painting."""
    root = tmp_path_factory.mktemp("data")
    write_objects(root / "emoji" / "3d", count=6)
    table = [
        {"cp": f"disc{i}", "name": f"disc: number {i}", "keywords": ["round"]} for i in range(6)
    ]
    (root / "emoji" / "metadata.json").write_text(json.dumps(table), encoding="utf-8")
    write_photos(root / "photos" / "grocery", count=6)
    (root / "paintings" / "monet").mkdir(parents=True)
    Image.new("RGB", (80, 64), (60, 90, 140)).save(root / "paintings" / "monet" / "pond.png")
    (root / "faces").mkdir()
    Image.new("RGB", (64, 64), (200, 160, 140)).save(root / "faces" / "somebody.png")
    return root


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text encoder of two tiny layers."""
    folder = tmp_path_factory.mktemp("bert")
    (folder / "vocab.txt").write_text("\n".join(_WORDS), encoding="utf-8")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(str(folder))
    config = transformers.BertConfig(
        vocab_size=len(_WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    torch.manual_seed(0)
    transformers.BertModel(config).save_pretrained(str(folder))
    return folder


def test_subjects_are_named_by_their_folders(data: Path) -> None:
    subjects = read_subjects(data)
    kinds = {
        kind: [s for s in subjects if s.kind == kind] for kind in ("thing", "photo", "painting")
    }
    assert [len(found) for found in kinds.values()] == [6, 6, 1]
    assert kinds["thing"][0].names[0] == "disc, number 0"
    assert kinds["photo"][0].names == ("disc",)
    assert kinds["painting"][0].names[0] == "painting by Monet"
    train_on, held = parted(subjects)
    assert len(train_on) + len(held) == 13
    with pytest.raises(FileError, match="no pictures"):
        read_subjects(data / "faces")


def test_scenes_are_told_and_repeatable(data: Path) -> None:
    subjects = read_subjects(data)
    told = set()
    for seed in range(100):
        picture, caption = scene(subjects, np.random.default_rng(seed), 64)
        again, same = scene(subjects, np.random.default_rng(seed), 64)
        assert picture.shape == (64, 64, 3)
        assert np.array_equal(picture, again)
        assert caption == same
        told.add(caption)
    assert any(" background" in caption for caption in told)
    assert any(" and " in caption for caption in told)
    assert len(told) > 15


def test_lessons_ask_for_wholes_for_missing_parts_and_for_things_put_in(data: Path) -> None:
    subjects = read_subjects(data)
    wholes, silent, told = 0, 0, []
    for seed in range(100):
        asked = lesson(subjects, np.random.default_rng(seed), 64)
        assert asked.picture.shape == (64, 64, 3)
        if asked.mask is None:
            assert asked.caption
            wholes += 1
        elif asked.caption:
            told.append(asked.caption)
        else:
            silent += 1
        assert asked.mask is None or (asked.mask > 0).mean() > 0
    assert wholes > 40
    assert silent > 5
    assert any("disc, number" in caption for caption in told)


@pytest.mark.parametrize("name", COLOURS)
def test_colours_have_names(name: str) -> None:
    assert colour_name(np.array([COLOURS[name]] * 9, np.uint8)) == name


def test_holes_are_neither_empty_nor_full() -> None:
    for seed in range(60):
        share = (hole(np.random.default_rng(seed), 128) > 0).mean()
        assert 0 < share < 0.95


def test_all_stages_give_a_model_that_the_generators_load(
    data: Path, encoder: Path, tmp_path: Path
) -> None:
    run, out = str(tmp_path / "run"), tmp_path / "model"
    common = ["-o", run, "--device", "cpu"]
    few = ["--steps", "15", "--batch", "3", "--learning-rate", "1e-3"]
    train.main(["autoencoder", "--data", str(data), *common, *few, *SMALL])
    shards = ["--count", "6", "--shard", "3"]
    train.main(["latents", "--data", str(data), *common, *shards])
    train.main(["denoiser", *common, *few, "--channels", "8", "16", "--text-encoder", str(encoder)])
    train.main(["larger", "--data", str(data), *common, *few])
    quality = export.export(
        run=Path(run),
        data=data,
        out=out,
        name="discs",
        text_encoder=encoder,
        credit="made by this test",
        steps=1,
        prompts=2,
        photos=2,
        asked=3,
        machine="a small one",
    )
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    assert card["kind"] == "text-to-image"
    assert card["training"]["denoiser_steps"] == 15
    assert str(tmp_path) not in (out / "card.json").read_text(encoding="utf-8")
    assert card["training"]["machine"] == "a small one"
    engines = ("model", "telea", "navier-stokes")
    measured = {f"hole_{figure}_{e}" for e in engines for figure in ("psnr_db", "ssim")}
    assert set(quality) == {"prompts", "top_1_retrieval"} | measured
    assert {"prompts.webp", "held-back.webp", "latent_rgb.json"} <= {p.name for p in out.iterdir()}

    loaded = load("discs", out, RecordingContext())
    assert loaded.has_mask_channels
    assert loaded.native_px == 256
    wish = Wish("a red disc", (64, 64), 1, steps=2)
    picture = paint(loaded, wish, RecordingContext())
    assert np.array_equal(picture, paint(loaded, wish, RecordingContext()))
    other = Wish("blue background", (64, 64), 1, steps=2)
    assert not np.array_equal(picture, paint(loaded, other, RecordingContext()))

    # Another run goes on from the finished model.
    further, common[1] = tmp_path / "further", str(tmp_path / "further")
    start = ["--start-from", str(out)]
    train.main(["latents", "--data", str(data), *common, *shards, *start])
    words = ["--channels", "8", "16", "--text-encoder", str(encoder)]
    train.main(["denoiser", *common, "--steps", "1", "--learning-rate", "0", *words, *start])
    content = torch.load(further / "denoiser" / "checkpoint.pt", weights_only=True)
    known = loaded.pipeline.unet.state_dict()
    assert all(torch.allclose(known[k].float(), v) for k, v in content["averaged"].items())
    export.export(
        run=further,
        data=data,
        out=out,
        name="more",
        text_encoder=encoder,
        steps=1,
        prompts=1,
        photos=1,
        asked=1,
    )


def test_a_denoiser_run_goes_on_where_it_stopped(
    data: Path, encoder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["-o", str(tmp_path), "--device", "cpu"]
    train.main(
        ["autoencoder", "--data", str(data), *common, *SMALL, "--steps", "1", "--batch", "1"]
    )
    latents = ["latents", "--data", str(data), *common, "--shard", "2"]
    train.main([*latents, "--count", "4"])
    stamps = {p: p.stat().st_mtime_ns for p in folder_for(tmp_path).iterdir()}
    train.main([*latents, "--count", "6"])
    now = {p: p.stat().st_mtime_ns for p in folder_for(tmp_path).iterdir()}
    assert len(now) == 3
    assert stamps.items() <= now.items()

    words = ["denoiser", *common, "--channels", "8", "16", "--text-encoder", str(encoder)]
    train.main([*words, "--steps", "2", "--batch", "2"])
    train.main([*words, "--steps", "4", "--batch", "2"])
    assert "step 2 of 4" in capsys.readouterr().out


def test_batches_tell_what_is_to_be_painted(data: Path, tmp_path: Path) -> None:
    common = ["-o", str(tmp_path), "--device", "cpu", "--data", str(data)]
    small = [*SMALL, "--steps", "1", "--batch", "1"]
    train.main(["autoencoder", *common, *small])
    train.main(["latents", *common, "--count", "8", "--shard", "4"])
    draw = draw_latents(tmp_path)
    batch = draw(np.random.default_rng(1), 256, 12)
    assert batch.latents.shape == batch.masked.shape == (12, 4, 16, 16)
    assert batch.mask.shape == (12, 1, 16, 16)
    assert set(batch.mask.unique().tolist()) == {0.0, 1.0}
    everywhere = batch.mask.flatten(1).min(1).values == 1
    assert everywhere.any()
    assert not everywhere.all()
    gray = batch.masked[everywhere]
    assert torch.equal(gray, gray[:1].expand_as(gray))
    again = draw(np.random.default_rng(1), 256, 12)
    assert torch.equal(again.latents, batch.latents)


def test_a_grown_autoencoder_begins_where_the_small_one_is() -> None:
    torch.manual_seed(0)
    small = make_autoencoder((8, 8, 8, 16)).eval()
    large = grown(small).eval()
    x = functional.interpolate(torch.rand(2, 3, 8, 8) * 2 - 1, size=(64, 64), mode="bilinear")
    halved = functional.avg_pool2d(x, 2)
    with torch.inference_mode():
        seen, known = (n.encode(p).latent_dist.mode() for n, p in ((large, x), (small, halved)))
        made, meant = large.decode(known).sample, small.decode(known).sample
    assert seen.shape == known.shape == (2, 4, 4, 4)
    assert functional.mse_loss(seen, known) < 0.3 * known.var()
    both = torch.stack([functional.avg_pool2d(made, 2).flatten(), meant.flatten()])
    assert torch.corrcoef(both)[0, 1] > 0.8


def test_colours_count_where_brightness_is_right() -> None:
    red = torch.tensor([0.5, -0.3, 0.0])[None, :, None, None].expand(1, 3, 16, 16)
    green = torch.tensor([-0.3, 0.5, 0.0])[None, :, None, None].expand(1, 3, 16, 16)
    assert colour_loss(red, red) == 0
    assert colour_loss(red, green) > 3 * colour_loss(
        red, red.mean(1, keepdim=True).expand(1, 3, 16, 16)
    )


def test_stages_in_the_wrong_order_say_what_is_missing(
    data: Path, encoder: Path, tmp_path: Path
) -> None:
    common = ["-o", str(tmp_path), "--device", "cpu"]
    with pytest.raises(FileError, match="no autoencoder yet"):
        train.main(["latents", "--data", str(data), *common, "--count", "1"])
    train.main(
        ["autoencoder", "--data", str(data), *common, *SMALL, "--steps", "1", "--batch", "1"]
    )
    train.finished_autoencoder(tmp_path, read_subjects(data))
    with pytest.raises(FileError, match="no latents"):
        train.main(["denoiser", *common, "--text-encoder", str(encoder), "--channels", "8", "16"])
    with pytest.raises(FileError, match="no text encoder"):
        find_text_encoder(tmp_path)


def test_the_text_encoder_pads_as_the_pipeline_does(encoder: Path) -> None:
    encode = TextEncoder(encoder)
    context = encode(["a red disc", ""])
    assert context.shape == (2, MOST_TOKENS, 16)
    assert not torch.equal(context[0], context[1])
    assert torch.equal(encode(["", "a red disc"]).flip(0), context)
