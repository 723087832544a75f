"""What a fall needs to come back, and how long whole markets took, by price and in real terms."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.dips.charts.index_falls import (
    PRICE,
    REAL,
    needed_gain_chart,
    recovery_chart,
)
from finlit.experiments.kit import Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import market_months
from finlit.numbers import drawdowns
from finlit.numbers.returns import falls, years_between
from finlit.words.wording import money, percent, years

LEAST_FALL = 0.4
JAPAN = "Japan"
NASDAQ = "NASDAQ"


@cached(4)
def recoveries(market: Market) -> pd.DataFrame:
    """Every fall of the US price by 40 % or more, and two other markets with prices alone.

    Columns: market, top, fall, price_back and real_back (dates; NaT: not yet or not known),
    price_years and real_years from the top to the day that money put in at the top was whole again.
    """
    months = market_months(market)
    real = months["real_total_return_index"]
    found = [
        ("US", row.peak, row.fall, row.recovery, drawdowns.back_to_even(real, row.peak))
        for row in falls(months["price"], LEAST_FALL).itertuples()
    ]
    for name, table in ((NASDAQ, "nasdaq_daily"), (JAPAN, "nikkei_daily")):
        deep = falls(market.table(table)["close"], 0.7).iloc[0]
        found.append((name, deep["peak"], deep["fall"], deep["recovery"], pd.NaT))
    table = pd.DataFrame(found, columns=["market", "top", "fall", "price_back", "real_back"])
    for basis in ("price", "real"):
        back = pd.to_datetime(table[f"{basis}_back"])
        table[f"{basis}_years"] = [
            years_between(top, day) for top, day in zip(table["top"], back, strict=True)
        ]
    return table


@experiment(
    "fall-and-recovery",
    title="How far back up?",
    question="What does a fall need to be made good, and how long did it take?",
    fall=Number("Fall", 0.5, low=0.05, high=0.9, step=0.05, unit="percent"),
    figures={
        "needed_gain": "gain that makes good the fall",
        "left_of_100": "dollars left of 100 after the fall",
        **{
            f"{kind}_{year}": text.format(year)
            for year in (1929, 1973, 2000, 2007)
            for kind, text in (
                ("price_years", "years from the top of {} until the US price was back"),
                ("real_years", "the same with dividends, after inflation, top of {}"),
                ("price_back", "month in which the price was back at the top of {}"),
                ("real_back", "the same with dividends, after inflation, top of {}"),
            )
        },
        "japan_years": "years until Japan's price index was back at its top of 1989",
        "japan_fall": "Japan's deepest fall from the top of 1989",
        "japan_back": "day on which Japan's price index was above its top of 1989",
    },
)
def fall_and_recovery(market: Market, *, fall: float) -> Outcome:
    gain = float(drawdowns.needed_gain(fall))
    steps = np.round(np.arange(0, 0.9001, 0.025), 3)
    curve = pd.DataFrame({"fall": steps, "gain": drawdowns.needed_gain(steps)})
    table = recoveries(market)
    left = 100 * (1 - fall)
    us = table[table["market"] == "US"]
    us = us.set_index(us["top"].dt.year)
    japan = table[table["market"] == JAPAN].iloc[0]
    answer = (
        f"{money(100)} that falls by {percent(fall)} is {money(left)}. To be {money(100)} again it "
        f"must gain **{percent(gain, 0 if gain >= 0.1 else 1)}**. The markets here did come back. "
        f"The slowest took **{years(round(japan['price_years']))}**."
    )
    figures: dict[str, float | str] = {"needed_gain": gain, "left_of_100": left}
    for year in (1929, 1973, 2000, 2007):
        row = us.loc[year]
        figures |= {
            f"price_years_{year}": float(row["price_years"]),
            f"real_years_{year}": float(row["real_years"]),
            f"price_back_{year}": f"{row['price_back']:%Y-%m}",
            f"real_back_{year}": f"{row['real_back']:%Y-%m}",
        }
    figures |= {
        "japan_years": float(japan["price_years"]),
        "japan_fall": float(japan["fall"]),
        "japan_back": f"{japan['price_back']:%Y-%m-%d}",
    }
    return Outcome(answer, figures, _pictures(market, curve, fall, table))


def _pictures(
    market: Market, curve: pd.DataFrame, fall: float, table: pd.DataFrame
) -> tuple[Picture, ...]:
    return (
        Picture(
            needed_gain_chart(curve, fall),
            curve,
            "Source: arithmetic.",
            "One fall and one rise, nothing paid in or taken out on the way.",
            {"fall": "fine_percent", "gain": "fine_percent"},
            heading="The deeper the fall, the steeper the way back",
        ),
        Picture(
            recovery_chart(_bars(table)),
            table,
            market.source_line("us_market", "nasdaq_daily", "nikkei_daily"),
            "Real: after inflation. US figures are monthly averages, from every top before a price "
            "fall of 40% or more. "
            "For NASDAQ and Japan we hold daily prices alone, without dividends; with dividends "
            "the wait was shorter.",
            {
                "top": "month",
                "fall": "percent",
                "price_back": "month",
                "real_back": "month",
                "price_years": "years",
                "real_years": "years",
            },
            heading="Years until money put in at the top was whole again for the first time",
        ),
    )


def _bars(table: pd.DataFrame) -> pd.DataFrame:
    """Two bars a fall, or one where prices are all we hold: fall, basis, years, label."""
    rows = []
    for row in table.itertuples():
        place = "" if row.market == "US" else f"{row.market} "
        name = f"{place}{row.top:%Y}, −{abs(row.fall):.0%}"
        for basis, length, back in (
            (PRICE, row.price_years, row.price_back),
            (REAL, row.real_years, row.real_back),
        ):
            if pd.isna(back):
                rows.append((name, basis, np.nan, "not in our data"))
            else:
                rows.append((name, basis, length, f"{length:.1f} ({back:%Y})"))
    return pd.DataFrame(rows, columns=["fall", "basis", "years", "label"])
