"""Waiting for a dip in a learner's own series, beside buying every month."""

from __future__ import annotations

from finlit.experiments.dips.dip_waiting import STEADY, WAITER, answer, wait
from finlit.experiments.kit import (
    ControlValueError,
    Experiment,
    Number,
    Outcome,
    experiment,
    outcome,
)
from finlit.experiments.kit.history import own_months, small_print
from finlit.experiments.own.own_shared import kind_control
from finlit.market import Market
from finlit.numbers.series import OwnSeries
from finlit.words.wording import share, years

FEW = 60


def own_waiting(series: OwnSeries) -> Experiment:
    """Waiting for a dip in this series."""
    months = (series.last.year - series.first.year) * 12 + series.last.month - series.first.month
    longest = max(min((months - 12) // 12, 40), 1)

    @experiment(
        "own-waiting",
        title="Wait for a dip",
        question=f"Buy {series.name} every month, or keep the cash until it has fallen?",
        dip=Number("Wait for a fall of", 0.2, low=0.1, high=0.6, step=0.05, unit="percent"),
        span=Number(
            "Years of saving", min(longest, 10), low=1, high=max(longest, 2), step=1, unit="years"
        ),
        kind=kind_control(series),
    )
    def waiting(market: Market, *, dip: float, span: int, kind: str | None = None) -> Outcome:
        past = own_months(series, kind)
        if len(past.levels) <= 12 * span:
            raise ControlValueError(
                f"{series.name} spans {len(past.levels)} months, which hold no {years(span)} of "
                "saving"
            )
        ratio, waited = wait(past, dip, span)
        found = past.compare(STEADY, WAITER, ratio, "starts")
        never = float((waited == 1).mean())
        figures = {"never_share": (never, "share of starts in which the dip never came")}
        came_not = f" In {share(never)} starts such a fall never came." if never > 0 else ""
        note = (
            f"Only {len(ratio)} starts, and they overlap: this is one story, not a rule."
            if len(ratio) < FEW
            else "Starts overlap, and one series is one story. All of history is in the lessons."
        )
        if past.ending:
            note = f"{past.ending} Both lost what they still held then. {note}"
        caveats = small_print(
            series,
            kind,
            "Month-end prices. Waiting cash earns nothing. A fall is measured from the highest "
            "month since the saver began.",
        )
        return outcome(
            answer(past, found, dip, span) + came_not,
            found.figures() | figures,
            found.histogram(past.source, caveats),
            found.by_start(past.source, "The gap at each span's end."),
            note=note,
        )

    return waiting
