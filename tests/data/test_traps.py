"""Each known trap of the data is dealt with in the table, or told to the reader, or both."""

from __future__ import annotations

import pandas as pd
import pytest

from finlit.market import built_in

MARKET = built_in()


def test_total_return_ends_where_the_dividends_end() -> None:
    market = MARKET.table("us_market")
    assert market["dividend"].last_valid_index() == pd.Timestamp("2026-03-01")
    assert market["price"].last_valid_index() == pd.Timestamp("2026-05-01")


def test_the_consumer_prices_that_were_never_published_are_blank() -> None:
    cpi = MARKET.table("us_market")["cpi"]
    assert list(cpi.index[cpi.isna()]) == [pd.Timestamp("2025-10-01")]


def test_interest_rates_are_decimals() -> None:
    assert MARKET.table("us_market")["long_rate"].max() < 0.16


def test_monthly_averages_hide_part_of_the_fall_of_2020() -> None:
    month = MARKET.table("us_market")["price"].loc["2020-01":"2020-04"]
    day = MARKET.table("sp500_daily")["close"].loc["2020-02-19":"2020-03-23"]
    assert month.min() / month.max() - 1 == pytest.approx(-0.19, abs=0.005)
    assert day.min() / day.max() - 1 == pytest.approx(-0.34, abs=0.005)


def test_a_special_dividend_is_not_a_fall() -> None:
    week = MARKET.table("members")["KDP"].pct_change()
    holder = (24.25 + 103.75) / 122.92 - 1
    assert week[pd.Timestamp("2018-07-13")] == pytest.approx(holder, abs=1e-6)


def test_gold_starts_when_its_price_was_free() -> None:
    assert MARKET.table("gold").index[0] == pd.Timestamp("1971-01-01")


def test_press_reports_of_bed_bath_are_single_points() -> None:
    kinds = MARKET.table("bed_bath")["kind"]
    assert kinds.value_counts().to_dict() == {
        "daily close": 7702,
        "SEC fails-to-deliver price": 47,
        "press report": 6,
        "shares cancelled": 1,
    }
    assert kinds.index[-1] == pd.Timestamp("2023-09-29")


def test_no_price_of_the_later_owner_of_the_letters_bbby() -> None:
    assert "BBBY" not in MARKET.table("stocks")
    assert MARKET.table("bed_bath").index[-1] < pd.Timestamp("2025-08-01")


def test_a_third_of_the_members_lost_over_half_in_2008() -> None:
    members = MARKET.table("members")
    start = members.loc["2008"].iloc[0].dropna()
    end = members.loc["2008", start.index].ffill().iloc[-1]
    change = end / start - 1
    assert change.mean() == pytest.approx(-0.386, abs=0.005)
    assert (change < -0.5).mean() == pytest.approx(1 / 3, abs=0.005)


def test_spy_is_not_a_column_of_todays_stocks() -> None:
    assert "SPY" not in MARKET.table("stocks")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("us_market", "average of the month"),
        ("us_market", "Dividends end in March 2026"),
        ("us_market", "October 2025"),
        ("sp500_daily", "Dividends are left out"),
        ("nasdaq_daily", "45 days"),
        ("nikkei_daily", "Dividends are left out"),
        ("nikkei_daily", "1977"),
        ("spy_daily", "0.1 %"),
        ("asset_classes", "without"),
        ("gold", "1971"),
        ("bed_bath", "another company"),
        ("bed_bath", "Draw dots"),
        ("members", "Leaving is not failing"),
        ("members", "Dividends are left out"),
        ("members", "KDP"),
        ("members", "spin-offs"),
        ("stocks", "Nothing that died"),
        ("stocks", "false 81 %"),
        ("funds", "starts in its own month"),
    ],
)
def test_a_trap_is_told(table: str, words: str) -> None:
    entry = MARKET.entry(table)
    told = " ".join([*entry.traps, *(field.description for field in entry.fields)])
    assert words in told


def test_every_company_has_a_name_and_a_source_with_an_address() -> None:
    companies = MARKET.table("companies")
    known = set(MARKET.table("members").columns) | set(MARKET.table("stocks").columns)
    assert set(companies.index) <= known
    assert companies["name"].ne("").all()
    assert companies["source"].str.contains(r"https?://", regex=True).all()


def test_endings_are_dated_and_in_plain_kinds() -> None:
    companies = MARKET.table("companies")
    ended = companies[companies["ending"] != ""]
    assert ended["ending_date"].notna().all()
    assert companies.loc[companies["ending"] == "", "final_value"].isna().all()
    worthless = ended["ending"] == "bankrupt, shares worthless"
    assert ended.loc[worthless, "final_value"].eq(0).all()
    assert ended.loc[ended["ending"] == "taken over", "final_value"].gt(0).all()
    assert {"ENRNQ", "LEHMQ", "WCOEQ", "MTLQQ", "KMRTQ"} <= set(ended.index[worthless])


def test_a_buyers_offer_fits_the_last_price() -> None:
    companies, members = MARKET.table("companies"), MARKET.table("members")
    for code, company in companies[companies["ending"] == "taken over"].iterrows():
        prices = members[code].dropna()
        assert prices.iloc[-1] == pytest.approx(company["final_value"], rel=0.015), code
        assert abs(prices.index[-1] - company["ending_date"]) <= pd.Timedelta(days=7), code
