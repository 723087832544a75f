"""Facts are worked out by experiments and written in their format."""

from __future__ import annotations

import pytest

from finlit.learning.facts import FactError, value_of, work_out, write_all
from finlit.lessons import Fact, Lesson
from finlit.lessons.questions import UNITS
from finlit.words.formats import FORMATS, Figure, as_said, write
from tests.lessons.conftest import outcomes


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (2529632.4, "money", "$2,529,632"),
        (-50.2, "money", "-$50"),
        (-0.2, "money", "$0"),
        (2529632, "rough_money", "$2.53 million"),
        (999_700, "rough_money", "$1 million"),
        (401_234, "rough_money", "$401,000"),
        (0.5, "rough_money", "$0.50"),
        (2.6e9, "rough_money", "$2.6 billion"),
        (4.2, "cents", "$4.20"),
        (0.554, "percent", "55%"),
        (-0.001, "percent", "0%"),
        (12.5, "percent", "1,250%"),
        (-0.3859, "fine_percent", "-38.6%"),
        (0.554, "share", "55 of 100"),
        (0.999, "share", "more than 99 of 100"),
        (0.001, "share", "fewer than 1 of 100"),
        (1.0, "share", "100 of 100"),
        (1860, "number", "1,860"),
        (1860.4, "number", "1,860"),
        (7.21, "number", "7.21"),
        (0.0423, "number", "0.0423"),
        (1.0412, "times", "1.04 times"),
        (34.0, "years", "34 years"),
        (1.0, "years", "1 year"),
        (7.23, "years", "7.2 years"),
        (6, "months", "6 months"),
        (25, "count", "25"),
        (1929.0, "year", "1929"),
        ("1929-09", "year", "1929"),
        ("1929-09", "month", "September 1929"),
        ("2009-03-09", "date", "March 9, 2009"),
        (float("nan"), "money", "unknown"),
    ],
)
def test_formats(value: Figure, form: str, written: str) -> None:
    assert write(value, form) == written


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (2500.0, "money", "$2,500"),
        (2500.5, "money", "$2,500.50"),
        (0.075, "percent", "7.5%"),
        (0.07, "percent", "7%"),
        (1.0, "years", "1 year"),
        (7.25, "years", "7.25 years"),
        (6.0, "months", "6 months"),
        (1.125, "times", "1.125 times"),
        (1234.0, "count", "1,234"),
    ],
)
def test_a_learners_number_is_said_back_unrounded(value: float, unit: str, said: str) -> None:
    assert as_said(value, unit) == said


def test_every_unit_of_an_answer_is_also_a_format() -> None:
    assert set(UNITS) <= set(FORMATS)


def test_every_format_is_in_the_readme() -> None:
    from finlit.check import LESSONS

    text = (LESSONS / "README.md").read_text(encoding="utf-8")
    table = text.partition("| format | shows |")[2].partition("\n\n")[0]
    assert [form for form in FORMATS if f"`{form}`" not in table] == []


def test_facts_are_worked_out_and_put_into_text(sound: Lesson) -> None:
    values = work_out(sound, outcomes)
    assert values == {"height": 100.0}
    assert write_all(sound, values) == {"height": "$100"}
    assert sound.fill("Up by {fact:height}.", write_all(sound, values)) == "Up by \\$100."


@pytest.mark.parametrize(
    "fact",
    [
        Fact("f", "swing", "height", "money"),
        Fact("f", "seesaw", "depth", "money"),
        Fact("f", "seesaw", "word", "money"),
        Fact("f", "seesaw", "height", "date"),
        Fact("f", "seesaw", "height", "money", {"weight": 5000}),
        Fact("f", "seesaw", "height", "money", {"colour": 5}),
    ],
)
def test_a_fact_that_cannot_be_worked_out_says_which(fact: Fact) -> None:
    with pytest.raises(FactError, match="'f' cannot be worked out: "):
        value_of(fact, outcomes)
