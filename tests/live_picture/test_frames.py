"""Every frame that a browser may show says and draws what the server's own outcome does."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from html import unescape
from typing import Any

import numpy as np
import pandas as pd
import pytest

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import ControlValueError, Number, Outcome, Value
from finlit.market import built_in
from finlit.web.live_picture import packing
from finlit.web.live_picture.feed import Feeds
from finlit.web.live_picture.steps import nearest_first, stops
from finlit.web.live_picture.worker import WORKER, Ask

# Seven digits travel; what is drawn from them is far coarser.
CLOSE = 1e-6


def ends_and_middle(values: tuple[Value, ...]) -> list[Value]:
    return list(dict.fromkeys((values[0], values[len(values) // 2], values[-1])))


def read(said: dict[str, Any], known: dict[str, Any], place: int) -> pd.DataFrame:
    """The rows of a picture as the browser puts them together."""
    picture = said["pictures"][place]
    columns = {}
    for name, mark in picture["columns"].items():
        values = known[mark]
        columns[name] = [values["all"]] * picture["rows"] if isinstance(values, dict) else values
    return pd.DataFrame(columns)


def same(shown: pd.Series, own: pd.Series) -> bool:
    """Whether a column that travelled holds what the server's holds."""
    if pd.api.types.is_datetime64_any_dtype(own.dtype):
        days, own_days = pd.to_datetime(shown, unit="ms"), own.dt.floor("ms")
        return bool(
            (days.isna() == own.isna()).all() and (days.dropna() == own_days.dropna()).all()
        )
    if pd.api.types.is_numeric_dtype(own.dtype):
        one, other = (pd.to_numeric(each).to_numpy(dtype=float) for each in (shown, own))
        other = np.where(np.isfinite(other), other, np.nan)
        return bool(np.allclose(one, other, rtol=CLOSE, atol=0, equal_nan=True))
    return [None if pd.isna(value) else value for value in own] == list(
        shown.astype(object).where(shown.notna(), None)
    )


def holds(said: dict[str, Any], known: dict[str, Any], outcome: Outcome) -> None:
    """Assert that a frame is this outcome: words, figures and every row of every picture."""
    words = unescape(re.sub("<[^>]*>", "", said["answer"]))
    assert words == re.sub(r"\*\*|\\(?=[$~])", "", outcome.answer)
    assert len(said["pictures"]) == len(outcome.pictures)
    for name, value in packing.figures(said).items():
        own = outcome.figures[name]
        assert value == own or (pd.isna(value) and not np.isfinite(float(own))), name
    for place, picture in enumerate(outcome.pictures):
        rows = read(said, known, place)
        own_rows = picture.chart.rows.reset_index(drop=True)
        assert said["pictures"][place]["text"] == picture.chart.description
        assert list(rows.columns) == [str(name) for name in own_rows.columns]
        for name in own_rows.columns:
            assert same(rows[str(name)], own_rows[name]), f"{name} of picture {place}"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_frames_at_both_ends_and_in_the_middle_are_the_outcomes(name: str) -> None:
    experiment = EXPERIMENTS[name]
    for control in experiment.controls:
        for stop in ends_and_middle(stops(control)) if stops(control) else ():
            values = experiment.complete({control.name: stop})
            packed = packing.pack(experiment, built_in(), values)
            known = {mark: json.loads(text) for mark, text in packed.columns.items()}
            said = json.loads(packed.frame)
            if "bad" in said:
                with pytest.raises(ControlValueError, match=re.escape(said["bad"][:-1])):
                    experiment.outcome(built_in(), values)
            else:
                holds(said, known, experiment.outcome(built_in(), values))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_stop_is_a_value_of_its_control(name: str) -> None:
    for control in EXPERIMENTS[name].controls:
        values = stops(control)
        assert [control.parse(control.format(value)) for value in values] == list(values)
        if isinstance(control, Number):
            assert values[0] == control.low and values[-1] == control.high
            assert len(values) <= 401
            # Only a control of very many steps leaves some out, which are typed.
            fine = (control.high - control.low) / control.step > 400
            assert fine or control.default in values


def test_a_feed_holds_every_stop_and_is_kept(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINLIT_CACHE", str(tmp_path))
    experiment = EXPERIMENTS["yearly-high"]
    start = experiment.defaults()
    others = tuple(sorted((n, v) for n, v in start.items() if n != "span"))
    control = next(each for each in experiment.controls if each.name == "span")

    async def fetched() -> tuple[bytes, bytes]:
        feeds = Feeds()
        assert await feeds.open("nothing-of-the-kind") is None
        name = feeds.announce(Ask("yearly-high", "span", others), start["span"])
        feed = await feeds.open(name)
        assert feed is not None and await feeds.open(name) is feed
        streamed = b"".join([piece async for piece in feed.stream()])
        again = await Feeds().open(name)  # another start of the server
        assert again is not None and again.answer is not None
        assert feeds.frame(name, start["span"]) == again.frames[start["span"]]
        return streamed, again.answer

    try:
        streamed, kept = asyncio.run(fetched())
    finally:
        WORKER.stop()
    assert gzip.decompress(streamed) == gzip.decompress(kept)
    lines = [json.loads(line) for line in gzip.decompress(kept).decode().split("\n")[:-1]]
    assert lines[-1] == {"end": True}
    known = {line["column"]: line["values"] for line in lines if "column" in line}
    frames = {line["at"]: line["frame"] for line in lines if "frame" in line}
    assert list(frames) == list(nearest_first(stops(control), start["span"]))
    for stop, said in frames.items():
        holds(said, known, experiment.outcome(built_in(), start | {"span": stop}))
    specifications = {line["spec"]: line["vega"] for line in lines if "spec" in line}
    assert {each["spec"] for said in frames.values() for each in said["pictures"]} == set(
        specifications
    )
