"""A document as plain JSON values, its tiles as references, and the way back."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from editor.api import FigmentError, Rect, validate_params
from editor.document.adjust import find_effect
from editor.document.desk_pieces import DESK, DeskFrames, DeskPiece
from editor.document.document import Document
from editor.document.guides import Guide
from editor.document.layer import AdjustmentLayer, BlendMode, Group, Layer, Node, Recipe
from editor.document.meshes import Mesh
from editor.document.originals import Original, original_of
from editor.document.tiles import TileGrid
from editor.journal.held import Held
from editor.journal.records import NotReadable

Keep = Callable[[Held], int]
"""Writes something if need be, and says by which number it is known."""
Fetch = Callable[[int], Held | None]
"""What has a number; None for what was lost."""

_KINDS: dict[str, type[Node]] = {kind.__name__: kind for kind in (Layer, Group, AdjustmentLayer)}
_ROW = np.dtype("<i8")
_FIELDS = ("id", "title", "width", "height", "dpi", "active_id", "path", "icc_profile")


def state_of(doc: Document, keep: Keep) -> dict[str, Any]:
    """A document's state; `keep` is called for every tile and all that lies on desks."""
    state = {name: _pack(getattr(doc, name), keep) for name in _FIELDS}
    state["layers"] = [_pack(node, keep) for node in doc.layers]
    state["selection"] = _pack(doc.selection.mask, keep)
    state["channels"] = _pack(doc.channels, keep)
    state["guides"] = [[guide.axis, guide.at] for guide in doc.guides]
    state["metadata"] = {
        name: _pack(value, keep) for name, value in doc.metadata.items() if _is_plain(value)
    }
    return state


def document_from(state: Mapping[str, Any], fetch: Fetch) -> Document:
    """The document of a state. Raises NotReadable for a state that is not one of ours."""
    try:
        known = {name: _unpack(state[name], fetch) for name in _FIELDS}
        width, height = int(known["width"]), int(known["height"])
        doc = Document(width, height, dpi=known["dpi"], icc_profile=known["icc_profile"])
        doc.id, doc.title, doc.path = known["id"], known["title"], known["path"]
        doc.layers = [_unpack(node, fetch) for node in state["layers"]]
        doc.active_id = known["active_id"]
        doc.selection.mask = _unpack(state["selection"], fetch)
        doc.channels = _unpack(state["channels"], fetch)
        doc.guides = [Guide(axis, float(at)) for axis, at in state["guides"]]
        doc.metadata = {name: _unpack(value, fetch) for name, value in state["metadata"].items()}
        if DESK in doc.metadata:
            pieces = doc.metadata[DESK]
            doc.metadata[DESK] = tuple(one for one in pieces if one is not None)
    except (KeyError, TypeError, ValueError, AttributeError, FigmentError) as error:
        raise NotReadable(repr(error)) from error
    return doc


def _is_plain(value: Any) -> bool:
    try:
        _pack(value, keep=id)
    except TypeError:
        return False  # what only this session knows
    return True


def _pack(value: Any, keep: Keep) -> Any:
    """Plain values as they are; what JSON has no word for as a table with one key."""
    match value:
        case BlendMode():
            return {"blend": value.value}
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return {"bytes": base64.b64encode(value).decode("ascii")}
        case Path():
            return {"path": str(value)}
        case TileGrid():
            return {"grid": [value.channels, _tiles(value, keep)]}
        case DeskPiece() | DeskFrames():
            return {"desk": keep(value)}
        case Original():
            return {"original": _pack(_original_parts(value), keep)}
        case Recipe():
            return {"recipe": value.to_json()}
        case Node():
            packed = {one.name: _pack(getattr(value, one.name), keep) for one in fields(value)}
            return {"node": [type(value).__name__, packed]}
        case BaseModel():
            return {"plain": value.model_dump(mode="json")}
        case list() | tuple():
            return [_pack(one, keep) for one in value]
        case dict():
            return {"table": {str(name): _pack(one, keep) for name, one in value.items()}}
    raise TypeError(f"a journal cannot hold a {type(value).__name__}")


def _tiles(grid: TileGrid, keep: Keep) -> str:
    """Column, row and number of each tile, as text: thousands of them are one value to JSON,
    whose encoder would hold up every thread for as many lists."""
    rows = []
    for key in sorted(grid.keys()):
        tile = grid.shared_tile(key)
        assert tile is not None
        rows.append((*key, keep(tile)))
    return base64.b64encode(np.array(rows, _ROW).tobytes()).decode("ascii")


def _original_parts(original: Original) -> dict[str, Any]:
    mesh = original.mesh
    return {
        "pixels": original.pixels,
        "placed": original.placed,
        "matrix": original.matrix.ravel().tolist(),
        "mesh": None if mesh is None else [*mesh.rect, *(v for xy in mesh.points for v in xy)],
    }


def _original(parts: dict[str, Any]) -> Original:
    mesh = parts["mesh"]
    if mesh is not None:
        values = [float(v) for v in mesh[4:]]
        points = tuple(zip(values[::2], values[1::2], strict=True))
        mesh = Mesh(Rect(*(int(v) for v in mesh[:4])), points)
    matrix = np.array(parts["matrix"], np.float64).reshape(3, 3)
    return original_of(parts["pixels"], matrix, parts["placed"], mesh)


def _unpack(value: Any, fetch: Fetch) -> Any:
    if isinstance(value, list):
        return [_unpack(one, fetch) for one in value]
    if not isinstance(value, dict):
        return value
    ((kind, body),) = value.items()
    match kind:
        case "blend":
            return BlendMode(body)
        case "bytes":
            return _bytes(body)
        case "path":
            return Path(body)
        case "grid":
            channels, tiles = body
            return _grid(channels, tiles, fetch)
        case "plain":
            return body
        case "desk":
            return _thing(fetch(body))
        case "original":
            return _original(_unpack(body, fetch))
        case "recipe":
            return Recipe.from_json(body)
        case "node":
            name, packed = body
            return _node(name, {key: _unpack(one, fetch) for key, one in packed.items()})
        case "table":
            return {name: _unpack(one, fetch) for name, one in body.items()}
    raise ValueError(f"an unknown kind of value: {kind}")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("damaged bytes") from error


def _thing(found: Held | None) -> DeskPiece | DeskFrames | None:
    if found is None or isinstance(found, DeskPiece | DeskFrames):
        return found
    raise ValueError("a tile on a desk")


def _grid(channels: int, tiles: str, fetch: Fetch) -> TileGrid:
    grid = TileGrid(channels)
    for ix, iy, number in np.frombuffer(_bytes(tiles), _ROW).reshape(-1, 3).tolist():
        tile = fetch(number)
        if isinstance(tile, DeskPiece | DeskFrames):
            raise ValueError("a piece of a desk among the tiles")
        if tile is not None and tile.shape != grid.tile_shape:
            raise ValueError(f"a tile of the shape {tile.shape}")
        grid.set_tile(ix, iy, tile)
    return grid


def _node(name: str, values: dict[str, Any]) -> Node:
    if "effect_id" in values:
        effect = find_effect(values["effect_id"])
        values["params"] = validate_params(effect.params_class, values["params"])
    return _KINDS[name](**values)
