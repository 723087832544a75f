"""Many at once: two processes and 60 pupils on one database, two tabs, two that start together."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from finlit.classroom import classes, events, members, schema
from finlit.classroom.store import Store, open_at
from tests.classroom.acts import NOW, class_with_pupil, event, process

# Thirty pupils, each in a thread of its own, join and send twelve events in batches that overlap.
CLASS_WORK = """
from concurrent.futures import ThreadPoolExecutor
from finlit.classroom import events, members
from finlit.classroom.store import open_at
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
from finlit.classroom.store import open_at
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
