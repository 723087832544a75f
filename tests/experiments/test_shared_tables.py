"""What all learners share: no experiment may change a table that the next one reads."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import sys
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

import finlit.experiments
import finlit.market
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Outcome, Value
from finlit.market import Market, built_in, shipped
from finlit.market.cache import cached
from tests.experiments.running import corners


def caches() -> dict[str, MutableMapping[Any, Any]]:
    """The results kept by every cached function, by the function's full name."""
    found = {}
    for package in (finlit.experiments, finlit.market):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, thing in vars(importlib.import_module(module.name)).items():
                if callable(thing) and hasattr(thing, "cache"):
                    found[f"{thing.__module__}.{name}"] = thing.cache
    return found


def digest(value: Any) -> str:
    """The same for the same numbers, names and shapes."""
    return hashlib.sha256(repr(list(_pieces(value))).encode()).hexdigest()


def _pieces(value: Any) -> Iterator[Any]:
    match value:
        case pd.DataFrame() | pd.Series():
            labels = value.columns if isinstance(value, pd.DataFrame) else [value.name]
            yield tuple(map(str, labels))
            yield pd.util.hash_pandas_object(value).to_numpy().tobytes()
        case np.ndarray():
            yield value.shape, value.tobytes()
        case dict():
            for key, each in value.items():
                yield key
                yield from _pieces(each)
        case tuple() | list():
            for each in value:
                yield from _pieces(each)
        case Market():
            return
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _pieces(getattr(value, field.name))
        case _:
            yield repr(value)


def run(name: str, values: dict[str, Value]) -> Outcome | None:
    try:
        return EXPERIMENTS[name].outcome(built_in(), values)
    except ControlValueError:  # controls that do not go together
        return None


def kept_tables() -> dict[str, Any]:
    """Every result that is kept at this moment, with the market's own tables."""
    market = built_in()
    tables = {entry.name: market.table(entry.name) for entry in market.entries()}
    return tables | {
        f"{name}{key!r}": result
        for name, cache in caches().items()
        for key, result in cache.items()
    }


def test_all_experiments_leave_every_kept_table_as_it_was() -> None:
    for name in EXPERIMENTS:
        run(name, {})
    held = kept_tables()
    before = {name: digest(each) for name, each in held.items()}
    assert sum(isinstance(each, pd.DataFrame | pd.Series) for each in held.values()) > 60
    for name in EXPERIMENTS:
        for values in corners(name):
            run(name, values)
    changed = [name for name, each in held.items() if digest(each) != before[name]]
    assert not changed


def test_two_learners_at_once_get_what_each_gets_alone() -> None:
    alone = {name: _walk(name, settings(name)) for name in EXPERIMENTS}
    for cache in caches().values():
        cache.clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    wrong = []
    try:
        with ThreadPoolExecutor(2) as pool:
            for name, was in alone.items():
                forth = pool.submit(_walk, name, settings(name))
                back = pool.submit(_walk, name, settings(name)[::-1])
                if was != forth.result() or was[::-1] != back.result():
                    wrong.append(name)
    finally:
        sys.setswitchinterval(interval)
    assert not wrong


def settings(name: str) -> list[dict[str, Value]]:
    """Where it starts, and the ends of its last control."""
    return [{}, *corners(name)[-2:]]


def _walk(name: str, every: list[dict[str, Value]]) -> list[str]:
    return [digest(run(name, values)) for values in every]


@cached(2)
def kept_frame(market: Market) -> pd.DataFrame:
    return pd.DataFrame({"price": [1.0, 2.0]})


@cached(2)
def kept_arrays(market: Market) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    return np.ones(3), {"more": np.zeros(2)}


def test_what_is_kept_cannot_be_written_to() -> None:
    market = Market(shipped())
    frame = kept_frame(market)
    frame["more"] = 3.0
    frame.loc[0, "price"] = 9.0
    assert kept_frame(market).equals(pd.DataFrame({"price": [1.0, 2.0]}))
    ones, named = kept_arrays(market)
    with pytest.raises(ValueError, match="read-only"):
        ones[0] = 2
    with pytest.raises(ValueError, match="read-only"):
        named["more"][0] = 2
    named["less"] = ones
    assert list(kept_arrays(market)[1]) == ["more"]
