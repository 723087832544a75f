"""Classes and pupils: made, opened, joined, closed, deleted; nobody gets into another class."""

from __future__ import annotations

import hmac
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from finlit.classroom import (
    BadCodeError,
    ClassClosedError,
    ClassFullError,
    ClassGoneError,
    Member,
    NoSuchClassError,
    NoSuchMemberError,
    TooManyGuessesError,
    WrongKeyError,
    WrongReturnCodeError,
    assignments,
    classes,
    codes,
    events,
    expiry,
    limits,
    members,
    teacher_keys,
)
from finlit.classroom.errors import DoorClosedError, TooManyAtOnceError
from finlit.classroom.store import schema
from finlit.classroom.store.store import Store
from finlit.classroom.teacher_keys import Access
from tests.classroom.acts import MINUTE, NOW, class_with_pupil, event

UNUSED = "BCDF-2345"


def everything(store: Store) -> str:
    """All that is in the database, as text."""
    with store.reading() as connection:
        return repr([connection.execute(sa.select(t)).all() for t in schema.metadata.sorted_tables])


def test_a_class_opens_with_its_key_from_anywhere(store: Store) -> None:
    made, key = classes.make(store, NOW, months=3, address="10.0.0.1")
    assert made.expires == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    typed = codes.shown(made.code).lower()
    assert teacher_keys.open_with_key(store, typed, key.title(), NOW, address="x") == Access(
        made, "teacher"
    )
    assert classes.find(store, typed, NOW) == made
    assert classes.by_id(store, made.id, NOW) == made


def test_keys_codes_and_addresses_are_not_in_the_database(store: Store) -> None:
    made, key = classes.make(store, NOW, address="10.9.8.7")
    _, return_code = members.join(store, made.id, NOW)
    with pytest.raises(WrongReturnCodeError):
        members.come_back(store, made.code, UNUSED, NOW, address="10.9.8.7")
    text = everything(store)
    assert key not in text
    assert return_code not in text
    assert "10.9.8.7" not in text
    assert "$argon2id$" in text


def test_a_wrong_key_does_not_open_and_a_misspelt_one_is_no_guess(store: Store) -> None:
    made, key = classes.make(store, NOW)
    other = " ".join(reversed(key.split())) if key.split() != key.split()[::-1] else codes.new_key()
    with pytest.raises(WrongKeyError):
        teacher_keys.open_with_key(store, made.code, other, NOW, address="x")
    with pytest.raises(BadCodeError):
        teacher_keys.open_with_key(store, made.code, "no such words", NOW, address="x")
    with store.reading() as connection:
        assert len(connection.execute(sa.select(schema.tries)).all()) == 1


def test_secrets_are_compared_in_constant_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = classes.make(store, NOW)
    for _ in range(3):
        members.join(store, made.id, NOW)
    compared = []
    monkeypatch.setattr(
        members.hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b
    )
    with pytest.raises(WrongReturnCodeError):
        members.come_back(store, made.code, UNUSED, NOW, address="x")
    assert len(compared) == 3  # all of the class's, whichever fits
    assert hmac.compare_digest("a", "a")


def test_a_pupil_gets_an_alias_and_comes_back(store: Store) -> None:
    made, _ = classes.make(store, NOW)
    joined = [members.join(store, made.id, NOW + MINUTE * i) for i in range(20)]
    assert len({member.alias for member, _ in joined}) == 20
    assert members.of_class(store, made.id) == tuple(member for member, _ in joined)
    for member, code in joined[:3]:
        typed = codes.shown(code).lower()
        assert members.come_back(store, made.code, typed, NOW, address="x") == member
    member, old = joined[0]
    new = members.new_return_code(store, made.id, member.id)
    assert members.come_back(store, made.code, new, NOW, address="x") == member
    with pytest.raises(WrongReturnCodeError):
        members.come_back(store, made.code, old, NOW, address="x")


def test_a_removed_pupil_is_gone_with_all_they_did(store: Store) -> None:
    made, member = class_with_pupil(store)
    events.keep(store, member, None, [event("one")], NOW)
    members.remove(store, made.id, member.id, NOW)
    assert events.of_class(store, made.id) == ()
    with pytest.raises(NoSuchMemberError):
        events.keep(store, member, None, [event("two")], NOW)
    with pytest.raises(NoSuchMemberError):
        members.remove(store, made.id, member.id, NOW)


