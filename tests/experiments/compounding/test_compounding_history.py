"""Experiments on all spans of US history, each recomputed for chosen spans by a plain loop."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.compounding import (
    card_debt,
    doubling,
    erosion,
    growth_and_fees,
    growth_history,
    savers,
    waiting,
)
from finlit.market import built_in
from tests.experiments.running import figures, of

BY_NAME = of(card_debt, doubling, erosion, growth_and_fees, growth_history, savers, waiting)


def saved(start: str, months: int, real: bool, fee: float = 0.0) -> float:
    """400 a month from `start`, share by share, dividends into more shares; the last month's value.

    In real terms each payment and the end are in dollars of the last month of the span.
    """
    table = built_in().table("us_market").loc[start:].iloc[: months + 1]
    last = float(table["cpi"].iloc[-1])
    shares = 0.0
    for month, row in enumerate(table.itertuples()):
        shares *= 1 + row.dividend / 12 / row.price if month else 1
        shares *= 1 - fee / 12 if month else 1
        if month < months:
            dollars = 400 * row.cpi / last if real else 400
            shares += dollars / row.price
    return shares * float(table["price"].iloc[-1])


@pytest.mark.parametrize("money", ["real", "nominal"])
@pytest.mark.parametrize("start", ["1871-01", "1929-09", "1966-01", "1985-02"])
def test_a_span_is_what_counting_shares_gives(start: str, money: str) -> None:
    found = figures("growth-history", start=start, money=money)
    assert found["picked_start"] == start
    assert found["picked"] == pytest.approx(saved(start, 480, money == "real"), rel=1e-9)


def test_all_spans_of_forty_years() -> None:
    found = figures("growth-history")
    assert found["spans"] == 1383
    assert found["worst"] == pytest.approx(saved(found["worst_start"], 480, True))
    assert found["best"] == pytest.approx(saved(found["best_start"], 480, True))
    order = ("worst", "quarter", "middle", "three_quarters", "best")
    assert [found[name] for name in order] == sorted(found[name] for name in order)
    assert found["share_above_paid_in"] == 1
    assert found["spans_side_by_side"] == 3


def test_shorter_spans_did_lose() -> None:
    shares = [figures("growth-history", years_long=n)["share_above_paid_in"] for n in (5, 10, 20)]
    assert shares == sorted(shares)
    assert shares[0] < 0.9


def test_the_same_as_a_steady_rate_gives_the_same_end() -> None:
    found = figures("growth-history", start="1966-01")
    month = (1 + found["picked_rate"]) ** (1 / 12) - 1
    balance = 0.0
    for _ in range(480):
        balance = (balance + 400) * (1 + month)
    assert balance == pytest.approx(found["picked"], rel=1e-6)


def test_a_start_too_late_for_the_span_shows_the_last_one_and_says_so() -> None:
    experiment = BY_NAME["growth-history"]
    found = experiment.outcome(built_in(), {"start": "2000-01"})
    assert found.figures["picked_start"] == "1986-03"
    assert "March 1986" in found.note


def test_the_ends_of_the_month_controls_are_the_last_possible_starts() -> None:
    assert figures("growth-history", years_long=1, start="2025-03")["picked_start"] == "2025-03"
    last = figures("early-late-history", start="1980-03")
    assert last["starts"] == len(pd.period_range("1871-01", "1980-03", freq="M"))
    assert figures("inflation", start="2025-05")["years"] == 1


def test_the_famous_story_on_history() -> None:
    """Ana's and Ben's dollars from one start, one payment each twelve months for 46 years."""
    table = built_in().table("us_market").loc["1950-01":].iloc[: 46 * 12 + 1]
    grown = 1 + (table["price"] + table["dividend"] / 12) / table["price"].shift() - 1
    ends = {"early": 0.0, "late": 0.0}
    for month in range(46 * 12 + 1):
        for name in ends:
            ends[name] *= float(grown.iloc[month]) if month else 1
        if month % 12 == 0:
            ends["early" if month // 12 < 8 else "late"] += 2000
    found = figures("early-late-history", money="nominal", start="1950-01")
    assert found["picked_early"] == pytest.approx(ends["early"])
    assert found["picked_late"] == pytest.approx(ends["late"])
    assert found["share_early_ahead"] == pytest.approx(0.41, abs=0.005)
    assert figures("early-late-history")["share_early_ahead"] < 0.25


def test_a_fee_on_history() -> None:
    taken = [
        1 - saved(start, 480, False, 0.01) / saved(start, 480, False)
        for start in ("1900-01", "1966-01")
    ]
    found = figures("fees")
    assert found["history_low"] <= min(taken) <= max(taken) <= found["history_high"]
    assert found["lost_share"] == pytest.approx(1 - found["after_fee"] / found["without_fee"])


def test_a_higher_fee_takes_more() -> None:
    shares = [figures("fees", fee=fee)["lost_share"] for fee in (0, 0.001, 0.01, 0.02)]
    assert shares[0] == 0
    assert shares == sorted(shares)


def test_what_a_hundred_dollars_of_1970_buy() -> None:
    cpi = built_in().table("us_market")["cpi"]
    found = figures("inflation", start="1970-01")
    assert found["last"] == "2026-05"
    assert found["buys"] == pytest.approx(100 * cpi["1970-01-01"] / cpi["2026-05-01"])
    assert found["buys"] * found["costs"] == pytest.approx(100 * 100)
    assert (1 + found["inflation"]) ** found["years"] == pytest.approx(found["costs"] / 100)


def test_inflation_over_the_long_run() -> None:
    since = [figures("growth")[f"inflation_since_{year}"] for year in (1871, 1913, 1926)]
    assert since == pytest.approx([0.0214, 0.0317, 0.0296], abs=0.0001)
    assert np.isclose(figures("inflation", start="1913-01")["inflation"], since[1])
