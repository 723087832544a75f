"""What a teacher deletes comes back for a day, whole; afterwards it is gone for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from finlit.classroom import (
    NoSuchMemberError,
    assignments,
    classes,
    events,
    expiry,
    members,
    teacher_keys,
    undo,
)
from finlit.classroom.model import Kept
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store
from tests.classroom.acts import MINUTE, NOW, class_with_pupil, event

DAY = timedelta(days=1)


def rows(store: Store, table: sa.Table) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        asked = sa.select(table).order_by(*table.primary_key.columns)
        return [tuple(row) for row in connection.execute(asked)]


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = (schema.classes, schema.members, schema.assignments, schema.own_due, schema.events)
    return {table.name: rows(store, table) for table in (*tables, schema.gone_codes)}


def test_whatever_is_deleted_comes_back_as_it_was(store: Store) -> None:
    made, member = class_with_pupil(store)
    members.join(store, made.id, NOW)
    work = assignments.make(store, made.id, "compounding", NOW)
    assignments.set_own_due(store, made.id, work.id, member.id, NOW + DAY)
    events.keep(store, member, work, [event("one"), event("two")], NOW)
    events.keep(store, member, None, [event("three", "checks/before/q-a")], NOW)
    before = everything(store)
    deletions = (
        lambda: members.remove(store, made.id, member.id, NOW),
        lambda: members.remove_idle(store, made.id, NOW),
        lambda: members.remove_since(store, made.id, NOW, NOW),
        lambda: assignments.remove(store, made.id, work.id, NOW),
        lambda: classes.delete(store, made.id, NOW),
    )
    for delete in deletions:
        delete()
        assert everything(store) != before
        (aside,) = undo.of_class(store, made.id, NOW)
        assert undo.bring_back(store, made.id, aside.id, NOW + DAY - MINUTE) == aside
        assert everything(store) == before
        with pytest.raises(undo.NothingThereError):
            undo.bring_back(store, made.id, aside.id, NOW)


def test_after_a_day_it_is_gone_for_good(store: Store) -> None:
    made, member = class_with_pupil(store)
    events.keep(store, member, None, [event("one")], NOW)
    members.remove(store, made.id, member.id, NOW)
    (aside,) = undo.of_class(store, made.id, NOW)
    assert undo.of_class(store, made.id, NOW + DAY) == ()
    with pytest.raises(undo.NothingThereError):
        undo.bring_back(store, made.id, aside.id, NOW + DAY)
    expiry.purge(store, NOW + DAY)
    assert rows(store, schema.bin_) == []


def test_what_a_family_wants_gone_goes_at_once(store: Store) -> None:
    made, member = class_with_pupil(store)
    members.remove(store, made.id, member.id, NOW)
    (aside,) = undo.of_class(store, made.id, NOW)
    other, _ = classes.make(store, NOW)
    undo.forget(store, other.id, aside.id)  # another class's: nothing happens
    assert undo.of_class(store, made.id, NOW) == (aside,)
    undo.forget(store, made.id, aside.id)
    assert rows(store, schema.bin_) == []


def test_nobody_gets_the_alias_of_a_pupil_who_may_come_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, member = class_with_pupil(store)
    members.remove(store, made.id, member.id, NOW)
    drawn: list[frozenset[str]] = []

    def alias(taken: frozenset[str]) -> str:
        drawn.append(taken)
        return "Teal Otter" if member.alias != "Teal Otter" else "Jade Cat"

    monkeypatch.setattr(members.codes, "new_alias", alias)
    members.join(store, made.id, NOW)
    assert drawn == [frozenset({member.alias})]


def test_events_whose_numbers_were_given_again_keep_their_order(store: Store) -> None:
    made, member = class_with_pupil(store)
    events.keep(store, member, None, [event("one"), event("two")], NOW)
    members.remove(store, made.id, member.id, NOW)
    other, _ = members.join(store, made.id, NOW)
    events.keep(store, other, None, [event("three")], NOW)
    (aside,) = undo.of_class(store, made.id, NOW)
    undo.bring_back(store, made.id, aside.id, NOW)
    theirs: list[Kept] = [
        each for each in events.of_class(store, made.id) if each.member_id == member.id
    ]
    assert [each.event.id for each in theirs] == ["one", "two"]


def test_a_pupil_who_is_back_works_on(store: Store) -> None:
    made, member = class_with_pupil(store)
    members.remove(store, made.id, member.id, NOW)
    with pytest.raises(NoSuchMemberError):
        events.keep(store, member, None, [event("one")], NOW)
    (aside,) = undo.of_class(store, made.id, NOW)
    undo.bring_back(store, made.id, aside.id, NOW)
    assert events.keep(store, member, None, [event("one")], NOW) == {"one"}


def test_a_deleted_class_opens_with_its_key_again(store: Store) -> None:
    made, key = classes.make(store, NOW)
    classes.delete(store, made.id, NOW)
    (aside,) = undo.of_class(store, made.id, NOW)
    undo.bring_back(store, made.id, aside.id, NOW)
    assert teacher_keys.open_with_key(store, made.code, key, NOW, address="x").class_ == made
