"""Of a hundred who begin to learn, how many finish, and how many a business then would outlive."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT
from finlit.experiments.kit import Choice, Number, Outcome, Picture, bars, experiment, outcome
from finlit.experiments.work.business_survival import alive
from finlit.experiments.work.work_paths import fact
from finlit.market import Market
from finlit.words.wording import share, years

WAYS = {
    "finish-apprentice": "Apprenticeship in construction",
    "finish-public": "Public college",
    "finish-private": "Private college",
    "finish-profit": "For-profit college",
    "finish-picky": "Hardest colleges to get into",
    "finish-open": "Colleges that take everyone",
}
COUNTED = {"over": "Those whose time is over", "all": "All who began"}
IN_TRAINING = "finish-apprentice-all"


def finished(market: Market, way: str, counted: str) -> float:
    """Share that finished; apprentices who are still learning are left out unless all count."""
    apprentice = way == "finish-apprentice" and counted == "all"
    return fact(market, IN_TRAINING if apprentice else way)


def _who(way: str, counted: str) -> str:
    """ "who begin finish", and for apprentices who is counted."""
    if way != "finish-apprentice":
        return "who begin finish"
    if counted == "all":
        return "who began have finished so far, for many are still learning"
    return "whose time was over had finished"


@experiment(
    "who-finishes",
    title="Who finishes?",
    question="Of a hundred who begin, how many get to the end?",
    way=Choice("Way to learn", "finish-apprentice", WAYS),
    counted=Choice("Apprentices counted", "over", COUNTED),
    open_for=Number("Then a business that lives", 0, low=0, high=10, step=1, unit="years"),
)
def who_finishes(market: Market, *, way: str, counted: str, open_for: int) -> Outcome:
    rates = {each: finished(market, each, counted) for each in WAYS}
    lasting = float(alive(market, "construction-2013")[open_for])
    through = rates[way] * lasting
    answer = f"{WAYS[way]}: **{share(rates[way])}** {_who(way, counted)}."
    if open_for:
        answer += (
            f" If each of them then opened a business that lived as construction firms do, "
            f"**{share(through)}** would still have it after {years(open_for)}."
        )
    table = pd.DataFrame(
        {
            "way": list(WAYS.values()),
            "finished": list(rates.values()),
            "and_still_open": [each * lasting for each in rates.values()],
        }
    )
    what = f"Finish, and a business open {years(open_for)} later" if open_for else "how many finish"
    return outcome(
        answer,
        {
            "finished": (rates[way], "share of beginners that finish"),
            "through": (
                through,
                "share of beginners that finish and would have a business open after that time",
            ),
            "open": (lasting, "share of construction businesses still open after that time"),
        },
        Picture(
            bars(
                table["way"],
                table["and_still_open"] if open_for else table["finished"],
                PERCENT,
                "Bars, share of beginners",
                picked=[each == way for each in WAYS],
                kind="growth",
            ),
            table,
            market.source_line("training_facts", "business_survival"),
            "Colleges count first-time, full-time students who got a bachelor's degree at the "
            "college where they began, within six years. Who changes college and finishes "
            "there counts as not finished. Apprentices: those of 2012 to 2023. Leaving is not "
            "always failing: some leave for a better job.",
            {"finished": "fine_percent", "and_still_open": "fine_percent"},
            heading=f"Of a hundred: {what.lower()}",
        ),
    )
