"""Experiments in words for a terminal: what each asks, what can be moved, what its figures mean."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from textwrap import fill
from typing import TextIO

from finlit.experiments.kit.base import Experiment


def run(out: TextIO, experiments: Mapping[str, Experiment], name: str | None) -> int:
    """List all experiments, or tell all of one. 1 where there is none of that name."""
    if name is None:
        width = max(map(len, experiments))
        for each in sorted(experiments):
            print(f"{each:{width}}  {experiments[each].title}", file=out)
        return 0
    if name not in experiments:
        near = difflib.get_close_matches(name, experiments)
        hint = f"Did you mean {' or '.join(near)}?" if near else "List them without a name."
        print(f"There is no experiment {name}. {hint}", file=out)
        return 1
    print("\n".join(told(experiments[name])), file=out)
    return 0


def told(experiment: Experiment) -> list[str]:
    """Title and question, controls with what they may be, figures with their meaning."""
    lines = [f"{experiment.title} ({experiment.name})", experiment.question, "", "Controls"]
    for control in experiment.controls:
        first, written = control.say(control.default), control.format(control.default)
        start = first if first == written else f"{first}, written {written}"
        lines.append(_item(control.name, f"{control.label}, {control.range()}. At first {start}."))
    lines += ["", "Figures"]
    return lines + [_item(name, meaning) for name, meaning in experiment.figures.items()]


def _item(name: str, text: str) -> str:
    text = f"{name}: {text}"
    return fill(text, 98, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
