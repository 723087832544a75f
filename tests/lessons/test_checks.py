"""The check before and after: each form asks each idea, and its answers are worked out."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from finlit import check
from finlit.lessons import Check, load_course
from finlit.lessons.checks import FORMS, load_checks

COURSE = load_course(check.LESSONS)
UNSURE = "unsure"


def right(form: Check, idea: str) -> str:
    return next(choice.id for choice in form.question(idea).choices if choice.right)


def level_payment(owed: float, rate: float, years: int) -> float:
    """The yearly payment that pays a loan back: owed r / (1 - (1 + r)^-n)."""
    return owed * rate / (1 - (1 + rate) ** -years)


def test_both_forms_ask_each_idea_once_and_allow_not_to_know() -> None:
    assert [form.form for form in COURSE.checks] == list(FORMS)
    for form in COURSE.checks:
        assert list(form.quiz) == [f"{form.form}-{idea}" for idea in form.ideas]
        for question in form.quiz.values():
            assert [choice.id for choice in question.choices][-1] == UNSURE
            assert {idea.lesson for idea in form.ideas.values()} <= set(COURSE.slugs)


def test_the_two_forms_do_not_share_their_answers() -> None:
    before, after = COURSE.checks
    same = [idea for idea in before.ideas if right(before, idea) == right(after, idea)]
    assert same == ["interest"]
    prompts = {question.prompt for form in COURSE.checks for question in form.quiz.values()}
    assert len(prompts) == 2 * len(before.ideas)


def test_interest_on_interest_comes_on_top() -> None:
    before, after = COURSE.checks
    for put, rate, years, simple in ((200, 0.03, 10, 260), (500, 0.20, 5, 1000)):
        assert put * (1 + years * rate) == pytest.approx(simple)
        assert put * (1 + rate) ** years > simple
    assert right(before, "interest") == right(after, "interest") == "more"


def test_what_money_buys_is_its_growth_over_that_of_prices() -> None:
    before, after = COURSE.checks
    assert 1.02 / 1.04 < 1 < 1.05 / 1.03
    assert (right(before, "inflation"), right(after, "inflation")) == ("less", "more")


def test_a_shorter_loan_has_larger_payments_and_less_interest() -> None:
    before, after = COURSE.checks
    for short, long in ((15, 30), (3, 6)):
        quick, slow = (level_payment(1.0, 0.06, years) for years in (short, long))
        assert quick > slow and quick * short < slow * long
    assert (right(before, "loan"), right(after, "loan")) == ("more-less", "less-more")


def test_an_old_bond_is_worth_less_beside_better_ones() -> None:
    before, after = COURSE.checks

    def price(coupon: float, rate: float, years: int = 10) -> float:
        return sum(coupon / (1 + rate) ** n for n in range(1, years + 1)) + 1000 / (1 + rate) ** 10

    assert price(30, 0.05) < 1000 < price(50, 0.03)
    assert (right(before, "bond"), right(after, "bond")) == ("less", "more")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of lessons with nothing but the check."""
    shutil.copytree(check.LESSONS / "check", tmp_path / "check")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("before.toml", 'id = "before-loan"', 'id = "before-mortgage"', "questions"),
        (
            "after.toml",
            'misconception = "bond-price-fixed"',
            'misconception = "x"',
            "misconception",
        ),
        ("after.toml", "right = true", "right = false", "one right"),
        ("check.toml", 'lesson = "compounding"', "", "missing"),
        ("check.toml", 'title = "Before and after"', "title = 3", "value"),
    ],
)
def test_what_is_wrong_in_a_form_is_told(
    folder: Path, name: str, old: str, new: str, rule: str
) -> None:
    path = folder / "check" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    checks, problems = load_checks(folder)
    assert checks == ()
    assert (f"check/{name}", rule) in {(problem.file, problem.rule) for problem in problems}


def test_the_command_reads_the_forms_too(folder: Path) -> None:
    (folder / "course.toml").write_text("order = []\n", encoding="utf-8")
    (folder / "glossary.toml").write_text("", encoding="utf-8")
    path = folder / "check" / "before.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("put $200", "put $215"), encoding="utf-8"
    )
    out = io.StringIO()
    assert check.run(out, folder) == 1
    assert "bare number: '$215' is typed" in out.getvalue()
    assert "names no lesson 'compounding'" in out.getvalue()


def test_a_course_without_a_check_is_fine(tmp_path: Path) -> None:
    assert load_checks(tmp_path) == ((), [])
