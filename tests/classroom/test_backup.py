"""Backups of one kind of database go back into the other, whole or not at all."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from finlit.classroom import ClassGoneError, assignments, classes, command, events, expiry, members
from finlit.classroom.store import schema
from finlit.classroom.store.backup import BadBackupError, backup, restore
from finlit.classroom.store.store import Store, open_at
from tests.classroom.acts import NOW, event


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of another new database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'other.sqlite'}"
    return request.getfixturevalue("postgresql").new_database()


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that a backup holds."""
    with store.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in schema.KEPT
        }


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with two classes, one of them gone, and work."""
    made, _ = classes.make(store, NOW, address="somewhere")
    gone, _ = classes.make(store, NOW)
    member, _ = members.join(store, made.id, NOW)
    work = assignments.make(
        store, made.id, "compounding", NOW, settings={"race": {"rate": 0.07, "log": True}}
    )
    batch = [event(f"e{number}", payload={"value": number / 3}) for number in range(5)]
    events.keep(store, member, work, batch, NOW)
    classes.delete(store, gone.id, NOW)
    return store


def test_what_was_saved_is_put_back(filled: Store, other: str, tmp_path: Path) -> None:
    file = tmp_path / "classes.backup"
    counts = backup(filled, file)
    assert (counts["classes"], counts["members"], counts["events"]) == (1, 1, 5)
    target = open_at(other)
    assert restore(target, file, NOW) == counts
    assert rows(target) == rows(filled)
    (row,) = rows(target)["classes"]
    member = members.of_class(target, str(row[0]))[0]
    assert events.keep(target, member, None, [event("next")], NOW) == {"next"}  # counts on
    assert len(events.of_member(target, member)) == 6
    target.close()


def test_a_backup_is_one_file_without_addresses(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    file = folder / "classes.backup"
    backup(filled, file)
    assert [path.name for path in folder.iterdir()] == ["classes.backup"]
    with closing(sqlite3.connect(file)) as connection:
        for table in ("tries", "secrets"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    with pytest.raises(BadBackupError, match="already"):
        backup(filled, file)
    with pytest.raises(BadBackupError, match="cannot be written"):
        backup(filled, folder / "missing" / "classes.backup")


def test_a_database_with_classes_is_replaced_only_when_told(
    filled: Store, other: str, tmp_path: Path
) -> None:
    file = tmp_path / "classes.backup"
    backup(filled, file)
    target = open_at(other)
    late, _ = classes.make(target, NOW)
    before = rows(target)
    with pytest.raises(BadBackupError, match="holds a class already"):
        restore(target, file, NOW)
    assert rows(target) == before
    restore(target, file, NOW, replace=True)
    assert rows(target) == rows(filled)
    with pytest.raises(classes.NoSuchClassError):
        classes.find(target, late.code, NOW)
    target.close()


def test_classes_that_are_over_do_not_come_back(filled: Store, other: str, tmp_path: Path) -> None:
    file = tmp_path / "classes.backup"
    backup(filled, file)
    target = open_at(other)
    over = NOW + timedelta(days=400)
    restore(target, file, over)
    for row in rows(filled)["classes"]:
        with pytest.raises(ClassGoneError):
            classes.by_id(target, str(row[0]), over)
    expiry.purge(target, over + expiry.WEEK)
    assert rows(target)["classes"] == rows(target)["events"] == []
    target.close()


def broken(file: Path, how: str) -> None:
    """A file that is no good backup."""
    if how == "text":
        file.write_text("no database at all", encoding="utf-8")
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "other":
        file.unlink()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    elif how == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif how == "newer":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    elif how in {"a table gone", "a column gone", "no time"}:
        change = {
            "a table gone": "DROP TABLE events",
            "a column gone": "ALTER TABLE classes RENAME COLUMN name TO called",
            "no time": "UPDATE classes SET created = 'noon'",
        }
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(change[how])
            connection.commit()
    else:
        file.unlink()


BROKEN = ["text", "empty", "other", "half", "newer", "missing"]


@pytest.mark.parametrize("how", [*BROKEN, "a table gone", "a column gone", "no time"])
def test_a_bad_backup_changes_nothing(how: str, tmp_path: Path) -> None:
    store = open_at(f"sqlite:///{tmp_path / 'classroom.sqlite'}")
    classes.make(store, NOW)
    before, file = rows(store), tmp_path / "classes.backup"
    backup(store, file)
    broken(file, how)
    with pytest.raises(BadBackupError, match=r"no backup|cannot be read|newer|no file|changed it"):
        restore(store, file, NOW, replace=True)
    assert rows(store) == before
    store.close()


def test_the_commands(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINLIT_DATABASE_URL", url)
    store = open_at(url)
    made, _ = classes.make(store, NOW, months=1)
    members.join(store, made.id, NOW)
    store.close()
    out, file = io.StringIO(), tmp_path / "classes.backup"
    over = NOW + timedelta(days=60)
    assert command.run(out, "backup", file, NOW) == 0
    assert command.run(out, "restore", file, NOW) == 1
    assert command.run(out, "restore", file, NOW, replace=True) == 0
    assert command.run(out, "purge", None, NOW) == 0
    assert command.run(out, "purge", None, over) == 0
    assert command.run(out, "purge", None, over + expiry.WEEK) == 0
    assert command.run(out, "bring-back", Path(made.code), over + expiry.WEEK) == 0
    assert classes.by_id(open_at(url), made.id, over + expiry.WEEK).code == made.code
    assert command.run(out, "bring-back", Path(made.code), over + expiry.WEEK) == 1
    assert command.run(out, "backup", None, NOW) == 1
    said = out.getvalue().splitlines()
    told = "1 class, 1 pupil, 0 assignments and 0 events."
    assert said[0] == f"Saved to {file}: {told}"
    assert said[1].startswith("The database holds a class already.")
    assert said[2] == f"Put back from {file}: {told}"
    assert said[3] == "No class was over for a week."
    assert said[4] == "No class was over for a week."  # for a week its rows stay
    assert said[5] == "Deleted 1 class whose time had been over for a week."
    assert said[6] == f"{made.name} is back."
    assert said[7].startswith("This cannot be brought back")
    assert said[8].startswith("Name a file")
