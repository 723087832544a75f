"""Returns against hand-worked cases and identities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import returns


def monthly(values: list[float], start: str = "2000-01-01", name: str | None = None) -> pd.Series:
    index = pd.date_range(start, periods=len(values), freq="MS", name="month")
    return pd.Series(values, index=index, name=name, dtype=float)


def test_a_month_earns_its_price_change_and_a_twelfth_of_the_dividend() -> None:
    earned = returns.monthly_total_return([100.0, 110.0, 99.0], [12.0, 12.0, 24.0])
    assert np.isnan(earned[0])
    assert earned[1:] == pytest.approx([0.11, (99 + 2) / 110 - 1])


def test_reinvested_dividends_buy_shares() -> None:
    """Counting shares by hand gives the same wealth as the index."""
    price, dividend = monthly([50.0, 60.0, 40.0, 45.0]), monthly([6.0, 6.0, 12.0, 3.0])
    shares = 1 / 50.0
    for month in range(1, 4):
        shares += shares * dividend.iloc[month] / 12 / price.iloc[month]
    index = returns.total_return_index(price, dividend)
    assert index.iloc[0] == 1.0
    assert index.iloc[-1] == pytest.approx(shares * 45.0)


def test_without_dividends_the_index_follows_the_price() -> None:
    price = monthly([4.0, 5.0, 2.0])
    index = returns.total_return_index(price, price * 0)
    assert index.to_numpy() == pytest.approx(price.to_numpy() / 4)


def test_a_missing_dividend_ends_the_index_and_is_not_read_as_zero() -> None:
    index = returns.total_return_index(monthly([10, 11, 12]), monthly([1, 1, np.nan]))
    assert index.notna().tolist() == [True, True, False]


def test_only_the_unpublished_month_is_filled() -> None:
    cpi = monthly([100.0, np.nan, 121.0, np.nan, 130.0], "2025-09-01")
    filled = returns.fill_unpublished_cpi(cpi)
    assert filled["2025-10-01"] == pytest.approx(110.0)
    assert np.isnan(filled["2025-12-01"])
    assert np.isnan(cpi["2025-10-01"]), "the table handed in stays as it was"


def test_real_terms_are_the_money_of_the_base_month() -> None:
    nominal, cpi = monthly([100.0, 120.0, 150.0]), monthly([50.0, 60.0, 100.0])
    assert returns.real_index(nominal, cpi).tolist() == pytest.approx([200.0, 200.0, 150.0])
    first = returns.real_index(nominal, cpi, "2000-01-01")
    assert first.tolist() == pytest.approx([100.0, 100.0, 75.0])
    with pytest.raises(KeyError):
        returns.real_index(nominal, cpi, "1999-01-01")


def test_four_market_indices_start_at_one_and_end_with_the_last_dividend() -> None:
    frame = pd.DataFrame(
        {
            "price": monthly([10, 20, 30, 40]),
            "dividend": monthly([0, 12, 0, np.nan]),
            "cpi": monthly([1, 2, 2, 2]),
        }
    )
    indices = returns.market_indices(frame)
    assert len(indices) == 3
    assert indices.iloc[0].tolist() == [1, 1, 1, 1]
    assert indices.iloc[-1].tolist() == pytest.approx([3, 3.15, 1.5, 1.575])


def test_growth_and_its_annual_rate_agree() -> None:
    assert returns.total_return([50.0, np.nan, 75.0]) == pytest.approx(0.5)
    assert returns.cagr(1.21, 2) == pytest.approx(0.10)
    assert returns.cagr([4.0, 0.25], 2) == pytest.approx([1.0, -0.5])


@given(rate=st.floats(-0.9, 2), years=st.floats(0.5, 60))
def test_cagr_undoes_growth(rate: float, years: float) -> None:
    assert returns.cagr((1 + rate) ** years, years) == pytest.approx(rate, abs=1e-9)


def test_volatility_of_hand_worked_returns() -> None:
    # Mean 0, squares sum to 0.0002, over n - 1 = 2.
    assert returns.volatility([0.01, -0.01, 0.0], 12) == pytest.approx(0.01 * np.sqrt(12))
    columns = np.array([[0.01, 0.02], [-0.01, -0.02], [0.0, np.nan]])
    assert returns.volatility(columns, 1) == pytest.approx([0.01, 0.02 * np.sqrt(2)])


def test_drawdown_is_zero_at_highs_and_skips_missing() -> None:
    down = returns.drawdown([10.0, 5.0, np.nan, 12.0, 9.0])
    assert down[[0, 1, 3, 4]] == pytest.approx([0, -0.5, 0, -0.25])
    assert np.isnan(down[2])


@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=60))
def test_drawdown_lies_between_a_total_loss_and_zero(levels: list[float]) -> None:
    down = returns.drawdown(levels)
    assert ((down > -1) & (down <= 0)).all()
    assert down[int(np.argmax(levels))] == 0


def test_falls_have_peak_trough_and_recovery() -> None:
    levels = monthly([10, 12, 6, 9, 12, 15, 14, 15, 10])
    table = returns.falls(levels, 0.2)
    assert table["peak"].dt.strftime("%Y-%m").tolist() == ["2000-02", "2000-08"]
    assert table["trough"].dt.strftime("%Y-%m").tolist() == ["2000-03", "2000-09"]
    assert table["recovery"].iloc[0] == pd.Timestamp("2000-05-01")
    assert pd.isna(table["recovery"].iloc[1])
    assert table["fall"].tolist() == pytest.approx([-0.5, -1 / 3])
    assert table["years_to_recover"].iloc[0] == pytest.approx(0.25, abs=0.01)
    assert np.isnan(table["years_to_recover"].iloc[1])


def test_no_fall_is_an_empty_table_with_the_same_columns() -> None:
    table = returns.falls(monthly([1, 2, 3]), 0.1)
    assert table.empty
    assert "years_to_recover" in table


def test_every_window_grows_from_its_own_start() -> None:
    assert returns.window_growth([1.0, 2.0, 4.0, 2.0], 2) == pytest.approx([4.0, 1.0])
    assert returns.window_growth([1.0, 2.0], 5).size == 0
    with pytest.raises(ValueError, match="at least one"):
        returns.window_growth([1.0], 0)
