"""Famous tops, before and after; and charts without a name: is it a bubble?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, Switch, experiment, outcome
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import price_months
from finlit.words.wording import years

NUMBER = ",.0f"
PRICES = (
    "Prices alone, without dividends, in money of the time: with dividends the way back was "
    "shorter. Monthly averages."
)


@dataclass(frozen=True)
class Moment:
    """A month of a market to stand in and look back from."""

    market: str
    month: str
    said: str


TOPS = {
    "us-1929": Moment("us", "1929-09", "US stocks, September 1929"),
    "japan-1989": Moment("japan", "1989-12", "Japan, December 1989"),
    "nasdaq-2000": Moment("nasdaq", "2000-03", "NASDAQ, March 2000"),
    "us-2007": Moment("us", "2007-10", "US stocks, October 2007"),
}
# In an order that tells nothing: three that crashed and three that went on, or soon came back.
UNNAMED = {
    "a": Moment("nasdaq", "1995-12", "NASDAQ in December 1995"),
    "b": Moment("japan", "1989-12", "Japan in December 1989"),
    "c": Moment("nasdaq", "2014-02", "NASDAQ in February 2014"),
    "d": Moment("us", "1929-09", "US stocks in September 1929"),
    "e": Moment("us", "1955-09", "US stocks in September 1955"),
    "f": Moment("nasdaq", "2000-03", "NASDAQ in March 2000"),
}


@cached(32)
def around(market: Market, moment: Moment) -> pd.Series:
    """Prices with the moment at 100, by years from it (negative before)."""
    prices = price_months(market)[moment.market]
    at = int(prices.index.get_loc(pd.Timestamp(moment.month)))
    place = (np.arange(len(prices)) - at) / 12
    return pd.Series(100 * prices.to_numpy() / prices.iloc[at], place)


DAILY = {"us": "sp500_daily", "nasdaq": "nasdaq_daily", "japan": "nikkei_daily"}


def fall_by_day(market: Market, moment: Moment, after: int) -> float:
    """Deepest fall of daily closes: from the highest close near the moment to the lowest after it.

    Near: the month before the moment to the month after, so that the top of the days is met.
    """
    close = market.table(DAILY[moment.market])["close"]
    at = pd.Timestamp(moment.month)
    near = close.loc[at - pd.DateOffset(months=1) : at + pd.DateOffset(months=2)]
    later = close.loc[near.idxmax() : at + pd.DateOffset(years=after)]
    return float(later.min() / near.max() - 1)


def _level(path: pd.Series, year: float) -> float:
    """The level so many years from the moment; NaN outside the data."""
    found = path[np.isclose(path.index, year)]
    return float(found.iloc[0]) if len(found) else float("nan")


@experiment(
    "after-the-peak",
    title="Before and after the top",
    question="What did famous tops look like, and what followed?",
    top=Choice("Which top", "nasdaq-2000", {id_: top.said for id_, top in TOPS.items()}),
    after=Number("Years after", 10, low=1, high=16, step=1, unit="years"),
    before=Number("Years before", 5, low=1, high=15, step=1, unit="years"),
)
def after_the_peak(market: Market, *, top: str, before: int, after: int) -> Outcome:
    moment = TOPS[top]
    path = around(market, moment)
    rise = 100 / _level(path, -before)
    later = path[path.index > 0]
    low_at = float(later.loc[: float(after)].idxmin())
    low = float(later[low_at])
    again = later[(later >= 100) & (later.index > low_at)]
    back = float(again.index[0]) if len(again) else float("nan")
    end = _level(path, after)
    ago = "year" if before == 1 else years(before)
    answer = (
        f"{moment.said}: in the {ago} before, prices had become **{rise:.1f} times** as "
        f"high. {years(after).capitalize()} later 100 stood at **{end:.0f}**. At the lowest it was "
        f"{low:.0f}."
    )
    note = (
        f"It took {years(round(back, 1))} from the top until prices were back at 100."
        if back == back
        else "They are not back at 100 yet."
    )
    shown = path.loc[float(-before) : float(after)]
    return outcome(
        answer,
        {
            "rise": (rise, "price at the top over the price so many years before"),
            "end": (end / 100 - 1, "change from the top, so many years after"),
            "fall": (
                low / 100 - 1,
                "deepest point below the top in those years, by averages of months",
            ),
            "fall_by_day": (fall_by_day(market, moment, after), "the same by daily closes"),
            "years_to_low": (low_at, "years from the top to that point"),
            "years_back": (back, "years from the top until the price was back"),
        },
        _picture(market, moment, shown, f"{moment.said} = 100"),
        note=note,
    )


@experiment(
    "unnamed-rise",
    title="Bubble or beginning?",
    question="Six fast rises without a name: can you tell from inside?",
    chart=Choice("Chart", "a", {id_: id_.upper() for id_ in UNNAMED}),
    later=Switch("Open what came"),
    after=Number("Years after", 5, low=1, high=12, step=1, unit="years"),
)
def unnamed_rise(market: Market, *, chart: str, later: bool, after: int) -> Outcome:
    moment = UNNAMED[chart]
    path = around(market, moment)
    end, rise = _level(path, after), 100 / _level(path, -5)
    low = float(path.loc[0.0 : float(after)].min())
    shown = path.loc[-5.0 : float(after)].copy()
    if not later:
        shown[shown.index > 0] = np.nan
        answer = (
            f"In five years prices became **{rise:.1f} times** as high. You stand at 100. Bubble, "
            "or only the beginning? Say it aloud, then open what came."
        )
    else:
        answer = (
            f"It was **{moment.said}**. {years(after).capitalize()} later 100 stood at "
            f"**{end:.0f}**. On the way it was {low:.0f} at the lowest."
        )
    nan = float("nan")
    picture = _picture(market, moment, shown, "The moment = 100", named=later)
    return outcome(
        answer,
        {
            "rise": (rise, "price at the moment over the price five years before"),
            "end": (
                end / 100 - 1 if later else nan,
                "change so many years after; unknown until opened",
            ),
            "lowest": (
                low / 100 - 1 if later else nan,
                "deepest point below the moment in those years; unknown until opened",
            ),
        },
        picture,
    )


def _picture(
    market: Market, moment: Moment, shown: pd.Series, label: str, *, named: bool = True
) -> Picture:
    rows = pd.DataFrame(
        {
            "year": shown.index,
            "line_0": np.where(shown.index <= 0, shown, np.nan),
            "line_1": np.where(shown.index >= 0, shown, np.nan),
        }
    )
    known = shown.dropna()
    text = (
        f"A line over the years around a moment, which stands at 100. It begins at "
        f"{known.iloc[0]:.0f} and ends at {known.iloc[-1]:.0f}, its lowest point is "
        f"{known.min():.0f}, its highest {known.max():.0f}."
    )
    table = f"{'us_market' if moment.market == 'us' else moment.market.replace('japan', 'nikkei')}"
    table = table if table == "us_market" else f"{table}_daily"
    source = market.source_line(table) if named else "Source: told when you open what came."
    return Picture(
        lines_chart(rows, ("Before", "After"), ("index", "stock"), NUMBER, text),
        pd.DataFrame({"years_from_the_moment": known.index.round(2), "level": known.to_numpy()}),
        source,
        PRICES,
        {"level": "number"},
        heading=label,
    )
