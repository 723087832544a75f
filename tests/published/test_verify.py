"""Every published or derived figure is met by the app's own functions on the built-in tables."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from finlit import verify
from finlit.market import built_in
from finlit.numbers import index_members, monthly_saving, returns
from finlit.verify.recomputed import RECOMPUTED

MARKET = built_in()
ROWS = verify.rows(MARKET)
CHECKS = tomllib.loads(verify.CHECKS.read_text(encoding="utf-8"))["check"]

# The figures that the project was given to meet, by the name of their check.
GIVEN = {
    "compound-interest-question",
    "four-hundred-a-month",
    "rule-of-72",
    "early-or-late",
    "time-in-the-market",
    "lump-sum-or-instalments",
    "ten-best-days",
    "perfect-dip-buyer",
    "worst-falls",
    "how-many-stocks",
    "most-stocks-lose",
    "catastrophic-losses",
    "bed-bath-and-beyond",
    "japan-waits",
}


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.kind != "quoted"],
    ids=lambda row: f"{row.id}: {row.label}",
)
def test_our_figure_meets_the_published_one(row: verify.Row) -> None:
    assert row.within, f"ours {row.ours}, published {row.published}, off by {row.difference}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "quoted"])
def test_a_quoted_figure_is_not_compared(row: verify.Row) -> None:
    assert (row.ours, row.difference, row.within) == (None, None, None)
    assert "Quoted, not worked out" in row.definition


def test_every_given_figure_is_carried_and_none_is_left_without_a_recomputation() -> None:
    ids = [check["id"] for check in CHECKS]
    assert len(ids) == len(set(ids))
    assert set(ids) >= GIVEN
    assert {check["id"] for check in CHECKS if check["kind"] != "quoted"} == set(RECOMPUTED)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check["id"])
def test_a_check_names_its_definition_and_source(check: dict[str, object]) -> None:
    assert check["kind"] in {"published", "derived", "quoted"}
    for key in ("statement", "definition", "source", "unit"):
        assert check[key], key
    assert ("tolerance" in check) != ("relative_tolerance" in check)


def test_dates_of_the_data_are_told_where_data_is_used() -> None:
    spans = {row.id: row.data for row in ROWS}
    assert spans["time-in-the-market"] == "1926-01 to 2023-06"
    assert spans["worst-falls"] == "1927-12-30 to 2026-08-21"
    assert spans["rule-of-72"] == ""


def test_run_prints_every_figure_and_returns_zero() -> None:
    out = io.StringIO()
    assert verify.run(out) == 0
    text = out.getvalue()
    for check in CHECKS:
        assert check["statement"] in text
        assert check["definition"] in text
    assert "0 off; 3 quoted only." in text
    assert "OFF" not in text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("expected = [110.41]", "expected = [110.42]"), ('"2024-02-22"', '"2024-02-23"')],
)
def test_run_returns_one_when_a_figure_is_off(tmp_path: Path, right: str, wrong: str) -> None:
    text = verify.CHECKS.read_text(encoding="utf-8")
    assert right in text
    spoiled = tmp_path / "checks.toml"
    spoiled.write_text(text.replace(right, wrong), encoding="utf-8")
    out = io.StringIO()
    assert verify.run(out, spoiled) == 1
    assert out.getvalue().count("OFF") == 1
    assert ", 1 off;" in out.getvalue()


def test_month_ends_lower_the_lump_sums_share_by_about_three_points() -> None:
    months = MARKET.table("stocks_and_bills")["us_stocks_return"].loc["1976-02":"2022-12"]
    levels = pd.concat([pd.Series([1.0]), (1 + months).cumprod()]).to_numpy()
    wins = monthly_saving.lump_sum(levels, 12) > monthly_saving.instalments(levels, 12, 3)
    averages = next(row.ours for row in ROWS if row.id == "lump-sum-or-instalments")
    assert averages - wins.mean() == pytest.approx(0.03, abs=0.005)


def test_sourced_endings_move_the_members_shares_by_less_than_a_point() -> None:
    table, index = MARKET.table("members"), MARKET.table("sp500_daily")["close"]
    for year in (2000, 2005, 2010):
        start = index_members.first_week(pd.DatetimeIndex(table.index), year)
        end = start + index_members.TEN_YEARS
        plain, sourced = (
            index_members.hold(table, index, start, end, endings=endings).beat_share
            for endings in (None, MARKET.table("companies"))
        )
        assert abs(plain - sourced) < 0.01


def test_the_special_dividend_of_kdp_is_the_fall_that_was_taken_out() -> None:
    kdp = MARKET.table("members")["KDP"].dropna()
    unadjusted = kdp.where(kdp.index >= "2018-07-13", kdp * (24.25 + 103.75) / 24.25)
    assert returns.drawdown(kdp).min() > -0.5
    assert returns.drawdown(unadjusted).min() < -0.8


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (None, "-"),
        ("2024-02-22", "2024-02-22"),
        (2529631.8324, "2,529,631.83"),
        (0.415, "0.415"),
        (36.0, "36"),
        (-0.86189, "-0.8619"),
    ],
)
def test_figures_are_shown_short(figure: float | str | None, text: str) -> None:
    assert verify.shown(figure) == text
