"""Charts of money over time: labels that do not touch, and specifications without numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.charts.base import Chart
from finlit.charts.parts import GAP, ROOM, end_rows
from finlit.charts.spans import band_chart
from finlit.experiments.compounding.charts.growth import growth_chart
from finlit.experiments.compounding.charts.pairs import PAIRS, pair_chart

YEARS = pd.Series(np.arange(41.0))


def growth_frame(rate: float) -> pd.DataFrame:
    paid_in = 4800 * YEARS
    balance = paid_in * (1 + rate) ** YEARS
    return pd.DataFrame(
        {
            "year": YEARS,
            "paid_in": paid_in,
            "with_simple": paid_in * (1 + rate * YEARS / 2),
            "balance": balance,
            "real_balance": balance / 1.03**YEARS,
        }
    )


def band_frame(rate: float) -> pd.DataFrame:
    names = ("worst", "low", "quarter", "middle", "three_quarters", "high", "best")
    frame = pd.DataFrame({"year": YEARS})
    for place, name in enumerate(names, 1):
        frame[name] = place * YEARS * (1 + rate) ** YEARS
    return frame.assign(picked=frame["low"], paid_in=YEARS)


def pair_frame(kind: str, rate: float) -> pd.DataFrame:
    pair = PAIRS[kind]
    first, second = (line.column for line in pair.lines)
    values = 100 * (1 + rate) ** YEARS
    return pd.DataFrame({pair.x: YEARS, first: values, second: values / 2})


def drawn(rate: float) -> dict[str, Chart]:
    return {
        "growth": growth_chart(growth_frame(rate), log=False),
        "growth-log": growth_chart(growth_frame(rate), log=True),
        "band": band_chart(band_frame(rate)),
    } | {kind: pair_chart(pair_frame(kind, rate), kind) for kind in PAIRS}


@pytest.mark.parametrize("name", drawn(0.05))
def test_only_the_rows_follow_the_numbers(name: str) -> None:
    one, other = drawn(0.05)[name], drawn(0.09)[name]
    assert one.spec is other.spec, "compiled once"
    assert "datasets" not in one.spec
    assert not one.rows.equals(other.rows)
    assert one.description != other.description


def test_a_logarithmic_scale_never_meets_zero() -> None:
    rows = drawn(0.05)["growth-log"].rows
    assert (rows["balance"].dropna() > 0).all()
    assert rows["year"].min() == 1


@given(some.lists(some.floats(0.01, 1e7), min_size=1, max_size=5), some.booleans())
def test_end_labels_stand_apart_and_keep_their_values(values: list[float], log: bool) -> None:
    ends = {f"line {place}": value for place, value in enumerate(values)}
    rows = end_rows(YEARS, ends, log=log)
    labels = rows.dropna(subset="end_value")
    assert labels["end_value"].tolist() == sorted(values)
    heights = labels["end_y"].to_numpy()
    if log:
        assert (np.diff(np.log(heights)) >= GAP * np.log(1000) * 0.999).all()
    else:
        assert (np.diff(heights) >= GAP * max(values) * 0.999).all()


def test_the_room_for_labels_is_a_share_of_the_span() -> None:
    ages = pd.Series(np.arange(19.0, 66.0))
    assert end_rows(ages, {"one": 5.0})["room"].max() == pytest.approx(65 + ROOM * 46)
