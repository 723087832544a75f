"""Many at once: two processes and 60 pupils on one database, two tabs, two that start together."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from finlit.classroom import ClassClosedError, StoreError, classes, events, members
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store, open_at
from tests.classroom.acts import NOW, class_with_pupil, event, process

FULL = sqlite3.OperationalError("database or disk is full")
FULL.sqlite_errorname = "SQLITE_FULL"

# Thirty pupils, each in a thread of its own, join and send twelve events in batches that overlap.
CLASS_WORK = """
from concurrent.futures import ThreadPoolExecutor
from finlit.classroom import events, members
from finlit.classroom.store.store import open_at
from tests.classroom.acts import NOW, event
url, class_id, name = args
store = open_at(url)
def pupil(number):
    member, _ = members.join(store, class_id, NOW)
    told = set()
    for first in range(0, 12, 3):
        batch = [event(f"{name}-{number}-{i}") for i in range(max(0, first - 3), first + 3)]
        told |= events.keep(store, member, None, batch, NOW)
    return member.alias, sorted(told)
with ThreadPoolExecutor(30) as pool:
    print(json.dumps(list(pool.map(pupil, range(30)))))
"""


def test_two_processes_and_60_pupils_lose_nothing_and_double_nothing(
    store: Store, url: str
) -> None:
    made, _ = classes.make(store, NOW)
    running = [process(CLASS_WORK, url, made.id, name) for name in ("left", "right")]
    outputs = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0], [error for _, error in outputs]
    told = [pupil for out, _ in outputs for pupil in json.loads(out)]
    assert len({alias for alias, _ in told}) == 60
    by_alias = {member.alias: member.id for member in members.of_class(store, made.id)}
    kept: dict[str, list[str]] = {id_: [] for id_ in by_alias.values()}
    for each in events.of_class(store, made.id):
        kept[each.member_id].append(each.event.id)
    assert {by_alias[alias]: ids for alias, ids in told} == {
        id_: sorted(ids) for id_, ids in kept.items()
    }
    assert sum(len(ids) for ids in kept.values()) == 60 * 12


OPENS = """
from finlit.classroom import classes
from finlit.classroom.store.store import open_at
from tests.classroom.acts import NOW
print(classes.make(open_at(args[0]), NOW)[0].code)
"""


def test_two_processes_that_start_at_once_make_one_set_of_tables(empty_url: str) -> None:
    running = [process(OPENS, empty_url) for _ in range(2)]
    outputs = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0], [error for _, error in outputs]
    store = open_at(empty_url)
    with store.reading() as connection:
        codes = connection.execute(sa.select(schema.classes.c.code)).scalars().all()
    store.close()
    assert sorted(codes) == sorted(out.strip() for out, _ in outputs)


def test_processes_that_find_a_damaged_file_at_once_set_it_aside_once(tmp_path: Path) -> None:
    file = tmp_path / "classroom.sqlite"
    file.write_bytes(b"no database" * 1_000)
    running = [process(OPENS, f"sqlite:///{file}") for _ in range(2)]
    outputs = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0], [error for _, error in outputs]
    assert len(list(tmp_path.glob("*.damaged-*"))) == 1
    store = open_at(f"sqlite:///{file}")
    with store.reading() as connection:
        codes = connection.execute(sa.select(schema.classes.c.code)).scalars().all()
    store.close()
    assert sorted(codes) == sorted(out.strip() for out, _ in outputs)


def test_two_tabs_of_one_pupil_send_the_same_events(store: Store) -> None:
    made, member = class_with_pupil(store)
    batches = [[event(f"e{i}") for i in range(n, n + 10)] for n in range(0, 40, 2)]
    with ThreadPoolExecutor(8) as tabs:
        sends = [
            tabs.submit(events.keep, store, member, None, batch[:: 1 if n % 2 else -1], NOW)
            for n, batch in enumerate(batches)
        ]
        told = frozenset().union(*(send.result() for send in sends))
    kept = [each.event.id for each in events.of_class(store, made.id)]
    assert sorted(kept) == sorted(told) == sorted(f"e{i}" for i in range(48))


def test_pupils_who_join_at_once_get_different_aliases(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from finlit.classroom import codes

    monkeypatch.setattr(codes, "ANIMALS", {"Owl": "🦉"})  # 20 aliases in all
    made, _ = classes.make(store, NOW)
    with ThreadPoolExecutor(8) as pupils:
        joined = list(pupils.map(lambda _: members.join(store, made.id, NOW)[0], range(16)))
    assert len({member.alias for member in joined}) == 16


def test_those_who_wait_for_sqlite_go_together_and_each_has_its_own_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_at(f"sqlite:///{tmp_path / 'classroom.sqlite'}")
    made, _ = classes.make(store, NOW)
    pupils = [members.join(store, made.id, NOW)[0] for _ in range(20)]
    over, late = class_with_pupil(store)
    classes.close(store, over.id, NOW)
    commits: list[object] = []
    sa.event.listen(store.engine, "commit", commits.append)
    monkeypatch.setattr(events, "MOST", 3)
    with ThreadPoolExecutor(21) as pool:
        with store._turn():  # someone writes just now
            sends = [
                pool.submit(events.keep, store, pupil, None, [event(f"e{i}")], NOW)
                for i, pupil in enumerate(pupils)
            ]
            refused = pool.submit(events.keep, store, late, None, [event("late")], NOW)
            while len(store._waiting) < 21:
                pass
        told = [send.result() for send in sends]
        with pytest.raises(ClassClosedError):
            refused.result()
    assert told == [{f"e{i}"} for i in range(20)]
    assert len(commits) == 1
    kept = events.of_class(store, made.id)
    assert sorted(each.event.id for each in kept) == sorted(f"e{i}" for i in range(20))
    assert events.of_class(store, over.id) == ()
    store.close()


def test_none_of_those_who_went_together_is_told_kept_when_the_commit_fails(
    tmp_path: Path,
) -> None:
    store = open_at(f"sqlite:///{tmp_path / 'classroom.sqlite'}")
    made, _ = classes.make(store, NOW)
    pupils = [members.join(store, made.id, NOW)[0] for _ in range(5)]

    def full(_: object) -> None:
        raise sa.exc.OperationalError("COMMIT", {}, FULL)

    sa.event.listen(store.engine, "commit", full)
    with ThreadPoolExecutor(5) as pool:
        with store._turn():
            sends = [
                pool.submit(events.keep, store, pupil, None, [event("one")], NOW)
                for pupil in pupils
            ]
            while len(store._waiting) < 5:
                pass
        errors = [send.exception() for send in sends]
    assert [str(error) for error in errors] == [str(StoreError("full"))] * 5
    assert len({id(error) for error in errors}) == 5
    sa.event.remove(store.engine, "commit", full)
    assert events.of_class(store, made.id) == ()
    assert events.keep(store, pupils[0], None, [event("one")], NOW) == {"one"}
    store.close()
