"""What the user chooses about a face, and what the latent desk can do; imports no torch."""

from __future__ import annotations

from typing import Any

from editor.api import Amounts, Choice, Desk, Finds, ModelFile, Params, Points, Slider, Verb

COMPONENTS = ("pc1", "pc2", "pc3", "pc4", "pc5", "pc6")
SLIDER_KIND = "face-slider"
"""The kind of model that a slider of one's own is."""
MOST_FACES = 20


def _deviations(title: str, help: str) -> Any:
    return Slider(0.0, -3.0, 3.0, step=0.1, unit="SD", title=title, help=help)


class FaceSlidersParams(Params):
    """What the user chooses; all zero leaves the picture as it is."""

    smile: float = _deviations("Smile", "More shows teeth, less closes the mouth.")
    age: float = _deviations("Age", "More is older.")
    glasses: float = _deviations("Glasses", "More puts them on, less takes them off.")
    facial_hair: float = _deviations("Facial hair", "Beard and moustache.")
    bald: float = _deviations(
        "Bald", "The front goes first, the sides last; less lets hair grow on a bald head."
    )
    gray_hair: float = _deviations("Gray hair", "Gray or white.")
    dark_hair: float = _deviations("Dark hair", "Black or dark brown.")
    blond_hair: float = _deviations("Blond hair", "Blond.")
    gender: float = _deviations("Gender", "More is more masculine, less more feminine.")
    own: str = Amounts(
        kind=SLIDER_KIND,
        minimum=-3.0,
        maximum=3.0,
        step=0.1,
        unit="SD",
        title="Own sliders",
        help="Sliders that were made on the latent desk.",
    )
    pc1: float = _deviations("Component 1", "What faces differ in most: to be explored.")
    pc2: float = _deviations("Component 2", "The second largest difference between faces.")
    pc3: float = _deviations("Component 3", "The third.")
    pc4: float = _deviations("Component 4", "The fourth.")
    pc5: float = _deviations("Component 5", "The fifth.")
    pc6: float = _deviations("Component 6", "The sixth.")
    face: int = Slider(1, 1, MOST_FACES, title="Face", help="Which one, the largest first.")
    at: str = Points(
        "This face",
        title="Face on the picture",
        help="Click on the face to change, where there are several.",
    )
    eyes: str = Points(
        "Left eye",
        "Right eye",
        title="Eyes",
        help="Place both by hand where the face is not found or does not fit.",
    )
    show: str = Choice(
        "face",
        {"face": "The changed face", "error": "Reconstruction error"},
        help="The error is a heat map of where the model does not know the face.",
    )
    model: str = ModelFile("faces", kind="face-sliders")


class SampleOptions(Params):
    """Of new faces."""

    count: int = Slider(8, 1, 32, help="How many.")
    spread: float = Slider(
        0.85, 0.1, 1.5, step=0.05, help="Less gives more usual faces, more gives odder ones."
    )


class MorphOptions(Params):
    """Of a way from one face to another."""

    way: str = Choice(
        "spherical",
        {"spherical": "Spherical", "linear": "Linear"},
        help="A linear way passes near the average face, a spherical one keeps its distance.",
    )
    frames: int = Slider(24, 2, 120)


class BreedOptions(Params):
    """Of children."""

    count: int = Slider(6, 1, 24, help="How many.")
    mutation: float = Slider(
        0.3, 0.0, 1.5, step=0.05, unit="SD", help="How far children stray from their parents."
    )


class SliderOptions(Params):
    """Of a slider of one's own."""

    name: str = ""


FINDS = Finds(
    "Face",
    none="No face was found in this picture.",
    by_hand="eyes",
    by_hand_title="Place the eyes by hand",
)
DESK = Desk(
    "Latent desk",
    summary="Faces of nobody, mixed, bred and made into sliders.",
    verbs=(
        Verb(
            "sample",
            "New faces",
            "Faces of nobody, by chance.",
            icon="dice-five",
            Params=SampleOptions,
        ),
        Verb(
            "take",
            "From the picture",
            "Takes the face on the page, the one that the sliders would change.",
            needs_image=True,
            icon="crop",
        ),
        Verb(
            "morph",
            "Morph",
            "The way from A to B, to scrub through and export.",
            picks=("A", "B"),
            gives="frames",
            icon="film-strip",
            Params=MorphOptions,
        ),
        Verb(
            "arithmetic",
            "A - B + C",
            "What A has and B has not, given to C.",
            picks=("A", "B", "C"),
            icon="plus-minus",
        ),
        Verb(
            "breed",
            "Breed",
            "Children of two faces; breed them on.",
            picks=("A", "B"),
            icon="users-three",
            Params=BreedOptions,
        ),
        Verb(
            "slider",
            "Make a slider",
            "The difference from the faces in Without to those in With becomes a slider.",
            picks=("Without", "With"),
            groups=True,
            gives="model",
            icon="sliders-horizontal",
            Params=SliderOptions,
        ),
    ),
)
