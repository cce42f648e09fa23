"""A generator's desk: pieces to work with, and verbs that make further ones of them.

A run makes one picture of the page. A desk is for what comes before: samples, mixtures, ways from
one thing to another. A generator that has one declares its verbs; the host makes the page, keeps
the pieces with the project, and calls `Generator.work` on the worker thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from editor.api.geometry import Rect
from editor.api.image import ImageU8
from editor.api.params import Params


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Something on a desk.

    Attributes:
        image: what is seen of it: whatever `as_rgba` takes, at most some hundred pixels wide.
        data: what the generator needs to know it again, as plain JSON values of a few kilobytes;
            it is kept in the project.
    """

    image: Any
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Pictures of one size in their order, to be scrubbed through and exported."""

    images: Sequence[Any]


@dataclass(frozen=True, slots=True, eq=False)
class NewModel:
    """A small model that a verb made: the host puts it into the user's model folder.

    Attributes:
        name: what the user will pick; the host refuses one that is taken.
        kind: which sort of model, for `ModelFile`, `Amounts` and `context.model`.
        files: what is in its folder beside the card, by name.
        card: further entries of `card.json`; the first of `files` is the one it names.
    """

    name: str
    kind: str
    files: Mapping[str, bytes]
    card: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can be done on a desk.

    Attributes:
        id: small letters, digits and hyphens.
        title: on its button.
        summary: one sentence on what it does.
        picks: what the chosen pieces are called, in their order: ("A", "B").
        groups: each pick is one piece or more.
        gives: what `work` returns for it: pieces, frames or a model.
        needs_image: it looks at the page, or at what is selected of it.
        icon: the name of an icon of the Phosphor family.
        Params: its options.
    """

    id: str
    title: str
    summary: str = ""
    picks: tuple[str, ...] = ()
    groups: bool = False
    gives: Literal["pieces", "frames", "model"] = "pieces"
    needs_image: bool = False
    icon: str = "magic-wand"
    Params: type[Params] = Params


@dataclass(frozen=True, slots=True)
class Desk:
    """What a generator declares: `desk = Desk("Latent desk", verbs=(...))`."""

    title: str
    verbs: tuple[Verb, ...]
    summary: str = ""

    def verb(self, verb_id: str) -> Verb:
        """The verb of that id."""
        return next(verb for verb in self.verbs if verb.id == verb_id)


@dataclass(frozen=True, slots=True, eq=False)
class DeskRequest:
    """Everything one verb needs, frozen.

    Attributes:
        verb: its id.
        options: an instance of the verb's `Params`.
        params: an instance of the generator's `Params`, as they are in the panel.
        picks: the chosen pieces by the names that the verb gives them.
        image: the page, `uint8 (H, W, 4)` straight RGBA, where the verb needs it.
        rect: the rectangle of the document that it shows.
        seed: the same request with the same seed gives the same pieces.
    """

    verb: str
    options: Any
    params: Any
    picks: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    image: ImageU8 | None = None
    rect: Rect = field(default_factory=lambda: Rect(0, 0, 0, 0))
    seed: int = 0


DeskResult = Sequence[Piece] | Frames | NewModel
