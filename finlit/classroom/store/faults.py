"""What a database's error means, in the five kinds that people are told about."""

from __future__ import annotations

import sqlalchemy as sa

# PostgreSQL's codes by their beginnings: https://www.postgresql.org/docs/current/errcodes-appendix
_POSTGRESQL = {
    "53100": "full",  # disk_full
    "08": "away",  # connection exceptions
    "57P": "away",  # shut down, or starting up
    "28": "away",  # user or password
    "3D": "away",  # no such database
    "42501": "away",  # no right to make or use the tables
    "53": "locked",  # out of connections or memory
    "55P03": "locked",  # lock not available in time
    "57014": "locked",  # statement timeout
    "40": "locked",  # deadlock, serialization
    "XX001": "corrupt",
    "XX002": "corrupt",
}
_SQLITE = {
    "SQLITE_FULL": "full",
    "SQLITE_CORRUPT": "corrupt",
    "SQLITE_NOTADB": "corrupt",
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_IOERR": "away",
    "SQLITE_CANTOPEN": "away",
    "SQLITE_READONLY": "away",
    "SQLITE_PERM": "away",
}


def kind(error: sa.exc.SQLAlchemyError) -> str | None:
    """ "away", "full", "corrupt" or "locked"; None for an error that is the program's own."""
    if isinstance(error, sa.exc.TimeoutError):  # all connections are in use
        return "locked"
    if not isinstance(error, sa.exc.DBAPIError) or isinstance(error, sa.exc.IntegrityError):
        return None
    origin = error.orig
    for name, codes in (("sqlite_errorname", _SQLITE), ("sqlstate", _POSTGRESQL)):
        code = getattr(origin, name, None)
        if code:
            found = (told for begin, told in codes.items() if code.startswith(begin))
            return next(found, None)
    lost = error.connection_invalidated or isinstance(
        error, sa.exc.OperationalError | sa.exc.InterfaceError
    )
    return "away" if lost else None
