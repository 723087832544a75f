"""The code of a game: six letters that stand for the same ten rounds on every machine.

The first letter names the mode (and with it the edition of the list of falls), four letters are
the game's number, the last one checks the others: it catches every single wrong letter.
"""

from __future__ import annotations

from dataclasses import dataclass

from finlit.game.modes import BY_LETTER, Mode

# Twenty letters: no vowels, so that no word appears by accident, and no Y.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 6
GAMES = len(LETTERS) ** 4
# Each weight has no factor in common with 20, so that a changed letter always changes the sum.
_WEIGHTS = (1, 3, 7, 9, 11)


class BadCodeError(ValueError):
    """Not a game's code; the message says why."""


@dataclass(frozen=True)
class Code:
    """A game: `mode` and its number from 0 to GAMES - 1. `str(code)` is what people type."""

    mode: Mode
    number: int

    def __post_init__(self) -> None:
        if not 0 <= self.number < GAMES:
            raise BadCodeError(f"a game's number lies from 0 to {GAMES - 1}")

    def __str__(self) -> str:
        places = (self.number // len(LETTERS) ** power % len(LETTERS) for power in (3, 2, 1, 0))
        body = self.mode.letter + "".join(LETTERS[place] for place in places)
        return body + _check(body)

    @classmethod
    def parse(cls, text: str) -> Code:
        """A code as typed: small letters, blanks and hyphens do not matter. Raises BadCode."""
        typed = "".join(text.split()).replace("-", "").upper()
        if len(typed) != LENGTH or set(typed) - set(LETTERS):
            raise BadCodeError("A code has six letters and no vowels, like HKFMRP.")
        if typed[0] not in BY_LETTER:
            raise BadCodeError(
                "No kind of game begins with that letter. Look at the code once more."
            )
        if _check(typed[:-1]) != typed[-1]:
            raise BadCodeError("One of the letters is not right. Look at the code once more.")
        number = 0
        for letter in typed[1:-1]:
            number = number * len(LETTERS) + LETTERS.index(letter)
        return cls(BY_LETTER[typed[0]], number)


def _check(body: str) -> str:
    total = sum(
        weight * LETTERS.index(letter) for weight, letter in zip(_WEIGHTS, body, strict=True)
    )
    return LETTERS[total % len(LETTERS)]
