"""What a pupil decided in an assigned game, and what came of it. Pure.

The first decision in a round counts: later ones were made knowing the end. Of two players at one
screen both are told, each under the same alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from finlit.classroom.model import Kept
from finlit.game.play import Decision
from finlit.game.rounds import Aftermath
from finlit.game.scoring import brier, fortune, steady_players

_PLACE = re.compile(r"blind-dip/[a-z]+-[12]/([1-9]|10)/([12])")


@dataclass(frozen=True)
class Played:
    """The decisions of one player, by round from 1. `score` is the mean Brier score of the rounds
    decided (0 the best, 1 the worst) and `money` what their dollars became; `index` the same
    dollars in the index alone. All three are None where no round counts."""

    player: int
    decisions: Mapping[int, Decision] = field(hash=False)
    score: float | None = None
    money: float | None = None
    index: float | None = None


def played(kept: Iterable[Kept], came: Sequence[Aftermath]) -> tuple[Played, ...]:
    """What each player at an alias's screen decided, from events in the order of coming in; `came`
    are the ends of the game's ten rounds, () where they are not known."""
    decided: dict[int, dict[int, Decision]] = {}
    for each in kept:
        place = _PLACE.fullmatch(each.event.content)
        decision = _decision(each)
        if place is not None and decision is not None:
            decided.setdefault(int(place[2]), {}).setdefault(int(place[1]), decision)
    return tuple(_played(player, decided[player], came) for player in sorted(decided))


def _decision(kept: Kept) -> Decision | None:
    chance, put = (kept.event.payload.get(name) for name in ("chance", "put"))
    if kept.event.kind != "round" or isinstance(chance, bool):
        return None
    if not isinstance(chance, int | float) or not isinstance(put, str):
        return None
    try:
        return Decision(float(chance), put)
    except ValueError:
        return None


def _played(player: int, decided: Mapping[int, Decision], came: Sequence[Aftermath]) -> Played:
    rounds = sorted(number for number in decided if number <= len(came))
    decisions = {number: decided[number] for number in sorted(decided)}
    if not rounds:
        return Played(player, decisions)
    ends = [came[number - 1] for number in rounds]
    said = [decided[number] for number in rounds]
    return Played(
        player,
        decisions,
        brier([each.chance for each in said], [end.rose for end in ends]),
        fortune(said, ends),
        steady_players(ends)["index"],
    )


@dataclass(frozen=True)
class RoundResult:
    """One round over a class: the mean of the odds, and how many put their dollars where."""

    number: int
    count: int
    odds: float
    puts: Mapping[str, int] = field(hash=False)


def by_round(games: Iterable[Played]) -> tuple[RoundResult, ...]:
    """The rounds that anybody has decided."""
    said: dict[int, list[Decision]] = {}
    for game in games:
        for number, decision in game.decisions.items():
            said.setdefault(number, []).append(decision)
    return tuple(
        RoundResult(
            number,
            len(decisions),
            fmean(each.chance for each in decisions),
            {put: sum(each.put == put for each in decisions) for put in PUT_ORDER},
        )
        for number, decisions in sorted(said.items())
    )


PUT_ORDER = ("company", "split", "index", "bills")
