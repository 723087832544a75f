"""Files made up here, one line a day, and how to look at what was read of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from finlit.uploads import Reading

TODAY = date(2026, 11, 24)
Right = tuple[str, str, float, float, int]
DAYS = [date(2024, 1, 8) + timedelta(days=n) for n in range(10)]
MONTHS = [date(2023, month, 1) for month in range(1, 13)]


def table(heading: str, line: Callable[[int, date], str], days: list[date] = DAYS) -> bytes:
    """One line a day: `line(number, day)`."""
    return "\n".join([heading, *(line(n, day) for n, day in enumerate(days))]).encode()


def stamp(day: date, per: int = 1) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * per


def first_and_last(reading: Reading) -> Right:
    assert (reading.problem, reading.questions) == ("", ())
    assert reading.series is not None
    levels = reading.series.levels(reading.series.kinds[-1])
    ends = [str(stamp.date()) for stamp in (levels.index[0], levels.index[-1])]
    return ends[0], ends[1], float(levels.iloc[0]), float(levels.iloc[-1]), len(levels)


WEEK: Right = ("2024-01-08", "2024-01-17", 100.5, 109.5, 10)
YEAR: Right = ("2023-01-01", "2023-12-01", 100.5, 111.5, 12)
