"""A learner's run of forecasts, counted: how many ranges held, what they cost, what luck may do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from finlit.experiments.forecasts import hidden_stretches as hidden
from finlit.experiments.forecasts.hidden_stretches import CHANCE, Stretch
from finlit.lessons import Content, Forecast
from finlit.market import built_in
from finlit.numbers import forecast_ranges
from finlit.web.visit import browser_log
from finlit.words.formats import as_said
from finlit.words.wording import share

# A run this unlucky comes up less than one time in ten: then it is not called luck.
RARE = 0.1


@dataclass(frozen=True)
class Said:
    """A stretch and the range that a learner gave it, in levels from 100."""

    stretch: Stretch
    low: float
    high: float

    @property
    def held(self) -> bool:
        return self.low <= self.stretch.came <= self.high

    @property
    def machine_held(self) -> bool:
        return self.stretch.low <= self.stretch.came <= self.stretch.high

    @property
    def range(self) -> str:
        """The range as it was typed."""
        return f"{as_said(self.low, 'count')} to {as_said(self.high, 'count')}"

    @property
    def points(self) -> float:
        """One for each point of width, ten for each point outside."""
        return float(forecast_ranges.penalty(self.low, self.high, self.stretch.came, CHANCE))

    @property
    def machine_points(self) -> float:
        return float(
            forecast_ranges.penalty(self.stretch.low, self.stretch.high, self.stretch.came, CHANCE)
        )


def dealt(block: Forecast) -> tuple[Stretch, ...]:
    """The stretches of a run, in order."""
    return hidden.deck(built_in())[block.first - 1 : block.first - 1 + block.count]


def made(lesson: Content, block: Forecast) -> tuple[Said, ...]:
    """The ranges of a run that the learner has locked in."""
    kept = browser_log.log().ranges(lesson, block)
    return tuple(Said(each, *kept[each.id]) for each in dealt(block) if each.id in kept)


def key(block: Forecast) -> str:
    """What came in each stretch of a run, as a Markdown list for a teacher."""
    return "\n".join(
        f"{place}. {each.name}: 100 came to **{each.came:.0f}**. The machine said "
        f"{each.low:.0f} to {each.high:.0f}."
        for place, each in enumerate(dealt(block), 1)
    )


def draw(lesson: Content, block: Forecast, said: tuple[Said, ...]) -> None:
    """The whole run beside the machine's, stretch by stretch."""
    held, all_ = sum(each.held for each in said), len(said)
    with st.container(horizontal=True, key=f"beside-{block.id}"):
        st.markdown(f"Your ranges held  \n**{held} of {all_}**")
        st.markdown(f"The machine's held  \n**{sum(s.machine_held for s in said)} of {all_}**")
    st.markdown(luck(held, all_))
    st.table(
        [
            {
                "Stretch": each.stretch.short_name,
                "You said": each.range,
                "What came": f"{each.stretch.came:.0f}{'' if each.held else ', outside'}",
                "Points / machine's": f"{each.points:,.0f} / {each.machine_points:,.0f}",
            }
            for each in said
        ],
        hide_index=True,
        border="horizontal",
    )
    yours, machine = (
        float(np.mean([getattr(each, name) for each in said]))
        for name in ("points", "machine_points")
    )
    st.markdown(
        f"On average your ranges cost **{yours:,.0f}** points, the machine's {machine:,.0f}."
        + _together(lesson, block)
    )


def luck(held: int, all_: int) -> str:
    """What so many ranges that held tell, and what they do not."""
    if held == all_:
        chance = CHANCE**all_
        return (
            f"All held. Ranges that truly hold 8 times in 10 do that in {share(chance)} such runs. "
            "Compare the points: were yours wider than they had to be?"
        )
    chance = forecast_ranges.at_most(held, all_, CHANCE)
    often = f"Ranges that truly hold 8 times in 10 do no better than this in {share(chance)} runs."
    if chance < RARE:
        return f"{often} That is hardly bad luck: the ranges were too narrow, or too high or low."
    return f"{often} So this may be luck: few forecasts tell little."


def _together(lesson: Content, block: Forecast) -> str:
    """The count of all finished runs of a lesson, where there is more than one."""
    runs = [made(lesson, each) for each in lesson.of_kind(Forecast)]
    finished = [
        run
        for run, each in zip(runs, lesson.of_kind(Forecast), strict=True)
        if len(run) == each.count
    ]
    if len(finished) < 2:
        return ""
    every = [each for run in finished for each in run]
    counts = ", then ".join(f"{sum(s.held for s in run)} of {len(run)}" for run in finished)
    return (
        f" Run by run, {counts} of your ranges held: together "
        f"**{sum(each.held for each in every)} of {len(every)}**."
    )
