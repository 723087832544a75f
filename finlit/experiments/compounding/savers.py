"""The early saver against the late one: the famous story, and the story tested on history."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.spans import starts_chart
from finlit.experiments.compounding.charts.pairs import ahead_chart, pair_chart
from finlit.experiments.compounding.growth_history import (
    COLUMNS,
    LEAVES_OUT,
    MONEY,
    by_start,
    place_of,
)
from finlit.experiments.compounding.waiting import ARITHMETIC, STEADY
from finlit.experiments.kit import Choice, Month, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import us_indices
from finlit.numbers import growth
from finlit.words.wording import money as dollars
from finlit.words.wording import percent, share, times, years
from finlit.words.wording import rate as say_rate

YEARLY = 2000.0
FIRST_AGE, LAST_AGE = 19, 65
EARLY_YEARS = Number("Ana pays for", 8, low=1, high=20, step=1, unit="years")
# The tie is looked for up to this rate a year.
HIGHEST_RATE = 0.5


def payments(early_years: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ages 19 to 65 and what each saver pays on each birthday."""
    ages = np.arange(FIRST_AGE, LAST_AGE + 1)
    first = ages < FIRST_AGE + early_years
    return ages, np.where(first, YEARLY, 0.0), np.where(first, 0.0, YEARLY)


@experiment(
    "early-late",
    title="The early saver and the late saver",
    question="Who ends ahead, and at which rate?",
    rate=Number("Growth a year", 0.07, low=0.0, high=0.14, step=0.0025, unit="percent"),
    early_years=EARLY_YEARS,
)
def early_late(market: Market, *, rate: float, early_years: int) -> Outcome:
    ages, early, late = payments(early_years)
    frame = pd.DataFrame(
        {
            "age": ages,
            "early": growth.grow_payments(early, rate),
            "late": growth.grow_payments(late, rate),
        }
    )
    early_end, late_end = (float(frame[name].iloc[-1]) for name in ("early", "late"))
    turn = growth.break_even_rate(early, late, high=HIGHEST_RATE)
    winner = "Ana" if early_end > late_end else "Ben"
    tie = (
        f"{winner} would be ahead at any rate up to {say_rate(HIGHEST_RATE)}."
        if np.isnan(turn)
        else f"They tie at about **{percent(turn, 1)}** a year."
    )
    answer = (
        f"At {say_rate(rate)} a year Ana has {dollars(early_end)} at 65 and Ben has "
        f"{dollars(late_end)}. **{winner} is ahead.** {tie}"
    )
    figures = {
        "early_end": (early_end, "dollars of the early saver at 65"),
        "late_end": (late_end, "dollars of the late saver at 65"),
        "early_paid_in": (float(early.sum()), "dollars the early saver paid in"),
        "late_paid_in": (float(late.sum()), "dollars the late saver paid in"),
        "early_over_late": (
            early_end / late_end,
            "early saver's dollars as a multiple of the late one's",
        ),
        "break_even_rate": (turn, "rate a year at which both end alike"),
        "winner": (winner, "who ends ahead: Ana (early) or Ben (late)"),
    }
    pictures = (_savers_picture(frame), _by_rate_picture(early, late, rate, early_end / late_end))
    return outcome(answer, figures, *pictures, note=_the_plan(early, late, early_years))


def _the_plan(early: np.ndarray, late: np.ndarray, early_years: int) -> str:
    birthdays = (
        f"on each birthday from {FIRST_AGE} to {FIRST_AGE + early_years - 1}"
        if early_years > 1
        else f"on birthday {FIRST_AGE}"
    )
    return (
        f"Ana pays {dollars(YEARLY)} {birthdays}, {dollars(early.sum())} in all, and then never "
        f"again. Ben pays {dollars(YEARLY)} from {FIRST_AGE + early_years} to {LAST_AGE}, "
        f"{dollars(late.sum())} in all."
    )


def _savers_picture(frame: pd.DataFrame) -> Picture:
    return Picture(
        pair_chart(frame, "savers"),
        frame,
        ARITHMETIC,
        STEADY + " Rising prices are left out. Few people have so much to spare at 19.",
        {"age": "number", "early": "money", "late": "money"},
    )


