"""A famous mania by the month in which one joined it: who was ahead after the fall?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.lines import lines_chart
from finlit.experiments.bubbles.manias import TABLES, Moment, place_of
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment
from finlit.market import Market
from finlit.market.cache import cached
from finlit.market.views import month_prices
from finlit.words.wording import money, percent, years

STAKE = 1000.0
EARLIEST = 5
TOPS = {
    "nasdaq-2000": Moment("nasdaq", "2000-03", "NASDAQ, March 2000"),
    "japan-1989": Moment("japan", "1989-12", "Japan, December 1989"),
    "gold-1980": Moment("gold", "1980-01", "Gold, January 1980"),
    "bitcoin-2017": Moment("bitcoin", "2017-12", "Bitcoin, December 2017"),
    "us-1929": Moment("us", "1929-09", "US stocks, September 1929"),
    "gold-2011": Moment("gold", "2011-09", "Gold, September 2011"),
    "bitcoin-2021": Moment("bitcoin", "2021-11", "Bitcoin, November 2021"),
    "nasdaq-2021": Moment("nasdaq", "2021-12", "NASDAQ, December 2021"),
}
MONEY = {"even": "The same each month", "rise": "More, the faster it rose"}


@cached(32)
def joining(market: Market, top: str, stay: int, money_comes: str) -> pd.DataFrame:
    """By month of joining up to the top: years_before, at_top and later (growth of one dollar), and
    weight, the share of all money that comes in that month.

    `later` is told `stay` years after the top, or at the last month of the data.
    """
    moment = TOPS[top]
    prices = month_prices(market)[moment.market]
    at = place_of(prices, moment)
    end = min(at + 12 * stay, len(prices) - 1)
    joined = np.arange(at - 12 * EARLIEST, at + 1)
    paid = prices.to_numpy()[joined]
    if money_comes == "rise":
        rose = prices.to_numpy()[joined] / prices.to_numpy()[joined - 12] - 1
        weight = np.maximum(rose, 0.0)
    else:
        weight = np.ones(len(joined))
    return pd.DataFrame(
        {
            "month": prices.index[joined],
            "years_before": (joined - at) / 12,
            "at_top": prices.iloc[at] / paid,
            "later": prices.iloc[end] / paid,
            "weight": weight / weight.sum(),
            "years_after": (end - at) / 12,
        }
    )


@experiment(
    "when-you-joined",
    title="When did you join?",
    question="Who lost in a bubble: everyone, or those that came last?",
    top=Choice("Which rise", "nasdaq-2000", {id_: each.said for id_, each in TOPS.items()}),
    years_before=Number(
        "You joined before the top", 1.0, low=0.0, high=5.0, step=0.5, unit="years"
    ),
    stay=Number("Look after the top", 3, low=1, high=10, step=1, unit="years"),
    money_comes=Choice("How money comes in", "even", MONEY),
    figures={
        "at_top": "dollars that $1,000 was at the top",
        "later": "the same, so many years after the top",
        "lost_money": "share of all money put in that stood in the red then",
        "average": "dollars that $1,000 became on average, by how money came in",
        "first_later": "dollars that $1,000 became for the one who joined five years before",
    },
)
def when_you_joined(
    market: Market, *, top: str, years_before: float, stay: int, money_comes: str
) -> Outcome:
    found = joining(market, top, stay, money_comes)
    after = float(found["years_after"].iloc[0])
    mine = found.iloc[int(np.abs(found["years_before"] + years_before).argmin())]
    lost = found["later"] < 1
    lost_money = float(found.loc[lost, "weight"].sum())
    average = float((found["weight"] * found["later"]).sum())
    when = "at the top" if years_before == 0 else f"{years(years_before)} before the top"
    rise = "" if years_before == 0 else f"**{money(STAKE * float(mine['at_top']))}** there and at "
    answer = (
        f"{TOPS[top].said}: {money(STAKE)} put in {when} stood at {rise}"
        f"**{money(STAKE * float(mine['later']))}** {years(round(after, 1))} later. Of all the "
        f"money that came in these five years, **{percent(lost_money)}** stood in the red."
    )
    figures = {
        "at_top": STAKE * float(mine["at_top"]),
        "later": STAKE * float(mine["later"]),
        "lost_money": lost_money,
        "average": STAKE * average,
        "first_later": STAKE * float(found["later"].iloc[0]),
    }
    note = (
        f"Each {money(STAKE)} that came in became {money(STAKE * average)} on average. The "
        f"{money(STAKE)} of someone who joined five years before the top became "
        f"{money(figures['first_later'])}."
    )
    return Outcome(answer, figures, (_picture(market, top, found, after),), note)


def _picture(market: Market, top: str, found: pd.DataFrame, after: float) -> Picture:
    labels = ("At the top", f"{years(round(after, 1))} later", "Put in")
    rows = pd.DataFrame(
        {
            "year": found["years_before"].round(3),
            "line_0": STAKE * found["at_top"],
            "line_1": STAKE * found["later"],
            "line_2": STAKE,
        }
    )
    table = pd.DataFrame(
        {
            "joined": found["month"],
            "at_the_top": rows["line_0"],
            "later": rows["line_1"],
            "share_of_the_money": found["weight"],
        }
    )
    text = (
        f"Lines by the years before the top in which $1,000 was put in. Put in five years before: "
        f"${rows['line_0'].iloc[0]:,.0f} at the top, "
        f"${rows['line_1'].iloc[0]:,.0f} later. Put in at the top: "
        f"${rows['line_1'].iloc[-1]:,.0f} later."
    )
    return Picture(
        lines_chart(rows, labels, ("index", "stock", "paid_in"), "$,.3~s", text, log=True),
        table,
        market.source_line(TABLES[TOPS[top].market], first=f"{found['month'].iloc[0]:%Y-%m-%d}"),
        "Prices alone, without dividends, in money of the time, monthly averages. Nobody counted "
        "when the money really came: that part is a what-if. The top is known only afterwards. "
        "A log scale: each step up is a multiple.",
        {
            "joined": "month",
            "at_the_top": "money",
            "later": "money",
            "share_of_the_money": "fine_percent",
        },
        heading="What $1,000 became, by the years before the top in which it was put in",
    )
