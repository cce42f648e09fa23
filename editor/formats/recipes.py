"""What an exported picture tells about how it was made: recipes, prompt text, and source mark."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from editor.document.layer import Recipe

KEY = "figment"
"""The PNG text chunk with our recipes."""
PARAMETERS_KEY = "parameters"
"""The PNG text chunk that other programs and galleries read a prompt from."""

TRAINED = "trainedAlgorithmicMedia"
COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
_NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_TYPE = re.compile(
    rb"\s+(?:\w+:)?DigitalSourceType\s*=\s*(\"[^\"]*\"|'[^']*')"
    rb"|<(?P<tag>(?:\w+:)?DigitalSourceType)\b[^>]*?(?:/>|>.*?</(?P=tag)>)",
    re.DOTALL,
)

# Names that the widely read form has for our parameters.
_READ_ELSEWHERE = {
    "steps": "Steps",
    "scheduler": "Sampler",
    "guidance_scale": "CFG scale",
    "strength": "Denoising strength",
}
_PROMPTS = ("prompt", "negative_prompt")
# Samplers as other programs call them; a model's own has no name there.
_SAMPLERS = {
    "auto": None,
    "euler": "Euler",
    "euler-a": "Euler a",
    "heun": "Heun",
    "ddim": "DDIM",
    "ddpm": "DDPM",
    "pndm": "PLMS",
    "dpm++-2m": "DPM++ 2M",
    "dpm++-2m-karras": "DPM++ 2M Karras",
    "dpm++-2m-sde": "DPM++ 2M SDE",
    "unipc": "UniPC",
    "lcm": "LCM",
}


def to_text(recipes: Sequence[Recipe]) -> str:
    """The recipes, bottom to top, as the JSON text of the `figment` chunk."""
    body = {"format": 1, "recipes": [recipe.to_json() for recipe in recipes]}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def from_text(text: Any) -> list[Recipe]:
    """The recipes in a `figment` chunk; none where it is not ours or was damaged."""
    if not isinstance(text, str):
        return []
    try:
        return [Recipe.from_json(entry) for entry in json.loads(text)["recipes"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []  # a foreign or damaged chunk is no reason to refuse the picture


def parameters_text(recipe: Recipe, *, width: int, height: int) -> str:
    """A recipe in the form that Stable Diffusion web UI introduced and other programs read.

    The prompt, a line with the negative prompt, and a line of `Name: value` pairs.
    """
    params = dict(recipe.params)
    lines = [str(params.get("prompt") or "")]
    if params.get("negative_prompt"):
        lines.append(f"Negative prompt: {params['negative_prompt']}")
    pairs: dict[str, Any] = {
        title: params[name] for name, title in _READ_ELSEWHERE.items() if name in params
    }
    if "Sampler" in pairs:
        pairs["Sampler"] = _SAMPLERS.get(str(pairs["Sampler"]), pairs["Sampler"])
    pairs |= {"Seed": recipe.seed, "Size": f"{width}x{height}"}
    if recipe.model_sha256:
        pairs["Model hash"] = recipe.model_sha256[:10]
    pairs |= {"Model": recipe.model, "Generator": recipe.generator}
    skipped = {*_PROMPTS, *_READ_ELSEWHERE, "seed", "model", "width", "height"}
    pairs |= {name: value for name, value in params.items() if name not in skipped}
    pairs["Version"] = f"Figment {recipe.figment_version}"
    lines.append(", ".join(f"{k}: {_quoted(v)}" for k, v in pairs.items() if v not in (None, "")))
    return "\n".join(lines)


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if re.search(r'[,:\n"]', text) else text


def source_packet(source_type: str, packet: bytes | None = None) -> bytes:
    """An XMP packet that marks the picture with an IPTC digital source type.

    Args:
        source_type: a term of IPTC's vocabulary, `TRAINED` or `COMPOSITE`.
        packet: the packet that the picture had; what else it says is kept.
    """
    description = (
        '<rdf:Description rdf:about="" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f"Iptc4xmpExt:DigitalSourceType={quoteattr(_NEWSCODES + source_type)}/>"
    ).encode()
    end = b"</rdf:RDF>"
    if packet is not None and packet.count(end) == 1:
        return _SOURCE_TYPE.sub(b"", packet).replace(end, description + end)
    return (
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        ).encode()
        + description
        + b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
