"""The front matter of lesson.md and claim.md: what it is about, its facts and its sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from finlit.lessons.model import Fact, Quoted, Source
from finlit.lessons.table import ID, Table
from finlit.words.formats import FORMATS

Item = TypeVar("Item", Fact, Quoted, Source)


def read_front(table: Table) -> dict[str, Any]:
    """The keys of Lesson that the front matter gives."""
    minutes = table.table("minutes")
    front: dict[str, Any] = read_shared(table) | {
        "question": table.text("question"),
        "core_minutes": int(minutes.number("core")),
        "all_minutes": int(minutes.number("all")),
        "grades": table.plain("grades"),
        "objectives": table.shown("objectives"),
        "standards": table.shown("standards"),
        "key_points": table.shown("key_points"),
        "talk": table.shown("talk"),
        "misconceptions": read_misconceptions(table),
        "draft": table.flag("draft"),
    }
    minutes.finish()
    return front


def read_shared(table: Table) -> dict[str, Any]:
    """The keys that a lesson and a claim both have."""
    return {
        "title": table.plain("title"),
        "sources": by_id(map(read_source, table.tables("source")), table, "source"),
        "facts": by_id(map(read_fact, table.tables("fact", needed=False)), table, "fact"),
        "quoted": by_id(map(read_quoted, table.tables("quoted", needed=False)), table, "quoted"),
        "examples": table.texts("examples", needed=False),
    }


def read_claim_front(table: Table) -> dict[str, Any]:
    """The keys of Claim that the front matter of claim.md gives."""
    return read_shared(table) | {
        "statement": table.text("statement"),
        "said_by": table.text("said_by"),
        "doubted_by": table.text("doubted_by"),
        "lesson": table.plain("lesson"),
        "lesson_part": table.plain("lesson_part", ""),
        "draft": table.flag("draft"),
    }


def by_id(items: Iterable[Item], table: Table, key: str) -> dict[str, Item]:
    """Items by their id; an id used twice is noted."""
    found: dict[str, Item] = {}
    for item in items:
        if item.id in found:
            table.source.notes.add(
                item.line, "duplicate id", f"The {key} id {item.id!r} is used twice."
            )
        found[item.id] = item
    return found


def read_misconceptions(table: Table) -> dict[str, str]:
    """id -> the sentence that many people believe."""
    found = {}
    for id_, sentence in table.mapping("misconceptions", needed=True).items():
        line = table.source.find(rf"{id_}\s*=", table.line)
        if not ID.fullmatch(id_):
            table.source.notes.add(
                line, "id", f"The id {id_!r} must be small letters, digits and hyphens."
            )
        if not isinstance(sentence, str) or not sentence.strip():
            table.source.notes.add(line, "value", f"The misconception {id_!r} must be a sentence.")
            continue
        found[id_] = table.keep(sentence.strip(), id_)
    return found


def read_source(table: Table) -> Source:
    """One [[source]]."""
    year = table.number("year", 0)
    source = Source(
        id=table.id(),
        title=table.text("title"),
        publisher=table.text("publisher"),
        url=table.plain("url"),
        year=int(year) or None,
        line=table.line,
    )
    if source.url and not source.url.startswith(("https://", "http://")):
        table.wrong("url", f"The address {source.url!r} must begin with https://.", "source")
    table.finish()
    return source


def read_fact(table: Table) -> Fact:
    """One [[fact]]."""
    fact = Fact(
        id=table.id(),
        experiment=table.plain("experiment"),
        figure=table.plain("figure"),
        format=table.one_of("format", FORMATS),
        values=table.mapping("values"),
        line=table.line,
    )
    table.finish()
    return fact


def read_quoted(table: Table) -> Quoted:
    """One [[quoted]]."""
    quoted = Quoted(
        id=table.id(), text=table.text("text"), source=table.plain("source"), line=table.line
    )
    table.finish()
    return quoted
