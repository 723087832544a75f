"""A lesson that keeps every rule, an experiment for it, and a way to break it in one place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from finlit.check import contract, facts, structure
from finlit.experiments.kit import Choice, Experiment, Month, Number, Outcome, Switch, experiment
from finlit.lessons import Lesson, Problem, read_lesson

SOUND = Path(__file__).parent / "sound"
GLOSSARY = '[seesaw]\nterm = "Seesaw"\nmeaning = "A board that tips, for $5."\n'


def seesaw(market: object, **values: object) -> Outcome:
    """Four times the weight, as the height."""
    height = 4.0 * float(str(values["weight"]))
    return Outcome("It goes up.", {"height": height, "gap": float("nan"), "word": "high"}, ())


SCHEMA: Mapping[str, Experiment] = {
    "seesaw": experiment(
        "seesaw",
        title="Seesaw",
        question="How high?",
        weight=Number("Weight", 30, low=0, high=100, step=5),
        rate=Number("Rate", 0.05, low=0.0, high=0.2, step=0.01, unit="percent"),
        side=Choice("Side", "right", {"left": "Left", "right": "Right"}),
        start=Month("Start", "1950-01", low="1871-01", high="2020-12"),
        firm=Switch("Firm"),
        figures={"height": "how high", "gap": "nothing", "word": "a word"},
    )(seesaw)
}


def outcomes(experiment: str, values: Mapping[str, object]) -> Mapping[str, float | str]:
    """Figures of the seesaw alone."""
    return seesaw(None, **SCHEMA[experiment].complete(values)).figures  # type: ignore[arg-type]


def every_problem(folder: Path) -> list[Problem]:
    """All that reading and checking finds in a lesson folder."""
    lesson, problems = read_lesson(folder)
    if lesson is None:
        return problems
    values, missing = facts(lesson, outcomes)
    return [*problems, *contract(lesson, SCHEMA), *missing, *structure.worked_out(lesson, values)]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder of lessons with the sound one in it."""
    folder = tmp_path / "lessons"
    shutil.copytree(SOUND, folder / "sound")
    (folder / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "course.toml").write_text('order = ["sound"]\n', encoding="utf-8")
    return folder


@pytest.fixture
def sound(course: Path) -> Lesson:
    """The lesson that keeps every rule, read."""
    lesson, problems = read_lesson(course / "sound")
    assert lesson is not None
    assert problems == []
    return lesson


@pytest.fixture
def change(course: Path) -> Callable[[str, str, str], Path]:
    """Put `new` in the place of `old` in one file of the sound lesson; gives the lesson folder."""

    def edit(name: str, old: str, new: str) -> Path:
        path = course / "sound" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path.parent

    return edit
