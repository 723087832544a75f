"""Judging answers, shuffling choices, and reading what people type as a number."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finlit.learning.quiz import Feedback, NotANumberError, judge, parse_number, shuffled
from finlit.lessons import Lesson

UNITS = ("money", "percent", "years", "months", "times", "count")


def test_each_choice_has_its_own_reason(sound: Lesson) -> None:
    question = sound.quiz["q-1"]
    assert judge(question, "up") == Feedback(True, "It goes up.")
    assert judge(question, "down") == Feedback(False, "It does not.", "never")
    with pytest.raises(KeyError):
        judge(question, "sideways")


@pytest.mark.parametrize(
    ("given_number", "right", "why", "misconception"),
    [
        (100, True, "Yes, {fact:height}.", ""),
        (95, True, "Yes, {fact:height}.", ""),
        (105, True, "Yes, {fact:height}.", ""),
        (105.01, False, "No, {fact:height}.", ""),
        (-100, False, "No, {fact:height}.", ""),
        (31, False, "That is the weight.", "never"),
        (28.9, False, "No, {fact:height}.", ""),
    ],
)
def test_a_number_is_right_within_its_tolerance(
    sound: Lesson, given_number: float, right: bool, why: str, misconception: str
) -> None:
    feedback = judge(sound.quiz["q-8"], given_number, {"height": 100.0})
    assert feedback == Feedback(right, why, misconception)


def test_choices_keep_their_order_for_one_learner_and_differ_between_learners(
    sound: Lesson,
) -> None:
    question = sound.quiz["q-1"]
    orders = {tuple(c.id for c in shuffled(question, f"learner-{n}")) for n in range(20)}
    assert orders == {("up", "down"), ("down", "up")}
    assert shuffled(question, "ann") == shuffled(question, "ann")


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("2500", "money", 2500),
        ("$2,500", "money", 2500),
        ("2 500", "money", 2500),
        ("2\u202f500", "money", 2500),
        ("2'500", "money", 2500),
        ("$ 1,234,567.89", "money", 1234567.89),
        ("1.234.567", "money", 1234567),
        ("2.500,75", "money", 2500.75),
        ("1.5 million", "money", 1.5e6),
        ("$2.5m", "money", 2.5e6),
        ("200k", "money", 200e3),
        ("about 200,000 dollars", "money", 200e3),
        ("-$50", "money", -50),
        ("$-50", "money", -50),
        ("−50", "money", -50),
        ("7%", "percent", 0.07),
        ("7", "percent", 0.07),
        ("7,5 percent", "percent", 0.075),
        ("0.5 %", "percent", 0.005),
        ("12 years", "years", 12),
        ("1,5", "years", 1.5),
        ("1.04 times", "times", 1.04),
        ("3x", "times", 3),
        (".5", "count", 0.5),
        ("20.", "count", 20),
        ("6 months", "months", 6),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, unit: str, value: float) -> None:
    assert parse_number(typed, unit) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("", "money"),
        ("a lot", "money"),
        ("7%", "money"),
        ("$7", "percent"),
        ("$7", "years"),
        ("7 years", "money"),
        ("6 m", "months"),
        ("2.500", "money"),  # two and a half, or two thousand five hundred?
        ("7,125", "percent"),
        ("1,23,456", "money"),
        ("1,234.567,8", "money"),
        ("1 2", "count"),
        ("10-20", "count"),
        ("1/2", "count"),
        ("--5", "count"),
        ("-$-5", "money"),
        ("$5 dollars", "money"),
        ("1e5", "money"),
        ("nan", "count"),
        ("inf", "count"),
        ("½", "count"),
        ("5²", "count"),
        ("9" * 40, "count"),
        ("9" * 400, "money"),
    ],
)
def test_what_is_no_number_of_the_kind_gets_a_sentence(typed: str, unit: str) -> None:
    with pytest.raises(NotANumberError) as raised:
        parse_number(typed, unit)
    assert str(raised.value)[0].isupper()
    assert str(raised.value).endswith(".")


@given(st.text(max_size=70), st.sampled_from(UNITS))
def test_whatever_is_typed_gives_a_finite_number_or_a_sentence(typed: str, unit: str) -> None:
    try:
        value = parse_number(typed, unit)
    except NotANumberError:
        return
    assert math.isfinite(value)
    assert any(letter in "0123456789" for letter in typed)


@given(st.text(alphabet="0123456789.,' $%-+kmx", max_size=15), st.sampled_from(UNITS))
def test_a_number_is_never_read_with_other_digits_than_were_typed(typed: str, unit: str) -> None:
    try:
        value = parse_number(typed, unit)
    except NotANumberError:
        return
    scale = {"k": 1e3, "m": 1e6}.get("".join(c for c in typed if c in "km"), 1.0)
    plain = abs(value) / scale * (100 if unit == "percent" else 1)
    digits = "".join(c for c in typed if c.isdigit())
    powers = {plain * 10**shift for shift in range(len(digits) + 1)}
    assert any(power == pytest.approx(float(digits), rel=1e-9) for power in powers)


@given(
    st.integers(0, 10**9), st.sampled_from(["{:,}", "{}", "${:,}", "{:,} dollars", "about {:,}"])
)
def test_whole_dollars_come_back_as_written(amount: int, form: str) -> None:
    assert parse_number(form.format(amount), "money") == amount


@given(st.decimals(0, 10**6, places=2))
def test_cents_come_back_as_written(amount: object) -> None:
    assert parse_number(f"${amount:,}", "money") == pytest.approx(float(str(amount)))
