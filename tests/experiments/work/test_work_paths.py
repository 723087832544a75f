"""A trade or college, pay, who finishes and how businesses last: by hand, and what must hold."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from finlit.experiments.kit import Choice
from finlit.experiments.work import business_survival, job_pay, trade_or_college, who_finishes
from finlit.experiments.work.work_paths import COSTS, MAJORS, TRADES
from finlit.market import built_in
from tests.experiments.running import figures, of, outcome

SUBJECTS = (trade_or_college, business_survival, job_pay, who_finishes)
BY_NAME = of(*SUBJECTS)


def each_option(name: str) -> list[dict[str, Any]]:
    return [{}] + [
        {control.name: option}
        for control in BY_NAME[name].controls
        if isinstance(control, Choice)
        for option in control.options
    ]


@pytest.mark.parametrize("name", BY_NAME)
def test_every_option_has_an_answer_and_whole_pictures(name: str) -> None:
    for values in each_option(name):
        found = outcome(name, **values)
        assert set(found.figures) == set(BY_NAME[name].figures)
        assert "**" in found.answer and not re.search(r"\bnan\b", found.answer)
        for picture in found.pictures:
            assert 0 < len(picture.chart.rows) <= 420
            assert set(picture.formats) <= set(picture.table.columns)
            assert not re.search(r"\bnan\b", picture.chart.description)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_move_changes_rows_and_leaves_the_picture(name: str) -> None:
    first = [picture.chart for picture in outcome(name).pictures]
    for values in each_option(name)[1:]:
        if "per" in values:
            continue  # cents by the hour, dollars else: two pictures
        for before, after in zip(first, outcome(name, **values).pictures, strict=True):
            assert after.chart.spec is before.spec


def test_the_electricians_years_by_hand() -> None:
    found = outcome("trade-or-college", climb="at-once").pictures[0].table.set_index("age")
    assert found.at[19, "trade"] == pytest.approx(0.5 * 63_190)
    training = (0.5 + 0.57 + 0.64 + 0.7 + 0.8) * 63_190
    assert found.at[23, "trade"] == pytest.approx(training)
    assert found.at[65, "trade"] == pytest.approx(training + 42 * 63_190)


def test_the_graduates_years_by_hand() -> None:
    found = outcome("trade-or-college", cost="cost-public-list").pictures[0].table
    college = found.set_index("age")["college"]
    owed = 0.0
    for _ in range(4):
        owed = (owed + 11_950) * 1.0639
    each = owed * 0.0639 / (1 - 1.0639**-10)
    assert figures("trade-or-college", cost="cost-public-list")["debt"] == pytest.approx(owed)
    assert college[22] == 0
    assert college[23] == pytest.approx(52_000 - each)
    # 22 to 27 at the early pay, a straight line to 35, the later pay until 65, ten payments.
    line = sum(52_000 + 30_000 * step / 8 for step in range(1, 8))
    assert college[65] == pytest.approx(6 * 52_000 + line + 30 * 82_000 - 10 * each)


def test_the_definition_moves_the_age_of_catching_up() -> None:
    ages = {
        key: figures("trade-or-college", **values)["catch_up_age"]
        for key, values in {
            "usual": {},
            "dear": {"cost": "cost-private-list"},
            "early money": {"growth": 0.05},
            "beside": {"side_pay": 15_000},
            "full pay": {"climb": "at-once"},
            "no trade": {"finished": "no-trade"},
        }.items()
    }
    assert ages["no trade"] < ages["beside"] < ages["usual"] < ages["full pay"] < ages["dear"]
    assert ages["usual"] < ages["early money"]
    assert np.isnan(figures("trade-or-college", finished="no-degree")["catch_up_age"])


def test_every_major_agrees_with_one_major() -> None:
    table = outcome("majors-against-trade").pictures[0].table.set_index("major")
    assert len(table) == 73
    for major in list(MAJORS)[1:]:
        one = figures("trade-or-college", major=major)["catch_up_age"]
        assert table.at[major, "age"] == pytest.approx(one, nan_ok=True)
    caught = [figures("majors-against-trade", by=by)["caught_up"] for by in (25, 40, 65)]
    assert caught == sorted(caught)
    assert caught[-1] + figures("majors-against-trade")["never"] == 73


def test_a_major_tells_who_found_no_job_that_asks_for_it() -> None:
    found = figures("trade-or-college", major="Nursing")
    assert found["no_degree_job"] == pytest.approx(0.12781)
    assert figures("trade-or-college")["no_degree_job"] > found["no_degree_job"]
    assert figures("trade-or-college", major="Biology")["studied_on"] > 0.6


def test_choices_name_rows_of_the_tables() -> None:
    market = built_in()
    jobs, facts = market.table("job_wages"), market.table("training_facts")
    assert set(TRADES) | set(job_pay.JOBS) <= set(jobs.index)
    assert set(list(MAJORS)[1:]) <= set(market.table("majors").index)
    assert set(COSTS) | set(who_finishes.WAYS) <= set(facts.index)
    assert set(business_survival.KINDS) == set(market.table("business_survival").index)
    assert (jobs["lower_quarter"] < jobs["middle"]).all()


def test_pay_by_the_hour_is_the_years_pay_over_the_bureaus_hours() -> None:
    # The second copy of the table gives 30.38 an hour for electricians.
    found = figures("job-pay", per="hour")
    assert found["first_middle"] == pytest.approx(30.38, abs=0.005)
    assert figures("job-pay", per="week")["first_middle"] == pytest.approx(63_190 / 52)


def test_businesses_close_faster_at_first_and_never_open_again() -> None:
    for kind in business_survival.KINDS:
        open_share = business_survival.alive(built_in(), kind)
        assert open_share[0] == 1 and (np.diff(open_share) <= 0).all()
    young, old = (figures("business-survival", lived=lived)["after_1"] for lived in (0, 5))
    assert young < old
    assert figures("business-survival")["after_10"] == pytest.approx(0.347)
    five = figures("business-survival", kind="construction-2013", lived=5)["after_5"]
    assert five == pytest.approx(0.401 / 0.539)


def test_steps_multiply() -> None:
    found = figures("who-finishes", open_for=5)
    assert found["through"] == pytest.approx(0.382 * 0.539)
    assert figures("who-finishes", counted="all")["finished"] == pytest.approx(0.248)
    # 24.8 of 100 had finished and 40.1 had left.
    assert figures("who-finishes")["finished"] == pytest.approx(24.8 / (24.8 + 40.1), abs=0.0005)


def test_an_apprentice_is_told_by_who_is_counted() -> None:
    over, began = (outcome("who-finishes", counted=each).answer for each in ("over", "all"))
    assert "38 of 100** whose time was over" in over
    assert "25 of 100** who began" in began
    assert "who begin finish" in outcome("who-finishes", way="finish-public").answer
