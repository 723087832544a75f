"""The table of a run: what was measured, beside what, against which target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measure. `target` is a ratio to the bare page or, where there is none, an amount."""

    name: str
    unit: str
    ours: float
    bare: float | None
    target: float | None

    @property
    def compared(self) -> float:
        """What is held against the target."""
        return self.ours if self.bare is None else self.ours / self.bare

    @property
    def is_met(self) -> bool:
        """Whether the target is met; true where there is none."""
        return self.target is None or self.compared <= self.target


def amount(value: float | None, unit: str) -> str:
    """A number with its unit, three figures wide."""
    if value is None:
        return "-"
    if unit != "s":
        return f"{value:,.0f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def verdict(row: Row) -> str:
    """Met, missed, or nothing to meet."""
    if row.target is None:
        return ""
    return "met" if row.is_met else "MISSED"


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| measure | bare page | finlit | ratio | target | |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        ratio = "-" if row.bare is None else f"{row.compared:.3f}"
        if row.target is None:
            target = "-"
        else:
            target = f"{row.target:g}" if row.bare is not None else amount(row.target, row.unit)
        cells = (amount(row.bare, row.unit), amount(row.ours, row.unit), ratio, target)
        lines.append(f"| {row.name} | {' | '.join(cells)} | {verdict(row)} |")
    return "\n".join(lines)
