"""Experiments on answers, old figures, statements, own companies, picks and weak borrowers."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.gold import decade_winners, lending_ladder, picked_winners
from finlit.experiments.who_says_so import boss_said, checked_answer, own_company, stale_figure
from finlit.experiments.who_says_so.worked_answers import ANSWERS, Way
from finlit.market import built_in
from tests.experiments.running import corners, figures, of, outcome

SUBJECTS = (
    checked_answer,
    decade_winners,
    stale_figure,
    boss_said,
    own_company,
    picked_winners,
    lending_ladder,
)
BY_NAME = of(*SUBJECTS)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_setting_has_an_answer_its_figures_and_whole_pictures(name: str) -> None:
    for values in corners(name):
        found = outcome(name, **values)
        assert set(found.figures) == set(BY_NAME[name].figures)
        for text in (found.answer, found.note, *(p.heading for p in found.pictures)):
            assert text.count("$") == text.count("\\$"), text
            assert not re.search(r"\bnan\b", text), text
        assert "**" in found.answer
        for picture in found.pictures:
            assert 0 < len(picture.chart.rows) <= 420
            assert set(picture.formats) <= set(picture.table.columns)
            assert picture.source.startswith("Source: ") and picture.caveats
            assert not re.search(r"\bnan\b", picture.chart.description)
            assert "datasets" not in json.dumps(picture.chart.spec)


# Checked answers.


def market_growth(first: int, last: int, *, dividends: bool, real: bool) -> list[float]:
    """Growth from each January to the next, told with a wallet of shares."""
    table = built_in().table("us_market")
    cpi = table["cpi"]
    growth = []
    for year in range(first, last):
        shares = 1.0
        months = table.loc[f"{year}-01-01" : f"{year + 1}-01-01"]
        if dividends:
            for _, month in months.iloc[1:].iterrows():
                shares *= 1 + month["dividend"] / 12 / month["price"]
        end = shares * months["price"].iloc[-1] / months["price"].iloc[0]
        if real:
            end /= cpi[f"{year + 1}-01-01"] / cpi[f"{year}-01-01"]
        growth.append(end)
    return growth


@pytest.mark.parametrize("dividends", [True, False])
@pytest.mark.parametrize("real", [True, False])
@pytest.mark.parametrize(("years", "first", "last"), [("2000", 2000, 2013), ("1926", 1926, 2026)])
def test_an_answer_is_checked_as_a_wallet_tells(
    dividends: bool, real: bool, years: str, first: int, last: int
) -> None:
    growth = market_growth(first, last, dividends=dividends, real=real)
    counted = "real" if real else "nominal"
    values = {"years": years, "counted": counted, "dividends": dividends}
    compound = figures("checked-answer", told="compound", **values)["worked"]
    mean = figures("checked-answer", told="mean", **values)["worked"]
    assert compound == pytest.approx(float(np.prod(growth)) ** (1 / len(growth)) - 1, abs=1e-6)
    assert mean == pytest.approx(sum(growth) / len(growth) - 1, abs=1e-6)


def test_each_answer_found_its_figure_somewhere() -> None:
    """No figure is made up: one of the eight ways to count gives what is said."""
    market = built_in()
    for answer in ANSWERS.values():
        ways = [
            checked_answer.rate(market, Way(answer.span, counted, dividends, told))
            for counted in checked_answer.COUNTED
            for dividends in (True, False)
            for told in checked_answer.TOLD
        ]
        assert min(abs(rate - answer.said) for rate in ways) < 0.001


def test_two_of_six_answers_hold_by_their_own_words() -> None:
    market = built_in()
    holding = {key for key, each in ANSWERS.items() if checked_answer.holds(market, each)}
    assert holding == {"index", "careful"}
    assert figures("checked-answer")["hold"] == 2


def test_a_hundred_dollars_tell_two_rates_apart() -> None:
    found = figures("checked-answer", answer="average")
    assert found["said_hundred"] == pytest.approx(100 * 1.122**100)
    assert found["said_hundred"] > 4 * found["worked_hundred"]


def test_spans_that_reached_what_was_said_are_counted_one_by_one() -> None:
    level = checked_answer.level(built_in(), "nominal", True).tolist()
    spans = [level[s + 192] / level[s] for s in range(len(level) - 192)]
    found = figures("checked-answer", answer="window", told="compound")
    assert found["reached"] == pytest.approx(sum(g >= 1.15**16 for g in spans) / len(spans))


# Old figures.


@pytest.mark.parametrize(("what", "months"), [("gold", 24), ("shops", 60), ("bitcoin", 3)])
def test_an_old_figure_is_a_quotient_of_two_months(what: str, months: int) -> None:
    series = stale_figure.monthly(built_in(), what).tolist()
    off = [series[t] / series[t - months] - 1 for t in range(months, len(series))]
    found = figures("stale-figure", what=what, months=months, limit=0.1)
    assert found["off_share"] == pytest.approx(sum(abs(x) > 0.1 for x in off) / len(off))
    assert found["middle_miss"] == pytest.approx(float(np.median(np.abs(off))))
    assert found["last_miss"] == pytest.approx(off[-1])


def test_no_month_is_missing_between_two_figures() -> None:
    for what in stale_figure.FIGURES:
        index = stale_figure.monthly(built_in(), what).index
        assert (index == pd.date_range(index[0], index[-1], freq="MS")).all(), what


# What bosses said.


def test_statements_name_a_table_a_day_and_a_source() -> None:
    market = built_in()
    table = market.table("statements")
    assert set(table.index) == set(boss_said.STATEMENTS)
    assert table["says"].isin(["up", "down"]).all()
    assert table["source"].str.contains(r"https?://", regex=True).all()
    for statement, row in table.iterrows():
        growth = boss_said.told(market, str(statement)).growth
        assert pd.Timedelta(0) <= growth.index[0] - row["date"] <= pd.Timedelta(days=7)


def test_enron_became_two_cents_of_a_dollar_and_then_nothing() -> None:
    enron = built_in().table("members")["ENRNQ"]
    after = figures("boss-said", statement="enron", after="12")
    assert after["became"] == pytest.approx(100 * enron["2002-01-04"] / enron["2001-09-28"])
    assert figures("boss-said", statement="enron", after="36")["became"] == 0


@pytest.mark.parametrize(("months", "measured"), [("1", "alone"), ("1", "beside"), ("60", "alone")])
def test_statements_that_came_true_are_counted(months: str, measured: str) -> None:
    count = 0
    for statement in boss_said.STATEMENTS:
        found = figures("boss-said", statement=statement, after=months)
        measure = 100 if measured == "alone" else found["beside"]
        up = found["became"] > measure
        count += up == (built_in().table("statements").loc[statement, "says"] == "up")
    shown = figures("boss-said", statement="tesla", after=months, measured=measured)
    assert shown["as_said_count"] == count


# The own company.


@pytest.mark.parametrize("own", [0.5, 1.0])
def test_employees_end_as_two_purses_do(own: float) -> None:
    members, index = built_in().table("members"), built_in().table("sp500_daily")["close"]
    weeks = members.index
    start = int(weeks.searchsorted(pd.Timestamp(2000, 1, 7)))
    rows = members.iloc[start : start + 522]
    rest = float(index.loc[: rows.index[-1]].iloc[-1] / index.loc[: rows.index[0]].iloc[-1])
    stayed = rows.loc[:, rows.iloc[0].notna() & rows.iloc[-1].notna()]
    ends = [
        own * last / first + (1 - own) * rest
        for first, last in zip(stayed.iloc[0], stayed.iloc[-1], strict=True)
    ]
    found = figures("own-company", own=own, start=2000, leavers="stayers")
    assert found["companies"] == len(ends)
    assert found["behind"] == pytest.approx(sum(end < rest for end in ends) / len(ends))
    assert found["lost_half"] == pytest.approx(sum(end < 0.5 for end in ends) / len(ends))
    assert found["low_end"] == pytest.approx(10_000 * float(np.percentile(ends, 10)))


def test_nothing_in_the_own_company_is_the_index_for_all() -> None:
    found = figures("own-company", own=0)
    assert found["behind"] == found["far_behind"] == 0
    assert found["low_end"] == pytest.approx(found["index_end"])


def test_everything_in_a_dead_company_is_nothing() -> None:
    assert figures("own-company", own=1, start=2000)["worst_end"] == 0


# Picks.


def test_winners_of_the_years_before_are_known_on_the_day() -> None:
    members = built_in().table("members")
    start = int(members.index.searchsorted(pd.Timestamp(2010, 1, 7)))
    before = (members.iloc[start] / members.iloc[start - 156]).dropna()
    best = before.sort_values(ascending=False).index[:10]
    around = picked_winners.around(built_in(), 2010)
    ends = pd.Series(around.after, around.codes)
    found = figures("picked-winners", kind="winners", count=10, start=2010)
    assert found["picks"] == pytest.approx(100 * float(ends[best].mean()))


def test_hindsight_is_never_behind_any_other_pick() -> None:
    for count in (1, 10, 50):
        best = figures("picked-winners", kind="hindsight", count=count)
        assert best["ahead"] == best["starts"] == 17
        for kind in ("winners", "losers"):
            assert figures("picked-winners", kind=kind, count=count)["picks"] <= best["picks"]


# Weak borrowers.


@pytest.mark.parametrize("rung", lending_ladder.RUNGS)
def test_a_rung_grows_as_a_book_year_by_year(rung: str) -> None:
    column = lending_ladder.RUNGS[rung][1]
    table = built_in().table("junk_bonds" if rung == "junk" else "asset_classes")
    yearly = table[column].loc[1980:2023].tolist()
    assert len(yearly) == 44
    money, high, deepest = 1.0, 1.0, 0.0
    for growth in yearly:
        money *= 1 + growth
        high = max(high, money)
        deepest = min(deepest, money / high - 1)
    found = figures("lending-ladder", rung=rung, since="1980")
    assert found["rate"] == pytest.approx(money ** (1 / len(yearly)) - 1)
    assert found["deepest"] == pytest.approx(deepest)
    assert found["worst"] == min(yearly)


def test_junk_is_told_over_its_own_years_whatever_was_chosen() -> None:
    found = outcome("lending-ladder", rung="junk", since="1928")
    assert found.figures["rate"] == figures("lending-ladder", rung="junk", since="1980")["rate"]
    assert "1980 to 2023" in found.note and found.figures["worst_year"] == 2008
    assert np.isnan(figures("lending-ladder", since="1928")["junk_rate"])


def test_prices_in_shops_are_taken_out_from_december_to_december() -> None:
    cpi = built_in().table("us_market")["cpi"]
    found = lending_ladder.returns(built_in(), "1928", True).loc[1974, "bills"]
    plain = built_in().table("asset_classes").loc[1974, "bills_return"]
    assert found == pytest.approx((1 + plain) / (cpi["1974-12-01"] / cpi["1973-12-01"]) - 1)


# Decades.


@pytest.mark.parametrize("decade", ["1970s", "2000s", "2020s"])
def test_a_decade_is_a_quotient_of_two_januaries(decade: str) -> None:
    first, last = {"1970s": (1971, 1980), "2000s": (2000, 2010), "2020s": (2020, 2026)}[decade]
    gold = built_in().table("gold")["usd_per_ounce"]
    cpi = built_in().table("us_market")["cpi"]
    growth = gold[f"{last}-01-01"] / gold[f"{first}-01-01"]
    prices = cpi[f"{last}-01-01"] / cpi[f"{first}-01-01"]
    found = figures("decade-winners")[f"gold_{decade}"]
    assert found == pytest.approx((growth / prices) ** (1 / (last - first)) - 1)


def test_gold_and_stocks_took_turns() -> None:
    winners = decade_winners.by_decade(built_in(), "real", True)["winner"].tolist()
    assert winners == ["gold", "stocks", "stocks", "gold", "stocks", "gold"]
    assert figures("decade-winners")["won_again"] == 1
