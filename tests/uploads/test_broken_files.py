"""Thousands of broken files: never an error, never silently wrong.

A file is made of lines whose meaning is known: each is either a day with its price or broken in
one known way. Whatever the reader gives back, each price in the series must be one that stands in
the file for that day, and each line that is not in the series must be named in a defect.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from finlit.uploads import Reading, read
from finlit.uploads.model import lines_text
from tests.uploads import layouts

TODAY = date(2026, 11, 24)
BROKEN = ("none", "words", "empty", "zero", "negative", "bad date", "to come", "short", "long")


@dataclass(frozen=True)
class Writing:
    """One way to write a table."""

    delimiter: str
    decimal: str
    thousands: str
    day: str
    digits: int
    is_newest_first: bool
    has_header: bool
    is_wide: bool
    above: int
    start: bytes
    end: str

    @property
    def order(self) -> str:
        return "month" if self.day.startswith("%m") else "day"

    def number(self, value: float) -> str:
        text = f"{value:,.{self.digits}f}"
        text = text.replace(",", "·").replace(".", self.decimal).replace("·", self.thousands)
        return f'"{text}"' if self.delimiter in text else text


@st.composite
def writings(draw: st.DrawFn) -> Writing:
    decimal = draw(st.sampled_from(".,"))
    is_wide = draw(st.booleans())
    return Writing(
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", " ", "'", "," if decimal == "." else "."])),
        day=draw(
            st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d %b %Y", "%Y%m%d"])
        ),
        digits=draw(st.integers(1, 4)),
        is_newest_first=draw(st.booleans()),
        # Without names nobody could tell the close from the open.
        has_header=is_wide or draw(st.booleans()),
        is_wide=is_wide,
        above=draw(st.integers(0, 3)),
        start=draw(st.sampled_from([b"", b"\xef\xbb\xbf"])),
        end=draw(st.sampled_from(["\n", "\r\n"])),
    )


@dataclass(frozen=True)
class Written:
    data: bytes
    good: dict[int, tuple[date, float]]
    broken: dict[int, str]


@st.composite
def files(draw: st.DrawFn, writing: Writing) -> Written:
    """A table with some of its lines broken; what stands on each line is known."""
    size = draw(st.integers(4, 25))
    first = date(2019, 1, 1) + timedelta(days=draw(st.integers(0, 2000)))
    step = draw(st.sampled_from([1, 7, 30]))
    prices = draw(st.lists(st.floats(1.5, 90_000), min_size=size, max_size=size))
    faults = draw(
        st.lists(st.sampled_from((*["none"] * 12, *BROKEN)), min_size=size, max_size=size)
    )
    rows = [
        (first + timedelta(days=step * place), round(price, writing.digits), fault)
        for place, (price, fault) in enumerate(zip(prices, faults, strict=True))
    ]
    for place in draw(st.lists(st.integers(0, size - 1), max_size=2)):
        rows.append((rows[place][0], draw(st.sampled_from([rows[place][1], 77.5])), "none"))
    rows.sort(key=lambda row: row[0], reverse=writing.is_newest_first)
    lines = [f"Note {number}" for number in range(writing.above)]
    if writing.has_header:
        names = ["Date", "Open", "High", "Low", "Close", "Volume"]
        lines.append(writing.delimiter.join(names if writing.is_wide else ["Date", "Close"]))
    good, broken = {}, {}
    for day, price, fault in rows:
        lines.append(_line(writing, day, price, fault))
        if fault == "none":
            good[len(lines)] = (day, float(f"{price:.{writing.digits}f}"))
        else:
            broken[len(lines)] = fault
    text = writing.end.join(lines) + writing.end
    return Written(writing.start + text.encode(), good, broken)


def _line(writing: Writing, day: date, price: float, fault: str) -> str:
    when, number = day.strftime(writing.day), writing.number(price)
    match fault:
        case "words":
            number = "see note"
        case "empty":
            number = ""
        case "zero":
            number = "0"
        case "negative":
            number = f"-{price:.0f}"
        case "bad date":
            when = "sometime"
        case "to come":
            when = (TODAY + timedelta(days=40)).strftime(writing.day)
    others = [writing.number(price * part) for part in (0.99, 1.01, 0.98)]
    cells = [when, *others, number, "1000"] if writing.is_wide else [when, number]
    if fault == "short":
        del cells[1]
    if fault == "long":
        cells.insert(1, "7")
    return writing.delimiter.join(cells)


def answered(data: bytes, writing: Writing) -> Reading:
    """Read, answering each question with what the writer knows."""
    truth = {
        "order": writing.order,
        "column": "1",
        "decimal": "point" if writing.decimal == "." else "comma",
        "meaning": "price",
    }
    answers: dict[str, str] = {}
    while True:
        reading = read(data, "made.csv", today=TODAY, answers=answers)
        if not reading.questions:
            return reading
        for question in reading.questions:
            assert question.id not in answers, "asked again for what was answered"
            answers[question.id] = truth[question.id]


@given(st.data())
@settings(max_examples=1500, deadline=None)
def test_no_line_is_read_wrong_or_lost_in_silence(data: st.DataObject) -> None:
    writing = data.draw(writings())
    written = data.draw(files(writing))
    assume(len(written.good) >= 3)
    reading = answered(written.data, writing)
    if reading.series is None:
        assert reading.problem
        return
    named = {line for defect in reading.defects for line in defect.lines}
    above = [
        int(each) for each in re.findall(r"\d+", reading.understood.get("Above the table", ""))
    ]
    skipped = range(min(above), max(above) + 1) if above else range(0)
    prices = {stamp.date(): value for stamp, value in reading.series.levels("price").items()}
    standing = set(written.good.values())
    for day, value in prices.items():
        assert (day, value) in standing, "a price that stands nowhere in the file"
    for line, (day, value) in written.good.items():
        assert prices.get(day) == value or line in named, f"line {line} was lost in silence"
    for line in written.broken:
        # A first line that is broken may pass for a line above the table, and is told as such.
        assert line in named or line in skipped, f"broken line {line} was not named"


def changed(data: st.DataObject, whole: bytes) -> bytes:
    """The bytes with a few of them cut out, doubled or replaced."""
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(len(broken) - 1, 0)))
        size = data.draw(st.sampled_from([0, 1, 1, 2, 30]))
        broken[at : at + size] = data.draw(
            st.sampled_from([b"", b"\x00", b'"', b"\n", b",", b";", b"\xff", b"1", b"-", b"e9"])
        )
    return bytes(broken)


@cache
def whole_files() -> list[bytes]:
    return [make() for make in layouts.REAL.values()]


@given(st.data())
@settings(max_examples=1500, deadline=None)
def test_real_layouts_with_bytes_broken_never_raise(data: st.DataObject) -> None:
    broken = changed(data, data.draw(st.sampled_from(whole_files())))
    answers: dict[str, str] = {}
    for _ in range(4):
        reading = read(broken, "broken", today=TODAY, answers=answers)
        assert (reading.series is not None) + bool(reading.problem) + bool(reading.questions) == 1
        for question in reading.questions:
            answers[question.id] = data.draw(st.sampled_from(list(question.options)))
    assert not reading.questions


@given(st.binary(max_size=600))
@settings(max_examples=500, deadline=None)
def test_any_bytes_give_a_sentence_or_a_series(data: bytes) -> None:
    reading = read(data, "any", today=TODAY)
    assert reading.problem or reading.questions or reading.series is not None


@given(st.text(alphabet="0123456789,.;:-/ \n\t\"'$€%abcDateClose", max_size=300))
@settings(max_examples=1000, deadline=None)
def test_any_text_gives_a_sentence_or_a_series(text: str) -> None:
    reading = read(text.encode(), "any", today=TODAY)
    assert reading.problem or reading.questions or reading.series is not None


def test_lines_are_named_in_words() -> None:
    assert lines_text((7,)) == "line 7"
    assert lines_text((3, 5, 9)) == "lines 3, 5 and 9"
    assert lines_text(tuple(range(1, 10))) == "lines 1, 2, 3, 4, 5, 6 and 3 more"


def test_a_large_file_is_read_whole() -> None:
    """Some 19 MB: every line counts."""
    out = io.StringIO()
    out.write("Date,Open,High,Low,Close,Volume\n")
    day, count = date(1700, 1, 1), 0
    while day < TODAY and out.tell() < 19_000_000:
        out.write(f"{day:%Y-%m-%d},{'1.000000' * 1},{'x' * 120},2.5,{1 + count % 97}.25,1000\n")
        day += timedelta(days=1)
        count += 1
    reading = read(out.getvalue().encode(), "large.csv", today=TODAY)
    assert reading.series is not None
    assert len(reading.series.levels("price")) == count > 100_000
