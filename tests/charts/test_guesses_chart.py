"""The histogram of a class's guesses says in words what it shows."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from finlit.charts.guesses import guesses_chart


def frame(answer: float | None = None) -> pd.DataFrame:
    rows = pd.DataFrame({"low": [0.0, 10.0], "high": [10.0, 20.0], "count": [3.0, 1.0]})
    rows["answer"] = np.nan
    if answer is not None:
        rows.loc[len(rows), "answer"] = answer
    return rows


def test_it_tells_how_many_guessed_and_where_most_lie() -> None:
    chart = guesses_chart(frame(), "years", by_ratio=False)
    assert chart.description == (
        "Bars of 4 guesses from 0 years to 20 years. Most lie between 0 years and 10 years."
    )


def test_large_numbers_are_said_in_words() -> None:
    rows = frame()
    rows["high"] *= 1e6
    assert "e+" not in guesses_chart(rows, "money", by_ratio=False).description


def test_it_tells_what_came_out_only_when_it_is_shown() -> None:
    shown = guesses_chart(frame(12.2), "years", by_ratio=False, came="12.2 years")
    assert shown.description.endswith("What came out: 12.2 years.")


@pytest.mark.parametrize("unit", ["money", "percent", "years"])
@pytest.mark.parametrize("by_ratio", [True, False])
def test_one_specification_serves_all_guesses_of_a_unit(unit: str, by_ratio: bool) -> None:
    one, other = (guesses_chart(frame(a), unit, by_ratio=by_ratio) for a in (None, 12.2))
    assert one.spec is other.spec and "12.2" not in json.dumps(one.spec)
