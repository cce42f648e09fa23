"""Generate: run, cancel, live, and what becomes of the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.actions import Command
from editor.ui.commands.state import (
    can_generate,
    has_document,
    has_steps,
    has_variant,
    is_at_a_step,
)
from editor.ui.conditions import otherwise, without_picture
from editor.ui.training import TrainingDialog

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _generate(window: MainWindow) -> None:
    window.docks.show("generate")
    window.generate_panel.generate()


def _live(window: MainWindow) -> None:
    live = window.workbench.live
    live.switch(on=not live.is_on)


@otherwise("The generator is too slow to follow your strokes.")
def _can_be_live(window: MainWindow) -> bool:
    return has_document(window) and window.workbench.live.is_possible


@without_picture
@otherwise("No job runs or waits.")
def _has_jobs(window: MainWindow) -> bool:
    return bool(window.workbench.runner.queue)


COMMANDS = (
    Command(
        "generate.run",
        "Generate",
        "Generate",
        _generate,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        icon="sparkle",
        enabled_when=can_generate,
    ),
    Command(
        "generate.cancel",
        "Cancel",
        "Generate",
        lambda w: w.workbench.cancel_all(),
        keys=("Ctrl+.",),
        icon="stop",
        enabled_when=_has_jobs,
        hint="Give up every job, running and waiting.",
    ),
    Command(
        "generate.live",
        "Live",
        "Generate",
        _live,
        keys=("Ctrl+L",),
        icon="lightning",
        enabled_when=_can_be_live,
        checked_when=lambda w: w.workbench.live.is_on,
        hint="The generator follows the strokes.",
    ),
    Command(
        "generate.accept",
        "Accept Variant",
        "Generate",
        lambda w: w.variants.accept(),
        1,
        keys=("Ctrl+Shift+Return",),
        icon="check",
        enabled_when=has_variant,
        hint="As a generation layer.",
    ),
    Command(
        "generate.discard",
        "Discard Variant",
        "Generate",
        lambda w: w.variants.discard(),
        1,
        keys=("Ctrl+Shift+Backspace",),
        icon="x",
        enabled_when=has_variant,
    ),
    Command(
        "generate.next",
        "Next Variant",
        "Generate",
        lambda w: w.variants.step(1),
        2,
        keys=("Ctrl+Alt+Right",),
        icon="caret-right",
        enabled_when=has_variant,
    ),
    Command(
        "generate.previous",
        "Previous Variant",
        "Generate",
        lambda w: w.variants.step(-1),
        2,
        keys=("Ctrl+Alt+Left",),
        icon="caret-left",
        enabled_when=has_variant,
    ),
    Command(
        "generate.step_back",
        "Back One Step",
        "Generate",
        lambda w: w.variants.scrubber.go(-1),
        2,
        keys=("Ctrl+Alt+Down",),
        icon="rewind",
        enabled_when=has_steps,
        hint="To how the variant looked before it.",
    ),
    Command(
        "generate.step_on",
        "On One Step",
        "Generate",
        lambda w: w.variants.scrubber.go(1),
        2,
        keys=("Ctrl+Alt+Up",),
        icon="fast-forward",
        enabled_when=has_steps,
    ),
    Command(
        "generate.continue",
        "Continue from Step",
        "Generate",
        lambda w: w.variants.continue_from_step(),
        2,
        keys=("Ctrl+Alt+Return",),
        icon="git-branch",
        enabled_when=is_at_a_step,
        hint="A variant that shares the steps so far and goes on with the values of now.",
    ),
    Command(
        "generate.compare",
        "Compare with the Original",
        "Generate",
        lambda w: w.canvas.set_comparing(on=not w.canvas.is_comparing),
        2,
        keys=("Ctrl+Shift+Space",),
        icon="square-half",
        enabled_when=has_document,
        checked_when=lambda w: w.canvas.is_comparing,
        hint="On the canvas, Tab does it while it is held.",
    ),
    Command(
        "generate.train",
        "Train Model…",
        "Generate",
        TrainingDialog.open_beside,
        3,
        icon="student",
        hint="A small model of a generator's kind learns from your own pictures.",
    ),
)
