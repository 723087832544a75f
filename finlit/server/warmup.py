"""What is done once, while the first browser still loads its scripts."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from streamlit.runtime import runtime

from finlit.server.descriptors import give_pages_sleeping_loops
from finlit.server.log import quiet_repeats
from finlit.web.live_picture.worker import WORKER
from finlit.workers import Pool

# Imported on first use, so that the first page would wait for them.
HEAVY = ("numpy", "pandas", "pyarrow", "altair")
PACKAGES = ("finlit.charts", "finlit.experiments", "finlit.web")
# What brings the libraries of a class with it.
OF_A_CLASS = (".web.teacher.", ".web.visit.class_cache")
FLUSH_SECONDS = 0.001
# The first chart of the first visitor comes before the libraries of a class.
CLASS_AFTER_SECONDS = 5.0


def warm_up() -> None:
    """Import and read what pages need, and set it aside from garbage collection.

    An error is logged and no more: the pages will meet it too, and say what they can.
    """
    try:
        for name in (*HEAVY, *PACKAGES):
            importlib.import_module(name)
        _import_modules(of_a_class=False)
        _read()
    except Exception:
        logging.getLogger(__name__).exception("The warm-up failed")
    gc.freeze()


def warm_up_class() -> None:
    """Import what the pages of a class need; an error is logged and no more."""
    try:
        _import_modules(of_a_class=True)
    except Exception:
        logging.getLogger(__name__).exception("The warm-up of the class pages failed")
    gc.freeze()


async def _warm() -> None:
    await asyncio.to_thread(warm_up)
    await asyncio.sleep(CLASS_AFTER_SECONDS)
    await asyncio.to_thread(warm_up_class)
    _reader_of_files().warm()


def _reader_of_files() -> Pool:
    from finlit.web.own_data import own_data_line

    return own_data_line.pool()


def _import_modules(*, of_a_class: bool) -> None:
    """The modules of the pages; those of a class bring a database's libraries and come later."""
    for package in PACKAGES:
        folder = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(folder, f"{package}."):
            if any(part in module.name for part in OF_A_CLASS) is not of_a_class:
                continue
            if module.name != "finlit.web.main":  # the page script runs inside a session alone
                importlib.import_module(module.name)


def _read() -> None:
    from finlit.market import built_in
    from finlit.web.live_picture import assets, keeping
    from finlit.web.shared import content

    content.course()  # first: no page goes without it
    assets.files()
    keeping.code()
    for entry in built_in().entries():
        built_in().table(entry.name)


def send_at_once() -> None:
    """Let messages leave as they come.

    Streamlit looks for messages to send every 5 ms, and one move of a slider takes several looks:
    a fifth of the way from the slider to the chart. There is no setting for it.
    """
    runtime.MESSAGE_FLUSH_INTERVAL_SECS = FLUSH_SECONDS  # type: ignore[misc]


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Answer at once and warm up beside it: a browser needs that long to load its scripts."""
    send_at_once()
    give_pages_sleeping_loops()
    quiet_repeats()
    warming = asyncio.create_task(_warm())
    yield
    warming.cancel()
    with suppress(asyncio.CancelledError):
        await warming
    _reader_of_files().close()
    WORKER.stop()
