"""A learner's own series: kinds, steps of time, dividends, and several side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.numbers import series
from finlit.numbers.series import NotComparableError, OwnSeries


def daily(first: str, values: list[float]) -> pd.Series:
    return pd.Series(values, pd.date_range(first, periods=len(values), freq="D", unit="us"))


def test_a_series_holds_one_kind_or_both() -> None:
    levels = daily("2024-01-01", [1.0, 2.0])
    both = OwnSeries("x", levels, levels * 2)
    assert both.kinds == ("total_return", "price")
    assert both.levels("price").tolist() == [1, 2]
    assert OwnSeries("x", levels).kinds == ("price",)
    with pytest.raises(KeyError, match="holds price, not total_return"):
        OwnSeries("x", levels).levels("total_return")
    with pytest.raises(ValueError, match="prices or a total return"):
        OwnSeries("x")


@pytest.mark.parametrize(
    "levels",
    [
        daily("2024-01-01", [1.0]),
        daily("2024-01-01", [1.0, 0.0]),
        daily("2024-01-01", [1.0, -2.0]),
        daily("2024-01-01", [1.0, np.nan]),
        daily("2024-01-01", [1.0, np.inf]),
        daily("2024-01-01", [1.0, 2.0]).iloc[::-1],
        daily("2024-01-01", [1.0, 2.0]).tz_localize("UTC"),
        pd.Series([1.0, 2.0]),
    ],
)
def test_levels_that_are_not_fit_are_refused(levels: pd.Series) -> None:
    with pytest.raises(ValueError, match=r"dates|levels"):
        OwnSeries("x", levels)


@pytest.mark.parametrize(
    ("frequency", "name"),
    [("B", "daily"), ("W-FRI", "weekly"), ("MS", "monthly"), ("QS", "quarterly"), ("YS", "annual")],
)
def test_the_frequency_is_told_by_the_usual_gap(frequency: str, name: str) -> None:
    assert series.frequency_of(pd.date_range("2000-01-01", periods=30, freq=frequency)) == name


def test_the_coarsest_frequency_is_common_to_all() -> None:
    assert series.coarsest(["daily", "monthly", "weekly"]) == "monthly"


def test_months_have_their_last_level_and_no_holes() -> None:
    dates = pd.to_datetime(["2024-01-05", "2024-01-31", "2024-02-10", "2024-05-02"]).as_unit("us")
    found = series.months(pd.Series([1.0, 2.0, 3.0, 4.0], dates))
    assert found.index.strftime("%Y-%m-%d").tolist() == [
        f"2024-0{month}-01" for month in range(1, 6)
    ]
    assert found.tolist() == [2, 3, 3, 3, 4]


def test_weeks_end_on_friday() -> None:
    levels = daily("2024-01-01", [float(n) for n in range(1, 15)])  # a Monday
    found = series.at_frequency(levels, "weekly")
    assert found.tolist() == [5, 12, 14], "Friday 5, Friday 12, Sunday 14"


def test_dividends_are_put_back_in_by_hand() -> None:
    price = daily("2024-01-01", [100.0, 99.0, 102.0])
    paid = pd.Series([1.0, 5.0], pd.to_datetime(["2024-01-02", "2023-12-01"]).as_unit("us"))
    found = series.with_dividends(price, paid)
    assert found.tolist() == pytest.approx([1, 100 / 100, 102 / 99])


@given(st.lists(st.floats(0.5, 2), min_size=2, max_size=30), st.floats(0, 0.3))
def test_total_return_is_never_below_the_price(steps: list[float], share: float) -> None:
    """An independent loop: buy more with each dividend on the day that it is paid."""
    price = daily("2024-01-01", np.cumprod(steps).tolist())
    paid = price * share
    found = series.with_dividends(price, paid)
    shares = 1.0
    for place in range(1, len(price)):
        shares *= 1 + paid.iloc[place] / price.iloc[place]
    assert found.iloc[-1] == pytest.approx(shares * price.iloc[-1] / price.iloc[0])


def test_series_are_compared_from_the_first_day_that_all_have() -> None:
    one = OwnSeries("one", daily("2024-01-01", [10.0, 11, 12, 13]), currency="USD")
    two = OwnSeries("two", daily("2024-01-02", [5.0, 10, 20, 40]), currency="EUR")
    found = series.compare([one, two])
    assert found.levels.index.strftime("%d").tolist() == ["02", "03", "04"]
    assert found.levels["one"].tolist() == pytest.approx([1, 12 / 11, 13 / 11])
    assert found.levels["two"].tolist() == [1, 2, 4]
    assert (found.frequency, found.is_fair) == ("daily", True)
    assert found.currencies == {"one": "USD", "two": "EUR"}


def test_a_later_base_date_is_kept_to() -> None:
    one = OwnSeries("one", daily("2024-01-01", [10.0, 11, 12, 13]))
    two = OwnSeries("two", daily("2024-01-01", [5.0, 10, 20, 40]))
    found = series.compare([one, two], pd.Timestamp("2024-01-03"))
    assert found.levels["two"].tolist() == [1, 2]


def test_a_daily_and_a_monthly_series_meet_at_months() -> None:
    days = daily("2024-01-01", [float(n) for n in range(1, 92)])
    by_month = pd.Series(
        [1.0, 2.0, 4.0], pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"]).as_unit("us")
    )
    found = series.compare([OwnSeries("d", days), OwnSeries("m", by_month)])
    assert found.frequency == "monthly"
    assert found.levels["d"].tolist() == pytest.approx([1, 60 / 31, 91 / 31])


def test_figures_of_a_year_are_named_by_its_last_day_and_the_first_one_stays() -> None:
    years = pd.Series([100.0, 110, 120], pd.to_datetime(["2000-12-31", "2001-12-31", "2002-12-31"]))
    days = daily("2000-01-03", list(np.linspace(10, 20, 1200)))
    found = series.compare(
        [OwnSeries("y", years), OwnSeries("d", days)], pd.Timestamp("2000-12-01")
    )
    assert [f"{day:%Y-%m-%d}" for day in found.levels.index] == [
        "2000-12-31",
        "2001-12-31",
        "2002-12-31",
    ]
    at = [days.loc[:day].iloc[-1] for day in ("2000-12-31", "2001-12-31", "2002-12-31")]
    assert found.levels["d"].tolist() == pytest.approx([1, at[1] / at[0], at[2] / at[0]])


def test_a_gap_in_one_series_is_left_out_of_all() -> None:
    whole = daily("2024-01-01", [float(n) for n in range(1, 101)])
    holed = pd.concat([whole.iloc[:20], whole.iloc[60:]])
    found = series.compare([OwnSeries("whole", whole), OwnSeries("holed", holed)])
    gone = set(whole.index) - set(found.levels.index)
    assert gone == set(whole.index[25:60]), "carried on for five days, then left out"


def test_the_same_kind_is_used_where_all_have_one() -> None:
    price = daily("2024-01-01", [10.0, 11, 12])
    both = OwnSeries("both", price, price * [1, 2, 3])
    alone = OwnSeries("alone", price)
    adjusted = OwnSeries("adjusted", None, price)
    assert series.compare([both, alone]).kinds == {"both": "price", "alone": "price"}
    assert series.compare([both, adjusted]).kinds == dict.fromkeys(
        ("both", "adjusted"), "total_return"
    )
    unfair = series.compare([both, alone, adjusted])
    assert not unfair.is_fair
    assert unfair.kinds == {"both": "total_return", "alone": "price", "adjusted": "total_return"}


def test_what_shares_no_time_is_told() -> None:
    early = OwnSeries("Early", daily("2001-01-01", [1.0, 2]))
    late = OwnSeries("Late", daily("2024-01-01", [1.0, 2]))
    with pytest.raises(
        NotComparableError, match=r"Early ends in January 2001, and Late begins in Jan"
    ):
        series.compare([early, late])
    with pytest.raises(NotComparableError, match="Choose an earlier start"):
        series.compare([late, OwnSeries("Other", late.levels("price"))], pd.Timestamp("2024-01-02"))
