"""All members of the S&P 500 that fell by half: where each stood one, three or five years on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.dips.charts.stock_falls import (
    EPISODES,
    averages_chart,
    standing_chart,
    when_chart,
)
from finlit.experiments.dips.fallen_members import any_member, standing
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.words.wording import money, percent, share

YEARS_ON = {"1": "1 year on", "3": "3 years on", "5": "5 years on"}
# Places by growth of a dollar, best first: (at least, name).
PLACES = (
    (3.0, "More than tripled"),
    (2.0, "Doubled or more"),
    (1.5, "Up by half or more"),
    (1.0, "Up by less than half"),
    (0.75, "Down by less than 1/4"),
    (0.5, "Down by 1/4 to 1/2"),
    (0.25, "Halved again"),
    (0.0, "Down by 3/4 or more"),
)
ANY_MEMBER = "Any member, bought in the same weeks"
LEFT, RUNNING = "Left, price not known", "Years not over yet"


@experiment(
    "all-stock-falls",
    title="Every company that fell by half",
    question="What happened next to companies that fell by half?",
    years_on=Choice("Look", "3", YEARS_ON),
    depth=Number("Fall from the high", 0.5, low=0.3, high=0.8, step=0.1, unit="percent"),
    figures={
        "falls": "companies that fell so far",
        "known": "of these, price known so many years on",
        "left": "had left the index, price not known",
        "running": "years not over in the data",
        "higher": "share of the known that stood higher than at the fall",
        "higher_low": "the same of all whose years are over, if none that left did",
        "higher_high": "the same, if all that left did",
        "beat_index": "share of the known that beat the index over the same weeks",
        "beat_index_low": "the same of all whose years are over, if none that left did",
        "beat_index_high": "the same, if all that left did",
        "halved_again": "share of the known at less than half the price of the fall",
        "halved_again_low": "the same of all whose years are over, if none that left did",
        "halved_again_high": "the same, if all that left did",
        "mean_known": "average growth of a dollar where the price is known",
        "index_known": "the index over the same weeks as those",
        "median_known": "middle growth of a dollar where the price is known",
        "mean_worthless": "average growth if all that left were worth nothing",
        "worst_tenth_known": "growth that one in ten of the known stayed below",
        "worst_tenth_worthless": "the same if all that left were worth nothing",
        "mean": "average growth of a dollar, those that left moved into the index",
        "median": "middle growth of a dollar, the same",
        "index_mean": "average growth of a dollar in the index over the same weeks",
        "member_mean": "average growth of a dollar in any member, bought in the same weeks",
        "member_median": "middle growth of a dollar in any member, the same",
        "worst_tenth": "one in ten ended lower than this growth, the same treatment",
        "lost_three_quarters": "share that lost three quarters or more, the same treatment",
        "in_two_crashes": "share of the falls in 2000-02 and 2008-09",
    },
)
def all_stock_falls(market: Market, *, years_on: str, depth: float) -> Outcome:
    years = int(years_on)
    table = standing(market, depth, years, "index")
    averages = _averages(market, depth, years)
    figures = _figures(table, averages)
    when = f"{years} year{'s' if years > 1 else ''} on"
    answer = (
        f"{len(table)} companies fell by {'half' if depth == 0.5 else percent(depth)}. "
        f"{when[0].upper()}{when[1:]} the price is known for {figures['known']}: "
        f"**{share(figures['higher'])}** of these stood higher than on the day of the fall, "
        f"{share(figures['halved_again'])} had halved again. Of these a dollar became "
        f"**{money(figures['mean_known'], cents=True)}** on average, in the index "
        f"{money(figures['index_known'], cents=True)}. If all that left were worth nothing, it "
        f"was {money(figures['mean_worthless'], cents=True)}."
    )
    pictures = (
        _standing_picture(market, table),
        _averages_picture(market, averages),
        _when_picture(market, table),
    )
    return Outcome(answer, figures, pictures, _note(figures))


def _note(figures: dict[str, float]) -> str:
    note = (
        f"{figures['left']} had left the index, and {figures['running']} fell so late that our "
        "prices end too soon. Count those that left as well, and the share that stood higher lies "
        f"somewhere between {percent(figures['higher_low'])} and "
        f"{percent(figures['higher_high'])}, the share that had halved again between "
        f"{percent(figures['halved_again_low'])} and {percent(figures['halved_again_high'])}. "
        "Leaving is not failing: many were bought for a good price. In those years the smaller "
        "members did better than the giants, which weigh most in the index: a dollar in **any** "
        "member of those weeks, fallen or not, became "
        f"{money(figures['member_mean'], cents=True)}."
    )
    if figures["member_mean"] > figures["mean"]:
        note += " So a lead over the index is no prize for falling."
    return note


def _figures(table: pd.DataFrame, averages: pd.DataFrame) -> dict[str, float]:
    over, known = _over(table), _known(table)
    growth, index = table["growth"], table["index_growth"]
    higher, beat, halved = growth > 1, growth > index, growth < 0.5
    into_index, member = averages.iloc[0], averages.iloc[-1]
    only_known, worthless = averages.iloc[2], averages.iloc[3]
    return {
        "falls": len(table),
        "known": int(known.sum()),
        "left": int((over & ~known).sum()),
        "running": int((~over).sum()),
        **_share("higher", higher, known, over),
        **_share("beat_index", beat, known, over),
        **_share("halved_again", halved, known, over),
        "mean_known": float(only_known["mean"]),
        "index_known": float(only_known["index"]),
        "median_known": float(only_known["median"]),
        "mean_worthless": float(worthless["mean"]),
        "worst_tenth_known": float(growth[known & over].quantile(0.1)),
        "worst_tenth_worthless": float(growth.where(known, 0.0)[over].quantile(0.1)),
        "mean": float(into_index["mean"]),
        "median": float(into_index["median"]),
        "index_mean": float(into_index["index"]),
        "member_mean": float(member["mean"]),
        "member_median": float(member["median"]),
        "worst_tenth": float(growth[over].quantile(0.1)),
        "lost_three_quarters": float((growth[over] < 0.25).mean()),
        "in_two_crashes": float((table["episode"] != EPISODES[2]).mean()),
    }


def _over(table: pd.DataFrame) -> pd.Series:
    """Whose years are over."""
    return table["state"] != "running"


def _known(table: pd.DataFrame) -> pd.Series:
    """Whose price is known at the end of the years."""
    return table["state"].isin(["member", "ended"])


def _share(name: str, yes: pd.Series, known: pd.Series, over: pd.Series) -> dict[str, float]:
    """Share among the known, and its bounds among all whose years are over."""
    low, high = _bounds(known & yes, known, over)
    return {name: float(yes[known].mean()), f"{name}_low": low, f"{name}_high": high}


def _bounds(yes: pd.Series, known: pd.Series, over: pd.Series) -> tuple[float, float]:
    """Share among all whose years are over, if none and if all of the unknown were so."""
    count, unknown = int(over.sum()), int((over & ~known).sum())
    if not count:
        return float("nan"), float("nan")
    return float(yes.sum() / count), float((yes.sum() + unknown) / count)


def _averages(market: Market, depth: float, years: int) -> pd.DataFrame:
    """Mean, median and index by what is done with those that left, and any member at last."""
    table, cash = (standing(market, depth, years, leavers) for leavers in ("index", "cash"))
    over, known = _over(table), _known(table)
    nothing = table["growth"].where(known, 0.0)
    cases = [
        ("Those that left go into the index", table["growth"][over], over),
        ("Those that left wait as cash", cash["growth"][over], over),
        ("Only those whose price is known", table["growth"][known & over], known & over),
        ("Worst case: all that left are worth 0", nothing[over], over),
    ]
    rows = [
        (how, growth.mean(), growth.median(), table["index_growth"][who].mean())
        for how, growth, who in cases
    ]
    rows.append((ANY_MEMBER, *any_member(market, depth, years), rows[0][-1]))
    return pd.DataFrame(rows, columns=["how", "mean", "median", "index"])


def _places(table: pd.DataFrame) -> pd.Series:
    """Where each stood, or why that is not known."""
    edges = np.array([edge for edge, _ in PLACES][::-1])
    names = np.array([name for _, name in PLACES][::-1], dtype=object)
    found = names[np.searchsorted(edges, table["growth"].to_numpy(), side="right") - 1]
    found = np.where(table["state"] == "left", LEFT, found)
    return pd.Series(np.where(table["state"] == "running", RUNNING, found), table.index)


def _source(market: Market) -> str:
    return market.source_line("members", "sp500_daily", over=market.table("members").index)


def _standing_picture(market: Market, table: pd.DataFrame) -> Picture:
    order = [name for _, name in PLACES] + [LEFT, RUNNING]
    counts = (
        pd.crosstab(_places(table), table["episode"])
        .reindex(index=order, columns=list(EPISODES), fill_value=0)
        .rename_axis("where")
        .reset_index()
    )
    tall = counts.melt("where", var_name="episode", value_name="count")
    tall["order"] = tall["episode"].map({name: n for n, name in enumerate(EPISODES)})
    return Picture(
        standing_chart(tall[tall["count"] > 0], order),
        counts,
        _source(market),
        "Prices alone, without dividends. Each company once, at its first such fall as a "
        "member of the S&P 500.",
        heading="Where each stood, from the price on the day of the fall",
    )


def _averages_picture(market: Market, averages: pd.DataFrame) -> Picture:
    return Picture(
        averages_chart(averages),
        averages,
        _source(market),
        "What one dollar became. The same weeks in the index, price alone.",
        {"mean": "cents", "median": "cents", "index": "cents"},
        heading="The average, the middle, and the index",
    )


def _when_picture(market: Market, table: pd.DataFrame) -> Picture:
    by_year = table.groupby([table["week"].dt.year.rename("year"), "episode"]).size()
    by_year = by_year.rename("count").reset_index()
    return Picture(
        when_chart(by_year),
        by_year,
        _source(market),
        "Falls that come together are one event, not many separate cases.",
        heading="When did they fall?",
    )
