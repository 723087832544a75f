"""Lessons as content: folders with Markdown and TOML, read into plain records.

    course = load_course(Path("lessons"))
    lesson = course.lesson("compounding")

A lesson that cannot be read is in `course.broken` with the reasons; the others still work.
"""

from __future__ import annotations

from finlit.lessons.claims import read_claim
from finlit.lessons.course import load_course, load_lesson, read_glossary, read_lesson
from finlit.lessons.model import (
    Choice,
    Claim,
    Content,
    Course,
    Fact,
    Lesson,
    Question,
    Quoted,
    Source,
    Stage,
    Term,
    Trap,
)
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
    "Choice",
    "Claim",
    "Content",
    "ContentError",
    "Course",
    "ExperimentBlock",
    "Fact",
    "Forecast",
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
