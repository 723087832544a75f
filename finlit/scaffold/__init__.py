"""`python -m finlit new <slug>`: a folder to start a lesson from or, as `claims/<id>`, a claim.

What it holds passes `check`, and is a draft: the app does not list it yet.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from finlit.check import LESSONS
from finlit.lessons.claims import FOLDER
from finlit.lessons.table import ID

START = Path(__file__).parent
LESSON_FILES, CLAIM_FILES = ("lesson.md", "quiz.toml"), ("claim.md",)


class BadSlugError(ValueError):
    """A name that cannot be a lesson's or a claim's folder; the message says why."""


def new(slug: str, folder: Path = LESSONS, out: TextIO = sys.stdout) -> int:
    """Make the folder and say what to do next; 0, or 1 with a sentence when the name is no good."""
    try:
        path = make(slug, folder)
    except BadSlugError as error:
        print(error, file=out)
        return 1
    files = " and ".join(_files(slug))
    print(f"Made {path}. Edit its {files}, then run: python -m finlit check", file=out)
    print(
        "It is a draft and not listed in the app until you take out the line 'draft = true'.",
        file=out,
    )
    return 0


def make(slug: str, folder: Path) -> Path:
    """A new draft in `folder`. Raises BadSlug for a bad name, and for one that exists."""
    name = slug.removeprefix(f"{FOLDER}/")
    if len(name) > 40 or not ID.fullmatch(name) or name == FOLDER:
        raise BadSlugError(
            f"{slug!r} cannot name a lesson or a claim. Use small letters, digits and hyphens, 40 "
            "at most, like saving-for-a-bike, or claims/too-little-to-save."
        )
    path = folder / slug
    if path.exists():
        raise BadSlugError(f"There is a folder {slug!r} already. Choose another name.")
    path.mkdir(parents=True)
    for name in _files(slug):
        text = (START / name).read_text(encoding="utf-8")
        (path / name).write_text(text, encoding="utf-8", newline="\n")
    return path


def _files(slug: str) -> tuple[str, ...]:
    return CLAIM_FILES if slug.startswith(f"{FOLDER}/") else LESSON_FILES
