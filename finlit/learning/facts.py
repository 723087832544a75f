"""Facts: figures that a lesson or claim names and an experiment works out.

values = work_out(lesson, outcomes)
lesson.fill(text, write_all(lesson, values))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from finlit.lessons.model import Content, Fact
from finlit.lessons.parts import Value
from finlit.words.formats import Figure, write

Outcomes = Callable[[str, Mapping[str, Value]], Mapping[str, Figure]]


class FactError(ValueError):
    """A fact that cannot be worked out; the message says why."""

    def __init__(self, fact: Fact, reason: str) -> None:
        super().__init__(f"The fact {fact.id!r} cannot be worked out: {reason}")
        self.fact = fact


def work_out(lesson: Content, outcomes: Outcomes) -> dict[str, Figure]:
    """The value of each fact by id. `outcomes` gives the named figures of an experiment at values.

    Raises FactError for an experiment, a value or a figure that does not exist.
    """
    return {fact.id: value_of(fact, outcomes) for fact in lesson.facts.values()}


def value_of(fact: Fact, outcomes: Outcomes) -> Figure:
    """The value of one fact; a figure that is a NumPy number comes out as a plain one."""
    try:
        figures = outcomes(fact.experiment, fact.values)
        value = figures[fact.figure]
        value = value if isinstance(value, str) else float(value)
        write(value, fact.format)
    except KeyError as error:
        raise FactError(fact, f"there is no {error}.") from error
    except (ValueError, TypeError) as error:
        raise FactError(fact, f"{error}.") from error
    return value


def write_all(lesson: Content, values: Mapping[str, Figure]) -> dict[str, str]:
    """Each fact as it is shown, for `Lesson.fill`."""
    return {id_: write(values[id_], fact.format) for id_, fact in lesson.facts.items()}
