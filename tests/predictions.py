"""A guess for a prediction of any unit, as a learner would type it."""

from __future__ import annotations

from finlit.lessons import Predict


def typed_guess(block: Predict) -> str:
    """The middle of the range: "30%" for 0 to 0.6, "2500000" for money."""
    middle = (block.low + block.high) / 2
    return f"{middle:.0%}" if block.unit == "percent" else f"{middle:.0f}"
