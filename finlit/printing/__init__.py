"""A lesson on paper: one HTML page with everything inside, to print or to save as PDF.

    pupil_page(lesson)      what pupils get: no answers
    teacher_page(lesson)    the same, and the key with reasons, notes and standards

Needs no server and no machine in the room. Serve or hand out the teacher's page to teachers alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from finlit.lessons import Lesson, load_course
from finlit.printing.key import keys, notes
from finlit.printing.sheet import pupil_sheet

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """Templates with every text escaped that is not HTML already."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def pupil_page(lesson: Lesson, address: str = "") -> str:
    """The pupils' sheet as HTML, with a QR code of an `address` where one is given. Raises
    FactError where a figure cannot be worked out."""
    from finlit.printing.cards import qr_code

    code = qr_code(address) if address else ""
    return (
        environment()
        .get_template("pupil.html")
        .render(sheet=pupil_sheet(lesson), qr=code, address=address)
    )


def teacher_page(lesson: Lesson) -> str:
    """The whole pack as HTML: the pupils' sheet, the key, notes and standards. For teachers."""
    return (
        environment()
        .get_template("teacher.html")
        .render(sheet=pupil_sheet(lesson), keys=keys(lesson), notes=notes(lesson))
    )


def run(out: TextIO, slug: str, file: Path, *, key: bool) -> int:
    """Write a lesson's sheet, or with `key` the teacher's pack, to a file. The exit code."""
    course = load_course(LESSONS)
    lesson = course.lesson(slug)
    if lesson is None:
        names = ", ".join(each.slug for each in course.lessons)
        print(f"There is no lesson {slug!r}. There are {names}.", file=out)
        return 1
    page = teacher_page(lesson) if key else pupil_page(lesson)
    try:
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"{file} cannot be written: {error.strerror}.", file=out)
        return 1
    print(f"{file} is ready. Open it in a browser and print it, or save it as PDF.", file=out)
    return 0
