"""Built-in histories as series: to set beside a learner's own, and the companies that are gone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import returns
from finlit.numbers.series import OwnSeries

SP500, US_MARKET, FUND = "S&P 500, price only", "US stocks since 1871", "S&P 500 fund (SPY)"

# Tickers that belonged to a company of our tables before it failed or was bought, with its code
# there. Some belong to another company today. Codes that end in Q came with the bankruptcy.
ONCE = {
    "BNI": "BNI",
    "CC": "CCTYQ",
    "CIT": "CITGQ",
    "DAL": "DALRQ",
    "DJ": "DJ",
    "DPH": "DPHIQ",
    "EK": "EKDKQ",
    "ENE": "ENRNQ",
    "EOP": "EOP",
    "GM": "MTLQQ",
    "HNZ": "HNZ",
    "KM": "KMRTQ",
    "LEH": "LEHMQ",
    "NT": "NRTLQ",
    "RHT": "RHT",
    "ROH": "ROH",
    "RSH": "RSHCQ",
    "SHLD": "SHLDQ",
    "TWTR": "TWTR",
    "WCOM": "WCOEQ",
    "WFM": "WFM",
    "WM": "WAMUQ",
    "WWY": "WWY",
}


@dataclass(frozen=True)
class Former:
    """A company that is gone. `story`: what became of it, one sentence."""

    code: str
    name: str
    story: str


@cached(4)
def known_series(market: Market) -> dict[str, OwnSeries]:
    """Built-in series by the name to show, in the order to offer them."""

    def of(name: str, table: str, column: str, kind: str, currency: str, *notes: str) -> OwnSeries:
        levels = market.table(table)[column].dropna()
        return OwnSeries(
            name,
            levels if kind == "price" else None,
            levels if kind == "total_return" else None,
            currency,
            market.entry(table).publisher,
            notes,
        )

    averages = "Each figure is the average of a month, which makes falls look smaller."
    indices = returns.market_indices(market.table("us_market"))
    found = [
        of(SP500, "sp500_daily", "close", "price", "USD"),
        of(FUND, "spy_daily", "close", "total_return", "USD"),
        OwnSeries(
            US_MARKET,
            indices["price"],
            indices["total_return_index"],
            "USD",
            market.entry("us_market").publisher,
            (averages,),
        ),
        of("Nasdaq Composite", "nasdaq_daily", "close", "price", "USD"),
        of("Nikkei 225 (Japan)", "nikkei_daily", "close", "price", "JPY"),
        _both(of("Gold", "gold", "usd_per_ounce", "price", "USD", averages)),
        _both(of("Bitcoin", "bitcoin_daily", "close", "price", "USD")),
    ]
    return {one.name: one for one in found}


def _both(series: OwnSeries) -> OwnSeries:
    """What pays no dividends has a total return that is its price."""
    return replace(series, total_return=series.price)


def formers(market: Market, ticker: str) -> tuple[Former, ...]:
    """Companies of our tables that are gone and that this ticker, or their code, belonged to."""
    companies = market.table("companies")
    wanted = ticker.strip().upper()
    codes = {ONCE.get(wanted, ""), wanted, f"{wanted}Q"} & set(companies.index)
    ended = companies.loc[sorted(codes)]
    return tuple(
        Former(str(code), str(row["name"]), _story(row))
        for code, row in ended[ended["ending"] != ""].iterrows()
        if _has_prices(market, str(code))
    )


def _has_prices(market: Market, code: str) -> bool:
    return code == "BBBY" or code in market.table("members").columns


def _story(row: pd.Series) -> str:
    day = f"{pd.Timestamp(row['ending_date']):%B %Y}" if row["ending_date"] else ""
    if row["final_value"] == 0:
        return f"The shares were worthless in the end ({day})."
    if row["ending"] == "taken over" and pd.notna(row["final_value"]):
        return f"It was taken over in {day}; holders got {row['final_value']:,.2f} dollars a share."
    return f"It ended: {row['ending']}" + (f" ({day})." if day else ".")


def former_series(market: Market, code: str) -> OwnSeries:
    """The prices that our tables hold of a company that is gone, with its ending."""
    row = market.table("companies").loc[code]
    adjusted: pd.Series | None = None
    if code == "BBBY":
        table, source = market.table("bed_bath"), "bed_bath"
        table = table[table["close"] > 0]
        daily = table[table["kind"] != "press report"] if "kind" in table else table
        price = daily["close"].dropna()
        known = daily["adj_close"].dropna()
        adjusted = known if len(known) == len(price) else None
    else:
        price, source = market.table("members")[code].dropna(), "members"
    ended = pd.Timestamp(row["ending_date"]) if row["ending_date"] else None
    final = row["final_value"]
    if ended is not None and pd.notna(final) and final > 0 and ended > price.index[-1]:
        price = pd.concat([price, pd.Series([float(final)], pd.DatetimeIndex([ended]))])
    price.index = pd.DatetimeIndex(price.index).as_unit("us")
    notes = [_story(row)]
    if source == "members":
        notes.append("Prices are Friday closes while it was in the S&P 500, without dividends.")
    return OwnSeries(
        str(row["name"]),
        price,
        adjusted,
        "USD",
        market.entry(source).publisher,
        tuple(notes),
        ended if final == 0 else None,
    )
