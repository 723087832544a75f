"""Gold or stocks, decade by decade: did the winner of the last one win again?"""

from __future__ import annotations

import pandas as pd

from finlit.experiments.gold.charts.decades import decades_side_by_side
from finlit.experiments.gold.gold_or_index import COUNTED, levels
from finlit.experiments.kit import Choice, Outcome, Picture, Switch, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers.returns import cagr
from finlit.words.wording import percent

# From January to January; the first begins when gold was set free, the last is not over.
BORDERS = (1971, 1980, 1990, 2000, 2010, 2020, 2026)
DECADES = ("1970s", "1980s", "1990s", "2000s", "2010s", "2020s")
NAMES = {"stocks": "US stocks", "gold": "Gold"}


@cached(8)
def by_decade(market: Market, counted: str, dividends: bool) -> pd.DataFrame:
    """Growth a year of stocks and gold in each decade, and who grew more."""
    found = levels(market, counted, dividends)
    marks = found.loc[[pd.Timestamp(year, 1, 1) for year in BORDERS]]
    years = pd.Series(BORDERS).diff().dropna().to_numpy()
    growth = (marks / marks.shift(1)).dropna()
    table = pd.DataFrame(
        {name: cagr(growth[name].to_numpy(), years) for name in NAMES}, index=DECADES
    )
    return table.assign(winner=table.idxmax(axis=1))


@experiment(
    "decade-winners",
    title="Who won the decade?",
    question="Does the winner of one decade win the next?",
    counted=Choice("Counted", "real", COUNTED),
    dividends=Switch("Dividends put back in", True),
    figures={
        "gold_won": "decades in which gold grew more",
        "stocks_won": "decades in which stocks grew more",
        "won_again": "decades whose winner had won the one before too",
        "turns": "decades that have one before",
    }
    | {
        f"{name}_{decade}": f"growth a year of {said.lower()} in the {decade}"
        for name, said in NAMES.items()
        for decade in DECADES
    },
)
def decade_winners(market: Market, *, counted: str, dividends: bool) -> Outcome:
    table = by_decade(market, counted, dividends)
    won = table["winner"].value_counts()
    again = int((table["winner"] == table["winner"].shift(1)).sum())
    turns = len(table) - 1
    gold, stocks = (int(won.get(name, 0)) for name in ("gold", "stocks"))
    answer = (
        f"Gold won **{gold}** of {len(table)} decades, stocks won **{stocks}**. The winner of one "
        f"decade won the next one too in **{again} of {turns}** cases."
    )
    best = table[list(NAMES)].stack().idxmax()
    worst = table[list(NAMES)].stack().idxmin()
    note = (
        f"Best of all: {NAMES[best[1]].removeprefix('US ').lower()} in the {best[0]}, "
        f"{percent(table.loc[best], 1)} a year. Worst: "
        f"{NAMES[worst[1]].removeprefix('US ').lower()} in the {worst[0]}, "
        f"{percent(table.loc[worst], 1)} a year."
    )
    figures: dict[str, float | str] = {
        "gold_won": float(gold),
        "stocks_won": float(stocks),
        "won_again": float(again),
        "turns": float(turns),
    }
    for name in NAMES:
        figures |= {f"{name}_{decade}": float(table.loc[decade, name]) for decade in DECADES}
    return Outcome(answer, figures, (_picture(market, table),), note)


def _picture(market: Market, table: pd.DataFrame) -> Picture:
    rows = pd.DataFrame(
        {"decade": table.index, "bar_0": table["stocks"], "bar_1": table["gold"]}
    ).reset_index(drop=True)
    said = "; ".join(
        f"{row.decade}: stocks {row.bar_0:.0%}, gold {row.bar_1:.0%}"
        for row in rows.itertuples(index=False)
    )
    return Picture(
        decades_side_by_side(
            rows, tuple(NAMES.values()), ("index", "gold"), f"Pairs of bars a decade. {said}."
        ),
        rows.set_axis(["Decade", *NAMES.values()], axis=1),
        market.source_line("us_market", "gold", first=f"{BORDERS[0]}-01", last=f"{BORDERS[-1]}-01"),
        "From January to January. The first decade begins in 1971, the last ends in 2026. Six "
        "decades are few. No fees, no taxes, no cost of storing gold.",
        dict.fromkeys(NAMES.values(), "fine_percent"),
        heading="Growth a year in each decade",
    )
