"""Where in the course something can be done: what a browser's log names beside is made up."""

from __future__ import annotations

import re

from finlit.lessons import Content, Forecast, Predict, Vote

_ROUND = re.compile(r"blind-dip/[a-z]{6}-[1-9]/([1-9]|10)/[1-9]")


def is_round(kind: str, content: str) -> bool:
    """Whether an event's content can be a round of a game: "blind-dip/hkfmrp-2/3/1"."""
    return kind == "round" and bool(_ROUND.fullmatch(content))


def is_place(found: Content, kind: str, id_: str) -> bool:
    """Whether something of this kind can be done at the part, block or question with this id."""
    match kind:
        case "done":
            return any(part.id == id_ for part in found.screens)
        case "answer":
            return id_ in found.quiz
        case "predict":
            guesses = {block.id for block in found.of_kind(Predict)}
            return id_ in guesses | {block.id for block in found.of_kind(Forecast)}
        case "vote":
            return any(block.id == id_ for block in found.of_kind(Vote))
    return False
