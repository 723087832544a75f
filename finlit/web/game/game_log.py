"""Games as the browser's log keeps them: one event for each player and finished round.

What a log holds is not trusted: events that are no decision of a game are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from finlit.game.codes import BadCodeError, Code
from finlit.game.draw import EDITION, ROUNDS
from finlit.game.play import MOST_PLAYERS, Decision, Game
from finlit.learning.progress import Event
from finlit.web.visit import browser_log

KIND = "round"
_ROOM = "blind-dip"
Place = tuple[str, int, int, int]  # code, players, round from 1, player from 0


@dataclass(frozen=True)
class Kept:
    """All decisions of a log, the first one at each place: later ones were made knowing the end."""

    decisions: dict[Place, Decision]

    def game(self, code: Code, players: int) -> Game:
        """The game as far as it has gone: the rounds that every player has decided."""
        game = Game(code, players)
        while not game.over:
            places = [(str(code), players, game.next_round, player) for player in range(players)]
            if not all(place in self.decisions for place in places):
                break
            game = game.decide([self.decisions[place] for place in places])
        return game

    def games(self) -> list[Game]:
        """Every game with a finished round, the one begun last first."""
        begun = dict.fromkeys((code, players) for code, players, _, _ in self.decisions)
        games = [self.game(Code.parse(code), players) for code, players in reversed(begun)]
        return [game for game in games if game.decided]


def kept(log: Iterable[Event] | None = None) -> Kept:
    """The decisions of a log; of this browser's when none is given."""
    decisions: dict[Place, Decision] = {}
    for event in browser_log.log() if log is None else log:
        if event.kind != KIND or event.version != EDITION:
            continue
        place, decision = _place(event.content), _decision(event)
        if place is not None and decision is not None:
            decisions.setdefault(place, decision)
    return Kept(decisions)


def record(game: Game, decisions: Iterable[Decision], assignment: str = "") -> None:
    """Keep the decisions of the game's next round, done for an assignment or for none."""
    for player, decision in enumerate(decisions):
        browser_log.record_event(
            KIND,
            f"{_ROOM}/{str(game.code).lower()}-{game.players}/{game.next_round}/{player + 1}",
            EDITION,
            {"chance": decision.chance, "put": decision.put},
            assignment,
        )


def _place(content: str) -> Place | None:
    """ "blind-dip/hkfmrp-2/3/1": third round of a game of two, the first player."""
    room, *rest = content.split("/")
    if room != _ROOM or len(rest) != 3:
        return None
    name, _, players = rest[0].partition("-")
    try:
        code = Code.parse(name)
        place = str(code), int(players), int(rest[1]), int(rest[2]) - 1
    except (BadCodeError, ValueError):
        return None
    inside = place[1] in range(1, MOST_PLAYERS + 1) and place[2] in range(1, ROUNDS + 1)
    return place if inside and place[3] in range(place[1]) else None


def _decision(event: Event) -> Decision | None:
    chance, put = event.payload.get("chance"), event.payload.get("put")
    if isinstance(chance, bool) or not isinstance(chance, int | float) or not isinstance(put, str):
        return None
    try:
        return Decision(float(chance), put)
    except ValueError:
        return None
