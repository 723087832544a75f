"""`python -m finlit new <slug>`: a lesson folder to start from, marked as a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from finlit.check import LESSONS
from finlit.lessons.table import ID

START = Path(__file__).parent
FILES = ("lesson.md", "quiz.toml")


class BadSlug(ValueError):
    """A name that cannot be a lesson folder; the message says why."""


def new(slug: str, folder: Path = LESSONS, out: TextIO = sys.stdout) -> int:
    """Make the folder and say what to do next; 0, or 1 with a sentence when the name is no good."""
    try:
        path = make(slug, folder)
    except BadSlug as error:
        print(error, file=out)
        return 1
    print(
        f"Made {path}. Edit its lesson.md and quiz.toml, then run: python -m finlit check", file=out
    )
    print(
        "It is a draft and not listed in the app until you take out the line 'draft = true'.",
        file=out,
    )
    return 0


def make(slug: str, folder: Path) -> Path:
    """A new draft lesson in `folder`. Raises BadSlug for a bad name, and for one that exists."""
    if len(slug) > 40 or not ID.fullmatch(slug):
        raise BadSlug(
            f"{slug!r} cannot name a lesson. Use small letters, digits and hyphens, 40 at most, "
            "like saving-for-a-bike."
        )
    path = folder / slug
    if path.exists():
        raise BadSlug(f"There is a folder {slug!r} already. Choose another name.")
    path.mkdir(parents=True)
    for name in FILES:
        text = (START / name).read_text(encoding="utf-8")
        (path / name).write_text(text, encoding="utf-8", newline="\n")
    return path
