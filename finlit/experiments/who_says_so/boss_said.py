"""What famous bosses said about things with a price, and what followed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from finlit.charts.base import DOLLARS, SHORT_DOLLARS, thin
from finlit.charts.lines import lines_chart, named_bars
from finlit.experiments.kit import Choice, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import statement_outcomes
from finlit.numbers.returns import YEAR
from finlit.words.wording import money

STAKE = 100.0
STATEMENTS = {
    "enron": "Lay on Enron, 2001",
    "worldcom": "Ebbers on WorldCom, 2002",
    "lehman": "Fuld on Lehman, 2008",
    "amazon": "Bezos on Amazon, 2001",
    "jpmorgan": "Dimon on JPMorgan, 2016",
    "market": "Buffett on US stocks, 2008",
    "bitcoin": "Dimon on Bitcoin, 2017",
    "apple": "Ballmer on the iPhone, 2007",
    "tesla": "Musk on Tesla, 2020",
}
AFTER = {"1": "One month", "12": "One year", "36": "Three years", "60": "Five years"}
MEASURES = {"alone": "By its own price", "beside": "Beside the index"}
BESIDE = {
    "sp500_daily": "the S&P 500",
    "spy_daily": "an index fund",
    "bills": "safe Treasury bills",
}
LONGEST = pd.DateOffset(months=60)
KIND = {
    "members": "Prices alone on both sides, without dividends.",
    "bitcoin_daily": "The fund has its dividends put back in.",
}
PICKED = (
    "We picked nine statements that are well known, most of them because of how they ended. They "
    "are no sample."
)


@dataclass(frozen=True)
class Told:
    """One statement, and growth since of what it was about and of what stands beside it."""

    row: pd.Series
    growth: pd.Series
    beside: pd.Series
    tables: tuple[str, ...]

    @property
    def day(self) -> pd.Timestamp:
        return self.row["date"]


@cached(16)
def told(market: Market, statement: str) -> Told:
    row = market.table("statements").loc[statement]
    companies, worthless_on = market.table("companies"), None
    if row["table"] == "members" and companies.loc[row["code"], "final_value"] == 0:
        worthless_on = companies.loc[row["code"], "ending_date"]
    growth = statement_outcomes.growth_after(
        market.table(row["table"])[row["code"]], row["date"], worthless_on
    )
    if row["beside"] == "bills":
        returns = market.table("stocks_and_bills")["us_bills_return"].dropna()
        level = (1 + returns).cumprod()
        level.index = level.index + pd.offsets.MonthEnd(0)
        beside = statement_outcomes.growth_after(level, growth.index[0] - pd.offsets.MonthEnd(1))
        tables = (row["table"], "stocks_and_bills")
    else:
        beside = statement_outcomes.growth_after(
            market.table(row["beside"])["close"], growth.index[0]
        )
        tables = (row["table"], row["beside"])
    return Told(row, growth, beside, tuple(dict.fromkeys(tables)))


@cached(8)
def ends(market: Market, months: int) -> pd.DataFrame:
    """Growth of each thing and of what stands beside it, so many months after the first price."""
    rows = []
    for statement in STATEMENTS:
        found = told(market, statement)
        day = found.growth.index[0] + pd.DateOffset(months=months)
        rows.append(
            (
                statement,
                found.row["says"],
                statement_outcomes.at(found.growth, day),
                statement_outcomes.at(found.beside, day),
            )
        )
    return pd.DataFrame(rows, columns=["statement", "says", "thing", "beside"])


@experiment(
    "boss-said",
    title="A famous boss said so",
    question="What did they say, and what followed?",
    statement=Choice("Who, and on what", "enron", STATEMENTS),
    after=Choice("Look", "12", {key: f"{name} later" for key, name in AFTER.items()}),
    measured=Choice("Came as said?", "alone", MEASURES),
)
def boss_said(market: Market, *, statement: str, after: str, measured: str) -> Outcome:
    found, table = told(market, statement), ends(market, int(after))
    alone = measured == "alone"
    table["measure"] = 1.0 if alone else table["beside"]
    table["as_said"] = [
        statement_outcomes.came_as_said(row.says, row.thing, row.measure)
        for row in table.itertuples(index=False)
    ]
    mine = table.set_index("statement").loc[statement]
    count = int(table["as_said"].sum())
    answer = (
        f"{found.row['who']}, {_dollars(found.row['said'])}. {AFTER[after]} later {money(STAKE)} "
        f"in {found.row['about']} had become **{money(STAKE * mine['thing'])}**, in "
        f"{BESIDE[found.row['beside']]} **{money(STAKE * mine['beside'])}**."
    )
    by = "by its own price" if alone else "beside the index or bills"
    note = (
        f"{'It came' if mine['as_said'] else 'It did not come'} as said, {by}. Of all nine "
        f"statements **{count}** did. Who gains if you believe it? "
        f"{_dollars(found.row['stake'])}"
    )
    return outcome(
        answer,
        {
            "became": (
                STAKE * float(mine["thing"]),
                "dollars that 100 became in what the statement was about",
            ),
            "shown": (
                STAKE * float(mine["thing"] / mine["measure"]),
                "the same as counted: beside the index, for each 100 that it made of 100",
            ),
            "beside": (
                STAKE * float(mine["beside"]),
                "dollars that 100 became in what stands beside it",
            ),
            "change": (float(mine["thing"]) - 1, "growth of the first, less one"),
            "as_said": (float(mine["as_said"]), "1 where it came as said"),
            "as_said_count": (float(count), "how many of the nine statements came as said"),
        },
        _path(market, found),
        _all(market, table, statement, after, alone),
        note=note,
    )


def _dollars(text: str) -> str:
    return text.replace("$", "\\$")


def _path(market: Market, found: Told) -> Picture:
    until = found.growth.index[0] + LONGEST
    thing, beside = (STAKE * series.loc[:until] for series in (found.growth, found.beside))
    days = thing.index.union(beside.index)
    both = pd.DataFrame(
        {"line_0": thing.reindex(days), "line_1": beside.reindex(days, method="ffill")}
    )
    # Where prices are no longer told the line stays level until the end that a source tells.
    both["line_0"] = both["line_0"].ffill()
    keep = sorted({*thin(both["line_0"].to_numpy(), 160), *thin(both["line_1"].to_numpy(), 120)})
    rows = both.iloc[keep].rename_axis("date").reset_index()
    rows.insert(0, "year", (rows.pop("date") - found.growth.index[0]) / YEAR)
    about, name = found.row["about"], BESIDE[found.row["beside"]]
    label = name[0].upper() + name[1:]
    last = both.iloc[-1]
    text = (
        f"Two lines over five years from the statement. {about} ends at ${last['line_0']:,.0f}, "
        f"{name} at ${last['line_1']:,.0f}."
    )
    yearly = both.groupby(both.index.year).last().rename_axis("year").reset_index()
    first = f"{found.growth.index[0]:%Y-%m-%d}"
    return Picture(
        lines_chart(rows, (about, label), ("stock", "index"), SHORT_DOLLARS, text),
        yearly.set_axis(["year", "thing", "beside"], axis=1),
        market.source_line(*found.tables, first=first, last=f"{days[-1]:%Y-%m-%d}"),
        f"{KIND.get(found.row['table'], 'Dividends are put back in on both sides.')} Where a "
        "company left the index, its last price stands until the end that a source tells.",
        {"year": "year", "thing": "money", "beside": "money"},
        heading=f"What {money(STAKE)} became in the five years after",
    )


def _all(market: Market, table: pd.DataFrame, statement: str, after: str, alone: bool) -> Picture:
    value = STAKE * table["thing"] / table["measure"]
    marks = {"up": "said up", "down": "said down"}
    bars = pd.DataFrame(
        {
            "name": [
                f"{STATEMENTS[row.statement]} ({marks[row.says]})"
                for row in table.itertuples(index=False)
            ],
            "value": value,
            "picked": table["statement"] == statement,
        }
    )
    said = "; ".join(f"{row.name} ${row.value:,.0f}" for row in bars.itertuples(index=False))
    sources = market.table("statements")["source"].tolist()
    shown = table.assign(value=value, source=sources)[
        ["statement", "says", "thing", "beside", "as_said", "source"]
    ]
    over = "" if alone else f", for each {money(STAKE)} that stands beside it"
    return Picture(
        named_bars(bars, DOLLARS, f"Bars: {said}.", kind="you"),
        shown,
        _source(market),
        PICKED,
        {"thing": "times", "beside": "times"},
        heading=f"What {money(STAKE)} became {AFTER[after].lower()} later{over}",
    )


def _source(market: Market) -> str:
    """All tables that the nine statements need, to five years after the last of them."""
    found = [told(market, statement) for statement in STATEMENTS]
    tables = dict.fromkeys(name for each in found for name in each.tables)
    first, last = min(each.day for each in found), max(each.day for each in found) + LONGEST
    return market.source_line(*tables, first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
