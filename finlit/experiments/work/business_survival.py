"""Of a hundred businesses that opened, how many are still open after so many years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import lines_chart
from finlit.experiments.kit import Choice, Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers.returns import Floats
from finlit.words.wording import share, years

KINDS = {
    "all-2013": "All businesses, opened in 2013",
    "construction-2013": "Construction, 2013",
    "services-2013": "Repair, hair and other services, 2013",
    "stores-2013": "Stores, 2013",
    "restaurants-2013": "Restaurants and hotels, 2013",
    "manufacturing-2013": "Manufacturing, 2013",
    "farming-2013": "Farming and forestry, 2013",
    "real-estate-2013": "Real estate, 2013",
    "utilities-2013": "Utilities, 2013",
    "teaching-2013": "Teaching, 2013",
    "finance-2013": "Finance and insurance, 2013",
    "health-2013": "Health care, 2013",
    "arts-2013": "Arts and sports, 2013",
    "office-2013": "Office and cleaning services, 2013",
    "all-1994": "All businesses, opened in 1994",
    "construction-1994": "Construction, 1994",
}


def alive(market: Market, kind: str) -> Floats:
    """Share still open 0, 1, 2 ... years after opening, as far as it is known."""
    row = market.table("business_survival").loc[kind]
    found = row[[name for name in row.index if name.startswith("year_")]].to_numpy(dtype=float)
    return np.asarray(found[~np.isnan(found)])


@experiment(
    "business-survival",
    title="How long do businesses live?",
    question="Of a hundred new businesses, how many are still open?",
    kind=Choice("Kind of business", "all-2013", KINDS),
    lived=Number("Count from those that lived", 0, low=0, high=5, step=1, unit="years"),
)
def business_survival(market: Market, *, kind: str, lived: int) -> Outcome:
    share_open = alive(market, kind)
    on = share_open[lived:] / share_open[lived]
    half = np.flatnonzero(share_open < 0.5)
    figures = {
        "after_1": (float(on[1]), "share still open a year after the count begins"),
        "after_5": (float(on[5]), "share still open five years after the count begins"),
        "after_10": (float(share_open[10]), "share still open ten years after opening"),
        "half_years": (
            float(half[0]) if len(half) else float("nan"),
            "years after opening in which fewer than half were left; unknown if never",
        ),
        "last": (float(share_open[-1]), "share still open in the last year of the table"),
        "last_years": (float(len(share_open) - 1), "years after opening of that"),
    }
    whom = f"that had lived {years(lived)}" if lived else "that opened"
    answer = (
        f"{KINDS[kind]}: of those {whom}, **{share(float(on[1]))}** were still open a year later, "
        f"and **{share(float(on[5]))}** after five years."
    )
    table = pd.DataFrame({"year": np.arange(len(on)), "open": on})
    beside = alive(market, "all-2013")[lived:]
    table["all_2013"] = pd.Series(beside / beside[0]).reindex(table.index)
    rows = table.rename(columns={"open": "line_0", "all_2013": "line_1"})
    text = f"Lines that sink, fast at first and then slowly. {answer.replace('**', '')}"
    return outcome(
        answer,
        figures,
        Picture(
            lines_chart(
                rows, ("This kind", "All businesses of 2013"), ("growth", "muted"), PERCENT, text
            ),
            table,
            market.source_line("business_survival"),
            "Places of business with at least one paid worker, counted in March of each year. "
            "People who work alone are not in it. A place also counts as closed when it was "
            "sold and merged, or when the owner retired.",
            {"year": "number", "open": "fine_percent", "all_2013": "fine_percent"},
            heading="Still open, by years from there",
        ),
    )
