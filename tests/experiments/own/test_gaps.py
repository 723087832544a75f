"""Years without a price, in every experiment that goes on over them: it is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from finlit.experiments.kit import ControlValueError
from finlit.experiments.own import own_compare, own_series
from finlit.experiments.own.known_series import SP500, known_series
from finlit.market import built_in
from finlit.numbers.series import OwnSeries
from finlit.uploads import read

CASE = Path(__file__).parents[2] / "uploads" / "cases" / "dates" / "gap-of-years.csv"
SAID = "in between the last price before it is carried on"


@pytest.fixture(scope="module")
def holed() -> OwnSeries:
    reading = read(CASE.read_bytes(), "gap.csv", today=date(2026, 11, 24))
    assert reading.series is not None
    return reading.series


def test_each_experiment_says_that_it_goes_on_over_a_gap(holed: OwnSeries) -> None:
    ran = 0
    for experiment in own_series.experiments(holed):
        try:
            outcome = experiment.run(built_in(), **experiment.defaults())
        except ControlValueError:  # it needs a price a day, and says so
            continue
        small_print = " ".join([outcome.note, *(each.caveats for each in outcome.pictures)])
        assert SAID in small_print, experiment.name
        ran += 1
    assert ran >= 5


def test_side_by_side_leaves_the_gap_out(holed: OwnSeries) -> None:
    experiment = own_compare.own_compare([holed, known_series(built_in())[SP500]])
    outcome = experiment.run(built_in(), **experiment.defaults())
    assert "There is a gap in these prices" in outcome.note
    years = set(outcome.pictures[0].chart.rows["date"].dt.year)
    assert years == {2001, 2002, 2015, 2016}
