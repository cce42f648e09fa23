"""Projects and other programs' drawings read from OpenRaster: `read_document`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.api import FileError
from editor.document.document import Document
from editor.document.guides import Guide
from editor.document.layer import AdjustmentLayer, Group, Layer, Node, Recipe
from editor.formats import limits, ora_adjustments, ora_originals, ora_stack
from editor.formats.archive import Archive, BadEntry, MissingEntry
from editor.formats.desk_pieces import pieces_back
from editor.formats.files import keep_from_overwriting
from editor.formats.ora_pictures import Pictures
from editor.formats.ora_private import (
    PROJECT,
    GroupExtra,
    LayerExtra,
    Placed,
    Project,
    group_key,
    placed_key,
)
from editor.formats.waiting import bring_back

_MIMETYPES = (b"image/openraster",)
_TEXT_LIMIT = 16 * 2**20


def read_document(path: Path) -> Document:
    """Open an OpenRaster file, ours or another program's.

    Raises:
        FileError: no OpenRaster file, a damaged or a hostile one.
    """
    with Archive(path) as archive:
        _check_type(archive)
        try:
            xml = archive.read("stack.xml", limit=_TEXT_LIMIT)
        except (MissingEntry, BadEntry) as error:
            raise FileError(
                f"“{path.name}” is damaged: its layer list is missing.",
                "Look for a backup of it.",
                repr(error),
            ) from error
        stack = ora_stack.parse(xml, name=path.name)
        limits.check_size(path.name, stack.width, stack.height)
        return _Reader(archive, stack).document(path)


def _check_type(archive: Archive) -> None:
    try:
        mimetype = archive.read("mimetype", limit=256).strip()
    except (MissingEntry, BadEntry):
        mimetype = b""
    if mimetype in _MIMETYPES or (not mimetype and "stack.xml" in archive):
        return
    if mimetype == b"application/x-krita":
        raise FileError(
            f"“{archive.name}” is a Krita project, which Figment does not open.",
            "Export it from Krita as OpenRaster (.ora).",
        )
    raise FileError(
        f"“{archive.name}” is an archive, but no OpenRaster picture.",
        "Unpack it and open the pictures inside.",
    )


@dataclass
class _Reader:
    archive: Archive
    stack: ora_stack.Stack
    project: Project = field(default_factory=Project)
    notices: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    ours: bool = False
    readable: int = 0
    active_id: str = ""
    ids: set[str] = field(default_factory=set)
    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.archive, self.notices)

    def document(self, path: Path) -> Document:
        self.notices += self.stack.notices
        self.ours = self._read_project()
        self._keys(self.stack.items)
        nodes = self._nodes(self.stack.items, 0)
        if self.damage and not self.readable:
            nodes = self._merged() or nodes
        doc = Document(
            self.stack.width,
            self.stack.height,
            dpi=self.project.dpi or self.stack.dpi or 72.0,
            icc_profile=self._profile(),
        )
        doc.layers.extend(nodes)
        doc.path = path
        doc.title = path.stem
        if self.project.selection is not None:
            doc.selection.mask = self.pictures.mask(self.project.selection)
        for channel in self.project.channels:
            grid = self.pictures.mask(channel.mask)
            if grid is not None:
                doc.channels[channel.name] = grid
        doc.guides = [Guide(guide.axis, guide.at) for guide in self.project.guides]
        doc.active_id = self.active_id or (nodes[-1].id if nodes else "")
        doc.metadata.update(self.project.embedded())
        self.notices += bring_back(doc, self.project.waiting, self.pictures.read)
        self.notices += pieces_back(doc, self.project.desk, self.pictures.read)
        brought = [self._recipe(entry, path.stem) for entry in self.project.recipes]
        if any(brought):
            doc.metadata["recipes"] = [recipe for recipe in brought if recipe is not None]
        self._finish(doc, path)
        return doc

    def _finish(self, doc: Document, path: Path) -> None:
        if self.damage:
            reason = "parts of it could not be read, and they would be lost."
            missing = ", ".join(f"“{name}”" for name in self.damage[:5])
            self.notices.append(f"The pixels of {missing} are missing or damaged in “{path.name}”.")
        elif self.project.is_newer:
            reason = "a newer Figment made it, and what only that one knows would be lost."
            self.notices.append(
                f"“{path.name}” was made by a newer Figment ({self.project.figment_version}); "
                "it can be looked at and saved under another name."
            )
        else:
            reason = ""
        if reason:
            keep_from_overwriting(doc, path, reason)
        doc.metadata["notices"] = list(dict.fromkeys(self.notices))

    def _read_project(self) -> bool:
        try:
            self.project = Project.from_json(self.archive.read(PROJECT, limit=_TEXT_LIMIT))
        except MissingEntry:
            return False
        except (BadEntry, ValueError):
            self.notices.append(
                "The part with masks and recipes is damaged; the layers are as other programs "
                "see them."
            )
            return False
        return True

    def _keys(self, items: list[ora_stack.StackItem]) -> list[str]:
        """The placed keys of `items`, top to bottom; the bare ones are remembered for `_node`."""
        placed = []
        for item in items:
            if isinstance(item, ora_stack.StackLayer):
                key = self._hash_of(item.src)
                placed.append(placed_key(key, item.x, item.y))
            else:
                assert isinstance(item, ora_stack.StackGroup)
                key = group_key(self._keys(item.children))
                placed.append(key)
            self.keys[id(item)] = key
        return placed

    def _hash_of(self, src: str) -> str:
        """An entry's SHA-256, computed once; "" where it cannot be read."""
        if src not in self.hashes:
            try:
                self.hashes[src] = hashlib.sha256(self.archive.read(src)).hexdigest()
            except (MissingEntry, BadEntry):
                self.hashes[src] = ""
        return self.hashes[src]

    def _nodes(self, items: list[ora_stack.StackItem], masks: int) -> list[Node]:
        """Nodes bottom to top, below `masks` enabled masks of groups that came back.

        The items are taken top to bottom, as they were written, so that layers whose PNGs are
        the same (empty ones) each get their own data back.
        """
        nodes: list[Node] = []
        for item in items:
            if isinstance(item, ora_stack.StackGroup):
                nodes.append(self._group(item, masks))
            elif isinstance(item, ora_stack.StackLayer):
                if item.src.lower().endswith(".svg"):
                    self.notices.append(
                        f"“{item.name}” is a vector layer, which Figment does not draw; it was "
                        "left out."
                    )
                else:
                    nodes.append(self._layer(item, masks))
        nodes.reverse()
        return nodes

    def _group(self, item: ora_stack.StackGroup, masks: int) -> Group:
        group = Group(name=item.name)
        extra = self._take_group(self.keys[id(item)])
        if extra is not None:
            self._identify(group, extra.id)
            group.mask_enabled = extra.mask_enabled
            group.mask = self.pictures.mask(extra.mask)
            masks += group.mask is not None and group.mask_enabled
        self._dress(group, item)
        group.children.extend(self._nodes(item.children, masks))
        return group

    def _layer(self, item: ora_stack.StackLayer, masks: int) -> Node:
        layer = Layer(name=item.name)
        layer.alpha_locked = item.alpha_locked
        extra = self._take_layer(self.keys[id(item)])
        if extra is not None and extra.adjustment is not None:
            adjustment = self._adjustment(item, extra, masks)
            if adjustment is not None:
                return adjustment
        elif extra is not None and self._restore(layer, item, extra, masks):
            self._dress(layer, item)
            self.readable += 1
            return layer
        return self._foreign(layer, item, extra)

    def _adjustment(
        self, item: ora_stack.StackLayer, extra: LayerExtra, masks: int
    ) -> AdjustmentLayer | None:
        """The adjustment layer that a layer stands for; None where its PNG must win."""
        assert extra.adjustment is not None
        node = ora_adjustments.node_of(extra.adjustment, item.name)
        if node is None or extra.baked_groups != masks:
            return None
        dx, dy = item.x - extra.x, item.y - extra.y
        node.mask = self.pictures.mask(extra.mask, dx=dx, dy=dy)
        node.mask_enabled = extra.mask_enabled
        self._identify(node, extra.id)
        self._dress(node, item)
        return node

    def _foreign(self, layer: Layer, item: ora_stack.StackLayer, extra: LayerExtra | None) -> Layer:
        """A layer with the pixels of its PNG and nothing else."""
        if extra is not None and extra.adjustment is not None:
            self.notices.append(
                f"“{item.name}” is an adjustment that cannot be taken up again; what it made of "
                "the layers below is an ordinary layer now."
            )
        elif self.ours and self.keys[id(item)]:
            self.notices.append(
                f"“{item.name}” was changed by another program; its own pixels count now."
            )
        pixels = self.pictures.grid(item.src, x=item.x, y=item.y)
        if pixels is None:
            self.damage.append(item.name)
        else:
            layer.pixels = pixels
        self.readable += item.name not in self.damage
        self._dress(layer, item)
        return layer

    def _restore(
        self, layer: Layer, item: ora_stack.StackLayer, extra: LayerExtra, masks: int
    ) -> bool:
        """Give a layer back what only we keep; False where its PNG must win."""
        if extra.baked_groups != masks:
            return False  # a group around it changed, so that mask lives on in this PNG alone
        # Another program may have moved the layer without touching its pixels.
        dx, dy = item.x - extra.x, item.y - extra.y
        own = extra.pixels or Placed(src=item.src, x=extra.x, y=extra.y)
        pixels = self.pictures.grid(own.src, x=own.x + dx, y=own.y + dy)
        if pixels is None:
            return False
        layer.pixels = pixels
        layer.mask = self.pictures.mask(extra.mask, dx=dx, dy=dy)
        layer.mask_enabled = extra.mask_enabled
        layer.alpha_locked = extra.alpha_locked
        layer.recipe = None if extra.recipe is None else self._recipe(extra.recipe, item.name)
        layer.text = extra.text
        if extra.original is not None:
            layer.original = ora_originals.original_from(
                extra.original, self.pictures, pixels, dx=dx, dy=dy
            )
        self._identify(layer, extra.id)
        return True

    def _recipe(self, data: dict[str, Any], name: str) -> Recipe | None:
        try:
            return Recipe.from_json(data)
        except (ValueError, TypeError, KeyError):
            self.notices.append(f"The recipe of “{name}” is damaged and was left out.")
            return None

    def _take_layer(self, key: str) -> LayerExtra | None:
        for index, extra in enumerate(self.project.layers):
            if extra.sha256 == key:
                return self.project.layers.pop(index)
        return None

    def _take_group(self, key: str) -> GroupExtra | None:
        for index, extra in enumerate(self.project.groups):
            if extra.key == key:
                return self.project.groups.pop(index)
        return None

    def _dress(self, node: Node, item: ora_stack.StackItem) -> None:
        node.opacity = item.opacity
        node.visible = item.visible
        node.blend_mode = item.blend_mode
        node.locked = item.locked
        if item.selected:
            self.active_id = node.id

    def _identify(self, node: Node, own_id: str) -> None:
        if own_id and own_id not in self.ids:
            self.ids.add(own_id)
            node.id = own_id

    def _profile(self) -> bytes | None:
        if self.project.icc is None:
            return self.pictures.icc_profile
        try:
            return self.archive.read(self.project.icc, limit=_TEXT_LIMIT)
        except (MissingEntry, BadEntry):
            return self.pictures.icc_profile

    def _merged(self) -> list[Node]:
        """One layer with the picture of the whole, where no layer can be used."""
        pixels = self.pictures.grid("mergedimage.png", x=0, y=0)
        if pixels is None:
            return []
        self.notices.append("No layer could be read; the flattened picture was opened instead.")
        layer = Layer(name=Path(self.archive.name).stem)
        layer.pixels = pixels
        return [layer]
