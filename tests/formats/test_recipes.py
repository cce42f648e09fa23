"""Recipes, prompt text and the source mark in exported files."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
from PIL import Image

from editor.document.document import Document
from editor.document.layer import Layer, Recipe
from editor.formats import (
    ExportOptions,
    export_image,
    open_document,
    read_image,
    save_document,
)
from editor.formats.grids import grid_of
from editor.formats.recipes import COMPOSITE, TRAINED, from_text, parameters_text, source_packet

RECIPE = Recipe.from_json(
    {
        "generator": "text-to-image",
        "generator_title": "Text to image",
        "plugin": "figment-editor",
        "plugin_version": "0.1.0",
        "model": "objects",
        "model_sha256": "ab" * 32,
        "params": {"prompt": "a red shoe, “new”", "negative_prompt": "blur", "steps": 20,
                   "guidance_scale": 7.5, "style": "a, b"},
        "seed": 42,
        "doc_rect": [0, 0, 16, 12],
        "input_hashes": {},
        "created": "2026-01-01T00:00:00",
        "figment_version": "0.1.0",
    }
)  # fmt: skip


def layer(name: str, recipe: Recipe | None = None, *, x: int = 0) -> Layer:
    made = Layer(name=name)
    made.pixels = grid_of(np.full((12, 16 - x, 4), 255, np.uint8), x=x, y=0)
    made.recipe = recipe
    return made


def document(*layers: Layer) -> Document:
    doc = Document(16, 12)
    doc.layers.extend(layers)
    return doc


def test_an_exported_png_gives_the_recipe_back(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    export_image(document(layer("shoe", RECIPE)), path)
    assert read_image(path).recipe == RECIPE
    opened = open_document(path).layers[0]
    assert isinstance(opened, Layer)
    assert opened.recipe == RECIPE


def test_the_recipe_of_a_part_does_not_become_that_of_the_whole(tmp_path: Path) -> None:
    part = Recipe.from_json(RECIPE.to_json() | {"doc_rect": [8, 0, 8, 12]})
    path = tmp_path / "a.png"
    export_image(document(layer("photo"), layer("shoe", part, x=8)), path)
    doc = open_document(path)
    assert isinstance(doc.layers[0], Layer)
    assert doc.layers[0].recipe is None
    assert doc.metadata["recipes"] == [part]
    save_document(doc, tmp_path / "b.ora")
    export_image(open_document(tmp_path / "b.ora"), tmp_path / "c.png")
    again = read_image(tmp_path / "c.png")
    assert again.recipes == [part]
    assert again.xmp is not None
    assert COMPOSITE.encode() in again.xmp


def test_other_programs_read_prompt_and_settings(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    export_image(document(layer("shoe", RECIPE)), path)
    with Image.open(path) as image:
        lines = image.info["parameters"].split("\n")
    assert lines[0] == "a red shoe, “new”"
    assert lines[1] == "Negative prompt: blur"
    assert lines[2].startswith("Steps: 20, CFG scale: 7.5, Seed: 42, Size: 16x12, Model hash: ")
    assert 'style: "a, b"' in lines[2]


@pytest.mark.parametrize(
    ("scheduler", "told"),
    [
        ("euler-a", "Sampler: Euler a,"),
        ("dpm++-2m", "Sampler: DPM++ 2M,"),
        ("new", "Sampler: new,"),
    ],
)
def test_samplers_have_the_names_that_others_know(scheduler: str, told: str) -> None:
    made = Recipe.from_json(RECIPE.to_json() | {"params": {"scheduler": scheduler}})
    assert told in parameters_text(made, width=1, height=2)


def test_a_sampler_of_the_models_own_is_not_named() -> None:
    made = Recipe.from_json(RECIPE.to_json() | {"params": {"scheduler": "auto"}})
    assert "Sampler" not in parameters_text(made, width=1, height=2)


def test_a_prompt_is_optional_in_the_text() -> None:
    bare = Recipe.from_json(RECIPE.to_json() | {"params": {}})
    assert parameters_text(bare, width=1, height=2).startswith("\nSeed: 42, Size: 1x2")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".avif"])
@pytest.mark.parametrize(
    ("layers", "term"),
    [
        ([layer("made", RECIPE)], TRAINED),
        ([layer("photo"), layer("made", RECIPE)], COMPOSITE),
        ([layer("photo")], None),
    ],
)
def test_generated_pixels_are_marked(
    tmp_path: Path, suffix: str, layers: list[Layer], term: str | None
) -> None:
    path = tmp_path / f"a{suffix}"
    export_image(document(*layers), path)
    packet = read_image(path).xmp
    if term is None:
        assert packet is None
    else:
        assert packet is not None
        assert f"/digitalsourcetype/{term}".encode() in packet


def test_hidden_generation_layers_tell_nothing(tmp_path: Path) -> None:
    hidden = layer("made", RECIPE)
    hidden.visible = False
    export_image(document(layer("photo"), hidden), tmp_path / "a.png")
    picture = read_image(tmp_path / "a.png")
    assert picture.recipes == []
    assert picture.xmp is None


def test_both_can_be_switched_off(tmp_path: Path) -> None:
    options = ExportOptions(include_recipe=False, mark_synthetic=False)
    export_image(document(layer("made", RECIPE)), tmp_path / "a.png", options=options)
    with Image.open(tmp_path / "a.png") as image:
        image.load()
        assert not {"figment", "parameters", "xmp"} & set(image.info)


def test_bare_pixels_take_recipes_from_the_options(tmp_path: Path) -> None:
    pixels = np.full((12, 16, 4), 255, np.uint8)
    export_image(pixels, tmp_path / "a.png", options=ExportOptions(recipes=(RECIPE,)))
    picture = read_image(tmp_path / "a.png")
    assert picture.recipe == RECIPE
    assert picture.xmp is not None
    export_image(pixels, tmp_path / "a.ora", options=ExportOptions(recipes=(RECIPE,)))
    opened = open_document(tmp_path / "a.ora").layers[0]
    assert isinstance(opened, Layer)
    assert opened.recipe == RECIPE


def test_the_mark_survives_open_and_save_and_is_never_doubled(tmp_path: Path) -> None:
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    export_image(document(layer("made", RECIPE)), first)
    doc = open_document(first)
    export_image(doc, second)
    packet = read_image(second).xmp
    assert packet is not None
    assert packet.count(b"DigitalSourceType") == 1


def test_what_else_a_packet_says_is_kept() -> None:
    before = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="kept" '
        b'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        b"<Iptc4xmpExt:DigitalSourceType>old</Iptc4xmpExt:DigitalSourceType>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    after = source_packet(TRAINED, before)
    fromstring(after)
    assert b"kept" in after
    assert b"old" not in after
    assert after.count(b"DigitalSourceType=") == 1
    fromstring(source_packet(COMPOSITE).split(b"?>", 1)[1].rsplit(b"<?", 1)[0])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"recipes": 3}', '{"recipes": [3]}', b"x", None])
def test_damaged_recipes_are_passed_over(text: object) -> None:
    assert from_text(text) == []
