"""A column of a table holds one kind of figure, unless it says otherwise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from finlit.check import honesty
from finlit.experiments import EXPERIMENTS
from finlit.lessons.model import Fact

FACTS = {
    "real": Fact("real", "gold-or-index", "gold_rate", "percent", {"start": "1980-01"}),
    "plain": Fact("plain", "gold-or-index", "gold_rate", "percent", {"counted": "nominal"}),
    "spent": Fact("spent", "gold-or-index", "gold_rate", "percent", {"dividends": False}),
    "other": Fact("other", "growth", "final_balance", "money"),
}


def told(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    monkeypatch.setattr(honesty, "shown_texts", lambda lesson: [("lesson.md", text, 1)])
    lesson: Any = SimpleNamespace(facts=FACTS)
    return [problem.sentence for problem in honesty.like_with_like(lesson, EXPERIMENTS)]


def table(head: str, *cells: str) -> str:
    return "\n".join([f"| Bought | {head} |", "|---|---|", *(f"| {cell} |" for cell in cells)])


def test_real_and_plain_dollars_in_one_column_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (sentence,) = told(monkeypatch, table("A year", "Gold | {fact:real}", "Then | {fact:plain}"))
    assert "A year" in sentence and "buy" in sentence


def test_with_and_without_dividends_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (sentence,) = told(monkeypatch, table("A year", "One | {fact:real}", "Two | {fact:spent}"))
    assert "dividends" in sentence


@pytest.mark.parametrize(
    "text",
    [
        table("A year", "Gold | {fact:real}", "Other | {fact:other}"),
        table("A year", "Gold | {fact:real}", "In plain dollars | {fact:plain}"),
        table("A year, real and plain", "Gold | {fact:real}", "Then | {fact:plain}"),
        "| only | {fact:real} |",
    ],
)
def test_what_says_so_or_is_alike_is_fine(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert told(monkeypatch, text) == []
