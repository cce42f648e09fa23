"""What a plugin writes: a generator class that takes a request and returns a picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from editor.api.context import Context
from editor.api.desk import Desk, DeskRequest, DeskResult
from editor.api.errors import GeneratorError
from editor.api.geometry import Rect
from editor.api.image import ImageU8, MaskU8
from editor.api.params import Params
from editor.api.spots import Finds, Spot
from editor.api.tracing import Resume, Trace
from editor.api.training import TrainingFolder

IMAGE = "image"
MASK = "mask"
SKETCH = "sketch"


def optional(need: str) -> str:
    """Marks a need that may be absent: `needs = {IMAGE, optional(MASK)}`."""
    return f"{need}?"


@dataclass(frozen=True, slots=True)
class Native:
    """The network works at `size_px` x `size_px`; the host pads, scales and scales back."""

    size_px: int


@dataclass(frozen=True, slots=True)
class Multiple:
    """Both sides are multiples of `of_px`, and the longer at most `max_px` (None: no limit)."""

    of_px: int
    max_px: int | None = None


@dataclass(frozen=True, slots=True)
class AnySize:
    """Any picture as it is."""


SizeRule = Native | Multiple | AnySize


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """Everything one run needs, frozen; the arrays are read-only.

    Attributes:
        params: an instance of the generator's `Params`.
        image: what is edited, `uint8 (H, W, 4)` straight RGBA, or None.
        mask: where to work, `uint8 (H, W)`, 255 = selected, or None.
        sketch: what was drawn, `uint8 (H, W, 4)` straight RGBA, or None.
        rect: the rectangle of the document that the pictures show, in document pixels.
        size_px: (width, height) that the result should have; (0, 0) leaves it to the generator,
            which then says in its result's rect how large it is.
        seed: 0 to 2**32 - 1; the same request with the same seed gives the same pixels.
        count: how many variants to make at once; 1 unless the generator `batches`.
        resume: the step of an earlier run to go on from, for generators that `steer`; else None.
        whole: the rectangle of which `rect` is the part in view, for a generator that is `local`
            and runs live; else `rect` itself.
    """

    params: Any
    image: ImageU8 | None = None
    mask: MaskU8 | None = None
    sketch: ImageU8 | None = None
    rect: Rect = field(default_factory=lambda: Rect(0, 0, 0, 0))
    size_px: tuple[int, int] = (0, 0)
    seed: int = 0
    count: int = 1
    resume: Resume | None = None
    whole: Rect | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Meter:
    """A figure that tells how far a result can be trusted; shown with it, and kept in its notes.

    Attributes:
        name: in the notes, such as "psnr_db".
        title: what people read.
        value: finite.
        minimum, maximum: the ends of its scale.
        unit: of the value.
        text: what it means, in a few words.
        is_poor: whether the user should be warned.
        picture: where it comes from (a heat map, a difference), shown on demand; whatever
            `as_rgba` takes, at most some hundred pixels wide.
    """

    name: str
    title: str
    value: float
    minimum: float = 0.0
    maximum: float = 1.0
    unit: str = ""
    text: str = ""
    is_poor: bool = False
    picture: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What a run gives when a bare picture is not enough.

    Attributes:
        images: one picture for each variant, of the request's size or of the generator's own.
        rect: where the pictures go, in the pixels of the request's pictures, when that is not
            their whole area (outpainting reaches outside: x and y may be negative).
        notes: figures worth keeping with the result, by name (`{"psnr_db": 31.2}`).
        trace: what lets the run of a single picture be taken up again at one of its steps.
        meters: figures worth showing with it; or what gives them, where that takes a while: a live
            picture is shown first, and goes without while the next one waits.
        finer: the same pictures with more pixels than they may have here, where they were made
            so; the layer keeps them, and they come to light when it is enlarged.
    """

    images: Sequence[Any]
    rect: Rect | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    trace: Trace | None = None
    meters: Sequence[Meter] | Callable[[], Sequence[Meter]] = ()
    finer: Sequence[Any] = ()


