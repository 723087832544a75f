"""Figures of the experiments on diversification, worked out again another way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from finlit.experiments.diversification import (
    crash_correlation,
    floor_by_year,
    mix_cloud,
    mixes,
    random_stocks,
    stock_count,
    survivors,
)
from finlit.experiments.kit import ControlValueError, Experiment
from finlit.market import built_in
from tests.experiments.running import of

EXPERIMENTS = of(
    stock_count,
    floor_by_year,
    random_stocks,
    survivors,
    mixes,
    mix_cloud,
    crash_correlation,
)
MARKET = built_in()


def figures(name: str, **values: object) -> dict[str, float]:
    return dict(EXPERIMENTS[name].outcome(MARKET, values).figures)  # type: ignore[arg-type]


def answer(name: str, **values: object) -> str:
    return EXPERIMENTS[name].outcome(MARKET, values).answer  # type: ignore[arg-type]


def held_paths(first: str, last: str, leavers: str = "index") -> tuple[pd.DataFrame, pd.Series]:
    """Prices of one dollar by stock, in a loop: an independent and slow way."""
    members = MARKET.table("members").loc[first:last]
    index = MARKET.table("sp500_daily")["close"].reindex(members.index, method="ffill")
    paths = {}
    for code in members.columns[members.iloc[0].notna()]:
        price = members[code]
        known = price.dropna()
        value = price / price.iloc[0]
        for week in members.index[members.index > known.index[-1]]:
            growth = index[week] / index[known.index[-1]] if leavers == "index" else 1.0
            value[week] = known.iloc[-1] / price.iloc[0] * growth
        paths[code] = value
    return pd.DataFrame(paths), index / index.iloc[0]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_names_its_figures_and_shows_its_sources(name: str) -> None:
    experiment: Experiment = EXPERIMENTS[name]
    outcome = experiment.outcome(MARKET, {})
    assert set(outcome.figures) == set(experiment.figures)
    assert not any(np.isnan(float(value)) for value in outcome.figures.values())
    assert "**" in outcome.answer
    for picture in outcome.pictures:
        assert picture.source.startswith("Source: ")
        assert len(picture.caveats) > 20
        assert len(picture.table) > 1
        assert set(picture.formats) <= set(picture.table.columns)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_corner_of_the_controls_has_an_answer(name: str) -> None:
    """Lowest and highest value of each number, each option, alone against the defaults."""
    for control in EXPERIMENTS[name].controls:
        ends = (
            control.options
            if hasattr(control, "options")
            else (getattr(control, "low", True), getattr(control, "high", False))
        )
        for value in ends:
            outcome = EXPERIMENTS[name].outcome(MARKET, {control.name: value})
            assert "nan" not in outcome.answer
            for text in (outcome.answer, outcome.note):
                assert text.count("$") == text.count("\\$")
            for picture in outcome.pictures:
                assert 0 < len(picture.chart.rows) <= 420
                assert "nan" not in picture.chart.description


@pytest.mark.parametrize("year", ["2008", "2017"])
def test_swings_of_drawn_stocks_in_a_slow_loop(year: str) -> None:
    """Paths by the loop above, a few gaps carried flat, and draws by another generator."""
    weeks = stock_count.held(MARKET, int(year)).weeks
    paths = held_paths(str(weeks[0].date()), str(weeks[-1].date()))[0].ffill()

    def swing(columns: object) -> float:
        return paths[columns].mean(axis=1).pct_change().std(ddof=1) * 52**0.5  # type: ignore[index]

    found = figures("stock-count", year=year)
    random = np.random.default_rng(11)
    assert found["swing_with_1"] == pytest.approx(
        np.mean([swing([code]) for code in paths]), abs=0.004
    )
    assert found["swing_with_all"] == pytest.approx(swing(list(paths)), abs=0.002)
    for size in (5, 20):
        draws = [swing(random.choice(paths.columns, size, replace=False)) for _ in range(300)]
        assert found[f"swing_with_{size}"] == pytest.approx(np.mean(draws), rel=0.05)


def test_in_2008_all_together_swung_more_than_one_stock_usually_does() -> None:
    by_year = figures("floor-by-year")
    assert by_year["floor_2008"] == pytest.approx(
        figures("stock-count", year="2008")["swing_with_all"]
    )
    assert by_year["floor_2008"] > by_year["one_stock_average"]


def test_the_average_year_is_the_mean_of_the_years() -> None:
    years = [figures("stock-count", year=str(year)) for year in stock_count.YEARS]
    average = figures("stock-count")
    for size in ("1", "all"):
        mean = np.mean([year[f"swing_with_{size}"] for year in years])
        assert average[f"swing_with_{size}"] == pytest.approx(mean)
    assert average["left_with_20"] == pytest.approx(
        average["swing_with_20"] / average["swing_with_1"]
    )


def test_another_shuffle_draws_others_and_says_the_same() -> None:
    one, two = (figures("stock-count", year="2013", shuffle=seed) for seed in (1, 2))
    assert one["left_with_5"] != two["left_with_5"]
    assert one["left_with_20"] == pytest.approx(two["left_with_20"], abs=0.02)


@pytest.mark.parametrize(("start", "share"), [(2000, 0.65), (2008, 0.52), (2012, 0.40)])
def test_single_stocks_that_beat_the_index(start: int, share: float) -> None:
    found = figures("random-stocks", start=start, endings=False)
    assert found["beat_share"] == pytest.approx(share, abs=0.0055)


def test_known_endings_move_the_share_by_less_than_a_point() -> None:
    for start in range(random_stocks.FIRST_START, random_stocks.LAST_START + 1):
        counted, not_counted = (
            figures("random-stocks", start=start, endings=on)["beat_share"] for on in (True, False)
        )
        assert abs(counted - not_counted) < 0.01


def test_results_of_single_stocks_in_a_slow_loop() -> None:
    paths, index = held_paths("2012-01-13", "2022-01-07", "cash")
    final, level = paths.iloc[-1], index.iloc[-1]
    found = figures("random-stocks", start=2012, leavers="cash", endings=False)
    assert found["companies"] == len(final)
    assert found["beat_share"] == pytest.approx((final > level).mean())
    assert found["median_ratio"] == pytest.approx(final.median() / level)
    assert found["lost_half_share"] == pytest.approx((final < 0.5).mean())
    gains = (final - 1).sort_values(ascending=False)
    top = gains.iloc[: len(gains) // 10].sum() / gains.sum()
    assert found["top_tenth_share"] == pytest.approx(top)


def test_portfolios_average_what_their_stocks_average() -> None:
    one, many = (figures("random-stocks", start=2004, stocks=n) for n in (1, 50))
    assert many["mean_ratio"] == pytest.approx(one["mean_ratio"], rel=0.02)
    assert many["worst_tenth_ratio"] > one["worst_tenth_ratio"]
    assert many["best_tenth_ratio"] < one["best_tenth_ratio"]


def test_the_bars_of_the_histogram_hold_everyone() -> None:
    for stocks in (1, 20):
        outcome = EXPERIMENTS["random-stocks"].outcome(MARKET, {"stocks": stocks, "start": 2012})
        rows = outcome.pictures[0].chart.rows
        assert rows["behind"].sum() + rows["ahead"].sum() == pytest.approx(1)
        assert rows["ahead"].sum() == pytest.approx(outcome.figures["beat_share"])


def test_survivors_look_better_than_everyone() -> None:
    """58 %, 56 % and 31 % of the members of January 2000 by three ways to count; 69 % today."""
    found = figures("survivors-only")
    shares = ("stayers_beat_share", "everyone_beat_share", "frozen_beat_share", "today_beat_share")
    assert [found[name] for name in shares] == pytest.approx([0.58, 0.56, 0.31, 0.69], abs=0.006)
    assert (found["stayers"], found["everyone"], found["today_companies"]) == (206, 497, 221)
    members = MARKET.table("members")
    both = members.columns[members.iloc[0].notna() & members.iloc[-1].notna()]
    growth = 100 * members[both].iloc[-1] / members[both].iloc[0]
    assert found["stayers_grown"] == pytest.approx(growth.mean())
    assert found["stayers_grown"] > found["everyone_grown"] > found["index_grown"]


def test_the_way_to_count_changes_the_answer() -> None:
    assert "58 of 100" in answer("survivors-only", count="stayers")
    assert "56 of 100" in answer("survivors-only", count="index")
    assert "31 of 100" in answer("survivors-only", count="cash")


def test_a_mix_by_hand() -> None:
    """60 % stocks and 40 % bonds since 1972, after inflation, year by year."""
    table = MARKET.table("asset_classes").loc[1972:]
    cpi = MARKET.table("us_market")["cpi"]
    wealth, worst, worst_year = 1.0, 1.0, 0
    for year, row in table.iterrows():
        nominal = 1 + 0.6 * row["sp500_return"] + 0.4 * row["treasury_10y_return"]
        prices = cpi[f"{year}-12-01"] / cpi[f"{year - 1}-12-01"]  # type: ignore[operator]
        wealth *= nominal / prices
        if nominal / prices < worst:
            worst, worst_year = nominal / prices, year  # type: ignore[assignment]
    found = figures("mix", stocks=6, bonds=4, bills=0, gold=0)
    assert found["final"] == pytest.approx(100 * wealth)
    assert (found["worst"], found["worst_year"]) == (pytest.approx(worst - 1), worst_year)
    assert found["cagr"] == pytest.approx(wealth ** (1 / len(table)) - 1)


def test_all_in_stocks_is_the_market() -> None:
    found = figures("mix", stocks=10, bonds=0, bills=0, gold=0, since="1928", real=False)
    for name in ("cagr", "volatility", "worst", "deepest_fall", "final"):
        assert found[name] == pytest.approx(found[f"stocks_{name}"])
    assert found["worst"] == pytest.approx(-0.4384, abs=0.0001)


def test_a_mix_of_nothing_is_refused_in_words() -> None:
    with pytest.raises(ControlValueError, match="at least one part"):
        figures("mix", stocks=0, bonds=0, bills=0, gold=0)


def test_the_cloud_counts_better_mixes_one_by_one() -> None:
    found = figures("mix-cloud", stocks=6, bonds=4, bills=0, gold=0)
    _, returns = mixes.annual_returns(MARKET, 1972, True)
    mine = returns @ np.array([0.6, 0.4, 0, 0])
    better = 0
    for a in range(11):
        for b in range(11 - a):
            for c in range(11 - a - b):
                other = returns @ (np.array([a, b, c, 10 - a - b - c]) / 10)
                calm = other.std(ddof=1) < mine.std(ddof=1) - 1e-12
                better += calm and np.prod(1 + other) > np.prod(1 + mine)
    assert found["better"] == better > 0
    assert found["mixes"] == 286


def test_every_mix_of_the_grid_is_in_the_cloud_and_mine_is_marked() -> None:
    rows = EXPERIMENTS["mix-cloud"].outcome(MARKET, {}).pictures[0].chart.rows
    assert len(rows) == 287
    assert rows["yours"].sum() == 1
    assert (rows[[f"part_{n}" for n in range(4)]].sum(axis=1) == 100).all()


def test_correlations_in_the_crash_of_2008() -> None:
    funds = MARKET.table("funds")[["SPY", "EFA", "TLT"]].pct_change(fill_method=None)
    crash = funds.loc["2007-11":"2009-10"].corr()
    found = figures("crash-correlations")
    assert found["crash_efa"] == pytest.approx(crash.loc["SPY", "EFA"], abs=0.0051)
    assert found["crash_tlt"] == pytest.approx(crash.loc["SPY", "TLT"], abs=0.0051)
    assert found["crash_efa"] > found["usual_efa"]
    levels = MARKET.table("funds")["SPY"]
    fall = levels["2009-02-01"] / levels["2007-10-01"] - 1
    assert found["change_spy"] == pytest.approx(fall)


@pytest.mark.parametrize("crash", crash_correlation.CRASHES)
def test_a_crash_is_counted_from_the_top_of_months_to_the_bottom(crash: str) -> None:
    when = crash_correlation.CRASHES[crash]
    year = MARKET.table("funds")["SPY"].loc[when.begin : when.end]
    before = MARKET.table("funds")["SPY"].loc[when.top]
    assert year.idxmin().strftime("%Y-%m") == when.bottom or year.loc[when.bottom].iloc[
        0
    ] == pytest.approx(year.loc[when.top : when.bottom].min())
    assert before.iloc[0] == MARKET.table("funds")["SPY"].loc[when.top : when.bottom].max()


def test_half_abroad_by_hand() -> None:
    """Bought half and half, set back every 12 months, 2003-04 to 2025-12."""
    levels = MARKET.table("funds")[["SPY", "EFA"]].loc["2003-04":"2025-12"].to_numpy()
    path, start = [1.0], 0
    while start < len(levels) - 1:
        stop = min(start + 12, len(levels) - 1)
        grown = (levels[start + 1 : stop + 1] / levels[start]).mean(axis=1)
        path.extend(path[-1] * grown)
        start = stop
    found = figures("home-and-abroad", abroad=0.5)
    assert found["mix_final"] == pytest.approx(100 * path[-1])
    deepest = min(value / max(path[: place + 1]) - 1 for place, value in enumerate(path))
    assert found["mix_deepest_fall"] == pytest.approx(deepest)
    year = min(path[month + 12] / path[month] - 1 for month in range(len(path) - 12))
    assert found["mix_worst"] == pytest.approx(year)


def test_nothing_and_all_abroad_are_the_single_funds() -> None:
    none, everything = (figures("home-and-abroad", abroad=share) for share in (0.0, 1.0))
    assert none["mix_final"] == pytest.approx(none["home_final"])
    assert everything["mix_final"] == pytest.approx(none["abroad_final"])
