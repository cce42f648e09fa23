"""What the parts of a U-Net are called where it was published, by diffusers' names."""

from __future__ import annotations

from collections.abc import Iterable

_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_ENDS = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}


def published_names(names: Iterable[str], *, layers_per_block: int) -> dict[str, str]:
    """Of modules or of weights: the published name by diffusers'; of those that have one."""
    names = list(names)
    with_attention = {_block(name) for name in names if name.startswith("up_blocks.")} - {""}
    found = {}
    for name in names:
        place = _place(name, layers_per_block + 1, with_attention)
        if place:
            found[name] = place
    return found


def _place(name: str, per_level: int, with_attention: set[str]) -> str:
    for ours, theirs in _ENDS.items():
        if name == ours or name.startswith(ours + "."):
            return theirs + name[len(ours) :]
    side, *parts = name.split(".")
    if side == "mid_block" and len(parts) > 2:
        kind, index, *rest = parts
        if kind == "resnets":
            return f"middle_block.{2 * int(index)}.{_resnet(rest)}"
        return ".".join(["middle_block.1", *rest])
    if side not in ("down_blocks", "up_blocks") or len(parts) < 4:
        return ""
    level, kind, index, *rest = parts
    is_down = side == "down_blocks"
    number = int(level) * per_level + (1 if is_down else 0)
    last = number + per_level - 1
    if kind == "downsamplers":
        return ".".join([f"input_blocks.{last}.0.op", *rest[1:]])
    if kind == "upsamplers":
        after = 2 if level in with_attention else 1
        return ".".join([f"output_blocks.{last}.{after}", *rest])
    block = f"{'input' if is_down else 'output'}_blocks.{number + int(index)}"
    if kind == "resnets":
        return f"{block}.0.{_resnet(rest)}"
    return ".".join([f"{block}.1", *rest])


def _resnet(rest: list[str]) -> str:
    part, *end = rest
    return ".".join([_RESNET.get(part, part), *end])


def _block(name: str) -> str:
    """The level of the way up that has attention; empty for other parts."""
    _, level, kind, *_ = [*name.split("."), "", ""]
    return level if kind == "attentions" else ""
