"""Experiments on a series of one's own, beside loops that do the same by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Experiment, Month, Outcome
from finlit.experiments.own import own_compare, own_ladder, own_series
from finlit.experiments.own.known_series import (
    FUND,
    ONCE,
    SP500,
    US_MARKET,
    former_series,
    formers,
    known_series,
)
from finlit.market import built_in
from finlit.numbers.series import OwnSeries, months

MARKET = built_in()


def walk(seed: int = 1, days: int = 2600, currency: str = "EUR") -> OwnSeries:
    """A made-up stock of ten years with a price and dividends."""
    random = np.random.default_rng(seed)
    dates = pd.bdate_range("2012-03-01", periods=days, unit="us")
    price = pd.Series(50 * np.exp(np.cumsum(random.normal(0.0002, 0.015, days))), dates)
    return OwnSeries("Walk", price, price * np.linspace(0.8, 1, days), currency, "made up")


def found(series: OwnSeries, name: str, **values: object) -> Outcome:
    (experiment,) = (each for each in own_series.experiments(series) if each.name == name)
    return experiment.outcome(MARKET, values)  # type: ignore[arg-type]


SERIES = [
    walk(),
    known_series(MARKET)[US_MARKET],
    known_series(MARKET)["Nikkei 225 (Japan)"],
    former_series(MARKET, "BBBY"),
    former_series(MARKET, "LEHMQ"),
]


@pytest.mark.parametrize("series", SERIES, ids=lambda one: one.name)
def test_every_experiment_runs_and_keeps_its_word(series: OwnSeries) -> None:
    for experiment in own_series.experiments(series):
        if experiment.name == "own-best-days" and series.frequency != "daily":
            with pytest.raises(ControlValueError, match="no price for each day"):
                experiment.outcome(MARKET, {})
            continue
        outcome = experiment.outcome(MARKET, {})
        assert set(outcome.figures) <= set(experiment.figures), experiment.name
        assert series.name in outcome.answer
        assert "nan" not in outcome.answer.lower()
        for picture in outcome.pictures:
            assert picture.source.startswith("Source: ")
            assert picture.chart.description
            assert len(picture.chart.rows) < 700


@pytest.mark.parametrize("kind", ["price", "total_return"])
def test_saving_every_month_matches_a_loop(kind: str) -> None:
    series = walk()
    outcome = found(series, "own-saving", monthly=200, start="2014-05", kind=kind)
    levels = months(series.levels(kind)).loc["2014-05":]
    shares = sum(200 / level for level in levels.iloc[:-1])
    assert outcome.figures["last_value"] == pytest.approx(shares * levels.iloc[-1])
    assert outcome.figures["paid_in"] == 200 * (len(levels) - 1)
    assert "€" in outcome.answer


def test_the_picture_of_all_starts_matches_each_start() -> None:
    series = walk()
    table = found(series, "own-saving").pictures[1].table.set_index("start")["end"]
    for start in ("2012-03-01", "2015-07-01", "2020-01-01"):
        alone = found(series, "own-saving", start=start[:7])
        assert table[start] == pytest.approx(alone.figures["times"])


def test_waiting_for_a_dip_matches_a_loop() -> None:
    series = walk(3)
    outcome = found(series, "own-waiting", dip=0.15, span=3)
    levels = months(series.levels("total_return")).to_numpy()
    ratios = []
    for start in range(len(levels) - 36):
        high, cash, shares, steady = 0.0, 0.0, 0.0, 0.0
        for level in levels[start : start + 36]:
            high, cash, steady = max(high, level), cash + 1, steady + 1 / level
            if level <= 0.85 * high * (1 + 1e-12):
                shares, cash = shares + cash / level, 0.0
        end = levels[start + 36]
        ratios.append((shares * end + cash) / (steady * end))
    assert outcome.figures["median_ratio"] == pytest.approx(np.median(ratios))
    assert outcome.figures["first_ahead"] == pytest.approx(np.mean(np.array(ratios) < 1 - 1e-9))


def test_a_ladder_matches_a_loop() -> None:
    series = walk(5)
    outcome = found(series, "own-ladder", step=0.2, kind="price")
    high, last, shares, paid = 0.0, 0.0, 0.0, 0.0
    for price in series.levels("price"):
        if price > high:
            high = last = price
        elif price <= 0.8 * last * (1 + 1e-12):
            shares, paid, last = shares + 100 / price, paid + 100, price
    assert outcome.figures["paid_in"] == paid > 0
    end = series.levels("price").iloc[-1]
    assert outcome.figures["last_value"] == pytest.approx(shares * end)
    assert outcome.figures["beside_value"] == pytest.approx(paid), "cash"


def test_a_sum_at_once_and_in_parts_matches_a_loop() -> None:
    series = walk(7)
    levels = months(series.levels("total_return")).to_numpy()
    parts = found(series, "own-parts", parts=4)
    ratios = [
        sum(levels[start] / levels[start + part] for part in range(4)) / 4
        for start in range(len(levels) - 12)
    ]
    assert parts.figures["median_ratio"] == pytest.approx(np.median(ratios))
    gained = found(series, "own-gained")
    wins = [levels[start + 60] > levels[start] for start in range(len(levels) - 60)]
    assert gained.figures["after_5"] == pytest.approx(np.mean(wins))


def test_days_missed_match_a_loop() -> None:
    series = walk(9)
    outcome = found(series, "own-best-days", days=5, kind="price")
    price = series.levels("price").to_numpy()
    steps = sorted(price[1:] / price[:-1])
    assert outcome.figures["held"] == pytest.approx(1000 * price[-1] / price[0])
    assert outcome.figures["without_best"] == pytest.approx(1000 * np.prod(steps[:-5]))
    assert outcome.figures["without_both"] == pytest.approx(1000 * np.prod(steps[5:-5]))


def test_beside_the_index_only_days_that_both_have_count() -> None:
    series = walk(5, currency="USD")
    outcome = found(series, "own-ladder", beside="index", kind="price")
    last = min(series.last, known_series(MARKET)[SP500].last)
    assert f"By {last:%B %Y}" in outcome.answer
    old = OwnSeries("Old", pd.Series([1.0, 2, 3], pd.date_range("1900-01-01", periods=3)))
    with pytest.raises(ControlValueError, match="Choose cash"):
        own_ladder.run(MARKET, series=old, start="1900-01", step=0.2, beside="index")


def test_shares_that_became_worthless_end_at_nothing() -> None:
    bed_bath = former_series(MARKET, "BBBY")
    saving = found(bed_bath, "own-saving")
    assert saving.figures["end_value"] == 0
    assert saving.figures["last_value"] > 0
    assert "In September 2023 it was final that the shares were worthless" in saving.answer
    assert found(bed_bath, "own-ladder").figures["final_value"] == 0


def test_a_short_or_sparse_series_gets_a_sentence() -> None:
    short = OwnSeries("Short", walk().levels("price").iloc[:200])
    for name in ("own-saving", "own-waiting"):
        with pytest.raises(ControlValueError, match="This needs at least 24"):
            found(short, name)
    yearly = OwnSeries("Yearly", walk().levels("price").iloc[::250])
    with pytest.raises(ControlValueError, match="fewer than twelve prices a year"):
        found(yearly, "own-saving")
    assert "fell by at least" in found(short, "own-falls").answer


def compared(*series: OwnSeries, **values: object) -> Outcome:
    return own_compare.own_compare(series).outcome(MARKET, values)  # type: ignore[arg-type]


def test_side_by_side_says_when_the_race_is_not_fair() -> None:
    known = known_series(MARKET)
    fair = compared(walk(), known[FUND])
    assert fair.note.startswith("All have their dividends put back in.")
    assert "Walk in EUR" in fair.note
    prices = compared(known[SP500], known["Nikkei 225 (Japan)"])
    assert "All are prices alone" in prices.note
    unfair = compared(known[FUND], known[SP500])
    assert "Not a fair race" in unfair.note
    assert "dividends added 2.0% a year to US stocks" in unfair.note
    assert unfair.figures["is_fair"] == 0


def test_side_by_side_begins_at_100_and_ends_where_growth_says() -> None:
    known = known_series(MARKET)
    outcome = compared(known[SP500], known["Nasdaq Composite"], start="1999-12")
    close = known[SP500].levels("price").loc["1999-12-01":"2026-07-24"]
    assert outcome.figures["became_0"] == pytest.approx(100 * close.iloc[-1] / close.iloc[0])
    with pytest.raises(ValueError, match="from 2 to 6"):
        own_compare.own_compare([walk()])


def test_counterparts_exist_on_both_sides() -> None:
    for name, own in own_series.COUNTERPARTS.items():
        assert name in EXPERIMENTS
        counterpart = own_series.counterpart(name, walk())
        assert isinstance(counterpart, Experiment)
        assert counterpart.name == own
    assert own_series.counterpart("card-debt", walk()) is None


def test_months_of_a_control_lie_within_the_series() -> None:
    for series in SERIES:
        for experiment in own_series.experiments(series):
            for control in experiment.controls:
                if isinstance(control, Month):
                    assert f"{series.first:%Y-%m}" == control.low <= control.high


def test_tickers_of_the_dead_are_known() -> None:
    codes = set(MARKET.table("companies").index)
    assert set(ONCE.values()) <= codes
    (lehman,) = formers(MARKET, "leh")
    assert (lehman.code, lehman.name) == ("LEHMQ", "Lehman Brothers")
    assert "worthless" in lehman.story
    assert formers(MARKET, "LEHM")[0].code == "LEHMQ"
    assert formers(MARKET, "BBBY")[0].name == "Bed Bath & Beyond"
    assert formers(MARKET, "AAPL") == ()
    assert former_series(MARKET, "WFM").levels("price").iloc[-1] == 42.0
