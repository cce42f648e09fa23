"""OpenRaster files that others wrote, and ones that nobody honest would write."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pyora
import pytest
from PIL import Image

from editor.api import FileError
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer
from editor.formats import open_document, read_image, save_document


def png(color: tuple[int, ...] = (255, 0, 0, 255), size: tuple[int, int] = (4, 4)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", size, color).save(buffer, "PNG")
    return buffer.getvalue()


def archive(
    tmp_path: Path, stack: str | bytes, entries: dict[str, bytes] | None = None,
    *, mimetype: bytes | None = b"image/openraster",
) -> Path:  # fmt: skip
    path = tmp_path / "a.ora"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        if mimetype is not None:
            file.writestr("mimetype", mimetype)
        file.writestr("stack.xml", stack)
        for name, data in (entries or {"data/a.png": png()}).items():
            file.writestr(name, data)
    return path


def image(body: str, size: str = 'w="20" h="10"') -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><image {size}><stack>{body}</stack></image>"


def opened(tmp_path: Path, body: str, entries: dict[str, bytes] | None = None) -> Document:
    return open_document(archive(tmp_path, image(body), entries))


def test_optional_attributes_may_be_missing(tmp_path: Path) -> None:
    doc = opened(tmp_path, '<layer src="data/a.png"/>')
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    assert (layer.name, layer.opacity, layer.visible) == ("Layer", 1.0, True)
    assert layer.blend_mode is BlendMode.NORMAL
    assert layer.pixels.read(doc.bounds)[0, 0].tolist() == [255, 0, 0, 255]
    assert doc.dpi == 72.0
    assert doc.metadata["notices"] == []


def test_stacks_nest_and_carry_offsets(tmp_path: Path) -> None:
    doc = opened(
        tmp_path,
        '<stack name="g" x="2" isolation="auto" opacity="0.5"><layer name="in" src="data/a.png" '
        'x="1" y="3"/></stack><layer name="below" src="data/a.png" selected="true"/>',
    )
    below, group = doc.layers
    assert below.name == "below"
    assert doc.active_id == below.id
    assert isinstance(group, Group)
    inner = group.children[0]
    assert isinstance(inner, Layer)
    assert inner.pixels.content_bounds() == (3, 3, 4, 4)


@pytest.mark.parametrize(
    ("operation", "mode", "told"),
    [
        ("svg:multiply", BlendMode.MULTIPLY, False),
        ("multiply", BlendMode.MULTIPLY, False),
        ("svg:exclusion", BlendMode.EXCLUSION, False),
        ("svg:dst-in", BlendMode.NORMAL, True),
        ("krita:weird", BlendMode.NORMAL, True),
        ("", BlendMode.NORMAL, False),
    ],
)
def test_composite_ops(tmp_path: Path, operation: str, mode: BlendMode, told: bool) -> None:
    doc = opened(tmp_path, f'<layer name="one" src="data/a.png" composite-op="{operation}"/>')
    assert doc.layers[0].blend_mode is mode
    assert any("blends with" in notice for notice in doc.metadata["notices"]) == told


@pytest.mark.parametrize("src", ["./data/a.png", "/data/a.png", "data\\a.png", "data//a.png"])
def test_odd_paths_are_found(tmp_path: Path, src: str) -> None:
    doc = opened(tmp_path, f'<layer src="{src}"/>')
    assert "read_only" not in doc.metadata


def test_what_is_not_drawn_is_told(tmp_path: Path) -> None:
    doc = opened(
        tmp_path,
        '<text name="words"/><filter type="blur"/><layer name="vector" src="data/a.svg"/>'
        '<layer src="data/a.png"/>',
    )
    assert len(doc.layers) == 1
    assert len(doc.metadata["notices"]) == 3


@pytest.mark.parametrize(
    "values", ['opacity="nan"', 'opacity="7"', 'x="far" opacity=""', 'x="1e400"']
)
def test_nonsense_attributes_do_no_harm(tmp_path: Path, values: str) -> None:
    doc = opened(tmp_path, f'<layer src="data/a.png" {values}/>')
    assert doc.layers[0].opacity == 1.0


def test_layers_far_outside_the_canvas_are_kept(tmp_path: Path) -> None:
    doc = opened(tmp_path, '<layer src="data/a.png" x="-5000" y="900000"/>')
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    assert layer.pixels.content_bounds() == (-5000, 900000, 4, 4)


def test_a_missing_or_damaged_layer_leaves_the_others(tmp_path: Path) -> None:
    entries = {"data/a.png": png(), "data/bad.png": png()[:40]}
    doc = opened(
        tmp_path,
        '<layer name="bad" src="data/bad.png"/><layer name="lost" src="../../etc/passwd"/>'
        '<layer name="good" src="data/a.png"/>',
        entries,
    )
    assert [layer.name for layer in doc.layers] == ["good", "lost", "bad"]
    assert doc.metadata["read_only"] is True
    with pytest.raises(FileError, match="must not be replaced"):
        save_document(doc, tmp_path / "a.ora")


def test_without_any_layer_the_merged_picture_opens(tmp_path: Path) -> None:
    entries = {"mergedimage.png": png((0, 9, 0, 255), (20, 10))}
    doc = opened(tmp_path, '<layer src="data/gone.png"/>', entries)
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    assert layer.pixels.read(doc.bounds)[9, 19].tolist() == [0, 9, 0, 255]


def test_a_file_by_pyora_opens(tmp_path: Path) -> None:
    project = pyora.Project.new(30, 20)
    project.add_group("/g")
    project.add_layer(Image.new("RGBA", (5, 6), (1, 2, 3, 255)), "/g/one")
    project.add_layer(Image.new("RGBA", (30, 20), (9, 9, 9, 255)), "two", offsets=(0, 0))
    project.save(str(tmp_path / "p.ora"))
    doc = open_document(tmp_path / "p.ora")
    assert doc.bounds.size == (30, 20)
    assert sorted(node.name for node in doc.layers) == ["g", "two"]


@pytest.mark.parametrize(
    "stack",
    [
        '<!DOCTYPE image [<!ENTITY a "aaaa">]><image w="4" h="4"><stack/></image>',
        '<!DOCTYPE image SYSTEM "file:///etc/passwd"><image w="4" h="4"><stack/></image>',
        '<!DOCTYPE i [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><image w="4" h="4">&b;</image>'.encode(
            "utf-16"
        ),
        "<image w='4' h='4'><stack>",
        "\0\1\2",
        "<html/>",
        image("", 'w="0" h="0"'),
        image("", 'w="-3" h="4"'),
        image("", 'w="1000000" h="1000000"'),
        image("<stack>" * 100 + "</stack>" * 100),
        image('<layer src="data/a.png"/>' * 10_001),
    ],
)
def test_hostile_layer_lists_are_refused(tmp_path: Path, stack: str | bytes) -> None:
    with pytest.raises(FileError) as caught:
        open_document(archive(tmp_path, stack))
    assert caught.value.text.endswith(".")


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = archive(tmp_path, image('<layer src="data/a.png"/>'))
    data = bytearray(path.read_bytes())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(FileError, match=r"would unpack to 4\.0 GB"):
        open_document(path)


def test_a_png_bomb_inside_does_not_open(tmp_path: Path) -> None:
    header = b"\x08\x06\x00\x00\x00"
    body = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + header
    bomb = (
        b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    )
    doc = opened(
        tmp_path,
        '<layer src="data/a.png"/><layer name="bomb" src="data/b.png"/>',
        {"data/a.png": png(), "data/b.png": bomb + png()[33:]},
    )
    assert any("too large" in notice for notice in doc.metadata["notices"])


def test_one_picture_named_thousands_of_times_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.formats.archive._ALWAYS_BYTES", 1000)
    monkeypatch.setattr("editor.formats.archive._MOST_READINGS", 1)
    with pytest.raises(FileError, match="over and over"):
        opened(tmp_path, '<layer src="data/a.png"/>' * 5000)


def test_names_that_climb_out_of_the_archive_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    inside = tmp_path / "inside"
    inside.mkdir()
    doc = opened(
        inside,
        f'<layer name="up" src="../secret.png"/><layer name="root" src="{secret}"/>'
        '<layer name="own" src="data/a.png"/>',
    )
    told = " ".join(doc.metadata["notices"])
    assert "“up”" in told
    assert "“root”" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inside", "secret.png"]


def test_millions_of_nested_elements_end_well(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"damaged|nested"):
        opened(tmp_path, "<stack>" * 800_000)
    with pytest.raises(FileError, match="nested"):
        opened(tmp_path, "<stack>" * 100_000 + "</stack>" * 100_000)


@pytest.mark.parametrize(
    "project",
    [
        b"[" * 200_000,
        b'{"layers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"format_version": 1e999, "layers": [], "groups": []}',
        b'{"layers": [{"sha256": "x", "pixels": {"src": "../../etc/passwd"}}]}',
        b'{"selection": {"src": "data/a.png", "x": 99999999999999999999}}',
        b"\xff\xfe\x00",
    ],
)
def test_a_hostile_private_part_leaves_the_layers(tmp_path: Path, project: bytes) -> None:
    files = {"data/a.png": png(), "figment/project.json": project}
    doc = opened(tmp_path, '<layer src="data/a.png"/>', files)
    assert len(doc.layers) == 1


@pytest.mark.parametrize(
    ("mimetype", "words"),
    [
        (b"application/x-krita", "Krita project"),
        (b"application/vnd.oasis.opendocument.text", "no OpenRaster"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, mimetype: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        open_document(archive(tmp_path, image(""), mimetype=mimetype))


def test_a_project_under_another_name_opens(tmp_path: Path) -> None:
    path = archive(tmp_path, image('<layer src="data/a.png"/>'))
    renamed = path.rename(tmp_path / "a.png")
    assert len(open_document(renamed).layers) == 1
    with pytest.raises(FileError):
        read_image(renamed)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_project_is_refused(tmp_path: Path, share: float) -> None:
    path = archive(tmp_path, image('<layer src="data/a.png"/>'))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(FileError, match="damaged"):
        open_document(path)


def test_flipped_bytes_never_escape_as_other_errors(tmp_path: Path) -> None:
    doc = Document(20, 10)
    doc.layers.append(Layer(name="one"))
    path = tmp_path / "a.ora"
    save_document(doc, path)
    whole = np.frombuffer(path.read_bytes(), np.uint8)
    random = np.random.default_rng(4)
    for _ in range(60):
        bent = whole.copy()
        bent[random.integers(4, whole.size, 5)] ^= random.integers(1, 255, 5, np.uint8)
        path.write_bytes(bent.tobytes())
        try:
            open_document(path)
        except FileError as error:
            assert error.text.endswith(".")  # noqa: PT017 # some of them still open
