"""What is worked out once and kept on disk, in this system's folder for caches.

A file's name says what code and data it came from, so an old one is never found again; the oldest
go when there is too much. Where nothing can be written, everything works as well, only slower.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from finlit.market import Market

MOST_BYTES = 200_000_000
_LIBRARIES = ("altair", "numpy", "pandas", "vl-convert-python")
_PACKAGE = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """Where it is kept; FINLIT_CACHE names another place than the usual one."""
    named = os.environ.get("FINLIT_CACHE")
    if named:
        return Path(named) / "live"
    from platformdirs import user_cache_path

    return user_cache_path("finlit", appauthor=False) / "live"


def read(name: str) -> bytes | None:
    """The file called `name`, None where there is none."""
    try:
        return (folder() / name).read_bytes()
    except OSError:
        return None


def write(name: str, data: bytes) -> None:
    """Keep `data` under `name`, whole or not at all."""
    with suppress(OSError):
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(place / name)
        _prune(place)


def _prune(place: Path) -> None:
    """Remove the oldest files while there is more than fits."""
    files = sorted(place.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
    total = 0
    for file in files:
        total += file.stat().st_size
        if total > MOST_BYTES:
            file.unlink(missing_ok=True)


@cache
def versions() -> str:
    """A mark of the libraries that charts and numbers are made with."""
    text = " ".join(f"{name}={version(name)}" for name in _LIBRARIES)
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


@cache
def code() -> str:
    """A mark of all of finlit's own code."""
    digest = hashlib.blake2b(versions().encode(), digest_size=9)
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def data(market: Market) -> str:
    """A mark of the tables in use: their names, sizes and times."""
    digest = hashlib.blake2b(digest_size=9)
    for path in sorted(market.folder.iterdir()):
        about = path.stat()
        digest.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
