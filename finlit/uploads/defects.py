"""What can be wrong with a column of dated prices once it is read, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from finlit.numbers import price_checks
from finlit.numbers.price_checks import OUTLIER
from finlit.uploads.model import Defect, lines_text

MOST_SPLITS = 12
LEFT_AS_IT_IS = "It was left as it is."
LEFT_OUT = "The line was left out."


@dataclass(frozen=True, eq=False)
class Dated:
    """Prices by date, ascending, each with the line it stands on."""

    prices: pd.Series
    lines: np.ndarray


def in_order(
    days: list[date], prices: list[float], lines: list[int], today: date, *, hours: bool = False
) -> tuple[Dated, list[Defect], str]:
    """Sorted, without repeats and days to come; with defects and how the file was ordered.

    `hours`: the dates come with times, so several prices a day are no mistake.
    """
    defects: list[Defect] = []
    kept = [place for place, day in enumerate(days) if day <= today]
    coming = [lines[place] for place, day in enumerate(days) if day > today]
    if coming:
        defects.append(_left_out("future", coming, "a date that is still to come"))
    stamps = np.array([days[place] for place in kept], dtype="datetime64[us]")
    values = np.array([prices[place] for place in kept], dtype=float)
    where = np.array([lines[place] for place in kept], dtype=int)
    steps = np.diff(stamps) / np.timedelta64(1, "D")
    newest_first = bool((steps < 0).sum() > (steps > 0).sum())
    order = "newest first, so it was turned round" if newest_first else "oldest first"
    if (steps < 0).any() and (steps > 0).any():
        against = steps > 0 if newest_first else steps < 0
        order = f"mixed ({lines_text(tuple(where[1:][against].tolist()))}), so it was sorted"
    if newest_first:
        stamps, values, where = stamps[::-1], values[::-1], where[::-1]
    sorting = np.argsort(stamps, kind="stable")
    stamps, values, where = stamps[sorting], values[sorting], where[sorting]
    is_last = np.append(stamps[1:] != stamps[:-1], True) if len(stamps) else np.array([], bool)
    repeats = _repeats(stamps, values, where, is_last)
    defects += _within_days(repeats) if hours else repeats
    index = pd.DatetimeIndex(stamps[is_last], name="date")
    return Dated(pd.Series(values[is_last], index), where[is_last]), defects, order


def _repeats(
    stamps: np.ndarray, values: np.ndarray, where: np.ndarray, is_last: np.ndarray
) -> list[Defect]:
    dropped = np.flatnonzero(~is_last)
    if not len(dropped):
        return []
    kept_at = np.searchsorted(stamps, stamps[dropped], side="right") - 1
    same = values[dropped] == values[kept_at]
    found = []
    if same.any():
        lines = tuple(sorted(where[dropped[same]].tolist()))
        found.append(
            Defect(
                "repeat",
                lines,
                f"{begin(lines)} the same date and price once more.",
                "Each was counted once.",
            )
        )
    if not same.all():
        lines = tuple(sorted({*where[dropped[~same]].tolist(), *where[kept_at[~same]].tolist()}))
        found.append(
            Defect(
                "clash",
                lines,
                f"{begin(lines)} a date that stands in the file with two prices or more.",
                "Of each date the line nearer to the file's newest end was used.",
            )
        )
    return found


def _within_days(repeats: list[Defect]) -> list[Defect]:
    """One sentence in place of all lines where the file holds several prices a day."""
    if not repeats:
        return []
    what = "The file has several prices a day."
    return [Defect("hours", (), what, "Of each day the last one was used.")]


def begin(lines: tuple[int, ...]) -> str:
    """ "Line 7 has", "Lines 3 and 9 have"."""
    text = lines_text(lines)
    return f"{text[0].upper()}{text[1:]} {'has' if len(lines) == 1 else 'have'}"


def _left_out(kind: str, lines: list[int], what: str) -> Defect:
    where = tuple(sorted(lines))
    done = LEFT_OUT if len(where) == 1 else "These lines were left out."
    return Defect(kind, where, f"{begin(where)} {what}.", done)


def left_out(kind: str, lines: list[int], what: str) -> list[Defect]:
    """One defect for all lines that were left out for one reason; none when there are none."""
    return [_left_out(kind, lines, what)] if lines else []


def gaps(dated: Dated) -> list[Defect]:
    """Stretches without a price that are longer than the file's own steps explain."""
    places = price_checks.gaps(dated.prices)
    if not len(places):
        return []
    dates = pd.DatetimeIndex(dated.prices.index)
    longest = max(places, key=lambda place: dates[place] - dates[place - 1])
    lines, days = _at(dated, places)
    return [
        Defect(
            "gap",
            lines,
            f"{begin(lines)} a long gap before it. The longest runs from "
            f"{dates[longest - 1]:%Y-%m-%d} to {dates[longest]:%Y-%m-%d}.",
            "Nothing was filled in. An experiment that goes month by month carries the last price "
            "on over a gap, and says so.",
            days,
        )
    ]


