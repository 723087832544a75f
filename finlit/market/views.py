"""Tables worked out from the market's own, once for all who need them."""

from __future__ import annotations

import pandas as pd

from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import monthly_saving, portfolio
from finlit.numbers.portfolio import annual_inflation
from finlit.numbers.returns import Floats, fill_unpublished_cpi, market_indices

# The column of `stocks_and_bills` by where money lies.
FRENCH = {"bills": "us_bills_return", "stocks": "us_stocks_return"}
# Assets of `asset_classes`: in words, and their column.
ASSETS = {
    "stocks": ("US stocks", "sp500_return"),
    "bonds": ("government bonds", "treasury_10y_return"),
    "bills": ("cash in bills", "bills_return"),
    "gold": ("gold", "gold_return"),
}


@cached(4)
def market_months(market: Market) -> pd.DataFrame:
    """The US market four ways by month, and `worth`: what a dollar bought, 1 in the first month."""
    table = market.table("us_market")
    months = market_indices(table)
    cpi = fill_unpublished_cpi(table["cpi"]).reindex(months.index)
    return months.assign(worth=cpi.iloc[0] / cpi)


@cached(4)
def month_ends(market: Market) -> pd.DataFrame:
    """Stocks and bills as levels at each month's end, 1 at the end of June 1926."""
    table = market.table("stocks_and_bills")
    before = table.index[0] - pd.DateOffset(months=1)
    return pd.DataFrame(
        {
            "stocks": monthly_saving.levels(table["us_stocks_return"].to_numpy()),
            "bills": monthly_saving.levels(table["us_bills_return"].to_numpy()),
        },
        index=table.index.insert(0, before),
    )


@cached(4)
def price_months(market: Market) -> dict[str, pd.Series]:
    """Prices without dividends by month: the average of each month, in money of the time."""
    return {
        "us": market.table("us_market")["price"].dropna(),
        "nasdaq": market.table("nasdaq_daily")["close"].resample("MS").mean(),
        "japan": market.table("nikkei_daily")["close"].resample("MS").mean(),
    }


@cached(4)
def month_prices(market: Market) -> dict[str, pd.Series]:
    """Prices by month, in money of the time: monthly averages, no dividends."""
    bitcoin = market.table("bitcoin_daily")["close"].resample("MS").mean()
    gold = market.table("gold")["usd_per_ounce"]
    return {**price_months(market), "gold": gold, "bitcoin": bitcoin}


@cached(4)
def us_indices(market: Market) -> pd.DataFrame:
    """The US market with and without dividends and inflation, by month since 1871."""
    return market_indices(market.table("us_market"))


@cached(8)
def annual_returns(market: Market, since: int, real: bool) -> tuple[Floats, Floats]:
    """Years, and returns (years, assets) in the order of ASSETS, nominal or after inflation."""
    table = market.table("asset_classes").loc[since:]
    returns = table[[column for _, column in ASSETS.values()]].to_numpy()
    if real:
        inflation = annual_inflation(market.table("us_market")["cpi"]).reindex(table.index)
        returns = portfolio.real_returns(returns, inflation)
    return table.index.to_numpy(), returns


@cached(4)
def real_returns(market: Market, place: str) -> Floats:
    """Returns a month after inflation, from July 1926 on."""
    table = market.table("stocks_and_bills")
    cpi = fill_unpublished_cpi(market.table("us_market")["cpi"])
    rise = (cpi / cpi.shift(1)).reindex(table.index)
    found: Floats = ((1 + table[FRENCH[place]]) / rise - 1).to_numpy()
    return found
