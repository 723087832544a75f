"""Reading lesson.md and claim.md: front matter and body, and a hash of what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from finlit.lessons.model import Term
from finlit.lessons.table import Notes, Source, Table

MARK = "+++"


def split(text: str, notes: Notes) -> tuple[Source, Source]:
    """A lesson or claim file cut into its front matter and its body, each with its first line."""
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.strip() == MARK][:2]
    if len(marks) < 2 or any(line.strip() for line in lines[: marks[0]]):
        notes.add(1, "front matter", f"The file begins with TOML between two lines of {MARK}.")
        return Source("", 1, notes), Source(text, 1, notes)
    start, end = marks
    front = Source("\n".join(lines[start + 1 : end]), start + 2, notes)
    return front, Source("\n".join(lines[end + 1 :]), end + 2, notes)


def read_top(
    source: Source, glossary: Mapping[str, Term], read: Callable[[Table], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Term]]:
    """The front matter as `read` reads it, and the terms of the glossary that it lists."""
    notes = source.notes
    values = source.parse()
    if source.broken or not any(source.lines):  # told already; what is missing would hide it
        source = Source("", source.first_line, Notes(notes.file))
    table = Table(values, source, source.first_line, "the front matter")
    front = read(table)
    listed = table.texts("glossary", needed=False)
    for id_ in listed:
        if id_ not in glossary:
            table.wrong("glossary", f"The term {id_!r} is not in glossary.toml.", "glossary")
    table.finish()
    notes.lines |= {f"{MARK}{key}": table.line_of(key) for key in values}
    return front, {id_: glossary[id_] for id_ in listed if id_ in glossary}


def read_file(path: Path, notes: Notes) -> str | None:
    """A file's text with plain line ends, or None with a note."""
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        notes.add(1, "file", f"The file {path.name} is missing.")
    except (OSError, UnicodeDecodeError) as error:
        notes.add(1, "file", f"The file {path.name} cannot be read as UTF-8 text: {error}.")
    return None


def version(*texts: str) -> str:
    """A short hash of content, the same on every system."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:10]
