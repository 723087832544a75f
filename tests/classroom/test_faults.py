"""Faults: a clear sentence, then going on, and nothing that was confirmed is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from finlit.classroom import classes, events
from finlit.classroom.errors import ClassGoneError, StoreError
from finlit.classroom.store import faults, schema
from finlit.classroom.store.store import Store, open_at, opened
from tests.classroom.acts import NOW, class_with_pupil, event, process
from tests.classroom.postgres import Server

WRITES_FOR_EVER = """
from finlit.classroom import classes, events, members
from finlit.classroom.store.store import open_at
from tests.classroom.acts import NOW, event
store = open_at(args[0])
made, _ = classes.make(store, NOW)
member, _ = members.join(store, made.id, NOW)
print(made.id, flush=True)
for number in range(100_000):
    told = events.keep(store, member, None, [event(f"{number}-{i}") for i in range(3)], NOW)
    print(json.dumps(sorted(told)), flush=True)
"""


def test_killed_in_the_middle_every_confirmed_event_is_there(url: str) -> None:
    writing = process(WRITES_FOR_EVER, url)
    assert writing.stdout is not None
    class_id = writing.stdout.readline().strip()
    told = set()
    for _ in range(40):
        told |= set(json.loads(writing.stdout.readline()))
    writing.kill()
    rest, _ = writing.communicate()
    for line in rest.splitlines():
        if line.endswith("]"):
            told |= set(json.loads(line))
    store = open_at(url)
    kept = [each.event.id for each in events.of_class(store, class_id)]
    store.close()
    assert len(kept) == len(set(kept))
    assert told <= set(kept)
    whole = {id_.partition("-")[0] for id_ in kept}
    assert len(kept) == 3 * len(whole)  # each sending as a whole or not at all


def test_a_database_that_was_away_is_used_again(postgresql: Server) -> None:
    store = open_at(postgresql.new_database())
    clock = iter(range(0, 10_000, 10))  # each look at the clock is ten seconds later
    store._clock = lambda: float(next(clock))
    made, member = class_with_pupil(store)
    events.keep(store, member, None, [event("before")], NOW)
    postgresql.stop()
    try:
        for _ in range(2):
            with pytest.raises(StoreError, match="cannot be reached") as trouble:
                events.keep(store, member, None, [event("during")], NOW)
            assert trouble.value.kind == "away"
        with pytest.raises(StoreError):
            open_at(str(postgresql.url("classroom_none")))
    finally:
        postgresql.start()
    assert events.keep(store, member, None, [event("during")], NOW) == {"during"}
    assert [kept.event.id for kept in events.of_class(store, made.id)] == ["before", "during"]
    store.close()


def test_while_it_is_away_nobody_waits_for_it_again_at_once(postgresql: Server) -> None:
    store = open_at(postgresql.new_database())
    made, _ = classes.make(store, NOW)
    clock = [100.0]
    store._clock = lambda: clock[0]
    postgresql.stop()
    try:
        with pytest.raises(StoreError):
            classes.by_id(store, made.id, NOW)
    finally:
        postgresql.start()
    with pytest.raises(StoreError):
        classes.by_id(store, made.id, NOW)  # not asked
    clock[0] += 3
    assert classes.by_id(store, made.id, NOW) == made
    store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "classroom.sqlite"


@pytest.fixture
def on_file(file: Path) -> Iterator[Store]:
    """A store on a SQLite file."""
    store = open_at(f"sqlite:///{file}")
    yield store
    store.close()


def test_a_full_disk_is_told_and_what_was_confirmed_stays(
    on_file: Store, caplog: pytest.LogCaptureFixture
) -> None:
    made, member = class_with_pupil(on_file)
    told: set[str] = set()

    def narrow(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    sa.event.listen(on_file.engine, "connect", narrow)
    on_file.close()

    def fill() -> None:
        for number in range(1_000):
            batch = [event(f"{number}-{i}") for i in range(20)]
            told.update(events.keep(on_file, member, None, batch, NOW))

    with pytest.raises(StoreError, match="is full") as trouble:
        fill()
    assert trouble.value.kind == "full"
    assert caplog.messages == [
        "The class database is full: (sqlite3.OperationalError) database or disk is full"
    ]
    assert told
    assert {kept.event.id for kept in events.of_class(on_file, made.id)} == told
    sa.event.remove(on_file.engine, "connect", narrow)
    on_file.close()
    assert events.keep(on_file, member, None, [event("room-again")], NOW) == {"room-again"}


def test_a_corrupt_file_is_kept_aside_and_the_app_goes_on(
    file: Path, on_file: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_DATABASE_URL", f"sqlite:///{file}")
    class_with_pupil(on_file)
    on_file.close()
    Path(f"{file}-wal").unlink(missing_ok=True)
    damaged = b"no database" * 1_000
    file.write_bytes(damaged)
    store = opened()
    assert "damaged" in store.notice
    (aside,) = file.parent.glob("classroom.sqlite.damaged-*")
    assert aside.name in store.notice
    assert aside.read_bytes() == damaged
    _, member = class_with_pupil(store)
    assert events.keep(store, member, None, [event("one")], NOW) == {"one"}
    assert opened() is store
    store.close()


def test_damage_while_running_is_told_and_the_next_opening_begins_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_DATABASE_URL", f"sqlite:///{file}")
    store = opened()
    made, _ = class_with_pupil(store)
    store.wipe()
    store.close()
    text = bytearray(file.read_bytes())
    text[4096:] = b"x" * (len(text) - 4096)  # all but the first page
    file.write_bytes(text)
    with pytest.raises(StoreError, match="damaged"):
        classes.by_id(store, made.id, NOW)
    fresh = opened()
    assert fresh is not store
    assert "restore" in fresh.notice
    with pytest.raises(ClassGoneError):
        classes.by_id(fresh, made.id, NOW)
    fresh.close()


def test_a_file_that_was_taken_away_swallows_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_DATABASE_URL", f"sqlite:///{file}")
    store = opened()
    _, member = class_with_pupil(store)
    take_away(file)
    with pytest.raises(StoreError) as trouble:
        events.keep(store, member, None, [event("one")], NOW)
    assert trouble.value.kind == "away"
    fresh = opened()
    assert "no longer there" in fresh.notice
    _, member = class_with_pupil(fresh)
    assert events.keep(fresh, member, None, [event("one")], NOW) == {"one"}
    assert file.exists()
    fresh.close()


def take_away(file: Path) -> None:
    """Remove a database as somebody would who tidies a folder."""
    for end in ("", "-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)


def test_a_database_that_is_gone_at_the_start_is_told_and_not_begun_in_silence(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = open_at(f"sqlite:///{file}")
    assert first.notice == ""
    first.close()
    again = open_at(f"sqlite:///{file}")
    assert again.notice == ""
    again.close()
    take_away(file)
    fresh = open_at(f"sqlite:///{file}")
    assert "no longer there" in fresh.notice and "restore FILE" in fresh.notice
    assert caplog.messages == [fresh.notice]
    class_with_pupil(fresh)
    fresh.close()


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    store = open_at(url)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match="newer version") as trouble:
        open_at(url)
    assert trouble.value.kind == "newer"


def test_a_database_that_is_locked_is_told(on_file: Store, file: Path) -> None:
    _, member = class_with_pupil(on_file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        def impatient(connection: sqlite3.Connection, _: object) -> None:
            connection.execute("PRAGMA busy_timeout = 20")

        sa.event.listen(on_file.engine, "connect", impatient)
        on_file.close()
        with pytest.raises(StoreError, match="busy") as trouble:
            events.keep(on_file, member, None, [event("one")], NOW)
        other.execute("ROLLBACK")
    assert trouble.value.kind == "locked"
    assert events.keep(on_file, member, None, [event("one")], NOW) == {"one"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("08006", "away"),
        ("57P01", "away"),
        ("28P01", "away"),
        ("3D000", "away"),
        ("42501", "away"),
        ("53100", "full"),
        ("53300", "locked"),
        ("40P01", "locked"),
        ("XX001", "corrupt"),
        ("42P01", None),
    ],
)
def test_what_postgresql_says_is_understood(code: str, kind: str | None) -> None:
    from psycopg import errors

    origin = (
        errors.lookup(code)("as PostgreSQL says")
        if code != "53300"
        else (errors.TooManyConnections("as PostgreSQL says"))
    )
    told = sa.exc.DBAPIError.instance("SELECT 1", {}, origin, Exception)
    assert isinstance(told, sa.exc.DBAPIError)
    assert faults.kind(told) == kind


def test_mistakes_of_ours_are_not_told_as_faults_of_the_database(store: Store) -> None:
    with pytest.raises(sa.exc.SQLAlchemyError), store.reading() as connection:
        connection.execute(sa.text("SELECT * FROM no_such_table"))
    with pytest.raises(sa.exc.IntegrityError) as mistake, store.writing() as connection:
        connection.execute(sa.insert(schema.gone_codes).values(code="SECRET"))
    assert "SECRET" not in str(mistake.value).partition("DETAIL")[0]  # nothing of it in a log


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "sqlite://", "postgresql+x://a"])
def test_an_address_that_is_none_gets_a_sentence_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as trouble:
        open_at(url.replace("host", "user:secret@host"))
    assert "secret" not in str(trouble.value)
    assert str(trouble.value).endswith((".", "sqlite:///"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights of files")
def test_the_file_is_its_owners_alone_and_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "a folder" / "ünïcode #1%20.sqlite"
    address = sa.URL.create("sqlite", database=str(file))
    store = open_at(address.render_as_string())
    class_with_pupil(store)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    store.close()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is barred to root or on Windows"
)
def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    barred = tmp_path / "barred"
    barred.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_at(f"sqlite:///{barred / 'classroom.sqlite'}")


def test_a_folder_in_the_files_place_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_at(f"sqlite:///{tmp_path}")


def test_the_default_file_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_data_path

    monkeypatch.delenv("FINLIT_DATABASE_URL")
    from finlit.classroom.store.settings import database_url, read_url

    address = read_url(database_url())
    assert Path(str(address.database)).parent == user_data_path("finlit", appauthor=False)
    assert address.get_backend_name() == "sqlite"


def test_the_name_of_the_driver_is_ours_to_choose() -> None:
    from finlit.classroom.store.settings import read_url

    for name in ("postgres", "postgresql"):
        assert read_url(f"{name}://u:p@h/d").drivername == "postgresql+psycopg"


def test_what_each_commit_rests_on(on_file: Store) -> None:
    with on_file.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
    }