def _at(dated: Dated, places: Sequence[int] | np.ndarray) -> tuple[tuple[int, ...], tuple]:
    """Lines and days of some places."""
    dates = pd.DatetimeIndex(dated.prices.index)
    lines = tuple(int(dated.lines[place]) for place in places)
    return lines, tuple(dates[place].date() for place in places)


def describe_splits(
    dated: Dated, found: list[tuple[int, float]], *, adjusted: bool
) -> list[Defect]:
    """A defect for each jump, or one for all where there are too many to be splits."""
    if len(found) > MOST_SPLITS:
        lines, days = _at(dated, [place for place, _ in found])
        what = f"{begin(lines)} a price that is about a whole number of times the one before."
        done = "They were left as they are: too many for splits."
        return [Defect("jumps", lines, what, done, days)]
    return [_split(dated, place, factor, adjusted) for place, factor in found]


def _split(dated: Dated, place: int, factor: float, adjusted: bool) -> Defect:
    k = round(1 / factor) if factor < 1 else round(factor)
    kind = f"{k} new shares for 1 old one" if factor < 1 else f"1 new share for {k} old ones"
    line, day = int(dated.lines[place]), dated.prices.index[place]
    before, after = dated.prices.iloc[place - 1], dated.prices.iloc[place]
    what = (
        f"Line {line:,}: the price goes from {before:,.6g} to {after:,.6g} at once "
        f"({day:%Y-%m-%d}). That may be a split that was not taken out ({kind}), or a real jump."
    )
    verb = "divided" if factor < 1 else "multiplied"
    mended = f"Earlier prices were {verb} by {k}, because you asked for it."
    return Defect("split", (line,), what, mended if adjusted else LEFT_AS_IT_IS, (day.date(),))


def without_splits(prices: pd.Series, found: list[tuple[int, float]]) -> pd.Series:
    """Prices before each split multiplied by its factor."""
    values = prices.to_numpy().copy()
    for place, factor in found:
        values[:place] *= factor
    return pd.Series(values, prices.index)


def leaps(dated: Dated, found: list[tuple[int, float]]) -> list[Defect]:
    """Prices more than OUTLIER times the one before, or less than a part of it, that are no split.

    `found`: the splits. It can be a company's end, another unit, or a slip of the pen that goes on.
    """
    places = price_checks.leaps(dated.prices, [place for place, _ in found])
    if not places:
        return []
    values, (lines, days) = dated.prices.to_numpy(), _at(dated, places)
    first = places[0]
    hundred = price_checks.hundreds(dated.prices)
    unit = " It may be another unit, such as pence and pounds." if set(hundred) & {*places} else ""
    return [
        Defect(
            "leap",
            lines,
            f"{begin(lines)} a price more than {OUTLIER:.0f} times as high or as low as the one "
            f"before. The first goes from {values[first - 1]:,.6g} to {values[first]:,.6g}.{unit}",
            LEFT_AS_IT_IS if len(lines) == 1 else "They were left as they are.",
            days,
        )
    ]


def outliers(dated: Dated) -> list[Defect]:
    """Prices that stand far off both neighbours: a slip of the pen, or pence and pounds."""
    lines, days = _at(dated, np.flatnonzero(price_checks.stand_off(dated.prices.to_numpy())))
    if not lines:
        return []
    one = len(lines) == 1
    return [
        Defect(
            "outlier",
            lines,
            f"{begin(lines)} a price far from both of {'its' if one else 'their'} neighbours "
            f"(more than {OUTLIER:.0f} times as high or as low).",
            LEFT_AS_IT_IS if one else "They were left as they are.",
            days,
        )
    ]
