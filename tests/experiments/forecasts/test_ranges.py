"""Ranges of earlier history, one range for all of it, and the hidden stretches."""

from __future__ import annotations

import json
from itertools import pairwise
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.forecasts import hidden_stretches, honest_ranges, one_range
from finlit.experiments.forecasts.hidden_stretches import STRETCHES, closed, deck, opened, path
from finlit.market import built_in
from finlit.numbers.forecast_ranges import penalty
from tests.experiments.running import corners, figures, of, outcome

DECK = deck(built_in())


def test_honest_ranges_hold_as_often_as_counting_by_hand_says() -> None:
    """Every month asks the five-year results known by then for their middle 8 of 10."""
    prices = built_in().table("gold")["usd_per_ounce"].dropna().to_numpy()
    held = []
    for month in range(179, len(prices) - 60):
        known = np.sort([prices[end] / prices[end - 60] for end in range(60, month + 1)])
        low, high = np.quantile(known, [0.1, 0.9])
        held.append(low <= prices[month + 60] / prices[month] <= high)
    found = figures("honest-range", where="gold")
    assert found["ranges"] == len(held)
    assert found["inside"] == pytest.approx(np.mean(held))
    assert found["inside"] + found["below"] + found["above"] == pytest.approx(1)


def test_a_short_memory_and_a_far_end_make_ranges_fail() -> None:
    whole, short = (figures("honest-range", memory=each) for each in ("all", "10"))
    assert whole["ranges"] == short["ranges"] and short["width"] < whole["width"]
    assert whole["inside"] > short["inside"] + 0.15
    near, far = (figures("honest-range", years=each)["inside"] for each in ("1", "20"))
    assert near > far + 0.15


def test_inflation_is_taken_out_of_dollars_and_not_of_yen() -> None:
    for where, changes in (("us", True), ("gold", True), ("japan", False)):
        plain, real = (figures("honest-range", where=where, real=each) for each in (False, True))
        assert (plain != real) is changes
    assert "stays in yen" in outcome("honest-range", where="japan", real=True).note


def test_one_range_is_counted_over_every_span() -> None:
    prices = built_in().table("us_market")["price"].dropna().to_numpy()
    came = [100 * prices[end] / prices[end - 60] for end in range(60, len(prices))]
    found = figures("one-range", where="us", low=80, high=180)
    assert found["inside"] == pytest.approx(np.mean([80 <= each <= 180 for each in came]))
    points = [100 + 10 * (max(80 - each, 0) + max(each - 180, 0)) for each in came]
    assert found["penalty"] == pytest.approx(np.mean(points))
    assert found["best_penalty"] <= found["penalty"]


def test_no_range_costs_less_than_the_one_that_misses_one_time_in_ten_at_each_end() -> None:
    best = figures("one-range")["best_penalty"]
    for low in range(0, 101, 20):
        for high in range(100, 401, 50):
            assert figures("one-range", low=low, high=high)["penalty"] >= best - 1e-9


@pytest.mark.parametrize("subject", [honest_ranges, one_range])
def test_a_move_changes_rows_and_leaves_the_picture(subject: ModuleType) -> None:
    (experiment,) = of(subject).values()
    start = outcome(experiment.name).pictures[0]
    for values in corners(experiment.name):
        picture = outcome(experiment.name, **values).pictures[0]
        assert picture.chart.spec is start.chart.spec
        assert 0 < len(picture.chart.rows) <= 400
        assert set(picture.formats) <= set(picture.table.columns)
    assert "datasets" not in json.dumps(start.chart.spec)


def test_the_deck_holds_all_of_history_once_and_nobody_picked_its_order() -> None:
    assert len(DECK) == STRETCHES == len({stretch.id for stretch in DECK})
    for where in honest_ranges.TABLES:
        months = sorted(stretch.month for stretch in DECK if stretch.where == where)
        assert all(later == month + pd.DateOffset(years=5) for month, later in pairwise(months))
    assert [stretch.id for stretch in DECK[:4]] == [
        "gold-2005-12",
        "us-2005-12",
        "us-1995-12",
        "us-1935-12",
    ]


def test_what_came_and_the_machines_range_are_read_from_prices_by_hand() -> None:
    stretch = next(each for each in DECK if each.id == "us-1930-12")
    prices = built_in().table("us_market")["price"]
    moment = prices["1930-12-01"]
    assert stretch.came == pytest.approx(100 * prices["1935-12-01"] / moment)
    known = prices[:"1930-12-01"].to_numpy()
    low, high = np.quantile(known[60:] / known[:-60], [0.1, 0.9])
    assert (stretch.low, stretch.high) == pytest.approx((100 * low, 100 * high))


@pytest.mark.parametrize("stretch", DECK, ids=lambda stretch: stretch.id)
def test_a_closed_stretch_tells_nothing_of_what_came_or_of_where_it_is(
    stretch: hidden_stretches.Stretch,
) -> None:
    picture = closed(built_in(), stretch)
    rows = picture.chart.rows
    assert rows["year"].max() == 0 and rows["before"].iloc[-1] == pytest.approx(100)
    assert rows.drop(columns=["year", "before", "room"]).isna().all(axis=None)
    assert picture.table["years_from_the_moment"].tolist() == list(range(-10, 1))
    told = " ".join((picture.heading, picture.source, picture.caveats))
    told += picture.chart.description
    assert stretch.name not in told and str(stretch.month.year) not in told.split()
    whole = opened(built_in(), stretch, 80, 150)
    assert stretch.name in whole.heading and whole.chart.spec is picture.chart.spec
    assert path(built_in(), stretch).loc[5.0] == pytest.approx(stretch.came)


def test_a_picture_of_what_came_holds_both_ranges() -> None:
    stretch = DECK[0]
    rows = opened(built_in(), stretch, 80, 150).chart.rows
    yours, machine = (rows[rows[who] == 1].iloc[0] for who in ("yours", "machine"))
    assert (yours["low"], yours["high"]) == (80, 150)
    assert (machine["low"], machine["high"]) == (stretch.low, stretch.high)
    assert penalty(80, 150, stretch.came, 0.8) == pytest.approx(70 + 10 * (stretch.came - 150))
