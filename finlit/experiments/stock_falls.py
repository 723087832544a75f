"""All members of the S&P 500 that fell by half: where each stood one, three or five years on."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from finlit import dips
from finlit.charts.stock_falls import EPISODES, averages_chart, standing_chart, when_chart
from finlit.experiments.base import Choice, Experiment, Number, Outcome, Picture
from finlit.experiments.wording import money, percent, share
from finlit.market import Market
from finlit.returns import YEAR, Floats

WEEK = pd.Timedelta(weeks=1)
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


@lru_cache(maxsize=4)
def panel(market: Market) -> tuple[pd.DataFrame, Floats, dips.Positions, dict]:
    """Member prices, the index on the same Fridays, last known rows, and sourced endings."""
    members = market.table("members")
    index = market.table("sp500_daily")["close"].reindex(members.index, method="ffill")
    companies = market.table("companies")
    sourced = companies[companies["final_value"].notna() & companies["ending_date"].notna()]
    endings = {
        int(members.columns.get_loc(code)): (
            int(members.index.searchsorted(row["ending_date"])),
            float(row["final_value"]),
        )
        for code, row in sourced.iterrows()
        if code in members.columns
    }
    return members, index.to_numpy(), dips.last_known(members.to_numpy()), endings


@lru_cache(maxsize=64)
def standing(market: Market, depth: float, years: int, leavers: str) -> pd.DataFrame:
    """`dips.standing` of all members, with code, week of the fall and episode."""
    members, index, known_rows, endings = panel(market)
    prices = members.to_numpy()
    table = dips.standing(
        prices,
        index,
        dips.first_falls(prices, depth),
        _weeks(years),
        known_rows=known_rows,
        endings=endings,
        leavers=leavers,
    )
    week = members.index[table["row"]]
    return table.assign(
        code=members.columns[table["column"]], week=week, episode=_episodes(week.year.to_numpy())
    )


@lru_cache(maxsize=64)
def any_member(market: Market, depth: float, years: int) -> tuple[float, float]:
    """Mean and median growth of a dollar in any member, bought in the weeks of the falls.

    Every member of a week counts alike, every fall weighs its week once; those that left go into
    the index. The fallen are among them.
    """
    members, index, known_rows, endings = panel(market)
    prices = members.to_numpy()
    fallen = standing(market, depth, years, "index")
    weeks, falls = np.unique(fallen.loc[fallen["state"] != "running", "row"], return_counts=True)
    growth = dips.standing(
        prices,
        index,
        dips.members_in(prices, weeks),
        _weeks(years),
        known_rows=known_rows,
        endings=endings,
    ).groupby("row")["growth"]
    return (
        float(np.average(growth.mean(), weights=falls)),
        float(np.average(growth.median(), weights=falls)),
    )


def _weeks(years: int) -> int:
    """Whole weeks within so many years."""
    return int(years * YEAR / WEEK)


def _episodes(year: np.ndarray) -> np.ndarray:
    first, second, others = EPISODES
    in_first, in_second = (year >= 2000) & (year <= 2002), (year >= 2008) & (year <= 2009)
    return np.select([in_first, in_second], [first, second], others)


def run(market: Market, *, years_on: str, depth: float) -> Outcome:
    years = int(years_on)
    table = standing(market, depth, years, "index")
    cash = standing(market, depth, years, "cash")
    over = table["state"] != "running"
    known = table["state"].isin(["member", "ended"])
    growth, index = table["growth"], table["index_growth"]
    low_up, high_up = _bounds(known & (growth > 1), known, over)
    low_beat, high_beat = _bounds(known & (growth > index), known, over)
    low_half, high_half = _bounds(known & (growth < 0.5), known, over)
    averages = _averages(table, cash, over, known)
    member_mean, member_median = any_member(market, depth, years)
    averages.loc[len(averages)] = (ANY_MEMBER, member_mean, member_median, averages["index"][0])
    into_index = averages.iloc[0]
    when = f"{years} year{'s' if years > 1 else ''} on"
    name = "half" if depth == 0.5 else percent(depth)
    answer = (
        f"{len(table)} companies fell by {name}. {when[0].upper()}{when[1:]} the price is known "
        f"for {known.sum()}: **{share((growth[known] > 1).mean())}** of these stood higher than "
        f"on the day of the fall, {share((growth[known] < 0.5).mean())} had halved again. On "
        f"average a dollar became **{money(into_index['mean'], cents=True)}**, in the index "
        f"{money(into_index['index'], cents=True)}."
    )
    note = (
        f"{(over & ~known).sum()} had left the index, and {(~over).sum()} fell so late that our "
        "prices end too soon. Count those that left as well, and the share that stood higher lies "
        f"somewhere between {percent(low_up)} and {percent(high_up)}, the share that had halved "
        f"again between {percent(low_half)} and {percent(high_half)}. Leaving is not failing: many "
        "were bought for a good price."
    )
    note += (
        " In those years the smaller members did better than the giants, which weigh most in the "
        f"index: a dollar in **any** member of those weeks, fallen or not, became "
        f"{money(member_mean, cents=True)}."
    )
    if member_mean > into_index["mean"] > into_index["index"]:
        note += " So the lead over the index is no prize for falling."
    figures: dict[str, float | str] = {
        "falls": len(table),
        "known": int(known.sum()),
        "left": int((over & ~known).sum()),
        "running": int((~over).sum()),
        "higher": float((growth[known] > 1).mean()),
        "higher_low": low_up,
        "higher_high": high_up,
        "beat_index": float((growth[known] > index[known]).mean()),
        "beat_index_low": low_beat,
        "beat_index_high": high_beat,
        "halved_again": float((growth[known] < 0.5).mean()),
        "halved_again_low": low_half,
        "halved_again_high": high_half,
        "mean": float(into_index["mean"]),
        "median": float(into_index["median"]),
        "index_mean": float(into_index["index"]),
        "member_mean": member_mean,
        "member_median": member_median,
        "worst_tenth": float(growth[over].quantile(0.1)),
        "lost_three_quarters": float((growth[over] < 0.25).mean()),
        "in_two_crashes": float((table["episode"] != EPISODES[2]).mean()),
    }
    return Outcome(answer, figures, _pictures(market, table, averages), note)


def _bounds(yes: pd.Series, known: pd.Series, over: pd.Series) -> tuple[float, float]:
    """Share among all whose years are over, if none and if all of the unknown were so."""
    count, unknown = int(over.sum()), int((over & ~known).sum())
    if not count:
        return float("nan"), float("nan")
    return float(yes.sum() / count), float((yes.sum() + unknown) / count)


def _averages(
    table: pd.DataFrame, cash: pd.DataFrame, over: pd.Series, known: pd.Series
) -> pd.DataFrame:
    """Mean, median and index by what is done with those that left."""
    nothing = table["growth"].where(known, 0.0)
    rows = [
        ("Those that left go into the index", table["growth"][over], over),
        ("Those that left wait as cash", cash["growth"][over], over),
        ("Only those whose price is known", table["growth"][known & over], known & over),
        ("Worst case: all that left are worth 0", nothing[over], over),
    ]
    return pd.DataFrame(
        [
            (how, growth.mean(), growth.median(), table["index_growth"][who].mean())
            for how, growth, who in rows
        ],
        columns=["how", "mean", "median", "index"],
    )


def _places(table: pd.DataFrame) -> pd.Series:
    """Where each stood, or why that is not known."""
    edges = np.array([edge for edge, _ in PLACES][::-1])
    names = np.array([name for _, name in PLACES][::-1], dtype=object)
    found = names[np.searchsorted(edges, table["growth"].to_numpy(), side="right") - 1]
    found = np.where(table["state"] == "left", LEFT, found)
    return pd.Series(np.where(table["state"] == "running", RUNNING, found), table.index)


def _pictures(market: Market, table: pd.DataFrame, averages: pd.DataFrame) -> tuple[Picture, ...]:
    order = [name for _, name in PLACES] + [LEFT, RUNNING]
    counts = (
        pd.crosstab(_places(table), table["episode"])
        .reindex(index=order, columns=list(EPISODES), fill_value=0)
        .rename_axis("where")
        .reset_index()
    )
    tall = counts.melt("where", var_name="episode", value_name="count")
    tall["order"] = tall["episode"].map({name: n for n, name in enumerate(EPISODES)})
    by_year = table.groupby([table["week"].dt.year.rename("year"), "episode"]).size()
    by_year = by_year.rename("count").reset_index()
    source = market.source_line("members", "sp500_daily", first="2000-01-07", last="2022-11-04")
    return (
        Picture(
            standing_chart(tall[tall["count"] > 0], order),
            counts,
            source,
            "Prices alone, without dividends. Each company once, at its first such fall as a "
            "member of the S&P 500.",
            heading="Where each stood, from the price on the day of the fall",
        ),
        Picture(
            averages_chart(averages),
            averages,
            source,
            "What one dollar became. The same weeks in the index, price alone.",
            {"mean": "cents", "median": "cents", "index": "cents"},
            heading="The average, the middle, and the index",
        ),
        Picture(
            when_chart(by_year),
            by_year,
            source,
            "Falls that come together are one event, not many separate cases.",
            heading="When did they fall?",
        ),
    )


EXPERIMENT = Experiment(
    name="all-stock-falls",
    title="Every company that fell by half",
    question="What happened next to companies that fell by half?",
    controls=(
        Choice("years_on", "Look", "3", YEARS_ON),
        Number("depth", "Fall from the high", 0.5, 0.3, 0.8, 0.1, unit="percent"),
    ),
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
        "mean": "average growth of a dollar, those that left moved into the index",
        "median": "middle growth of a dollar, the same",
        "index_mean": "average growth of a dollar in the index over the same weeks",
        "member_mean": "average growth of a dollar in any member, bought in the same weeks",
        "member_median": "middle growth of a dollar in any member, the same",
        "worst_tenth": "one in ten ended lower than this growth, the same treatment",
        "lost_three_quarters": "share that lost three quarters or more, the same treatment",
        "in_two_crashes": "share of the falls in 2000-02 and 2008-09",
    },
    run=run,
)