def _by_rate_picture(early: np.ndarray, late: np.ndarray, rate: float, ahead: float) -> Picture:
    """Ana's money over Ben's at every rate; `ahead` is that at the rate set."""
    rates = np.round(np.arange(0, 0.1401, 0.0025), 4)
    ends = [growth.grow_payments(paid, rates[:, None])[:, -1] for paid in (early, late)]
    by_rate = pd.DataFrame({"rate": rates, "times": ends[0] / ends[1]})
    picked = pd.DataFrame({"rate": [rate], "times": [ahead], "picked": [ahead]})
    drawn = pd.concat([by_rate, picked]).sort_values("rate")
    return Picture(
        ahead_chart(drawn.assign(level=1.0)),
        by_rate,
        ARITHMETIC,
        "The dashed line: both have the same. The dot: the rate you set.",
        {"rate": "fine_percent", "times": "number"},
        heading="Ana's money as a multiple of Ben's, by rate",
    )


@cached(32)
def early_late_spans(
    market: Market, money: str, early_years: int
) -> tuple[pd.DatetimeIndex, np.ndarray, np.ndarray]:
    """Starts, and both savers' ends, for every 46 years of history: one payment each 12 months."""
    levels = us_indices(market)[COLUMNS[money]]
    index = levels.to_numpy()
    _, early, late = payments(early_years)
    months = 12 * (len(early) - 1)
    starts = np.arange(len(index) - months)
    units = 1 / index[starts[:, None] + 12 * np.arange(len(early))]
    end = index[starts + months]
    return levels.index[: len(starts)], units @ early * end, units @ late * end


@experiment(
    "early-late-history",
    title="The famous story, tested on history",
    question="In how many starts did the early saver end ahead?",
    money=Choice("Counted", "real", MONEY),
    early_years=EARLY_YEARS,
    start=Month("Ana begins in", "1966-01", low="1871-01", high="1980-03"),
)
def early_late_history(market: Market, *, money: str, early_years: int, start: str) -> Outcome:
    starts, early, late = early_late_spans(market, money, early_years)
    place, note = place_of(starts, start)
    ratio = early / late
    won = float(np.mean(ratio > 1))
    answer = (
        f"In **{share(won)}** starts since 1871 Ana, who paid for {years(early_years)} and "
        f"stopped, ended ahead of Ben. In the middle start she had "
        f"{times(float(np.median(ratio)))} his money. "
        f"From {starts[place]:%B %Y}: {times(float(ratio[place]))}."
    )
    figures = {
        "starts": (float(len(ratio)), "how many starts history holds"),
        "share_early_ahead": (won, "share of starts in which the early saver ended ahead"),
        "middle_times": (
            float(np.median(ratio)),
            "early saver's dollars as a multiple of the late one's, middle start",
        ),
        "best_times": (float(ratio.max()), "the same, best start for the early saver"),
        "worst_times": (float(ratio.min()), "the same, worst start for the early saver"),
        "picked_times": (float(ratio[place]), "the same, the start picked"),
        "picked_early": (float(early[place]), "dollars of the early saver from the start picked"),
        "picked_late": (float(late[place]), "dollars of the late saver from the start picked"),
    }
    source = market.source_line("us_market", last=f"{us_indices(market).index[-1]:%Y-%m}")
    return outcome(answer, figures, _starts_picture(starts, early, late, place, source), note=note)


def _starts_picture(
    starts: pd.DatetimeIndex, early: np.ndarray, late: np.ndarray, place: int, source: str
) -> Picture:
    ratio = early / late
    first = starts.month == 1
    table = pd.DataFrame(
        {
            "start": starts[first].strftime("%Y-%m"),
            "early": early[first],
            "late": late[first],
            "times": ratio[first],
        }
    )
    return Picture(
        starts_chart(by_start(starts, ratio, place, 1.0), kind="times"),
        table,
        source,
        "The dashed line: both have the same. The dot: the start you picked. " + LEAVES_OUT,
        {"start": "month", "early": "money", "late": "money", "times": "number"},
    )
