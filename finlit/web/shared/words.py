"""Small pieces of text that several pages share."""

from __future__ import annotations

NOT_ADVICE = (
    "finlit is for learning. It shows what happened, not what will happen, and it gives no advice."
)


def count(number: int, one: str, many: str = "") -> str:
    """ "1 minute", "2 minutes", "no minutes"."""
    return f"1 {one}" if number == 1 else f"{number or 'no'} {many or one + 's'}"
