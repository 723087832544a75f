"""The ten rounds of a code: the same on every machine, and about as many of each end as in truth.

All chance comes from SHA-256 of texts, which no version of Python or NumPy can change. Each fall
gets a number from (code, its own name and week), and within every kind of end the lowest
numbers are drawn. So a fall that is added to the data later changes only the few games in which it
is among the lowest. `FINGERPRINTS` tells that the falls are still those of this edition: when they
are not, the game needs a new edition with new letters (see `editions`), and old codes still work.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

import pandas as pd

from finlit.game.falls import ENDS

ROUNDS = 10
# Part of every text that a number comes from, and of the browser's log: it stays as it is. What the
# falls are is told by the edition of a mode.
EDITION = "1"
# Names that the table's code has only had since a merger: the falls are another company's.
# Johnson Controls was Tyco until 2016, T-Mobile US was MetroPCS until 2013, Allergan was Watson,
# then Actavis, until 2015, AT&T was SBC until 2005, Chubb was ACE until 2016.
ANOTHER_NAME_THEN = frozenset({"AGN", "CB", "JCI", "T", "TMUS"})

# By edition and mode: the first letters of the fingerprint of what can be drawn.
FINGERPRINTS = {
    1: {
        "half": "25822e1f375e",
        "third": "5b99dd4b6a6e",
        "turn": "ef27ec11a4e3",
        "survivors": "a08d2fa27091",
    },
    2: {
        "half": "2586edf49e2d",
        "third": "555f9ead4b23",
        "turn": "7221f8180acb",
        "survivors": "694942d7900e",
    },
}

_ONE = 2**64


def number(*words: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on the words alone."""
    text = "/".join(str(word) for word in (EDITION, *words))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def quotas(counts: Sequence[int], rounds: int, start: int) -> list[int]:
    """Rounds for each kind, adding up to `rounds`, in proportion to `counts`.

    Systematic sampling: the running totals, times rounds / all, are cut at whole numbers shifted by
    start / 2**64. Each kind, and each run of neighbours, gets its exact share rounded up or down,
    and on the average over all `start` exactly its share. Whole numbers only, so exact everywhere.
    """
    total, so_far, cuts = sum(counts), 0, [0]
    for count in counts:
        so_far += count
        cuts.append((so_far * rounds * _ONE + start * total) // (total * _ONE))
    return [after - before for before, after in pairwise(cuts)]


def draw(code: str, truth: Sequence[int], pool: pd.DataFrame) -> list[int]:
    """Positions in `pool` of a game's rounds, in their order.

    `truth`: how many of all falls ended in each of ENDS. `pool`: falls that can be drawn, with
    `key` (unique), `name` and `outcome`. No name comes twice. Raises ValueError when a kind of end
    that the truth holds has too few falls in the pool.
    """
    keys, names, outcomes = (pool[column].tolist() for column in ("key", "name", "outcome"))
    ranked = sorted(range(len(pool)), key=lambda place: number(code, keys[place]))
    wanted = dict(zip(ENDS, quotas(truth, ROUNDS, number(code, "shares")), strict=True))
    drawn: list[int] = []
    taken: set[str] = set()
    for place in ranked:
        if wanted[outcomes[place]] and names[place] not in taken:
            wanted[outcomes[place]] -= 1
            taken.add(names[place])
            drawn.append(place)
    if len(drawn) < ROUNDS:
        raise ValueError(f"too few falls to draw from: {wanted}")
    return sorted(drawn, key=lambda place: number(code, "order", keys[place]))


def fingerprint(truth: Sequence[int], pool: pd.DataFrame) -> str:
    """Twelve letters that change with any fall that can be drawn, its end, or the true shares."""
    lines = sorted(f"{key} {end}" for key, end in zip(pool["key"], pool["outcome"], strict=True))
    return sha256("\n".join([" ".join(map(str, truth)), *lines]).encode()).hexdigest()[:12]
