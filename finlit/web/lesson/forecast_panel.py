"""A run of forecasts: hidden stretches of real history, one after another, each said as a range.

Nothing that comes after the moment travels to the browser before the range is locked in. At the end
the ranges are counted, beside a machine that knew only the earlier history of the same market.
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from finlit.experiments.forecasts import hidden_stretches as hidden
from finlit.experiments.forecasts.hidden_stretches import Stretch
from finlit.experiments.kit import Outcome
from finlit.lessons import Content, Forecast
from finlit.market import built_in
from finlit.web.lesson import experiment_panel, forecast_count
from finlit.web.lesson.forecast_count import Said, dealt, made
from finlit.web.shared import content, entry
from finlit.web.visit import browser_log

MOST = 10_000
TITLE = "A hidden stretch"


def draw(lesson: Content, block: Forecast) -> None:
    """The next stretch to forecast, the one just told, or the count of the whole run."""
    said = made(lesson, block)
    done = {each.stretch.id: each for each in said}
    told = done.get(st.session_state.get(_told_key(lesson, block), ""))
    waiting = [each for each in dealt(block) if each.id not in done]
    with st.container(border=True, key=f"forecast-{block.id}"):
        st.markdown(f"**Forecast.** {content.filled(lesson.slug, block.ask)}")
        if told is not None:
            _told(lesson, block, told, last=not waiting)
        elif waiting:
            _ask(lesson, block, waiting[0])
        else:
            forecast_count.draw(lesson, block, said)


def _told_key(lesson: Content, block: Forecast) -> str:
    return f"{lesson.slug}.{block.id}.told"


def _place(block: Forecast, stretch: Stretch) -> int:
    return dealt(block).index(stretch) + 1


def _ask(lesson: Content, block: Forecast, stretch: Stretch) -> None:
    place = _place(block, stretch)
    key = f"{lesson.slug}.{block.id}-{place}"
    st.markdown(f"Stretch {place} of {block.count}")
    experiment_panel.draw_outcome(_closed(stretch), key, TITLE)
    with st.form(f"{key}.form", border=False):
        with st.container(horizontal=True):
            for end, example in (("low", "A number, like 80"), ("high", "A number, like 150")):
                st.text_input(
                    f"{end.capitalize()} end",
                    key=f"{key}.{end}",
                    placeholder=example,
                    autocomplete="off",
                )
        st.form_submit_button(
            "Lock in my range",
            type="primary",
            key=f"{key}.lock",
            on_click=_commit,
            args=(lesson, block, stretch, key),
        )
    entry.show_problem(f"{key}.low") or entry.show_problem(f"{key}.high")
    st.caption("A lucky hit counts for little here. What counts is how many of your ranges hold.")


@lru_cache(maxsize=64)
def _closed(stretch: Stretch) -> Outcome:
    question = (
        "**100 is now.** Between which two numbers will it stand in five years? "
        "Your range should hold 8 times in 10."
    )
    return Outcome(question, {}, (hidden.closed(built_in(), stretch),))


def _commit(lesson: Content, block: Forecast, stretch: Stretch, key: str) -> None:
    low, high = (
        entry.taken(f"{key}.{end}", "number", "count", f"Give your {end} end first.")
        for end in ("low", "high")
    )
    if not isinstance(low, float) or not isinstance(high, float):
        return
    if not 0 <= low < high <= MOST:
        entry.refuse(
            f"{key}.low",
            f"The low end is 0 or more, and the high end lies above it, up to {MOST:,}.",
        )
        return
    browser_log.record(
        "predict", lesson, block.id, {"stretch": stretch.id, "low": low, "high": high}
    )
    st.session_state[_told_key(lesson, block)] = stretch.id
    browser_log.focus_on(f"told-{block.id}")


def _told(lesson: Content, block: Forecast, said: Said, *, last: bool) -> None:
    place = _place(block, said.stretch)
    with st.container(key=f"told-{block.id}"):
        st.markdown(f"Stretch {place} of {block.count}")
        picture = hidden.opened(built_in(), said.stretch, said.low, said.high)
        outcome = Outcome(_verdict(said), {}, (picture,), _points(said))
        key = f"{lesson.slug}.{block.id}-{place}-told"
        experiment_panel.draw_outcome(outcome, key, TITLE)
    st.button(
        "How many held?" if last else f"Stretch {place + 1}",
        type="primary",
        key=f"{lesson.slug}.{block.id}.on",
        on_click=_go_on,
        args=(lesson, block),
    )


def _go_on(lesson: Content, block: Forecast) -> None:
    st.session_state.pop(_told_key(lesson, block), None)
    browser_log.focus_on(f"forecast-{block.id}")


def _verdict(said: Said) -> str:
    came = said.stretch.came
    if said.held:
        how = "**held**"
    else:
        below, above = said.low - came, came - said.high
        side = "below the low end" if below > 0 else "above the high end"
        how = f"**missed**: it ended {max(below, above, 1):.0f} {side}"
    return (
        f"**{said.stretch.name}.** Five years later 100 stood at **{came:.0f}**. "
        f"Your range, {said.range}, {how}."
    )


def _points(said: Said) -> str:
    stretch = said.stretch
    machine = "held" if said.machine_held else "missed"
    return (
        f"The machine knew only what this market had done before. It said "
        f"{stretch.low:.0f} to {stretch.high:.0f}, and that {machine}. "
        f"Your points: {said.points:,.0f}. The machine's: {said.machine_points:,.0f}. "
        "Fewer is better: one for each point of width, ten for each point outside."
    )
