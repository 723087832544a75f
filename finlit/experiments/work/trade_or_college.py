"""A trade or college: who has earned more by which age, for one major and for all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.experiments.work import work_paths
from finlit.experiments.work.charts.work_paths import catch_up_chart, lead_chart
from finlit.experiments.work.work_paths import (
    CLIMB,
    COSTS,
    END,
    FINISHED,
    MAJORS,
    START,
    STUDY,
    TRADES,
    YEARS,
    Terms,
)
from finlit.market import Market
from finlit.numbers import career_earnings
from finlit.numbers.returns import Floats
from finlit.words.wording import rate, rough_money, share

TABLES = ("job_wages", "majors", "training_facts")
LEAVES_OUT = (
    "Pay before tax of full-time workers, in the money of today: the trade's middle pay, and the "
    "major's at 22 to 27 and at 35 to 45 with a straight line between. A loan pays for all study, "
    "over ten years, its interest as charged. Apprentices' shares are those of one program. "
    "Jobless months, overtime, health and pensions are left out."
)

TRADE = Choice("Trade", "electrician", TRADES)
COST = Choice("Price of college", "cost-public", COSTS)
PAY = Choice("Pay in the trade", "slowly", CLIMB)
GROWTH = Number(
    "Early money grows a year",
    0.0,
    low=0.0,
    high=0.07,
    step=0.01,
    unit="percent",
    help="As if all pay were put away at this rate after inflation.",
)


@experiment(
    "trade-or-college",
    title="A trade, or college first?",
    question="Who has earned more, and by which age?",
    trade=TRADE,
    major=Choice("Major", work_paths.MIDDLE, MAJORS),
    cost=COST,
    side_pay=Number(
        "Earned beside college a year", 0, low=0, high=20_000, step=1_000, unit="money"
    ),
    finished=Choice("Who finishes", "both", FINISHED),
    climb=PAY,
    growth=GROWTH,
)
def trade_or_college(
    market: Market,
    *,
    trade: str,
    major: str,
    cost: str,
    side_pay: float,
    finished: str,
    climb: str,
    growth: float,
) -> Outcome:
    terms = Terms(cost, side_pay, finished)
    wages = work_paths.wages_of(market, major)
    first = career_earnings.totals(work_paths.trade_pay(market, trade, climb, finished), growth)
    second = career_earnings.totals(work_paths.college_pay(market, *wages, terms), growth)
    met = work_paths.catch_up_age(first, second)
    lead = first - second
    jobless, no_degree_job, studied_on = work_paths.young_graduates(market, major)
    figures = {
        "catch_up_age": (
            met,
            "age from which college's total is ahead for good; unknown if not by 65",
        ),
        "years_behind": (
            float(np.nan_to_num(met - START, nan=YEARS)),
            "years from 18 in which college's total is behind; 47 if to the end",
        ),
        "lead_at_22": (float(lead[STUDY - 1]), "dollars by which the trade is ahead at 22"),
        "most_lead": (float(lead.max()), "most dollars by which the trade is ever ahead"),
        "most_lead_age": (float(START + 1 + int(lead.argmax())), "age at which that is"),
        "trade_total": (float(first[-1]), "all pay of the trade by 65"),
        "college_total": (float(second[-1]), "all pay with college by 65, loan taken off"),
        "college_over_trade": (
            float(second[-1] / first[-1]),
            "the college total over the trade total at 65",
        ),
        "debt": (work_paths.debt(market, terms), "dollars owed on leaving college"),
        "jobless": (jobless, "share of the major's young graduates that look for a job"),
        "no_degree_job": (no_degree_job, "share of them in a job that usually asks for no degree"),
        "studied_on": (
            studied_on,
            "share of the major's graduates that went on to a further degree",
        ),
    }
    table = pd.DataFrame({"age": work_paths.ages(), "trade": first, "college": second})
    end = f"At 65 it is {rough_money(first[-1])} against {rough_money(second[-1])}"
    title = f"{TRADES[trade]}, and {_lower(MAJORS[major])}"
    return outcome(
        _answer(met, lead, end, growth),
        figures,
        Picture(
            lead_chart(
                table,
                "An area above a line while the trade is ahead, below it while college is. "
                + _plain(_answer(met, lead, end, growth)),
            ),
            table,
            market.source_line(*TABLES),
            LEAVES_OUT,
            {"age": "number", "trade": "money", "college": "money"},
            heading=f"{title}: who has earned more in all",
        ),
        note=f"Owed on leaving college: {rough_money(work_paths.debt(market, terms))}. Of the "
        f"young graduates with this major, {share(jobless)} look for a job and "
        f"{share(no_degree_job)} work in one that asks for no degree. {share(studied_on)} study "
        "on; their pay is not in here.",
    )


def _answer(met: float, lead: Floats, end: str, growth: float = 0.0) -> str:
    most = int(lead.argmax())
    grown = f", with early money growing {rate(growth)} a year" if growth else ""
    if np.isnan(met):
        said = "College does **not catch up** by 65"
        top = f"The trade is furthest ahead at {START + 1 + most}, by {rough_money(lead[most])}"
    else:
        said = f"College catches up at age **{met:.0f}**"
        top = f"Before that, the trade is up to **{rough_money(lead[most])}** ahead"
    return f"{said}{grown}. {top}. {end}."


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]


def _plain(answer: str) -> str:
    return answer.replace("**", "").replace("\\$", "$")


@experiment(
    "majors-against-trade",
    title="73 majors against one trade",
    question="How many majors catch up, and when?",
    trade=TRADE,
    by=Number("Look at age", 40, low=25, high=END, step=1, unit="years"),
    cost=COST,
    climb=PAY,
    growth=GROWTH,
)
def majors_against_trade(
    market: Market, *, trade: str, by: int, cost: str, climb: str, growth: float
) -> Outcome:
    pay = work_paths.trade_pay(market, trade, climb, "both")
    found = work_paths.every_major(market, pay, Terms(cost), growth)
    age = found["age"]
    met, never = int((age <= by).sum()), int(age.isna().sum())
    figures = {
        "caught_up": (float(met), "number of majors whose total is ahead for good by that age"),
        "never": (float(never), "number of majors that are not ahead at 65"),
        "earliest": (float(age.min()), "age at which the first major catches up"),
        "majors": (float(len(found)), "number of majors"),
        "last_to_meet": (
            str(found["age"].idxmax()) if never < len(found) else "none",
            "major that catches up last",
        ),
    }
    answer = (
        f"By {by}, the middle graduate of **{met} of {len(found)}** majors has earned more in all "
        f"than the {_lower(TRADES[trade])}. In **{never}** majors that never happens before 65."
    )
    rows = found.reset_index().sort_values(["age", "later"], ignore_index=True)
    text = f"A dot a major over the age at which it catches up. {_plain(answer)}"
    return outcome(
        answer,
        figures,
        Picture(
            catch_up_chart(rows, text),
            rows[["major", "early", "later", "age"]],
            market.source_line(*TABLES),
            LEAVES_OUT + " Each dot is the middle graduate of a major. Many earn less or more.",
            {"early": "money", "later": "money", "age": "number"},
            heading=f"73 majors beside the {_lower(TRADES[trade])}: when each catches up",
        ),
    )
