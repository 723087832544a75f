"""What happened to a company, in two sentences made from the tables and sourced facts alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from finlit.formats import write
from finlit.game.rounds import Aftermath, length


@dataclass(frozen=True)
class Story:
    """`name`, `met` and `end` as ISO dates, two `sentences`, and the source of name and ending."""

    name: str
    met: str
    end: str
    sentences: tuple[str, str]
    source: str


def tell(
    company: pd.Series,
    came: Aftermath,
    *,
    high: pd.Timestamp,
    met: pd.Timestamp,
    end: pd.Timestamp,
    last: pd.Timestamp | None,
    fall: float,
) -> Story:
    """The story of a round.

    `company`: a row of the table `companies`. `high`, `met`, `end`: weeks of the high, the decision
    and the round's end. `last`: last week on the list of members, None when it is still on it as
    the table ends. `fall`: decimal, negative.
    """
    span = length(came.weeks[-1]) if came.left else "three years"
    how = (
        f"{company['name']} had fallen {write(-fall, 'percent')} from its high of {_month(high)} "
        f"when you met it in {_month(met)}; {span} later it stood {_change(came.growth)}, "
        f"and the index stood {_change(came.index[-1])}."
    )
    low, best = (round(100 * growth) for growth in (min(came.company), max(came.company)))
    way = f"On the way it went as low as {low} and as high as {best}"
    if came.left:
        fate = f"Then it left the index, at the last price that our data has; {_why(company)}."
    elif last is None:
        fate = f"{way}, and it was still in the index when our data ended in November 2022."
    else:
        fate = f"{way}; it was in the index until about {_month(last)}; {_why(company)}."
    return Story(
        name=str(company["name"]),
        met=f"{met:%Y-%m-%d}",
        end=f"{end:%Y-%m-%d}",
        sentences=(how, fate),
        source=str(company["source"]),
    )


def _change(growth: float) -> str:
    change = growth - 1
    if abs(change) < 0.005:
        return "where it had been"
    return f"{write(abs(change), 'percent')} {'higher' if change > 0 else 'lower'}"


def _why(company: pd.Series) -> str:
    ending, day, value = (company[name] for name in ("ending", "ending_date", "final_value"))
    if not ending:
        return "why it left is not known here"
    when = f" ({_month(day)})" if pd.notna(day) else ""
    got = f"; holders got {write(value, 'cents')} a share" if pd.notna(value) and value > 0 else ""
    return f"its end, by the source named here: {ending}{when}{got}"


def _month(day: pd.Timestamp) -> str:
    return write(f"{day:%Y-%m-%d}", "month")
