"""What is done once, before the first learner arrives."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import finlit
from finlit import market

# Imported by Streamlit on first use, so that the first page would wait for them.
HEAVY = ("altair", "numpy", "pandas", "pyarrow")
PACKAGES = ("charts", "experiments")


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


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Warm up, then set what is loaded aside from garbage collection."""
    await asyncio.to_thread(warm_up)
    gc.collect()
    gc.freeze()
    yield
