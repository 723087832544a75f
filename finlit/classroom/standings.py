"""What each pupil said first and last at each place of an assignment: all that boards count.

One row for a pupil and a place, written with the events themselves, so that a board of 300 pupils
reads some counts and not 150,000 events. Events stay the record; `rebuild` makes the rows anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from finlit.classroom.reports.tally import Place, Said, Tally
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store

_TABLE, _EVENTS = schema.standings, schema.events
_NAMES = ("value", "right", "low", "high", "stretch", "chance", "put", "late")
_ROWS_AT_ONCE = 1_000
# Whose last word counts too, and of which pupils' pairs are shown.
_ANSWER, _VOTE = "answer", "vote"


def keep(connection: sa.Connection, store: Store, row: Mapping[str, Any], number: int) -> None:
    """Note an event of an assignment that has just been appended under this number."""
    insert = (sqlite if store.is_sqlite else postgresql).insert(_TABLE).values(_first(row, number))
    again = insert.on_conflict_do_update(
        index_elements=list(_TABLE.primary_key.columns),
        set_={
            "last": insert.excluded.last,
            "number": insert.excluded.number,
            "tries": _TABLE.c.tries + 1,
        },
    )
    connection.execute(again)


def _first(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    text = _told(row["payload"])
    place = {name: row[name] for name in ("assignment_id", "member_id", "kind", "content")}
    return {**place, "first": text, "last": text, "tries": 1, "number": number}


def _told(payload: Mapping[str, Any]) -> str:
    return json.dumps({k: payload[k] for k in _NAMES if k in payload}, sort_keys=True)


def rebuild(connection: sa.Connection, class_id: str | None = None) -> None:
    """Make all rows of a class anew from its events, or of all classes."""
    of_class = [] if class_id is None else [_EVENTS.c.class_id == class_id]
    ids = sa.select(schema.assignments.c.id)
    if class_id is not None:
        ids = ids.where(schema.assignments.c.class_id == class_id)
    connection.execute(sa.delete(_TABLE).where(_TABLE.c.assignment_id.in_(ids)))
    asked = sa.select(_EVENTS).where(_EVENTS.c.assignment_id.is_not(None), *of_class)
    made: dict[tuple[str, ...], dict[str, Any]] = {}
    for event in connection.execute(asked.order_by(_EVENTS.c.number)).mappings():
        row = _first({**event}, event["number"])
        key = (row["assignment_id"], row["member_id"], row["kind"], row["content"])
        if key in made:
            made[key] |= {"last": row["last"], "number": row["number"]}
            made[key]["tries"] += 1
        else:
            made[key] = row
    rows = list(made.values())
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        connection.execute(sa.insert(_TABLE), rows[start : start + _ROWS_AT_ONCE])


def tally(store: Store, class_id: str, assignment_id: str, steps: Sequence[str] = ()) -> Tally:
    """The counts of an assignment, in a handful of queries; `steps` are the contents of its parts,
    all of which make it finished."""
    ours = _TABLE.c.assignment_id == assignment_id
    members = schema.members
    with store.reading() as connection:
        joined = sa.select(sa.func.count()).where(members.c.class_id == class_id)
        asked = (  # rounds are read one by one below
            sa.select(_TABLE.c.kind, _TABLE.c.content, _TABLE.c.first, sa.func.count())
            .where(ours, _TABLE.c.kind != "round")
            .group_by(_TABLE.c.kind, _TABLE.c.content, _TABLE.c.first)
        )
        last = (
            sa.select(_TABLE.c.kind, _TABLE.c.content, _TABLE.c.last, sa.func.count())
            .where(ours, _TABLE.c.kind == _ANSWER)
            .group_by(_TABLE.c.kind, _TABLE.c.content, _TABLE.c.last)
        )
        latest = _latest(connection, ours)
        return Tally(
            joined=connection.execute(joined).scalar_one(),
            working=latest.total(),
            finished=_finished(connection, ours, steps),
            first=_counted(connection.execute(asked)),
            last=_counted(connection.execute(last)),
            votes=_votes(connection, ours),
            latest=latest,
            rounds=_rounds(connection, ours),
        )


def _votes(
    connection: sa.Connection, ours: sa.ColumnElement[bool]
) -> list[dict[str, tuple[Any, Any]]]:
    columns = (_TABLE.c.member_id, _TABLE.c.content, _TABLE.c.first, _TABLE.c.last)
    pairs: dict[str, dict[str, tuple[Any, Any]]] = {}
    for row in connection.execute(sa.select(*columns).where(ours, _TABLE.c.kind == _VOTE)):
        pairs.setdefault(row.member_id, {})[row.content] = (_value(row.first), _value(row.last))
    return list(pairs.values())


def _rounds(connection: sa.Connection, ours: sa.ColumnElement[bool]) -> list[list[str]]:
    asked = sa.select(_TABLE.c.member_id, _TABLE.c.content).where(ours, _TABLE.c.kind == "round")
    found: dict[str, list[str]] = {}
    for member_id, content in connection.execute(asked):
        found.setdefault(member_id, []).append(content)
    return list(found.values())


@dataclass(frozen=True)
class Progress:
    """How far a pupil is: finished parts, questions answered, where the last thing was done and
    when it came in."""

    done: int
    answered: int
    content: str
    last: datetime


def progress(store: Store, assignment_id: str) -> dict[str, Progress]:
    """Members' ids -> how far they are in an assignment; without those who have not begun."""
    ours = _TABLE.c.assignment_id == assignment_id
    counted = (
        sa.select(
            _TABLE.c.member_id,
            sa.func.sum(sa.case((_TABLE.c.kind == "done", 1), else_=0)).label("done"),
            sa.func.sum(sa.case((_TABLE.c.kind == _ANSWER, 1), else_=0)).label("answered"),
            sa.func.max(_TABLE.c.number).label("number"),
        )
        .where(ours)
        .group_by(_TABLE.c.member_id)
        .subquery()
    )
    asked = sa.select(
        counted.c.member_id,
        counted.c.done,
        counted.c.answered,
        _EVENTS.c.content,
        _EVENTS.c.received,
    ).join(_EVENTS, _EVENTS.c.number == counted.c.number)
    with store.reading() as connection:
        return {
            row[0]: Progress(int(row[1]), int(row[2]), row[3], row[4])
            for row in connection.execute(asked)
        }


