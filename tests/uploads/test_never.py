"""Never two series mixed, never returns as prices: made-up tables of many shapes."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from finlit.uploads import Reading, read

TODAY = date(2026, 11, 24)
KEYS = ("symbol", "Ticker", "country", "Fund", "x", "代码", "Land", "")
PRICES = ("Close", "price", "Wert", "value", "col")


@st.composite
def long_tables(draw: st.DrawFn) -> tuple[bytes, dict[str, set[float]]]:
    """A table of several series, each with prices of its own, in some order of lines."""
    names = draw(
        st.lists(
            st.sampled_from(["AAA", "BBB", "CCC", "DDD", "E E"]),
            min_size=2,
            max_size=5,
            unique=True,
        )
    )
    size = draw(st.integers(6, 20))
    step = draw(st.sampled_from([1, 7, 31]))
    mark = draw(st.sampled_from([",", ";", "\t"]))
    heading = [draw(st.sampled_from(KEYS)), "Date", draw(st.sampled_from(PRICES))]
    rows = []
    for number, name in enumerate(names, 1):
        late = draw(st.integers(0, 5))
        for n in range(size):
            day = date(2020, 1, 1) + timedelta(days=step * (n + late))
            rows.append((name, day, 1000.0 * number + n))
    order = draw(st.sampled_from(["key", "date", "back", "mixed"]))
    if order in ("date", "back"):
        rows.sort(key=lambda row: row[1], reverse=order == "back")
    elif order == "mixed":
        rows = draw(st.permutations(rows))
    places = draw(st.permutations([0, 1, 2]))
    lines = [mark.join(heading[place] for place in places)]
    lines += [
        mark.join((row[0], str(row[1]), f"{row[2]:.2f}")[place] for place in places) for row in rows
    ]
    own = {name: {price for each, _, price in rows if each == name} for name in names}
    return "\n".join(lines).encode(), own


def belongs_to_one(reading: Reading, own: dict[str, set[float]]) -> bool:
    assert reading.series is not None
    values = set(reading.series.levels(reading.series.kinds[0]).tolist())
    return any(values <= prices for prices in own.values())


@given(long_tables())
@settings(max_examples=300, deadline=None)
def test_two_series_are_never_mixed(made: tuple[bytes, dict[str, set[float]]]) -> None:
    data, own = made
    reading = read(data, "made.csv", today=TODAY)
    assert reading.series is None, "several series, and nobody was asked"
    for question in reading.questions:
        for option in question.options:
            answered = read(data, "made.csv", today=TODAY, answers={question.id: option})
            assert answered.series is None or belongs_to_one(answered, own)


@given(
    st.integers(0, 10_000),
    st.integers(24, 300),
    st.sampled_from([0.003, 0.01, 0.05]),
    st.sampled_from([1, 100]),
    st.sampled_from(["Return", "AAA", "Close", "Total return", "Adj Close", "price", ""]),
    st.sampled_from([1, 7, 31]),
)
@settings(max_examples=300, deadline=None)
def test_returns_are_never_taken_for_prices(
    seed: int, count: int, spread: float, scale: int, heading: str, step: int
) -> None:
    values = np.random.default_rng(seed).normal(0, spread, count) * scale
    days = [date(1999, 1, 1) + timedelta(days=step * n) for n in range(count)]
    rows = [f"{day},{value:.5f}" for day, value in zip(days, values, strict=True)]
    reading = read("\n".join([f"Date,{heading}", *rows]).encode(), "made.csv", today=TODAY)
    assert reading.series is None
    assert [question.id for question in reading.questions] == ["meaning"]
    for meaning in ("percent", "decimal"):
        built = read(
            "\n".join([f"Date,{heading}", *rows]).encode(),
            "made.csv",
            today=TODAY,
            answers={"meaning": meaning},
        )
        if built.series is not None:
            assert "built from returns" in built.understood["What the prices are"]
