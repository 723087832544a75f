"""The picture of a round and its clock: a page component that runs in the browser.

Before the decision it is handed the glimpse alone. Afterwards the rest of the round is sent once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from finlit.charts.base import palette
from finlit.game.deck import Round
from finlit.game.falls import THREE_YEARS
from finlit.game.play import PUTS, STAKE, Decision, worth
from finlit.game.rounds import Glimpse
from finlit.words.formats import write


def _part(kind: str) -> str:
    return Path(__file__).with_name(f"game_clock.{kind}").read_text(encoding="utf-8")


_component = st.components.v2.component(
    "finlit_dip_clock", html=_part("html"), css=_part("css"), js=_part("js")
)


def draw(
    place: str, dealt: Round, decisions: Sequence[Decision] = (), *, play: bool = False
) -> None:
    """The picture of the round at `place` ("HKFMRP-3"); with decisions, what came of it too.

    `play`: let the clock run; otherwise the end is shown at once.
    """
    data = before(place, dealt.seen)
    if decisions:
        data |= after(dealt, decisions) | {"start": "play" if play else "end"}
    _component(key=f"dip-{place}", data=data)


def before(place: str, seen: Glimpse) -> dict[str, Any]:
    """What the browser gets before the decision: made from the glimpse and nothing else."""
    prices = dict(zip(seen.weeks, seen.prices, strict=True))
    marks = [_mark(seen.high_week, prices[seen.high_week])]
    if seen.low_week < 0:
        marks.append(_mark(seen.low_week, prices[seen.low_week]) | {"below": True})
    company, index = palette("stock", "index")
    return {
        "id": place,
        "before": [[week, price] for week, price in prices.items()],
        "span": THREE_YEARS,
        "label": f"Price of the company, 100 today. {seen.headline}.",
        "marks": marks,
        "colours": {"company": company, "index": index},
    }


def _mark(week: int, price: float) -> dict[str, Any]:
    return {"week": week, "price": price, "text": f"{price:.0f}"}


def after(dealt: Round, decisions: Sequence[Decision]) -> dict[str, Any]:
    """What the browser gets once all have decided."""
    came = dealt.came
    steps = zip(came.weeks, came.company, came.index, came.bills, strict=True)
    return {
        # Six digits, so that the clock and the words come to the same dollar.
        "after": [[week, *(round(growth, 6) for growth in growths)] for week, *growths in steps],
        "left": came.left,
        "money": [
            {"who": name, "parts": PUTS[decision.put]}
            for name, decision in zip(whose(len(decisions)), decisions, strict=True)
        ],
        "reveal": {
            "title": f"It was {dealt.story.name.removesuffix('.')}.",
            "sentences": list(dealt.story.sentences),
            "said": said(dealt, decisions),
            "source": f"Source: {dealt.story.source}",
        },
    }


def whose(players: int) -> tuple[str, ...]:
    """How each player's money is called."""
    return ("Your $1,000",) if players == 1 else ("Player 1's $1,000", "Player 2's $1,000")


def said(dealt: Round, decisions: Sequence[Decision]) -> list[str]:
    """What each player said and what came, a line a player."""
    came = dealt.came
    happened = "and it ended higher" if came.rose else "and it did not end higher"
    company, index, bills = (write(STAKE * growth, "money") for growth in came.returns)
    lines = [
        f"{who} said {write(decision.chance, 'percent')}, {happened}. "
        f"{stake} became {write(worth(decision.put, came.returns), 'money')}."
        for who, stake, decision in zip(
            ("You",) if len(decisions) == 1 else ("Player 1", "Player 2"),
            ("The $1,000",) * len(decisions),
            decisions,
            strict=True,
        )
    ]
    return [*lines, f"$1,000 in the company: {company}. In the index: {index}. In bills: {bills}."]