class Generator(ABC):
    """A creative tool. Subclass it, return the class from `figment_generators`, and it is listed.

    Attributes:
        id: its name in files and on the command line: small letters, digits and hyphens.
        title: its name in the window.
        summary: one sentence on what it does.
        needs: any of "image", "mask", "sketch"; `optional(...)` marks those that may be absent.
        size: what the network takes; the host rescales to it and back.
        live: whether it is quick enough to follow the pointer.
        local: whether a part of a picture comes out as that part of the whole does; live runs are
            then given what is in view, and `request.whole` says of what it is a part.
        live_px: the longer side that pictures of a live run have at most; None for as many pixels
            as the page has. What is kept is always made of all of them.
        batches: whether one `run` makes `request.count` variants by itself.
        varies: whether another seed gives another picture; where not, nobody is asked for a seed
            or for a number of variants. See `varies_for` where a parameter decides it.
        steers: the parameters that may change when a run is taken up again at one of its steps
            (see `Trace`); all others stay as they were. Empty where it cannot be.
        works_without_model: whether it can do something where no model of its kind is installed.
        train: what trains a model for it, as "module:function", "" for nothing: the module is
            imported when somebody trains and not before; ".train:function" is next to the
            generator's own module, ":function" in it. See `Training`.
        train_folders: what it is trained on, in the order in which folders are given.
        icon: the name of an icon of the Phosphor family, without prefix, for the picker.
        desk: what can be done beside the page, by `work`; None for nothing. See `Desk`.
        finds: that it finds things on a picture to be pointed at, by `find`; None for nothing.
        Params: the parameters, a `Params` subclass.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str] = ""
    needs: ClassVar[Set[str]] = frozenset()
    size: ClassVar[SizeRule] = AnySize()
    live: ClassVar[bool] = False
    local: ClassVar[bool] = False
    live_px: ClassVar[int | None] = None
    batches: ClassVar[bool] = False
    varies: ClassVar[bool] = True
    steers: ClassVar[Set[str]] = frozenset()
    works_without_model: ClassVar[bool] = False
    train: ClassVar[str] = ""
    train_folders: ClassVar[tuple[TrainingFolder, ...]] = (
        TrainingFolder("Pictures", several=True),
    )
    icon: ClassVar[str] = "magic-wand"
    desk: ClassVar[Desk | None] = None
    finds: ClassVar[Finds | None] = None
    Params: ClassVar[type[Params]] = Params

    @classmethod
    def needs_for(cls, params: Any) -> Set[str]:
        """What a run with these params needs; override it where a parameter changes `needs`."""
        del params
        return cls.needs

    @classmethod
    def varies_for(cls, params: Any) -> bool:
        """Whether another seed gives another picture with these params; `varies` by default."""
        del params
        return cls.varies

    @classmethod
    def need(cls, kind: str, params: Any = None) -> Literal["required", "optional"] | None:
        """Whether this generator takes an image, a mask, a sketch: ever, or with these params."""
        needs = cls.needs if params is None else cls.needs_for(params)
        if kind in needs:
            return "required"
        return "optional" if optional(kind) in needs else None

    @classmethod
    def check(cls, request: Request) -> None:
        """Raises GeneratorError where the request alone tells that nothing will come of it.

        Called on the worker thread before `load`, which may take seconds: nobody should wait for
        a model only to be told that there is nothing to do.
        """
        del request

    def load(self, context: Context) -> None:  # noqa: B027 - optional for authors, so not abstract
        """Gets ready on the worker thread, once, before the first run. Import torch here."""

    def unload(self) -> None:  # noqa: B027 - optional for authors, so not abstract
        """Lets go of what `load` and `run` kept; called when memory is needed."""

    @abstractmethod
    def run(self, request: Request, context: Context) -> Any:
        """Makes the picture: an image (see `as_rgba`) or a `Result`, on the worker thread."""

    def work(self, request: DeskRequest, context: Context) -> DeskResult:
        """Does one of the desk's verbs, on the worker thread; `Verb.gives` says what it returns."""
        del context
        raise GeneratorError(f"{self.title} cannot do {request.verb}.")

    def find(self, request: Request, context: Context) -> Sequence[Spot]:
        """Looks at the whole page, `request.image`, for what the user can point at, on the worker
        thread; the first found is number 1."""
        del request, context
        return ()

    @classmethod
    def chosen(cls, spots: Sequence[Spot], params: Any) -> int | None:
        """Which of the spots a run with these params would work on; None for no certain one."""
        del spots, params
        return None
