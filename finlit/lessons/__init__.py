"""Lessons as content: folders with Markdown and TOML, read into plain records.

    course = load_course(Path("lessons"))
    lesson = course.lesson("compounding")

A lesson that cannot be read is in `course.broken` with the reasons; the others still work.
"""

from __future__ import annotations

from finlit.lessons.claims import read_claim
from finlit.lessons.course import load_course, load_lesson, read_glossary, read_lesson
from finlit.lessons.model import (
    Check,
    Choice,
    Claim,
    Content,
    Fact,
    Idea,
    Lesson,
    Question,
    Quoted,
    Source,
    Term,
    Trap,
)
from finlit.lessons.outline import Course, Stage
from finlit.lessons.parts import (
    Block,
    ExperimentBlock,
    Forecast,
    Level,
    Part,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
    Watch,
)
from finlit.lessons.problem import ContentError, Problem

__all__ = [
    "Block",
    "Check",
    "Choice",
    "Claim",
    "Content",
    "ContentError",
    "Course",
    "ExperimentBlock",
    "Fact",
    "Forecast",
    "Idea",
    "Lesson",
    "Level",
    "Part",
    "Predict",
    "Problem",
    "Question",
    "Questions",
    "Quoted",
    "Source",
    "Stage",
    "Talk",
    "Term",
    "Text",
    "Transfer",
    "Trap",
    "Vote",
    "Watch",
    "load_course",
    "load_lesson",
    "read_claim",
    "read_glossary",
    "read_lesson",
]