def test_a_full_class_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST", 2)
    made, _ = class_with_pupil(store)
    members.join(store, made.id, NOW)
    with pytest.raises(ClassFullError, match="2 have joined"):
        members.join(store, made.id, NOW)


def test_who_fills_a_class_for_fun_is_taken_out_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST", 3)
    made, member = class_with_pupil(store)
    elsewhere, _ = class_with_pupil(store)
    events.keep(store, member, None, [event("one")], NOW)
    for _ in range(2):
        members.join(store, made.id, NOW)
    with pytest.raises(ClassFullError):
        members.join(store, made.id, NOW)
    assert members.remove_idle(store, made.id, NOW) == 2
    assert members.of_class(store, made.id) == (member,)
    assert len(members.of_class(store, elsewhere.id)) == 1
    members.join(store, made.id, NOW)


def test_a_closed_class_takes_nobody_and_nothing_until_it_reopens(store: Store) -> None:
    made, key = classes.make(store, NOW)
    member, code = members.join(store, made.id, NOW)
    closed = classes.close(store, made.id, NOW)
    assert closed.closed == NOW
    with pytest.raises(ClassClosedError):
        classes.find(store, made.code, NOW)
    with pytest.raises(ClassClosedError):
        members.join(store, made.id, NOW)
    with pytest.raises(ClassClosedError):
        events.keep(store, member, None, [event("one")], NOW)
    assert members.come_back(store, made.code, code, NOW, address="x") == member  # to look
    assert teacher_keys.open_with_key(store, made.code, key, NOW, address="x").class_ == closed
    classes.reopen(store, made.id, NOW)
    assert events.keep(store, member, None, [event("one")], NOW) == {"one"}


def test_a_deleted_class_leaves_nothing_but_its_codes(store: Store) -> None:
    made, member = class_with_pupil(store)
    assignment = assignments.make(store, made.id, "compounding", NOW)
    events.keep(store, member, assignment, [event("one")], NOW)
    classes.delete(store, made.id, NOW)
    classes.delete(store, made.id, NOW)
    with store.reading() as connection:
        for table in (schema.classes, schema.members, schema.assignments, schema.events):
            assert connection.execute(sa.select(table)).all() == []
    for call in (
        lambda: classes.find(store, made.code, NOW),
        lambda: assignments.by_code(store, assignment.code, NOW),
        lambda: members.join(store, made.id, NOW),
        lambda: events.keep(store, member, assignment, [event("two")], NOW),
    ):
        with pytest.raises(ClassGoneError):
            call()


def test_classes_delete_themselves_after_their_time(store: Store) -> None:
    short, _ = classes.make(store, NOW, months=1)
    long, _ = classes.make(store, NOW, months=12)
    over = NOW + timedelta(days=31)
    with pytest.raises(ClassGoneError):  # also before anything has deleted it
        classes.by_id(store, short.id, over)
    assert expiry.purge(store, over) == 0  # its rows stay for another week
    assert expiry.purge(store, over + expiry.WEEK) == 1
    assert expiry.purge(store, over + expiry.WEEK) == 0
    with pytest.raises(ClassGoneError):
        classes.find(store, short.code, over)
    assert classes.find(store, long.code, over) == long
    classes.extend(store, long.id, 24, over)
    assert expiry.purge(store, NOW + timedelta(days=366)) == 0


def test_a_running_server_deletes_them_too(store: Store) -> None:
    short, _ = classes.make(store, NOW, months=1)
    for days in (20, 40, 47, 54):  # over, deleted, and gone from the bin
        classes.make(store, NOW + timedelta(days=days))
    assert short.id not in everything(store)


