"""A plugin whose runs can be taken up again: each step lays a colour over what there was."""

STEERING = '''
import numpy as np
from editor.api import (
    IMAGE, MASK, Generator, Params, Prompt, Result, Slider, Trace, hookimpl, optional
)

def painted(request, context, inside):
    """Every step mixes the hue of the prompt, as strong as guidance says, into what there was."""
    steps, resume = request.params.steps, request.resume
    random = np.random.default_rng(request.seed)
    states = dict(resume.state) if resume else {0: random.random((4, 6, 3))}
    first = resume.step if resume else 0
    states = {step: state for step, state in states.items() if step <= first}
    hue = np.array([len(request.params.prompt) * 37 % 100 / 100, 0.4, 0.6])
    for step in range(first, steps):
        context.progress((step - first) / (steps - first), f"step {step + 1}/{steps}")
        weight = request.params.guidance / 10
        states[step + 1] = states[step] * (1 - weight) + hue * weight
        context.preview(states[step + 1])
    context.progress(1.0)
    looks = {s: (p * 255).astype(np.uint8) for s, p in states.items() if 0 < s < steps}
    small = (states[steps] * 255).astype(np.uint8)
    height, width = request.size_px[1], request.size_px[0]
    large = np.kron(small, np.ones((height // 4 + 1, width // 6 + 1, 1), np.uint8))
    picture = large[:height, :width]
    if inside is not None:
        picture = np.where(inside[..., None] > 0, picture, 0)
    return Result([picture], trace=Trace(states, 1000, steps, looks))

class Steering(Generator):
    id, title, needs = "steering", "Steering", frozenset()
    steers = frozenset({"prompt", "guidance"})
    class Params(Params):
        prompt: str = Prompt("")
        guidance: float = Slider(3.0, 0, 10)
        steps: int = Slider(5, 1, 100)
    def run(self, request, context):
        return painted(request, context, None)

class SteeringMask(Steering):
    id, title, needs = "steering-mask", "Steering mask", frozenset({IMAGE, MASK})
    def run(self, request, context):
        return painted(request, context, request.mask)

@hookimpl
def figment_generators():
    return [Steering, SteeringMask]
'''
