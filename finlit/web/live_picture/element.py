"""The element that places a live picture on a page, and what it hears from the browser.

`live_picture` is all that pages need: see its description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Experiment, Outcome, Value
from finlit.market import built_in
from finlit.web.live_picture import assets, hearing, packing, specs
from finlit.web.live_picture.controls import described, written
from finlit.web.live_picture.feed import FEEDS, frame_line
from finlit.web.live_picture.packing import Packed, Watched
from finlit.web.live_picture.steps import stops
from finlit.web.live_picture.worker import WORKER, Ask
from finlit.web.shared import figures

_component = st.components.v2.component(
    "finlit_live_picture",
    html='<div class="live"></div>',
    css=assets.read("element.css"),
    js=assets.read("start.js"),
)


@dataclass(frozen=True)
class Guess:
    """What a learner said, to be drawn on the axis ("x" or "y") of a picture: a line with `text`.

    `value` is in the axis's own unit: dollars, a decimal for percent, years.
    """

    value: float
    text: str
    picture: int = 0
    axis: str = "y"


@dataclass(frozen=True)
class Watch:
    """A figure of the outcome, written beside the picture in a format of `formats.write`."""

    figure: str
    format: str
    label: str


@dataclass(frozen=True)
class Live:
    """Where the controls stand now, and what came out; no figures where they do not go together."""

    values: dict[str, Value]
    figures: Mapping[str, float | str] | None


def live_picture(
    experiment: Experiment,
    values: Mapping[str, Value],
    *,
    key: str,
    show: Sequence[str],
    main: int = 1,
    guesses: Sequence[Guess] = (),
    watch: Sequence[Watch] = (),
    more: str = "Change more",
) -> Live:
    """Place an experiment: its answer, its pictures, and the controls named in `show`.

    `values`: where the controls stand at first; later those that the learner left them at count,
    which are kept under `key` (see `present` and `reset`). The first `main` controls of `show`
    stand by the picture, the others behind `more`. An experiment that is not listed, such as one on
    a learner's own series, works without frames: its picture moves when a control is let go.
    """
    component_key = f"live-{key}"
    now = hearing.heard(experiment, values, key, st.session_state.get(component_key), show)
    watched = tuple((each.figure, each.format) for each in watch)
    shown = [each for name in show for each in experiment.controls if each.name == name]
    feeds = _feeds(experiment, shown, now.values, watched)
    frame, outcome = _outcome(experiment, now, feeds, watched)
    _component(
        key=component_key,
        data={
            **_about(experiment),
            "controls": _described(tuple(json.dumps(described(each)) for each in shown)),
            "main": list(show[:main]),
            "more": more,
            "values": now.values,
            "texts": {each.name: written(each, now.values[each.name]) for each in shown},
            "heard": now.count,
            "reset": now.reset,
            "trouble": now.trouble,
            "feeds": {name: assets.FRAMES + feed for name, feed in feeds.items()},
            "id": packing.mark(frame),
            "outcome": outcome,
            "guesses": [vars(guess) for guess in guesses],
            "watched": [each.label for each in watch],
        },
        on_moved_change=lambda: None,
    )
    return Live(now.values, _figures(frame))


def live_outcome(outcome: Outcome, title: str, *, key: str) -> None:
    """Place an outcome that has no controls: its answer and its pictures."""
    packed = packing.pack_outcome(outcome)
    _component(
        key=f"live-{key}",
        data={
            **_about(None),
            "title": title,
            "id": packed.id,
            "outcome": _lines(packed),
        },
    )


def present(key: str) -> dict[str, Value] | None:
    """Where the controls of the live picture under `key` were left; None before it was drawn."""
    return hearing.kept(key)


def reset(key: str) -> None:
    """Forget where the controls were left: they start anew at the next drawing."""
    hearing.forget(key)


def _about(experiment: Experiment | None) -> dict[str, Any]:
    """What is the same from move to move; an element without controls has nothing else."""
    root = assets.root()
    return {
        "code": f"{root}{assets.address()}element.js",
        "root": root,
        "title": experiment.title if experiment else "",
        "controls": "[]",
        "main": [],
        "more": "",
        "values": {},
        "texts": {},
        "heard": 0,
        "reset": 0,
        "trouble": "",
        "feeds": {},
        "guesses": [],
        "watched": [],
    }


@lru_cache(maxsize=512)
def _described(controls: tuple[str, ...]) -> str:
    return f"[{','.join(controls)}]"


def _is_listed(experiment: Experiment) -> bool:
    return EXPERIMENTS.get(experiment.name) is experiment


def _feeds(
    experiment: Experiment,
    shown: Sequence[Any],
    values: Mapping[str, Value],
    watched: tuple[Watched, ...],
) -> dict[str, str]:
    """For each control with stops, the name of its frames at the others' present values."""
    if not _is_listed(experiment):
        return {}
    return {
        control.name: FEEDS.announce(
            Ask(
                experiment.name,
                control.name,
                tuple(sorted((n, v) for n, v in values.items() if n != control.name)),
                watched,
            ),
            values[control.name],
        )
        for control in shown
        if stops(control)
    }


def _outcome(
    experiment: Experiment,
    now: hearing.Heard,
    feeds: Mapping[str, str],
    watched: tuple[Watched, ...],
) -> tuple[str, str]:
    """The present frame, and the lines that the browser needs to draw it: "" where it has it."""
    for name, feed in feeds.items():
        frame = FEEDS.frame(feed, now.values[name])
        if frame is not None and packing.mark(frame) == now.drawn:
            return frame, ""
    if _is_listed(experiment):
        packed = _packed(experiment.name, tuple(sorted(now.values.items())), watched)
    else:
        packed = packing.pack(experiment, built_in(), now.values, watched)
    return packed.frame, "" if packed.id == now.drawn else _lines(packed)


@lru_cache(maxsize=1024)
def _packed(
    name: str, values: tuple[tuple[str, Value], ...], watched: tuple[Watched, ...]
) -> Packed:
    try:
        return packing.pack_outcome(figures.outcome(name, dict(values)), watched)
    except ControlValueError as bad:
        return packing.refused(bad)


def _lines(packed: Packed) -> str:
    """A frame with its columns and specifications, as the browser reads frames."""
    lines = [
        f'{{"spec":"{name}","vega":{specs.kept(name) or WORKER.spec(name, spec)}}}'
        for name, spec in packed.specs.items()
    ]
    lines += [f'{{"column":"{name}","values":{text}}}' for name, text in packed.columns.items()]
    return "\n".join([*lines, frame_line(None, packed.frame)])


@lru_cache(maxsize=1024)
def _figures(frame: str) -> Mapping[str, float | str] | None:
    found = json.loads(frame)
    return None if "bad" in found else packing.figures(found)
