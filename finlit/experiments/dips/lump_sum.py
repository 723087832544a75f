"""All at once or in monthly parts, and how often stocks had gained after so many years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from finlit.charts.strategy_gaps import shares_by_years
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.experiments.kit.comparison import StrategyComparison
from finlit.market import Market
from finlit.market.views import market_months, month_ends
from finlit.numbers import monthly_saving
from finlit.numbers.returns import Floats
from finlit.words.wording import percent, share, years

HOLD = 12
PRICES = {
    "averages": "Monthly averages, starts 1976 to 2021",
    "ends": "Month ends, starts since 1926",
}
CASH = {"nothing": "Earns nothing", "bills": "Earns what Treasury bills paid"}


@experiment(
    "lump-or-instalments",
    title="All at once, or in parts?",
    question="You have a sum today. Put it in at once, or spread it over some months?",
    parts=Number("Monthly parts", 3, low=2, high=12, step=1),
    prices=Choice("Prices", "averages", PRICES),
    cash=Choice("The part that waits", "nothing", CASH),
)
def lump_or_instalments(market: Market, *, parts: int, prices: str, cash: str) -> Outcome:
    starts, stocks, bills = _levels(market, prices)
    lump = monthly_saving.lump_sum(stocks, HOLD)
    in_parts = monthly_saving.instalments(stocks, HOLD, parts, bills if cash == "bills" else None)
    race = StrategyComparison("Lump sum", "Parts", starts[: len(lump)], in_parts / lump, "starts")
    worst = np.quantile(lump, 0.1), np.quantile(in_parts, 0.1)
    answer = (
        f"After one year, all at once ended ahead of {parts} monthly parts in "
        f"**{share(race.first_ahead)}** starts. In the middle case the parts {race.size()}. One "
        f"start in ten went badly: all at once {_change(worst[0])} or worse, the parts "
        f"{_change(worst[1])} or worse."
    )
    table = "us_market" if prices == "averages" else "stocks_and_bills"
    source = market.source_line(table, over=starts)
    caveats = (
        "Dividends are counted. No fees, no taxes. "
        + (
            "Monthly averages smooth the ups and downs, which helps the lump sum a little. "
            if prices == "averages"
            else ""
        )
        + "Starts overlap."
    )
    ahead, (low, low_parts) = int((race.ratio < 1).sum()), (float(x - 1) for x in worst)
    return outcome(
        answer,
        race.figures()
        | {
            "ahead_count": (ahead, "number of starts in which the lump sum ended ahead"),
            "lump_worst_tenth": (low, "one lump sum in ten ended lower than this, after a year"),
            "parts_worst_tenth": (low_parts, "the same for the parts"),
        },
        race.histogram(source, caveats),
    )


def _change(growth: float) -> str:
    return f"{'gained' if growth >= 1 else 'lost'} {percent(abs(growth - 1))}"


def _levels(market: Market, prices: str) -> tuple[pd.DatetimeIndex, np.ndarray, np.ndarray]:
    """Months, stocks and bills; bills on the averages' months are month ends of the other table."""
    ends = month_ends(market)
    if prices == "ends":
        frame = ends
    else:
        stocks = market_months(market)["total_return_index"]
        frame = pd.DataFrame({"stocks": stocks, "bills": ends["bills"]}).loc["1976-01":"2022-12"]
    return pd.DatetimeIndex(frame.index), frame["stocks"].to_numpy(), frame["bills"].to_numpy()


SPANS = (1, 2, 3, 5, 10, 15, 20, 30)


def gained(level: Floats, spans: Iterable[int]) -> dict[int, float]:
    """Share of starts with a gain, by years held."""
    return {span: float((monthly_saving.lump_sum(level, 12 * span) > 1).mean()) for span in spans}


def by_years(shares: Mapping[int, float]) -> pd.DataFrame:
    return pd.DataFrame({"years": list(shares), "gained": list(shares.values())})


@experiment(
    "time-in-the-market",
    title="How often had stocks gained?",
    question="Is the market higher more often than not?",
    since=Choice(
        "Starts from", "1871-01", {"1871-01": "1871 on", "1926-01": "1926 on", "1950-01": "1950 on"}
    ),
)
def time_in_the_market(market: Market, *, since: str) -> Outcome:
    months = market_months(market).loc[since:]
    real = months["real_total_return_index"].to_numpy()
    by_span = gained(real, SPANS)
    table = by_years(by_span)
    answer = (
        f"After one year, stocks had gained in **{share(by_span[1])}** spans. After 10 years in "
        f"{share(by_span[10])}, after 20 years in {share(by_span[20])}. All after inflation, with "
        "dividends."
    )
    return outcome(
        answer,
        {
            f"after_{span}": (won, f"share of spans of {years(span)} with a gain after inflation")
            for span, won in by_span.items()
        },
        Picture(
            shares_by_years(table),
            table,
            market.source_line("us_market", over=months.index),
            "One country, whose market did well. Monthly averages, spans that overlap. No fees, no "
            "taxes.",
            {"years": "number", "gained": "fine_percent"},
        ),
    )
