"""What `python -m finlit classroom backup | restore | purge | bring-back` does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO

from finlit.classroom.errors import ClassroomError


def run(
    out: TextIO, action: str, file: Path | None, now: datetime, *, replace: bool = False
) -> int:
    """Do it on the database of FINLIT_DATABASE_URL, print what was done, and return 0; or print
    the sentence that says why not, and return 1."""
    from finlit.classroom import expiry, undo
    from finlit.classroom.store import backup, settings, store

    try:
        opened = store.open_at(settings.database_url(), set_aside=action == "restore")
        try:
            if opened.notice:
                print(opened.notice, file=out)
            if action == "purge":
                print(_purged(expiry.purge(opened, now)), file=out)
            elif action == "bring-back":
                found = undo.class_of_code(opened, str(file or ""), now)
                undo.bring_back(opened, found.class_id, found.id, now)
                print(f"{found.label} is back.", file=out)
            elif file is None:
                print(f"Name a file: python -m finlit classroom {action} FILE", file=out)
                return 1
            elif action == "backup":
                print(f"Saved to {file}: {_told(backup.backup(opened, file))}.", file=out)
            else:
                counts = backup.restore(opened, file, now, replace=replace)
                print(f"Put back from {file}: {_told(counts)}.", file=out)
        finally:
            opened.close()
    except ClassroomError as error:
        print(error, file=out)
        return 1
    except OSError as error:  # a full disk, or one that went away
        print(f"{file or 'The database'} cannot be written: {error.strerror or error}.", file=out)
        return 1
    return 0


def _purged(count: int) -> str:
    if not count:
        return "No class was over for a week."
    classes = "class" if count == 1 else "classes"
    return f"Deleted {count} {classes} whose time had been over for a week."


def _told(counts: Mapping[str, int]) -> str:
    names = {
        "classes": ("class", "classes"),
        "members": ("pupil", "pupils"),
        "assignments": ("assignment", "assignments"),
        "events": ("event", "events"),
    }
    told = [f"{counts[table]:,} {names[table][counts[table] != 1]}" for table in names]
    return f"{', '.join(told[:-1])} and {told[-1]}"
