"""Coin-toss games beside the index and beside theory: `python -m finlit.game.study`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TextIO

import numpy as np

from finlit.game.codes import GAMES, Code
from finlit.game.deck import deck
from finlit.game.draw import ROUNDS, draw
from finlit.game.modes import MODES, Mode
from finlit.game.play import STAKE
from finlit.game.scoring import tosses
from finlit.market import Market, built_in

MANY = 10_000


@dataclass(frozen=True)
class Study:
    """Mean dollars at the end of a game, by player; `error`: standard error of the coin's mean.

    `theory`: what the coin should bring, from the pool alone: for each kind of end, its true share
    times the mean over the falls that can be drawn, half of it the company, half the index.
    """

    games: int
    means: Mapping[str, float]
    error: float
    theory: float
    theory_index: float


def study(market: Market, mode: Mode, games: int = MANY) -> Study:
    """Play `games` codes of a mode, spread evenly over all of them, with a coin tosser each."""
    dealt = deck(market)
    pool, rates = dealt.pool(mode), dealt.base_rates(mode)
    truth = list(rates.ends.values())
    returns = np.array([dealt.round(fall).came.returns for fall in pool.to_dict("records")])
    ends: dict[str, list[float]] = {"coin": [], "index": [], "company": [], "bills": []}
    for place in range(games):
        code = str(Code(mode, place * (GAMES // games)))
        company, index, bills = returns[draw(code, truth, pool)].T
        heads = tosses(code, 1, ROUNDS)[0]
        for player, growth in (
            ("coin", np.where(heads, company, index)),
            ("index", index),
            ("company", company),
            ("bills", bills),
        ):
            ends[player].append(STAKE * float(growth.sum()))
    company, index = _expected(pool["outcome"].to_numpy(), returns, rates.ends)
    return Study(
        games,
        {player: float(np.mean(dollars)) for player, dollars in ends.items()},
        float(np.std(ends["coin"], ddof=1)) / sqrt(games),
        STAKE * ROUNDS * (company + index) / 2,
        STAKE * ROUNDS * index,
    )


def _expected(
    outcomes: np.ndarray, returns: np.ndarray, ends: Mapping[str, int]
) -> tuple[float, float]:
    """Mean growth of company and index in a round, each kind of end with its true share."""
    total = sum(ends.values())
    means = [
        returns[outcomes == end].mean(axis=0) * count / total
        for end, count in ends.items()
        if count
    ]
    company, index, _ = np.sum(means, axis=0)
    return float(company), float(index)


def run(out: TextIO, games: int = MANY) -> None:
    """Print the study of every mode."""
    market = built_in()
    for mode in MODES:
        found = study(market, mode, games)
        print(f"{mode.title}: {found.games:,} games of {ROUNDS} rounds, $1,000 a round", file=out)
        for player, dollars in found.means.items():
            print(f"  {player:8} {dollars:10,.0f}", file=out)
        print(
            f"  theory for the coin {found.theory:,.0f} (measured {found.means['coin']:,.0f}, "
            f"standard error {found.error:,.0f}); for the index {found.theory_index:,.0f}\n",
            file=out,
        )


if __name__ == "__main__":
    run(sys.stdout)
