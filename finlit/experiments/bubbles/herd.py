"""Why sensible people make a herd: each looks at those before, and the own hints are lost."""

from __future__ import annotations

import pandas as pd

from finlit.charts.base import PERCENT
from finlit.charts.lines import named_bars
from finlit.experiments.bubbles.charts.crowd import CHOICE, HINT, RIGHT, WRONG, crowd_chart
from finlit.experiments.kit import Number, Outcome, Picture, experiment, outcome
from finlit.market import Market
from finlit.numbers import information_cascade
from finlit.words.wording import percent, share

PEOPLE = 31
SOURCE = "Source: arithmetic, after Bikhchandani, Hirshleifer and Welch, 1992."


@experiment(
    "herd",
    title="How a herd begins",
    question="Can a crowd of sensible people run the wrong way?",
    hint=Number("How often a hint is right", 0.65, low=0.55, high=0.85, step=0.05, unit="percent"),
    lead=Number("People follow when a side leads by", 2, low=1, high=6, step=1),
    crowd=Number("Crowd", 1, low=1, high=50, step=1),
)
def herd(market: Market, *, hint: float, lead: int, crowd: int) -> Outcome:
    own = information_cascade.hints(hint, PEOPLE, crowd)
    chosen, followed = information_cascade.choices(own, lead)
    wrong, counted = (
        information_cascade.wrong_herd(hint, lead),
        information_cascade.wrong_count(hint, PEOPLE),
    )
    right, hinted = int(chosen.sum()), int(own.sum())
    end = "right" if chosen[-1] else "wrong"
    answer = (
        f"In crowd {crowd}, {hinted} of {PEOPLE} people had a right hint, and {right} chose right: "
        f"it ran the **{end}** way. Of all such crowds **{share(wrong)}** run the wrong way. Asked "
        f"apart and counted, {share(counted)} would be wrong."
    )
    table = pd.DataFrame(
        {
            "person": range(1, PEOPLE + 1),
            "own_hint": [RIGHT if each else WRONG for each in own],
            "choice": [RIGHT if each else WRONG for each in chosen],
            "followed": ["yes" if each else "no" for each in followed],
        }
    )
    rows = pd.concat(
        [
            pd.DataFrame(
                {
                    "person": table["person"],
                    "row": name,
                    "answer": table[column],
                    "followed": followed if name == CHOICE else False,
                }
            )
            for name, column in ((HINT, "own_hint"), (CHOICE, "choice"))
        ],
        ignore_index=True,
    )
    return outcome(
        answer,
        {
            "wrong_herd": (wrong, "chance that the crowd runs the wrong way"),
            "wrong_counted": (counted, "chance that most are wrong when each is asked apart"),
            "wrong_alone": (1 - hint, "chance that one person's hint is wrong"),
            "right_hints": (float(hinted), "people of this crowd with a right hint"),
            "right_choices": (float(right), "people of this crowd who chose right"),
            "followers": (float(followed.sum()), "people of this crowd who followed those before"),
        },
        Picture(
            crowd_chart(rows),
            table,
            SOURCE,
            "A made-up crowd, not real buyers. All hints are equally good, and nobody can "
            "tell the others what the hint was. A ring is a person who followed.",
            heading=f"Crowd {crowd}, from the first person to the last",
        ),
        _bars(1 - hint, wrong, counted),
    )


def _bars(alone: float, wrong: float, counted: float) -> Picture:
    bars = pd.DataFrame(
        {
            "name": [
                "One person alone",
                "A crowd that looks at each other",
                f"The same {PEOPLE} people, asked apart",
            ],
            "value": [alone, wrong, counted],
            "picked": [False, True, False],
        }
    )
    text = "Bars, how often wrong. " + "; ".join(
        f"{row.name}: {percent(float(row.value))}" for row in bars.itertuples(index=False)
    )
    return Picture(
        named_bars(bars, PERCENT, f"{text}.", kind="stock"),
        bars[["name", "value"]].rename(columns={"name": "who", "value": "wrong"}),
        SOURCE,
        "Chances, worked out for a crowd without end. Asked apart, most votes decide.",
        {"wrong": "fine_percent"},
        heading="How often is the answer wrong?",
    )
