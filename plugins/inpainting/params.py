"""What the user chooses about inpainting."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator

from editor.api import Choice, Params, Prompt, Slider
from plugins.inpainting import outpainting
from plugins.toolkit.diffusion import parameters
from plugins.toolkit.diffusion.fillers import AUTO, LEARNED, MODEL, NAVIER_STOKES, PATCHES, TELEA

NO_PROMPT = "must say what shall be there instead"
NO_READER = "cannot paint what a prompt says; choose the model, or remove without a prompt"


class InpaintingParams(Params):
    """What the user chooses."""

    mode: str = Choice(
        "auto",
        {
            "auto": "Remove, or replace by the prompt",
            "fill": "Fill from around, at once",
            "remove": "Remove",
            "replace": "Replace by the prompt",
            "outpaint": "Outpaint beyond the page",
        },
        help="Fill needs no model. Outpaint needs no mask and makes the page larger.",
    )
    prompt: str = Prompt(placeholder="a wooden bench", help="What shall be there instead.")
    negative_prompt: str = parameters.negative_prompt("text")
    model: str = parameters.model("inpainting")
    engine: str = Choice(
        AUTO,
        {
            AUTO: "Whichever fills better",
            MODEL: "Model",
            LEARNED: "Small network, grain from around",
            PATCHES: "Patches from around, no model",
            TELEA: "Telea, no model",
            NAVIER_STOKES: "Navier-Stokes, no model",
        },
        help="The small network guesses light and edges, and patches continue texture; Telea and "
        "Navier-Stokes fill scratches smoothly, in an instant. A prompt is always the model's: a "
        "small one paints the thing alone and has it cut out, unless Model is chosen.",
    )
    strength: float = Slider(
        1.0, 0.05, 1, step=0.05, help="Less than 1 keeps something of what is under the mask."
    )
    feather: float = Slider(
        4, 0, 64, step=1, unit="px", help="How softly the new part fades in, inside the mask."
    )
    grow: float = Slider(
        25, 5, 100, step=5, unit="%", help="How far outpainting reaches, of the shorter side."
    )
    side: str = Choice("all", outpainting.SIDES, help="Where outpainting reaches to.")
    steps: int = parameters.steps()
    guidance_scale: float = parameters.guidance_scale()
    scheduler: str = parameters.scheduler()
    lora: str = parameters.lora()
    lora_strength: float = parameters.lora_strength()

    @field_validator("prompt")
    @classmethod
    def _says_what_comes_instead(cls, prompt: str, info: ValidationInfo) -> str:
        if info.data.get("mode") == "replace" and not prompt.strip():
            raise ValueError(NO_PROMPT)
        return prompt

    @field_validator("engine")
    @classmethod
    def _can_read_the_prompt(cls, engine: str, info: ValidationInfo) -> str:
        mode, prompt = (info.data.get(name, "") for name in ("mode", "prompt"))
        if engine not in (AUTO, MODEL) and is_to_replace(mode, prompt):
            raise ValueError(NO_READER)
        return engine


def is_to_replace(mode: str, prompt: str) -> bool:
    """Whether something is to come in place of what is masked, or it is only to go."""
    return mode == "replace" or (mode == "auto" and bool(prompt.strip()))
