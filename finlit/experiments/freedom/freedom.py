"""Early retirement: years until it is enough, and whether it lasted from every start in history."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.lines import lines_chart, named_bars
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.views import annual_returns
from finlit.numbers import freedom
from finlit.words.wording import money, percent, rate, share, years

RATES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.6)
STAKE = 1_000_000.0


@experiment(
    "years-to-freedom",
    title="Save more, or earn more?",
    question="How long until savings can pay for your life?",
    saved=Number("Share of income saved", 0.1, low=0.05, high=0.45, step=0.05, unit="percent"),
    real_return=Number(
        "Return a year after inflation", 0.05, low=0.0, high=0.1, step=0.005, unit="percent"
    ),
    withdrawal=Number("Taken out a year", 0.04, low=0.02, high=0.06, step=0.005, unit="percent"),
)
def years_to_freedom(
    market: Market, *, saved: float, real_return: float, withdrawal: float
) -> Outcome:
    wait = freedom.years_to_enough(saved, real_return, withdrawal)
    twice = freedom.years_to_enough(2 * saved, real_return, withdrawal)
    more = freedom.years_to_enough(saved, 2 * real_return, withdrawal)
    answer = (
        f"Who saves {percent(saved)} of income at {rate(real_return)} a year after inflation can "
        f"live from it after **{years(round(wait, 1))}**. Saving twice as much makes it "
        f"**{years(round(twice, 1))}**, twice the return **{years(round(more, 1))}**."
    )
    table = pd.DataFrame(
        {
            "saved": RATES,
            "years": [freedom.years_to_enough(s, real_return, withdrawal) for s in RATES],
        }
    )
    bars = pd.DataFrame(
        {
            "name": [f"Saving {s:.0%}" for s in RATES],
            "value": table["years"],
            "picked": np.isclose(table["saved"], saved),
        }
    )
    text = "Bars, years until it is enough: " + ", ".join(
        f"{row.name.lower()} {row.value:.0f}" for row in bars.itertuples(index=False)
    )
    return outcome(
        answer,
        {
            "years": (wait, "years of saving until it is enough"),
            "years_saving_twice": (twice, "the same when twice as much is saved"),
            "years_earning_twice": (more, "the same when the return is twice as high"),
            "needed": (1 / withdrawal, "years of spending that have to be saved"),
        },
        Picture(
            named_bars(bars, ".0f", f"{text}.", kind="growth"),
            table,
            "Source: arithmetic.",
            "The same return every year, which no market pays. No taxes, no raise, nothing "
            "saved at the start. Spending stays the same later.",
            {"saved": "percent", "years": "years"},
            heading="Years of work until it is enough",
        ),
        note=f"Enough means {years(round(1 / withdrawal, 1))} of spending: each year you take out "
        f"{rate(withdrawal)} of the first sum.",
    )


SINCE = {"1928": "1928 on", "1950": "1950 on"}


@experiment(
    "withdrawal-history",
    title="Did the money last?",
    question="From which start years did the savings last?",
    withdrawal=Number("Taken out a year", 0.04, low=0.02, high=0.08, step=0.005, unit="percent"),
    span=Number("For how long", 30, low=10, high=60, step=5, unit="years"),
    stocks=Number("Part in stocks", 0.6, low=0.0, high=1.0, step=0.1, unit="percent"),
    fee=Number("Fees a year", 0.0, low=0.0, high=0.02, step=0.0025, unit="percent"),
    since=Choice("Starts from", "1928", SINCE),
)
def withdrawal_history(
    market: Market, *, withdrawal: float, span: int, stocks: float, since: str, fee: float
) -> Outcome:
    first_years, returns = annual_returns(market, int(since), True)
    mix = (1 + returns[:, :2] @ np.array([stocks, 1 - stocks])) * (1 - fee) - 1
    left = freedom.money_left(mix, span, withdrawal)
    good, ends = freedom.lasted(left), left[:, -1]
    safe = freedom.safest_withdrawal(mix, span)
    worst, middle = int(safe.argmin()), int(np.argsort(ends)[len(ends) // 2])
    answer = (
        f"Taking out {rate(withdrawal)} of the first sum each year for {years(span)}: the money "
        f"lasted from **{share(float(good.mean()))}** start years. The hardest start was "
        f"**{first_years[worst]}**: at most {percent(float(safe[worst]), 1)} lasted from there."
    )
    figures = {
        "lasted": (float(good.mean()), "share of start years from which the money lasted"),
        "starts": (float(len(good)), "number of start years"),
        "hardest_start": (
            f"{first_years[worst]}",
            "start year from which the least could be taken out",
        ),
        "safe": (
            float(safe[worst]),
            "the most that lasted from that year, as a share of the first sum",
        ),
        "middle_safe": (float(np.median(safe)), "the same from the middle start"),
        "middle_left": (
            STAKE * float(ends[middle]),
            "dollars left of a million from the middle start",
        ),
    }
    table = pd.DataFrame(
        {
            "start": first_years[: len(good)],
            "lasted": np.where(good, "yes", "no"),
            "left": STAKE * ends,
            "most_that_lasted": safe,
        }
    )
    source = market.source_line(
        "asset_classes", "us_market", first=since, last=str(first_years[-1])
    )
    return outcome(answer, figures, _lasting_picture(table, withdrawal, source))


def _lasting_picture(table: pd.DataFrame, withdrawal: float, source: str) -> Picture:
    safe = table["most_that_lasted"].to_numpy()
    dates = pd.to_datetime(table["start"].astype(str))
    rows = pd.DataFrame({"date": dates, "line_0": safe, "line_1": withdrawal})
    text = (
        f"A line by start year: the most that could be taken out. Lowest {safe.min():.1%} from "
        f"{table['start'][safe.argmin()]}, highest {safe.max():.1%}. A second line at "
        f"{withdrawal:.1%}."
    )
    labels = ("The most that lasted", "What you take out")
    return Picture(
        lines_chart(rows.iloc[thin(safe, 200)], labels, ("growth", "you"), ".1%", text),
        table,
        source,
        "US stocks and ten-year government bonds, whole years, after inflation, set back "
        f"to the mix each year. No taxes. One country that did well. Starts overlap. "
        f"{money(STAKE)} at first.",
        {"start": "year", "left": "money", "most_that_lasted": "fine_percent"},
        heading="The most that could be taken out each year, by start",
    )
