"""The stops of a control: the values that its slider or its options can take."""

from __future__ import annotations

from collections.abc import Sequence

from finlit.experiments.kit import Choice, Control, Number, Switch, Value

# A finger on a phone cannot tell more of them apart; finer values are typed or stepped to.
MOST = 400
COARSE = 100


def stops(control: Control) -> tuple[Value, ...]:
    """In ascending or listed order; () for a month, which has too many."""
    match control:
        case Number():
            count = round((control.high - control.low) / control.step)
            each = 1 if count <= MOST else -(-count // COARSE)
            values = [control.low + place * control.step for place in range(0, count + 1, each)]
            if values[-1] < control.high:
                values.append(control.high)
            return tuple(dict.fromkeys(control.typed(value) for value in values))
        case Choice():
            return tuple(control.options)
        case Switch():
            return (False, True)
    return ()


def nearest_first(all_stops: Sequence[Value], value: Value) -> tuple[Value, ...]:
    """The stops, those nearest to `value` first."""
    if isinstance(value, str | bool):
        return tuple(sorted(all_stops, key=lambda stop: stop != value))
    return tuple(sorted(all_stops, key=lambda stop: abs(float(stop) - float(value))))
