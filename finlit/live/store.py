"""Answers kept on disk: one Parquet file a ticker, safe for several processes, limited in size."""

from __future__ import annotations

import json
import logging
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from finlit.live.listing import Listing

MOST_BYTES = 100_000_000
LOCKS = 64
ABOUT = b"finlit.listing.1"

log = logging.getLogger(__name__)


class Store:
    """A folder of listings. A file is written beside and moved into place, so a reader never meets
    half of one; one that cannot be read is dropped."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most_bytes = most_bytes

    def load(self, symbol: str) -> Listing | None:
        """The kept answer, or None."""
        path = self._path(symbol)
        try:
            return _read(path)
        except FileNotFoundError:
            return None
        except Exception as error:
            # A torn disk, an older format: whatever it is, it is fetched again.
            log.warning("%s dropped: %s", path.name, error)
            with suppress(OSError):
                path.unlink()
            return None

    def save(self, symbol: str, listing: Listing) -> None:
        """Keep the answer to `symbol`, and let the oldest go when there are too many.

        A full disk is no error.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            os.close(handle)
            try:
                pq.write_table(_table(listing), name, compression="zstd")
                Path(name).replace(self._path(symbol))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._trim()
        except OSError as error:
            log.warning("%s not kept: %s", symbol, error)

    @contextmanager
    def lock(self, symbol: str, seconds: float) -> Iterator[None]:
        """Held by the one process that asks for a ticker. Raises filelock.Timeout.

        Where the folder cannot be written, nothing is held: better asked twice than not at all.
        """
        from filelock import FileLock, Timeout

        number = zlib.crc32(symbol.encode()) % LOCKS
        held = FileLock(self.folder / f"{number}.lock", timeout=seconds)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            held.acquire()
        except Timeout:
            raise
        except OSError as error:
            log.warning("no lock: %s", error)
        try:
            yield
        finally:
            held.release()

    def _path(self, symbol: str) -> Path:
        return self.folder / f"{quote(symbol, safe='')}.parquet"

    def _trim(self) -> None:
        files = []
        for path in self.folder.glob("*.parquet"):
            with suppress(OSError):  # another process has just let it go
                seen = path.stat()
                files.append((seen.st_mtime_ns, seen.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            total -= size


def _table(listing: Listing) -> pa.Table:
    about = {
        "symbol": listing.symbol,
        "name": listing.name,
        "exchange": listing.exchange,
        "currency": listing.currency,
        "kind": listing.kind,
        "first_trade": listing.first_trade.isoformat() if listing.first_trade else "",
        "fetched": listing.fetched.isoformat(),
        "missing": listing.missing,
        "below_zero": listing.below_zero,
    }
    frame = listing.prices.reset_index()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return table.replace_schema_metadata({ABOUT: json.dumps(about).encode()})


def _read(path: Path) -> Listing:
    table = pq.ParquetFile(path).read(use_threads=False)
    about = json.loads(table.schema.metadata[ABOUT])
    frame = table.to_pandas().set_index("date")
    frame.index = pd.DatetimeIndex(frame.index).as_unit("us")
    first = about.pop("first_trade")
    return Listing(
        first_trade=date.fromisoformat(first) if first else None,
        fetched=date.fromisoformat(about.pop("fetched")),
        prices=frame,
        **about,
    )
