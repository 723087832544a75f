"""What two jobs pay, in the middle and to the lower quarter, by the year, the week or the hour."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import DOLLARS
from finlit.charts.lines import named_bars
from finlit.experiments.kit import Choice, Outcome, Picture, experiment
from finlit.market import Market
from finlit.words.wording import money, percent

JOBS = {
    "electrician": "Electricians",
    "plumber": "Plumbers",
    "carpenter": "Carpenters",
    "hvac": "Heating and cooling mechanics",
    "welder": "Welders",
    "car-mechanic": "Car mechanics",
    "diesel": "Diesel mechanics",
    "bricklayer": "Bricklayers",
    "lineworker": "Power-line workers",
    "elevator": "Elevator installers",
    "elementary-teacher": "Elementary school teachers",
    "high-school-teacher": "High school teachers",
    "nurse": "Registered nurses",
    "accountant": "Accountants",
    "software": "Software developers",
    "mechanical-engineer": "Mechanical engineers",
    "social-worker": "Child and family social workers",
    "graphic-designer": "Graphic designers",
    "reporter": "Reporters and journalists",
    "market-research": "Market researchers",
    "dental-hygienist": "Dental hygienists",
    "paramedic": "Paramedics",
    "police": "Police officers",
    "firefighter": "Firefighters",
    "truck-driver": "Truck drivers",
    "electrician-helper": "Electricians' helpers",
    "cook": "Restaurant cooks",
    "retail": "Store salespeople",
    "childcare": "Childcare workers",
    "fast-food": "Fast food workers",
}
# The Bureau's own year of work: 52 weeks of 40 hours.
HOURS, WEEKS = 2080, 52
PER = {"year": "A year", "week": "A week", "hour": "An hour"}
PARTS = {"year": 1, "week": WEEKS, "hour": HOURS}


@experiment(
    "job-pay",
    title="What does a job pay?",
    question="What do people in two jobs earn?",
    first=Choice("One job", "electrician", JOBS),
    second=Choice("Another job", "elementary-teacher", JOBS),
    per=Choice("Count it by", "year", PER),
    figures={
        "first_middle": "middle pay of the first job in dollars",
        "second_middle": "middle pay of the second job in dollars",
        "first_low": "a quarter of the first job earn less than this",
        "second_low": "a quarter of the second job earn less than this",
        "first_over_second": "middle pay of the first over the second, less 1",
        "paid_more": "share of all jobs in the table that pay more than the first in the middle",
    },
)
def job_pay(market: Market, *, first: str, second: str, per: str) -> Outcome:
    table = market.table("job_wages")
    cents = per == "hour"
    paid = (
        table.loc[[first, second], ["middle", "lower_quarter"]].to_numpy(dtype=float) / PARTS[per]
    )
    (middle, low), (other, other_low) = paid.tolist()
    unit = {"year": "a year", "week": "a week", "hour": "an hour"}[per]
    figures: dict[str, float | str] = {
        "first_middle": middle,
        "second_middle": other,
        "first_low": low,
        "second_low": other_low,
        "first_over_second": middle / other - 1,
        "paid_more": float((table["middle"] > table.at[first, "middle"]).mean()),
    }
    answer = (
        f"Half of {JOBS[first][0].lower()}{JOBS[first][1:]} earn more than "
        f"**{money(middle, cents=cents)}** {unit}, a quarter less than {money(low, cents=cents)}. "
        f"{JOBS[second]} earn **{money(other, cents=cents)}** in the middle, and a quarter less "
        f"than {money(other_low, cents=cents)}."
    )
    bars = pd.DataFrame(
        {
            "name": [
                f"{JOBS[first]}: the middle",
                f"{JOBS[first]}: a quarter earn less than",
                f"{JOBS[second]}: the middle",
                f"{JOBS[second]}: a quarter earn less than",
            ],
            "value": [middle, low, other, other_low],
            "picked": [True, True, False, False],
        }
    )
    form = "$,.2f" if cents else DOLLARS
    said = "; ".join(f"{row.name} {row.value:,.0f}" for row in bars.itertuples(index=False))
    everyone = table[["name", "way_in", "middle", "lower_quarter"]].reset_index(drop=True)
    everyone[["middle", "lower_quarter"]] /= PARTS[per]
    kind = "cents" if cents else "money"
    return Outcome(
        answer,
        figures,
        (
            Picture(
                named_bars(bars, form, f"Bars of pay {unit}: {said}.", kind="growth"),
                everyone.sort_values("middle", ascending=False, ignore_index=True),
                market.source_line("job_wages"),
                "Pay before tax of people who work for someone, young and old together, in the "
                f"whole US. A year is {HOURS:,} hours; overtime pay and people with a business of "
                "their own are not in it, and neither are health insurance and pension.",
                {"middle": kind, "lower_quarter": kind},
                heading=f"What the job pays {unit}",
            ),
        ),
        f"{percent(float(figures['paid_more']))} of the {len(table)} jobs in our table pay more "
        f"in the middle than {JOBS[first][0].lower()}{JOBS[first][1:]} get.",
    )
