"""Buying every further fall of one company, beside the same dollars in an index of that kind."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.experiments.dips.charts.ladders import ladder_chart, money_chart
from finlit.experiments.dips.stock_stories import BESIDE, KIND, STOCKS, Story, story
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import drawdowns
from finlit.words.wording import money, percent

DOLLARS = 100.0
# A company whose prices end before the year asked for is watched for its last years.
YEARS_BEFORE_THE_END = 4


@experiment(
    "one-stock-ladder",
    title="Buy one company all the way down",
    question="What if you buy every further fall of a single company?",
    company=Choice("Company", "BBBY", {code: name for code, (name, _) in STOCKS.items()}),
    start=Number("Start watching in", 2000, low=1992, high=2020, step=1, unit="year"),
    step=Number("Buy at every further fall of", 0.2, low=0.1, high=0.5, step=0.05, unit="percent"),
)
def one_stock_ladder(market: Market, *, company: str, start: int, step: float) -> Outcome:
    found = story(market, company)
    first = _first_year(found.prices, start)
    prices = found.prices.loc[str(first) :]
    level = found.index.reindex(prices.index, method="ffill")
    table = drawdowns.ladder(prices, level, step, DOLLARS)
    last, end = table.iloc[-1], found.worthless_on or table.index[-1]
    final_index = last["index_value"] * _level(found.index, end) / level.iloc[-1]
    final = 0.0 if found.worthless_on else last["value"]
    count = int((table["bought"] > 0).sum())
    return outcome(
        _moved(found, start, first) + _answer(found, table, step, final, final_index),
        {
            "purchases": (count, "number of purchases"),
            "paid_in": (float(last["paid_in"]), "dollars paid in"),
            "shares": (float(last["shares"]), "shares bought"),
            "average_cost": (float(last["average_cost"]), "average cost of a share, dollars"),
            "last_price": (float(last["price"]), "last traded price, dollars"),
            "last_value": (float(last["value"]), "worth at the last traded price, dollars"),
            "last_date": (f"{table.index[-1]:%Y-%m-%d}", "day of the last traded price"),
            "final_value": (float(final), "worth in the end, a sourced ending counted, dollars"),
            "index_value": (float(final_index), "the same dollars in the index at that end"),
            "best_value": (float(table["value"].max()), "highest worth on the way, dollars"),
            "best_date": (f"{table['value'].idxmax():%Y-%m-%d}", "day of the highest worth"),
            "high": (float(table["price"].max()), "highest price since the start, dollars"),
        },
        *_pictures(market, found, table) if count else (),
        note=_note(found, table, start),
    )


def _first_year(prices: pd.Series, start: int) -> int:
    """The year to start in: the one asked for, or some years before the prices end."""
    if len(prices.loc[str(start) :]) >= 2:
        return start
    return max(int(prices.index[0].year), int(prices.index[-1].year) - YEARS_BEFORE_THE_END)


def _moved(found: Story, start: int, first: int) -> str:
    """Why another year than the one asked for is shown; nothing where it is that year."""
    if first == start:
        return ""
    return (
        f"Our prices of {found.name} end in {found.prices.index[-1]:%B %Y}, before {start}, so "
        f"this starts in {first}. "
    )


def _level(index: pd.Series, day: pd.Timestamp) -> float:
    """The index's last close up to a day."""
    return float(index.loc[:day].iloc[-1])


def _answer(
    found: Story, table: pd.DataFrame, step: float, final: float, final_index: float
) -> str:
    last, count = table.iloc[-1], int((table["bought"] > 0).sum())
    if not count:
        return (
            f"From {table.index[0]:%Y} to {table.index[-1]:%Y} {found.name} never fell "
            f"{percent(step)} below its high, so there was nothing to buy."
        )
    bought = (
        f"You bought {found.name} **{count} time{'' if count == 1 else 's'}**, "
        f"{money(DOLLARS)} each, at an average cost of "
        f"{money(last['average_cost'], cents=True)} a share. "
    )
    if found.worthless_on is None:
        end = f"On {table.index[-1]:%B %d, %Y}".replace(" 0", " ")
        return (
            f"{bought}{end} your {money(last['paid_in'])} were worth **{money(final)}**. The same "
            f"dollars on the same days in {BESIDE[found.table][1]}: **{money(final_index)}**."
        )
    return (
        f"{bought}In {found.worthless_on:%B %Y} it was final that the shares were worthless: your "
        f"{money(last['paid_in'])} became **{money(0)}**. The same dollars on the same days in "
        f"{BESIDE[found.table][1]}: **{money(final_index)}**."
    )


