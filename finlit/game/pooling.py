"""Forecasts of many games together: calibration needs more than ten.

A finished game is a line that can be read aloud, copied or sent: the code and ten chances in
percent, "HKFMRP 70 55 80 20 65 50 90 40 60 75". What came of them follows from the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from finlit.game.codes import BadCodeError, Code
from finlit.game.deck import deck
from finlit.game.draw import ROUNDS, draw
from finlit.market import Market

MOST_LINES = 300  # games: each is dealt anew to see what came
MOST_TEXT = 30_000

Forecasts = tuple[list[float], list[bool]]  # chances said, and whether each came


@lru_cache(maxsize=1024)
def happened(market: Market, code: Code) -> tuple[bool, ...]:
    """For each round of a code, whether the price ended above that of the decision."""
    dealt = deck(market, code.mode.edition)
    pool = dealt.pool(code.mode)
    places = draw(str(code), list(dealt.base_rates(code.mode).ends.values()), pool)
    return tuple(bool(growth > 1) for growth in pool["growth"].iloc[places])


def line(code: Code, chances: Iterable[float]) -> str:
    """A game's chances as a line to share."""
    return " ".join([str(code), *(f"{100 * chance:.0f}" for chance in chances)])


def read_lines(text: str) -> tuple[list[tuple[Code, list[float]]], list[str]]:
    """The games of pasted lines, and the lines that are none. Empty lines are passed over, and so
    is what comes after `MOST_LINES` games."""
    games: list[tuple[Code, list[float]]] = []
    unread: list[str] = []
    for row in filter(None, map(str.strip, text[:MOST_TEXT].splitlines())):
        if len(games) >= MOST_LINES or len(unread) >= MOST_LINES:
            break
        words = row.replace(",", " ").replace("%", " ").split()
        try:
            code = Code.parse("".join(words[:1]))
            chances = [int(word) / 100 for word in words[1:]]
        except (BadCodeError, ValueError):
            unread.append(row)
            continue
        if len(chances) == ROUNDS and all(0 <= chance <= 1 for chance in chances):
            games.append((code, chances))
        else:
            unread.append(row)
    return games, unread


def repeats(
    known: Iterable[tuple[Code, Sequence[float]]], added: Iterable[tuple[Code, Sequence[float]]]
) -> list[str]:
    """Lines of `added` games that are there before, among them or among the `known` ones."""
    seen = {line(code, chances) for code, chances in known}
    again: dict[str, None] = {}
    for text in (line(code, chances) for code, chances in added):
        if text in seen:
            again[text] = None
        seen.add(text)
    return list(again)


def pooled(market: Market, games: Iterable[tuple[Code, Sequence[float]]]) -> Forecasts:
    """All forecasts of some games, finished or not, with what came."""
    chances: list[float] = []
    came: list[bool] = []
    for code, said in games:
        chances += said
        came += happened(market, code)[: len(said)]
    return chances, came
