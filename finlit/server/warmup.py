"""What is done once, before the first learner arrives."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.runtime import runtime

import finlit
from finlit import market

# Imported by Streamlit on first use, so that the first page would wait for them.
HEAVY = ("altair", "numpy", "pandas", "pyarrow")
PACKAGES = ("charts", "experiments")
FLUSH_SECONDS = 0.001


def warm_up() -> None:
    """Import what pages need and read the built-in tables."""
    for name in HEAVY:
        importlib.import_module(name)
    for package in PACKAGES:
        root = importlib.import_module(f"{finlit.__name__}.{package}")
        for module in pkgutil.iter_modules(root.__path__, f"{root.__name__}."):
            importlib.import_module(module.name)
    built_in = market.built_in()
    for entry in built_in.entries():
        built_in.table(entry.name)


def send_at_once() -> None:
    """Let messages leave as they come.

    Streamlit looks for messages to send every 5 ms, and one move of a slider takes several looks:
    a fifth of the way from the slider to the chart. There is no setting for it.
    """
    runtime.MESSAGE_FLUSH_INTERVAL_SECS = FLUSH_SECONDS  # type: ignore[misc]


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Warm up, then set what is loaded aside from garbage collection."""
    send_at_once()
    await asyncio.to_thread(warm_up)
    gc.collect()
    gc.freeze()
    yield
