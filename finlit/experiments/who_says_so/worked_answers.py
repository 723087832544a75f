"""Six answers to a money question, written by us as a chatbot might say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """What is counted: (from, to) in Januaries, prices taken out, dividends in, how it is told."""

    span: tuple[int, int]
    counted: str
    dividends: bool
    told: str


@dataclass(frozen=True)
class Answer:
    """An answer that we wrote, its figure, the years it names, and what its words promise."""

    short: str
    text: str
    said: float
    span: tuple[int, int]
    asked: Way


CENTURY = (1926, 2026)
ANSWERS: Mapping[str, Answer] = {
    "average": Answer(
        "1: the average year",
        "Since 1926 the average year of US stocks was plus 12.2%. So your money grows by 12.2% a "
        "year.",
        0.122,
        CENTURY,
        Way(CENTURY, "nominal", True, "compound"),
    ),
    "buys": Answer(
        "2: what it buys",
        "US stocks have grown 10.4% a year since 1926. So what your savings can buy grows by a "
        "tenth each year.",
        0.104,
        CENTURY,
        Way(CENTURY, "real", True, "compound"),
    ),
    "flat": Answer(
        "3: thirteen lost years",
        "From January 2000 to January 2013 the S&P 500 rose just 0.3% a year. Owners of the fund "
        "had next to nothing for thirteen years of waiting.",
        0.003,
        (2000, 2013),
        Way((2000, 2013), "nominal", True, "compound"),
    ),
    "index": Answer(
        "4: the bare index",
        "From 1926 to 2026 the index alone, dividends left out, rose 6.5% a year. Who put the "
        "dividends back in got more.",
        0.065,
        CENTURY,
        Way(CENTURY, "nominal", False, "compound"),
    ),
    "window": Answer(
        "5: recent years",
        "US stocks earn 15% a year. That is what they did from 2009 to 2025, so you can plan with "
        "it.",
        0.15,
        (2009, 2025),
        Way(CENTURY, "nominal", True, "compound"),
    ),
    "careful": Answer(
        "6: the long sentence",
        "From 1926 to 2026, dividends put back in and the rise of prices in shops taken out, US "
        "stocks grew about 7.3% a year. Shorter spans were far better or far worse.",
        0.073,
        CENTURY,
        Way(CENTURY, "real", True, "compound"),
    ),
}
