"""A trade or college first: what each has brought by each age, and when one overtakes the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.market import Market
from finlit.market.cache import cached
from finlit.numbers import career_earnings
from finlit.numbers.returns import Floats

START, END = 18, 65
YEARS = END - START
STUDY, LEFT_AFTER, PAY_BACK = 4, 2, 10
# The bands of ages of the table `majors`: early pay is for 22 to 27, later pay for 35 to 45.
FLAT, REACHED = 27 - START, 35 - START

TRADES = {
    "electrician": "Electrician",
    "plumber": "Plumber",
    "carpenter": "Carpenter",
    "hvac": "Heating and cooling mechanic",
    "bricklayer": "Bricklayer",
    "sheet-metal": "Sheet metal worker",
    "ironworker": "Ironworker",
    "lineworker": "Power-line worker",
    "elevator": "Elevator installer",
}
MIDDLE = "middle"
MAJORS = {
    MIDDLE: "The middle of 73 majors",
    "Business Management": "Business management",
    "Accounting": "Accounting",
    "Computer Science": "Computer science",
    "Mechanical Engineering": "Mechanical engineering",
    "Nursing": "Nursing",
    "Elementary Education": "Elementary education",
    "Psychology": "Psychology",
    "Criminal Justice": "Criminal justice",
    "Biology": "Biology",
    "History": "History",
    "Communications": "Communications",
    "Fine Arts": "Fine arts",
    "Liberal Arts": "Liberal arts",
}
COSTS = {
    "cost-public": "Public, after grants",
    "cost-public-list": "Public, full price",
    "cost-private": "Private, after grants",
    "cost-private-list": "Private, full price",
}
FINISHED = {
    "both": "Both finish",
    "no-degree": "The student leaves after two years",
    "no-trade": "The apprentice leaves after two years",
}
CLIMB = {"slowly": "Climbs until 35", "at-once": "Full after training"}


@dataclass(frozen=True)
class Terms:
    """What is held the same for every major: price a year, pay beside college, who finishes."""

    cost: str = "cost-public"
    side_pay: float = 0.0
    finished: str = "both"


@cached(64)
def fact(market: Market, name: str) -> float:
    """A number of the table training_facts."""
    return float(market.table("training_facts").at[name, "value"])


@cached(64)
def trade_pay(market: Market, trade: str, climb: str, finished: str) -> Floats:
    """Pay from 18 on, one number a year."""
    wages = market.table("job_wages")["middle"]
    facts = market.table("training_facts")
    shares = facts.loc[facts["kind"] == "apprentice", "value"].to_numpy(dtype=float)
    slow = REACHED - len(shares) if climb == "slowly" else 0
    pay = career_earnings.trade_pay(float(wages[trade]), shares, YEARS, slow)
    if finished == "no-trade":
        pay = pay.copy()
        pay[LEFT_AFTER:] = float(wages["electrician-helper"])
    return pay


def college_pay(market: Market, early: float, later: float, terms: Terms) -> Floats:
    """Pay less what the loan takes, from 18 on."""
    left = terms.finished == "no-degree"
    studied = LEFT_AFTER if left else STUDY
    if left:
        early, later = fact(market, "school-early"), fact(market, "school-later")
    rate = fact(market, "loan-rate")
    pay = career_earnings.study_pay(early, later, YEARS, studied, FLAT, REACHED)
    pay[:studied] += terms.side_pay
    debt = career_earnings.debt_after(fact(market, terms.cost), studied, rate)
    kept: Floats = pay - career_earnings.repayments(debt, rate, studied, PAY_BACK, YEARS)
    return kept


def debt(market: Market, terms: Terms) -> float:
    """What is owed on leaving college."""
    studied = LEFT_AFTER if terms.finished == "no-degree" else STUDY
    return career_earnings.debt_after(fact(market, terms.cost), studied, fact(market, "loan-rate"))


def wages_of(market: Market, major: str) -> tuple[float, float]:
    """Early and later pay of a major, or the middle of all."""
    table = market.table("majors")[["early_wage", "mid_wage"]]
    row = table.median() if major == MIDDLE else table.loc[major]
    return float(row.iloc[0]), float(row.iloc[1])


def young_graduates(market: Market, major: str) -> tuple[float, float, float]:
    """Shares of a major's graduates: without a job, in a job without a degree, that study on."""
    table = market.table("majors")[["unemployment", "underemployment", "graduate_share"]]
    row = table.median() if major == MIDDLE else table.loc[major]
    return float(row.iloc[0]), float(row.iloc[1]), float(row.iloc[2])


def catch_up_age(trade: Floats, college: Floats) -> float:
    """Age from which college's total is above the trade's for good; NaN if it is not by 65."""
    return START + career_earnings.years_to_overtake(trade, college)


def ages() -> np.ndarray:
    """The age at the end of each year of work."""
    return np.arange(START + 1, END + 1)


def every_major(market: Market, trade: Floats, terms: Terms, growth: float) -> pd.DataFrame:
    """All majors with the age at which each catches up: index major; early, later, age."""
    table, total = market.table("majors"), career_earnings.totals(trade, growth)
    found = [
        catch_up_age(
            total, career_earnings.totals(college_pay(market, early, later, terms), growth)
        )
        for early, later in zip(table["early_wage"], table["mid_wage"], strict=True)
    ]
    return pd.DataFrame(
        {"early": table["early_wage"], "later": table["mid_wage"], "age": found}, table.index
    )