def _note(found: Story, table: pd.DataFrame, start: int) -> str:
    best, day = table["value"].max(), table["value"].idxmax()
    paid = table["paid_in"].loc[day]
    if not best:
        return ""
    text = (
        f"At best, in {day:%B %Y}, the {money(paid)} paid in by then were worth {money(best)}. "
        "Nobody knew then that it was the best."
    )
    if found.worthless_on is not None:
        last = table.iloc[-1]
        text += (
            f" The last regular price we hold is {money(last['price'], cents=True)}, of "
            f"{table.index[-1]:%B %Y}, when your shares were still worth {money(last['value'])}."
        )
    if table.index[0].year > start:
        text += f" Our prices of this company begin in {table.index[0]:%B %Y}."
    return text


def _after(found: Story, table: pd.DataFrame) -> pd.DataFrame:
    """What is known after the last traded price: the index, single prices, and the ending."""
    last, day = table.iloc[-1], table.index[-1]
    points = found.points.loc[day:]
    level = found.index.loc[day : found.worthless_on or day]
    few = level.iloc[np.unique(np.linspace(0, len(level) - 1, 24, dtype=int))]
    days = few.index.union(points.index)
    after = pd.DataFrame(
        {
            "date": days,
            "paid_in": last["paid_in"],
            "average_cost": last["average_cost"],
            "index_value": last["index_value"] * (level.reindex(days) / level.iloc[0]).to_numpy(),
            "single": points.reindex(days).to_numpy(),
        }
    )
    if found.worthless_on is None:
        return after.assign(ended=np.nan)
    end = pd.DataFrame({"date": [found.worthless_on], "ended": [0.0]})
    return pd.concat([after, end], ignore_index=True)


def _pictures(market: Market, found: Story, table: pd.DataFrame) -> tuple[Picture, ...]:
    beside, beside_name = BESIDE[found.table]
    bought = table["bought"] > 0
    keep = np.union1d(thin(table["price"].to_numpy(), 180), np.flatnonzero(bought))
    line = table.iloc[keep].rename_axis("date").reset_index()
    line["buy"] = line["price"].where(line["bought"] > 0)
    rows = pd.concat([line, _after(found, table)], ignore_index=True)
    rows["single_value"] = rows["single"] * table["shares"].iloc[-1]
    source = market.source_line(
        found.table,
        beside,
        first=f"{table.index[0]:%Y-%m-%d}",
        last=f"{rows['date'].max():%Y-%m-%d}",
    )
    purchases = table.loc[bought].rename_axis("date").reset_index()
    years = table.groupby(table.index.year).tail(1).rename_axis("date").reset_index()
    return (
        Picture(
            ladder_chart(
                rows[["date", "price", "average_cost", "buy", "single", "ended"]], found.name
            ),
            purchases[["date", "price", "paid_in", "shares", "average_cost"]],
            source,
            "Each step up this scale multiplies the price. No fees, no taxes."
            + (" Small rings are single prices from press reports." if len(found.points) else ""),
            {
                "date": "date",
                "price": "cents",
                "paid_in": "money",
                "shares": "number",
                "average_cost": "cents",
            },
            heading="Price and purchases",
        ),
        Picture(
            money_chart(
                rows[["date", "paid_in", "value", "index_value", "single_value", "ended"]],
                found.name,
                beside_name,
            ),
            years[["date", "paid_in", "value", "index_value"]],
            source,
            KIND[found.table],
            {"date": "date"} | dict.fromkeys(("paid_in", "value", "index_value"), "money"),
            heading="What the money became",
        ),
    )