def test_the_key_keeps_a_class_that_is_over_and_not_deleted_yet(store: Store) -> None:
    made, key = classes.make(store, NOW, months=1)
    over = NOW + timedelta(days=33)
    assert expiry.purge(store, over) == 0
    with pytest.raises(ClassGoneError):
        classes.by_id(store, made.id, over)
    with pytest.raises(ClassGoneError):
        teacher_keys.open_with_key(store, made.code, codes.new_key(), over, address="x")
    opened = teacher_keys.open_with_key(store, made.code, key, over, address="x").class_
    assert opened.expires == classes.months_later(over, 1)
    assert expiry.purge(store, over + expiry.WEEK) == 0


def test_a_code_is_not_given_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = classes.make(store, NOW)
    kept, _ = classes.make(store, NOW)
    classes.delete(store, made.id, NOW)
    drawn = iter([made.code, kept.code, "BCD234"])
    monkeypatch.setattr(codes, "new_class_code", lambda: next(drawn))
    assert classes.make(store, NOW)[0].code == "BCD234"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [((2026, 8, 31), 6, (2027, 2, 28)), ((2026, 12, 31), 12, (2027, 12, 31))],
)
def test_months_end_where_the_shorter_month_does(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert classes.months_later(datetime(*day, tzinfo=UTC), months) == datetime(
        *expected, tzinfo=UTC
    )
    with pytest.raises(ValueError, match="1 to 24"):
        classes.months_later(NOW, 25)


def test_wrong_return_codes_are_limited_and_the_right_one_is_never_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit("return", 3, 5, timedelta(minutes=15))
    monkeypatch.setattr(limits, "RETURN_CODES", few)
    made, _ = classes.make(store, NOW)
    member, code = members.join(store, made.id, NOW)

    wrong = (codes.new_return_code() for _ in range(100))

    def come_back(address: str, now: datetime, text: str = "") -> Member:
        return members.come_back(store, made.code, text or next(wrong), now, address=address)

    for minute in range(3):
        with pytest.raises(WrongReturnCodeError):
            come_back("10.0.0.1", NOW + MINUTE * minute)
    with pytest.raises(TooManyGuessesError, match="12 minutes") as stopped:
        come_back("10.0.0.1", NOW + MINUTE * 3)
    assert stopped.value.until == NOW + MINUTE * 15
    assert "works at any time" in str(stopped.value)
    assert come_back("10.0.0.1", NOW + MINUTE * 3, code) == member
    for _ in range(2):
        with pytest.raises(WrongReturnCodeError):
            come_back("10.0.0.2", NOW + MINUTE * 3)
    with pytest.raises(TooManyGuessesError):  # all addresses together
        come_back("10.0.0.3", NOW + MINUTE * 4)
    assert come_back("10.0.0.3", NOW + MINUTE * 4, code) == member
    other, _ = classes.make(store, NOW)
    with pytest.raises(WrongReturnCodeError):  # another class is another matter
        members.come_back(store, other.code, UNUSED, NOW + MINUTE * 4, address="10.0.0.1")


def test_the_same_wrong_code_again_is_no_new_guess(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a pupil whose return code was made anew asks with the old one at each run."""
    monkeypatch.setattr(limits, "RETURN_CODES", limits.Limit("return", 2, 2, MINUTE * 15))
    made, _ = classes.make(store, NOW)
    member, old = members.join(store, made.id, NOW)
    new = members.new_return_code(store, made.id, member.id)
    for _ in range(5):
        with pytest.raises(WrongReturnCodeError):
            members.come_back(store, made.code, old, NOW, address="school")
    assert members.come_back(store, made.code, new, NOW, address="school") == member
    assert old not in everything(store)


def test_wrong_keys_are_limited(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KEYS", limits.Limit("key", 2, 9, timedelta(minutes=15)))
    made, _ = classes.make(store, NOW)
    for _ in range(2):
        with pytest.raises(WrongKeyError):
            teacher_keys.open_with_key(store, made.code, codes.new_key(), NOW, address="pupil")
    with pytest.raises(TooManyGuessesError):
        teacher_keys.open_with_key(store, made.code, codes.new_key(), NOW, address="pupil")


@pytest.mark.parametrize("address", ["10.1.2.3", ""])
def test_wrong_guesses_lock_out_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A pupil with a script sits behind the same address as the teacher and the whole school, or
    nobody has an address at all."""
    for name in ("KEYS", "RETURN_CODES", "CODES", "CLASSES"):
        monkeypatch.setattr(limits, name, limits.Limit(name.lower(), 1, 1, MINUTE * 15))
    made, key = classes.make(store, NOW, address=address)
    member, code = members.join(store, made.id, NOW)
    work = assignments.make(store, made.id, "compounding", NOW)
    tries = (
        (
            WrongKeyError,
            lambda: teacher_keys.open_with_key(
                store, made.code, codes.new_key(), NOW, address=address
            ),
        ),
        (
            WrongReturnCodeError,
            lambda: members.come_back(
                store, made.code, codes.new_return_code(), NOW, address=address
            ),
        ),
        (
            NoSuchClassError,
            lambda: classes.find(store, codes.new_class_code(), NOW, address=address),
        ),
    )
    for error, call in tries:
        with pytest.raises(error):
            call()
        for _ in range(3):
            with pytest.raises(TooManyGuessesError):
                call()
    with store.reading() as connection:
        assert len(connection.execute(sa.select(schema.tries)).all()) == 4  # and the class made
    assert teacher_keys.open_with_key(store, made.code, key, NOW, address=address).class_ == made
    assert members.come_back(store, made.code, code, NOW, address=address) == member
    assert classes.find(store, made.code, NOW, address=address) == made
    assert assignments.by_code(store, work.code, NOW, address=address) == (made, work)
    assert classes.make(store, NOW, address=address)[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_tries_are_counted_by_who_holds_the_address(address: str, expected: str) -> None:
    assert limits.bucket(address) == expected


def test_a_household_is_one_whatever_its_device_calls_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CODES", limits.Limit("code", 2, None, timedelta(hours=1)))
    for number in range(1, 3):
        with pytest.raises(NoSuchClassError):
            classes.find(store, codes.new_class_code(), NOW, address=f"2001:db8:1:2::{number}")
    with pytest.raises(TooManyGuessesError):
        classes.find(store, codes.new_class_code(), NOW, address="2001:db8:1:2:ffff::9")
    with pytest.raises(NoSuchClassError):
        classes.find(store, codes.new_class_code(), NOW, address="2001:db8:1:3::1")


def test_tries_from_the_future_count_for_nothing_and_go(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that was 400 days ahead for an hour slows nobody down for a year."""
    monkeypatch.setattr(limits, "CODES", limits.Limit("code", 1, 1, timedelta(hours=1)))
    ahead = NOW + timedelta(days=400)
    limits.count(store, limits.CODES, "10.0.0.1", ahead, guess="BCD234")
    assert limits.is_over(store, limits.CODES, "10.0.0.1", ahead + MINUTE) is not None
    assert limits.is_over(store, limits.CODES, "10.0.0.1", NOW) is None
    limits.count(store, limits.CODES, "10.0.0.2", NOW)
    with store.reading() as connection:
        assert len(connection.execute(sa.select(schema.tries)).all()) == 1


def test_wrong_ones_are_answered_ever_more_slowly() -> None:
    pauses = [limits.pause(number) for number in range(1, 12)]
    assert pauses == [0, 0, 0, 0, 0, 1, 2, 4, 8, 8, 8]
    assert limits.pause(10_000) == limits.LONGEST
    assert limits.pause(1, address_is_over=True) == 2


def test_a_full_server_makes_room_of_classes_that_nobody_used(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "MOST", 3)
    used, _ = class_with_pupil(store)
    unused, _ = classes.make(store, NOW)
    fresh, _ = classes.make(store, NOW + timedelta(days=2))
    made, _ = classes.make(store, NOW + timedelta(days=2))
    later = NOW + timedelta(days=2)
    for each in (used, fresh, made):
        assert classes.by_id(store, each.id, later) == each
    with pytest.raises(ClassGoneError):
        classes.by_id(store, unused.id, later)
    with pytest.raises(classes.TooManyClassesError):
        classes.make(store, later)


def test_a_school_of_500_behind_one_address_joins_and_mistypes(store: Store) -> None:
    made, _ = classes.make(store, NOW, address="school")
    with pytest.raises(NoSuchClassError):
        classes.find(store, "BCD-234", NOW, address="school")
    with store.writing() as connection:
        last = sa.select(schema.tries).order_by(schema.tries.c.number.desc()).limit(1)
        (row,) = connection.execute(last).mappings()
        assert re.fullmatch("[0-9a-f]{32}", row["address"])
        others = [{**row, "number": 1_000 + i, "guess": f"{i}"} for i in range(499)]
        connection.execute(sa.insert(schema.tries), others)
    assert classes.find(store, made.code, NOW, address="school") == made


def test_guessing_class_codes_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CODES", limits.Limit("code", 2, None, timedelta(hours=1)))
    made, _ = classes.make(store, NOW)
    for code in ("BCD-234", "BCD-235"):
        with pytest.raises(NoSuchClassError):
            classes.find(store, code, NOW, address="x")
    with pytest.raises(TooManyGuessesError, match="60 minutes"):
        classes.find(store, "BCD-237", NOW, address="x")
    assert classes.find(store, made.code, NOW, address="x") == made
    with pytest.raises(TooManyGuessesError):
        assignments.by_code(store, "BCD-2345", NOW, address="x")


def test_tries_are_forgotten_within_a_day(store: Store) -> None:
    limits.count(store, limits.CODES, "x", NOW)
    limits.count(store, limits.CODES, "x", NOW + timedelta(hours=25))
    with store.reading() as connection:
        assert len(connection.execute(sa.select(schema.tries)).all()) == 1


def test_altered_ids_lead_into_no_other_class(store: Store) -> None:
    mine, my_pupil = class_with_pupil(store)
    theirs, their_pupil = class_with_pupil(store)
    their_work = assignments.make(store, theirs.id, "compounding", NOW)
    events.keep(store, their_pupil, their_work, [event("one")], NOW)
    with pytest.raises(NoSuchMemberError):
        members.by_id(store, mine.id, their_pupil.id)
    with pytest.raises(NoSuchMemberError):
        members.remove(store, mine.id, their_pupil.id, NOW)
    with pytest.raises(NoSuchMemberError):
        members.new_return_code(store, mine.id, their_pupil.id)
    for call in (assignments.by_id, assignments.change):
        with pytest.raises(assignments.NoSuchAssignmentError):
            call(store, mine.id, their_work.id)
    with pytest.raises(assignments.NoSuchAssignmentError):
        assignments.remove(store, mine.id, their_work.id, NOW)
    with pytest.raises(assignments.NoSuchAssignmentError):
        assignments.copy(store, mine.id, their_work.id, mine.id, NOW)
    with pytest.raises(ValueError, match="another class's"):
        events.keep(store, my_pupil, their_work, [event("two")], NOW)
    assert events.of_class(store, mine.id, their_work.id) == ()
    assert [kept.event.id for kept in events.of_class(store, theirs.id)] == ["one"]


def test_through_a_closed_door_only_those_come_who_were_here(store: Store) -> None:
    made, _ = classes.make(store, NOW)
    member, code = members.join(store, made.id, NOW)
    classes.close_door(store, made.id, True, NOW)
    with pytest.raises(DoorClosedError):
        members.join(store, made.id, NOW)
    assert members.come_back(store, made.code, code, NOW, address="x") == member
    assert events.keep(store, member, None, [event("one")], NOW) == {"one"}
    waiting, card = members.prepare(store, made.id, NOW)  # on a card, by the teacher
    assert members.come_back(store, made.code, card, NOW, address="x") == waiting
    classes.close_door(store, made.id, False, NOW)
    members.join(store, made.id, NOW)


def test_a_script_does_not_fill_a_class_in_seconds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_A_MINUTE", 3)
    made, _ = classes.make(store, NOW)
    ahead = NOW + timedelta(days=400)
    members.join(store, made.id, ahead - timedelta(days=300))  # by a wrong clock: counts not
    for _ in range(3):
        members.join(store, made.id, NOW)
    with pytest.raises(TooManyAtOnceError):
        members.join(store, made.id, NOW + timedelta(seconds=59))
    members.join(store, made.id, NOW + MINUTE)
    assert members.remove_since(store, made.id, NOW + MINUTE, NOW + MINUTE) == 2
    assert len(members.of_class(store, made.id)) == 3
