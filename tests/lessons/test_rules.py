"""Every rule of the contract: break the sound lesson in one place, and that rule says so there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.lessons.conftest import every_problem

Change = Callable[[str, str, str], Path]

BREAKS = tomllib.loads(
    (Path(__file__).parent / "breaks.toml").read_text(encoding="utf-8").replace("\r\n", "\n")
)["break"]


@pytest.mark.parametrize(
    "broken", BREAKS, ids=[f"{number}-{each['rule']}" for number, each in enumerate(BREAKS)]
)
def test_a_broken_rule_is_told_where_it_is_broken(
    change: Change, broken: Mapping[str, str]
) -> None:
    rule, name = broken["rule"], broken["file"]
    folder = change(name, broken["old"], broken["new"])
    path = folder / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("«", ""), encoding="utf-8")
    told = [problem for problem in every_problem(folder) if problem.rule == rule]
    assert told
    assert all(problem.file.startswith("sound/") and problem.sentence for problem in told)
    if "«" in text:
        line = text[: text.index("«")].count("\n") + 1
        assert (f"sound/{name}", line) in {(problem.file, problem.line) for problem in told}


def test_the_sound_lesson_breaks_no_rule(course: Path) -> None:
    assert [str(problem) for problem in every_problem(course / "sound")] == []


def test_one_reading_finds_all_problems(change: Change) -> None:
    change("lesson.md", 'grades = "7-12"', "grades = 7")
    change("lesson.md", "{quoted:half}", "{quoted:third}")
    change("lesson.md", 'prompt = "Which way?"', "prompt = 4")
    folder = change("quiz.toml", 'why = "It goes up."', 'why = ""')
    assert [problem.rule for problem in every_problem(folder)][:4] == [
        "value",
        "unknown quoted",
        "value",
        "missing",
    ]


@pytest.mark.parametrize("name", ["lesson.md", "quiz.toml"])
def test_a_missing_or_unreadable_file_is_told(course: Path, name: str) -> None:
    path = course / "sound" / name
    path.write_bytes(b"\xff\xfe\x00")
    assert "file" in {problem.rule for problem in every_problem(path.parent)}
    path.unlink()
    assert "file" in {problem.rule for problem in every_problem(path.parent)}


def test_every_rule_is_in_the_readme(root: Path) -> None:
    described = (root / "lessons" / "README.md").read_text(encoding="utf-8")
    table = described.partition("## The rules, by name")[2].partition("\n## ")[0]
    names = {
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.M)
        for name in re.findall("`([^`]+)`", row)
    }
    assert {each["rule"] for each in BREAKS} | {
        "file",
        "order",
        "length",
        "like with like",
    } == names
