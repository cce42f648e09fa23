"""How a training run tells where it is: on a terminal, or to the program it runs in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.api import Cancelled, Context
from plugins.toolkit.training import Report, Trainer

_CHECKPOINT_EVERY_S = 60.0
_NAMED = 5
_EXPORT_SHARE = 0.02
"""Of the progress: measuring and writing the model at the end."""


def print_report(report: Report) -> None:
    """A line with the losses and the pace."""
    losses = " ".join(f"{name} {value:.4f}" for name, value in report.losses.items())
    pace = f"{report.pictures_per_s:.2f} pictures/s, {report.data_share:.0%} for data"
    print(f"{report.step} {losses} {pace}", flush=True)


def tell_left_out(names: Sequence[str], context: Context) -> None:
    """Says which files are no pictures in spite of their names, the first few of them."""
    if names:
        told = ", ".join(names[:_NAMED])
        more = len(names) - _NAMED
        context.notice(
            f"Left out, since they cannot be read: {told} and {more} more."
            if more > 0
            else f"Left out, since they cannot be read: {told}."
        )


def run_told(run: Trainer, context: Context) -> None:
    """Runs to the end, each step told to the program, saved often enough for whoever interrupts.

    Whoever gives it up between two steps loses none of them.

    Progress ends a little before 1: the caller measures and exports, and tells that it is done.
    """
    steps = run.schedule.steps

    def report(done: Report) -> None:
        losses = ", ".join(f"{name} {value:.3f}" for name, value in done.losses.items())
        share = done.step / steps * (1 - _EXPORT_SHARE)
        context.progress(share, f"step {done.step}/{steps}, {losses}")

    run.schedule = replace(run.schedule, checkpoint_every_s=_CHECKPOINT_EVERY_S)
    run.on_report, run.report_every = report, 1
    try:
        run.run()
    except Cancelled:
        run.save()
        raise
    context.progress(1 - _EXPORT_SHARE, "measuring the model")
