"""Reading grade and numbers in prose: each docstring is the text that is measured."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Callable

import pytest

from finlit.check.words import bare_numbers, grade, numbers, plain_sentences


def docstring_of(test: Callable[..., object]) -> str:
    return inspect.cleandoc(test.__doc__ or "")


def test_the_grade_is_that_of_the_formula() -> None:
    """The cat sat on the mat."""
    words, syllables, sentences = 6, 6, 1
    expected = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    assert grade([docstring_of(test_the_grade_is_that_of_the_formula)]) == pytest.approx(expected)


def test_a_harder_text_has_a_higher_grade() -> None:
    plain = "You put in a little. It grows a little. The longer you wait, the more it grows."
    lincoln = (
        "Four score and seven years ago our fathers brought forth, upon this continent, a new "
        "nation, conceived in liberty, and dedicated to the proposition that all men are created "
        "equal."
    )
    paper = (
        "Idiosyncratic volatility diminishes asymptotically with diversification, whereas "
        "systematic covariance perpetuates undiversifiable exposure irrespective of cardinality."
    )
    assert grade([plain]) < 4 < 8 < grade([lincoln]) < grade([paper])


def test_only_what_is_read_aloud_is_measured() -> None:
    """
    ### A heading

    Put [money](glossary:money "Coins") aside, `code` and {fact:end}. See
    the **end**

    - one thing

    | a | b |
    |---|---|
    | 1 | 2 |

    ```
    block
    ```
    """
    text = docstring_of(test_only_what_is_read_aloud_is_measured)
    assert plain_sentences(text) == "Put money aside,  and 9. See the end.\none thing."


def test_measuring_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert grade(["Extraordinary compounding happens slowly, quarterly, and unceremoniously."]) > 8


def test_no_words_have_no_grade() -> None:
    assert grade([]) == grade(["```\ncode\n```"]) == 0.0


def test_numbers_are_found_with_their_kind_and_line() -> None:
    r"""
    Pay \$1,250.50 a month, or $2.5 million at once: 38.6% of 700, and 12 per cent.
    In 1929, on the 20th, the S&P 500 and a 401(k) {fact:end} fell; so did `99` and the 1930s.
    See [it](https://example.org/77) and <https://example.org/88>, -5% and 3–4 of 1,000.
    """
    found = [
        (number.value, number.kind, number.line)
        for number in numbers(docstring_of(test_numbers_are_found_with_their_kind_and_line))
    ]
    assert found == [
        (1250.5, "$", 0),
        (2.5e6, "$", 0),
        (38.6, "%", 0),
        (700, "", 0),
        (12, "%", 0),
        (1929, "", 1),
        (1930, "", 1),
        (5, "%", 2),
        (3, "", 2),
        (4, "", 2),
        (1000, "", 2),
    ]


@pytest.mark.parametrize(
    ("text", "examples", "bare"),
    [
        ("3 of 12 in 1929, 2100 and the 1930s", [], []),
        ("13 in 1799", [], ["13", "1799"]),
        ("$3, 3% and 1,929", [], ["$3", "3%", "1,929"]),
        ("2.5 and 12.5", [], ["2.5", "12.5"]),
        ("$400 and 400 and 400%", ["400"], []),
        ("$400 and 400 and 400%", ["$400"], ["400%"]),
        ("10% of 10,000", ["10%"], ["10,000"]),
        ("1.5 million and $1.5 million", ["$1,500,000"], []),
        ("Route 66 and 66 more", ["Route 66"], []),
        ("Route 67", ["Route 66"], ["67"]),
    ],
)
def test_numbers_that_nobody_declared(text: str, examples: list[str], bare: list[str]) -> None:
    declared = [number for example in examples for number in numbers(example)]
    phrases = [example for example in examples if any(letter.isalpha() for letter in example)]
    assert [number.written for number in bare_numbers(text, declared, phrases)] == bare
