"""What experiments on two ways to buy share: shares, sizes and pictures of the gap at the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from finlit.charts.base import thin
from finlit.charts.gaps import gap_by_start, gap_histogram
from finlit.experiments.kit.base import Picture
from finlit.numbers.returns import Floats
from finlit.words.wording import percent

_WIDTHS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_MOST_BARS = 26
# Two end values that differ by less than this are the same money.
_TIE = 1e-9


@dataclass(frozen=True)
class StrategyComparison:
    """End values of two buyers for each start: `ratio` is the second's over the first's."""

    first: str
    second: str
    starts: pd.DatetimeIndex
    ratio: Floats
    spans: str

    @property
    def first_ahead(self) -> float:
        """Share of starts in which the first buyer ended with more."""
        return float((self.ratio < 1 - _TIE).mean())

    @property
    def second_ahead(self) -> float:
        return float((self.ratio > 1 + _TIE).mean())

    @property
    def median(self) -> float:
        return float(np.median(self.ratio))

    def figures(self) -> dict[str, tuple[float | str, str]]:
        """Shares and sizes as named figures, each beside its meaning."""
        low, high = np.quantile(self.ratio, [0.1, 0.9])
        worst, best = int(self.ratio.argmin()), int(self.ratio.argmax())
        return {
            "first_ahead": (self.first_ahead, "share of spans that the first buyer ended ahead"),
            "second_ahead": (self.second_ahead, "share of spans that the second buyer ended ahead"),
            "median_ratio": (self.median, "second buyer's money over the first one's, middle span"),
            "low_ratio": (float(low), "the same, one span in ten was lower"),
            "high_ratio": (float(high), "the same, one span in ten was higher"),
            "worst_ratio": (float(self.ratio[worst]), "the same, lowest span"),
            "best_ratio": (float(self.ratio[best]), "the same, highest span"),
            "worst_start": (f"{self.starts[worst]:%Y-%m}", "month in which the lowest span began"),
            "best_start": (f"{self.starts[best]:%Y-%m}", "month in which the highest span began"),
            "starts": (len(self.ratio), "number of spans"),
        }

    def size(self) -> str:
        """The gap in the middle span, in words."""
        gap = self.median - 1
        if abs(gap) < 0.0005:
            return "ended with the same money"
        return f"ended with **{percent(abs(gap), 1)} {'more' if gap > 0 else 'less'}**"

    def histogram(self, source: str, caveats: str) -> Picture:
        frame = _bins(self.ratio - 1)
        chart = gap_histogram(frame, self.median - 1, self.first, self.second, self.spans)
        return Picture(
            chart,
            frame,
            source,
            caveats,
            {"low": "percent", "high": "percent", "spans": "number", "share": "fine_percent"},
            heading="How big was the gap?",
        )

    def by_start(self, source: str, caveats: str) -> Picture:
        table = pd.DataFrame({"start": self.starts, "gap": self.ratio - 1})
        chart = gap_by_start(table.iloc[thin(self.ratio, 300)], self.first, self.second)
        return Picture(
            chart,
            table,
            source,
            caveats,
            {"start": "month", "gap": "fine_percent"},
            heading="Does it depend on when you begin?",
        )


def _bins(gaps: Floats) -> pd.DataFrame:
    """Counts by gap, in round bins with an edge at zero: low, high, spans, share."""
    # A few far spans must not press all others into two or three bars.
    spread, (low_end, high_end) = float(gaps.max() - gaps.min()), np.quantile(gaps, [0.01, 0.99])
    usual = float(high_end - low_end)
    fits = (w for w in _WIDTHS if usual / w <= _MOST_BARS - 2 and spread / w <= 2.5 * _MOST_BARS)
    width = next(fits, _WIDTHS[-1])
    place = np.floor(np.where(abs(gaps) < _TIE, 0, gaps) / width).astype(int)
    first = min(int(place.min()), -1)
    counts = np.bincount(place - first, minlength=-first + 1)
    low = (first + np.arange(len(counts))) * width
    return pd.DataFrame(
        {"low": low, "high": low + width, "spans": counts, "share": counts / len(gaps)}
    )
