"""Small pieces of text that several pages share."""

from __future__ import annotations

NOT_ADVICE = (
    "finlit is for learning. It shows what happened, not what will happen, and it gives no advice."
)


def minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
