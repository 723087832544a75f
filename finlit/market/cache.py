"""Tables worked out once per process and shared by all learners, that no reader can change.

    @cached(8)
    def yearly_returns(market: Market, since: int) -> pd.DataFrame: ...

A frame is handed out as a copy-on-write view, an array cannot be written to: what one reader does
to its table never reaches the next.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar, cast

import cachetools
import numpy as np
import pandas as pd

Asked = ParamSpec("Asked")
Result = TypeVar("Result")


def cached(most: int) -> Callable[[Callable[Asked, Result]], Callable[Asked, Result]]:
    """Keep the latest `most` results of a function of hashable values. Safe between threads.

    The decorated function has its results in `cache`, a mapping, and forgets them on `clear()`.
    """

    def decorate(function: Callable[Asked, Result]) -> Callable[Asked, Result]:
        kept: Any = cachetools.cached(cachetools.LRUCache(most), lock=RLock())(function)

        @wraps(function)
        def handed_out(*args: Asked.args, **kwargs: Asked.kwargs) -> Result:
            return cast(Result, read_only(kept(*args, **kwargs)))

        handed_out.__dict__.update(cache=kept.cache, clear=kept.cache_clear)
        return handed_out

    return decorate


def read_only(value: Any) -> Any:
    """The value as a reader may have it: frames as views, arrays locked, containers anew."""
    match value:
        case pd.DataFrame() | pd.Series():
            return value.copy(deep=False)
        case np.ndarray():
            value.flags.writeable = False
            return value
        case dict():
            return {key: read_only(each) for key, each in value.items()}
        case tuple() if type(value) is tuple:
            return tuple(read_only(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    return value


def _record(value: Any) -> Any:
    """A dataclass with the same fields, each read-only; its own checks are not run again."""
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    handed = {name: read_only(each) for name, each in held.items()}
    if all(handed[name] is held[name] for name in held):
        return value
    anew = copy.copy(value)
    for name, each in handed.items():
        object.__setattr__(anew, name, each)
    return anew
