"""What happened to a company, in two sentences made from the tables and sourced facts alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from finlit.game.rounds import Aftermath, length
from finlit.words.formats import write


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
    how = (
        f"You met {company['name']} in {_month(met)}, {write(-fall, 'percent')} below its high of "
        f"{_month(high)}."
    )
    stood = f"it stood {_change(came.growth)} (the index: {_change(came.index[-1])})"
    if came.left:
        # The lists change mostly at the turn of a year: it may have left some months before.
        fate = (
            f"At the last price known, {length(came.weeks[-1])} later, {stood} and had left the "
            f"index; {_why(company)}."
        )
    elif last is None:
        fate = (
            f"Three years later {stood}, and it was still in the index in November 2022, when our "
            "data ends."
        )
    else:
        fate = (
            f"Three years later {stood}; it was in the index until about {_month(last)}, and "
            f"{_why(company)}."
        )
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
        return "the same"
    return f"{write(abs(change), 'percent')} {'higher' if change > 0 else 'lower'}"


def _why(company: pd.Series) -> str:
    ending, day, value = (company[name] for name in ("ending", "ending_date", "final_value"))
    if not ending:
        return "why it left is not known here"
    when = f" ({_month(day)})" if pd.notna(day) else ""
    got = f"; holders got {write(value, 'cents')} a share" if pd.notna(value) and value > 0 else ""
    return f"what became of its shares: {ending}{when}{got}"


def _month(day: pd.Timestamp) -> str:
    return write(f"{day:%Y-%m-%d}", "month")
