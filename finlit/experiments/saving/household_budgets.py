"""What US households have and spend, from the lowest income to the highest."""

from __future__ import annotations

import pandas as pd

from finlit.experiments.kit import Choice, Outcome, Picture, experiment
from finlit.experiments.saving.charts.budgets import had_and_spent_chart
from finlit.market import Market
from finlit.words.wording import money, percent

COUNTED = {
    "fifths": "2023, five groups, all spending",
    "tenths": "2023, ten groups, all spending",
    "fifths-2012": "2012, five groups, all spending",
    "pensions-2012": "2012, pension payments counted as saved",
    "needs-2012": "2012, home, food, transport and health alone",
}
INCOMES = {"after": "After taxes", "before": "Before taxes"}
FIFTHS = ("Lowest fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Highest fifth")
TENTHS = (
    "Lowest tenth",
    "Second tenth",
    "Third tenth",
    "Fourth tenth",
    "Fifth tenth",
    "Sixth tenth",
    "Seventh tenth",
    "Eighth tenth",
    "Ninth tenth",
    "Highest tenth",
)
NEEDS = ["home", "food", "transport", "health"]


def groups(market: Market, counted: str, income: str) -> pd.DataFrame:
    """One row a group, lowest income first: group, had, spent, left (dollars a year)."""
    table = market.table("household_budgets")
    year, size = (2012 if "2012" in counted else 2023), "tenth" if counted == "tenths" else "fifth"
    table = table[(table["year"] == year) & (table["groups"] == size)].sort_values("place")
    spent = table["spending"]
    if counted == "pensions-2012":
        spent = spent - table["pensions"]
    if counted == "needs-2012":
        spent = table[NEEDS].sum(axis=1)
    had = table[f"income_{income}"]
    return pd.DataFrame(
        {
            "group": list(TENTHS if size == "tenth" else FIFTHS),
            "had": had.to_numpy(),
            "spent": spent.to_numpy(),
            "left": (had - spent).to_numpy(),
        }
    )


@experiment(
    "what-is-left",
    title="What is left at the end of the year?",
    question="Who has something left over, and how much?",
    counted=Choice("What is counted", "fifths", COUNTED),
    income=Choice("Income", "after", INCOMES),
    figures={
        "low_had": "dollars a year that the lowest group had",
        "low_spent": "dollars a year that it spent",
        "low_left": "dollars left, negative when short",
        "second_had": "dollars a year that the second lowest group had",
        "second_spent": "dollars a year that it spent",
        "second_left": "dollars left to it, negative when short",
        "second_left_share": "the same as a share of what it had",
        "high_had": "dollars a year that the highest group had",
        "high_spent": "dollars a year that it spent",
        "high_left_share": "share that the highest group kept",
        "short": "number of groups that spent more than they had",
        "groups": "number of groups",
        "next_left_share": "share that the second highest group kept",
    },
)
def what_is_left(market: Market, *, counted: str, income: str) -> Outcome:
    found = groups(market, counted, income)
    found["left_share"] = found["left"] / found["had"]
    low, high, short = found.iloc[0], found.iloc[-1], int((found["left"] < 0).sum())
    size = "tenth" if len(found) == len(TENTHS) else "fifth"
    if counted == "needs-2012":
        answer = (
            f"In the lowest fifth home, food, transport and health cost "
            f"**{money(low['spent'])}** a year, and {money(low['had'])} came in. They left the "
            f"highest fifth **{percent(high['left_share'])}** of what it had."
        )
    else:
        answer = (
            f"The lowest {size} had {money(low['had'])} a year and spent "
            f"**{money(low['spent'])}**. The highest had {money(high['had'])} and kept "
            f"**{percent(high['left_share'])}** of it. {short} of {len(found)} groups spent more "
            f"than they had."
        )
    figures = {
        "low_had": low["had"],
        "low_spent": low["spent"],
        "low_left": low["left"],
        "second_had": found.loc[1, "had"],
        "second_spent": found.loc[1, "spent"],
        "second_left": found.loc[1, "left"],
        "second_left_share": found.loc[1, "left_share"],
        "high_had": high["had"],
        "high_spent": high["spent"],
        "high_left_share": high["left_share"],
        "short": float(short),
        "groups": float(len(found)),
        "next_left_share": found["left_share"].iloc[-2],
    }
    return Outcome(
        answer, {name: float(value) for name, value in figures.items()}, (_picture(market, found),)
    )


def _picture(market: Market, found: pd.DataFrame) -> Picture:
    dots = pd.DataFrame(
        {
            "label": [
                f"{row.group}: ${abs(row.left):,.0f} {'left' if row.left >= 0 else 'short'}"
                for row in found.itertuples(index=False)
            ],
            "had": found["had"],
            "spent": found["spent"],
        }
    )
    return Picture(
        had_and_spent_chart(dots),
        found,
        market.source_line("household_budgets"),
        "Averages of groups: inside each some save and some borrow. The lowest group holds "
        "students, retired people who live on savings, and many who forgot or hid income. Payments "
        "for pensions and Social Security count as spent, unless you choose otherwise.",
        {"had": "money", "spent": "money", "left": "money", "left_share": "percent"},
        heading="A household's year, on average",
    )