def _value(text: str) -> Any:
    return json.loads(text).get("value")


def _counted(rows: Iterable[Any]) -> dict[Place, tuple[Said, ...]]:
    found: dict[Place, list[Said]] = {}
    for kind, content, text, count in rows:
        found.setdefault((kind, content), []).append(Said(json.loads(text), count))
    return {place: tuple(said) for place, said in found.items()}


def _latest(connection: sa.Connection, ours: sa.ColumnElement[bool]) -> Counter[Place]:
    """How many pupils did something last at each place."""
    newest = sa.select(sa.func.max(_TABLE.c.number)).where(ours).group_by(_TABLE.c.member_id)
    asked = (
        sa.select(_TABLE.c.kind, _TABLE.c.content, sa.func.count())
        .where(ours, _TABLE.c.number.in_(newest))
        .group_by(_TABLE.c.kind, _TABLE.c.content)
    )
    return Counter({(row[0], row[1]): row[2] for row in connection.execute(asked)})


def _finished(connection: sa.Connection, ours: sa.ColumnElement[bool], steps: Sequence[str]) -> int:
    if not steps:
        return 0
    done = (
        sa.select(_TABLE.c.member_id)
        .where(ours, _TABLE.c.kind == "done", _TABLE.c.content.in_(steps))
        .group_by(_TABLE.c.member_id)
        .having(sa.func.count() == len(steps))
    )
    return connection.execute(sa.select(sa.func.count()).select_from(done.subquery())).scalar_one()
