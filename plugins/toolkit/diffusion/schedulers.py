"""The well-known names of samplers, and the diffusers scheduler each of them stands for."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.api import GeneratorError

OWN = "auto"


@dataclass(frozen=True)
class _Named:
    title: str
    class_name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    flow: tuple[str, Mapping[str, Any]] | None = None
    """The class and options that do the same for a model trained by flow matching, if any do."""


_MULTISTEP = "DPMSolverMultistepScheduler"
_PLUS: Mapping[str, Any] = {"algorithm_type": "dpmsolver++", "solver_order": 2}
_SDE: Mapping[str, Any] = {**_PLUS, "algorithm_type": "sde-dpmsolver++"}
# Along the straight ways of flow matching Euler and DDIM are one and the same, DPM-Solver++ of
# the first order; and so are the ancestral one and DDPM, by its stochastic twin.
_STRAIGHT = (_MULTISTEP, {**_PLUS, "solver_order": 1})
_ANCESTRAL = (_MULTISTEP, {**_SDE, "solver_order": 1})
_NAMED: Mapping[str, _Named] = {
    OWN: _Named("The model's own"),
    "euler": _Named("Euler", "EulerDiscreteScheduler", flow=_STRAIGHT),
    "euler-a": _Named("Euler ancestral", "EulerAncestralDiscreteScheduler", flow=_ANCESTRAL),
    "heun": _Named("Heun", "HeunDiscreteScheduler"),
    "ddim": _Named("DDIM", "DDIMScheduler", flow=_STRAIGHT),
    "ddpm": _Named("DDPM", "DDPMScheduler", flow=_ANCESTRAL),
    "pndm": _Named("PNDM", "PNDMScheduler", {"skip_prk_steps": True}),
    "dpm++-2m": _Named("DPM++ 2M", _MULTISTEP, _PLUS, flow=(_MULTISTEP, _PLUS)),
    "dpm++-2m-karras": _Named("DPM++ 2M Karras", _MULTISTEP, {**_PLUS, "use_karras_sigmas": True}),
    "dpm++-2m-sde": _Named("DPM++ 2M SDE", _MULTISTEP, _SDE, flow=(_MULTISTEP, _SDE)),
    "unipc": _Named("UniPC", "UniPCMultistepScheduler", flow=("UniPCMultistepScheduler", {})),
    "lcm": _Named("LCM", "LCMScheduler"),
}

TITLES: Mapping[str, str] = {name: named.title for name, named in _NAMED.items()}
"""Name to title, the model's own first."""

_FLOW_MATCHERS = ("FlowMatchEulerDiscreteScheduler", "FlowMatchHeunDiscreteScheduler")
_FLOW_OPTIONS = {"use_flow_sigmas": True, "prediction_type": "flow_prediction"}
_SIGMA_OPTIONS = ("use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas")


def make_scheduler(own: Any, name: str) -> Any:
    """A fresh scheduler with the noise schedule that a model was trained with.

    Args:
        own: the model's, from its folder; never changed.
        name: one of `TITLES`.

    Raises:
        GeneratorError: where the model cannot be sampled so, with the names that can.
    """
    import diffusers

    own_class = type(own).__name__
    named = _NAMED[name]
    if name == OWN or (own_class in _FLOW_MATCHERS and name == "euler"):
        return type(own).from_config(own.config)
    if own_class in _FLOW_MATCHERS:
        raise _unfit(named.title, [OWN, "euler"])
    class_name, options = named.class_name, dict(named.options)
    if own.config.get("prediction_type") == "flow_prediction":
        if named.flow is None:
            raise _unfit(named.title, [OWN, *(n for n, x in _NAMED.items() if x.flow is not None)])
        class_name, options = named.flow[0], {**named.flow[1], **_FLOW_OPTIONS}
    scheduler_class = getattr(diffusers, class_name)
    known = inspect.signature(scheduler_class.__init__).parameters
    # The model's own choice of sigmas is part of its sampler, not of its noise schedule.
    config = {k: v for k, v in own.config.items() if k in known and k not in _SIGMA_OPTIONS}
    config.pop("algorithm_type", None)
    return scheduler_class.from_config({**config, **options})


def _unfit(title: str, names: list[str]) -> GeneratorError:
    return GeneratorError(
        f"This model cannot be sampled with {title}.", f"Choose one of: {', '.join(names)}."
    )
