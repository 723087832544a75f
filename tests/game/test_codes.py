"""The code of a game: typed by hand, read aloud, mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from finlit.game.codes import GAMES, LETTERS, BadCodeError, Code
from finlit.game.modes import FIRST_EDITION, MODES

codes = some.builds(Code, some.sampled_from(MODES), some.integers(0, GAMES - 1))


@given(codes)
def test_a_code_is_read_back_as_it_was_written(code: Code) -> None:
    text = str(code)
    assert len(text) == 6 and set(text) <= set(LETTERS)
    assert Code.parse(text) == code
    assert Code.parse(f" {text[:3].lower()}-{text[3:]} ") == code


@given(codes, some.integers(1, 5), some.sampled_from(LETTERS))
def test_one_wrong_letter_is_always_noticed(code: Code, place: int, letter: str) -> None:
    text = str(code)
    wrong = text[:place] + letter + text[place + 1 :]
    if wrong != text:
        with pytest.raises(BadCodeError, match="not right"):
            Code.parse(wrong)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "six letters"),
        ("HKFMR", "six letters"),
        ("HKFMRPX", "six letters"),
        ("HAFMRT", "no vowels"),
        ("H1FMRT", "six letters"),
        ("ＨCNWHJ", "six letters"),
        ("ZCNWHJ", "No kind of game"),
    ],
)
def test_what_is_no_code_is_told_why(typed: str, why: str) -> None:
    with pytest.raises(BadCodeError, match=why):
        Code.parse(typed)


def test_no_code_spells_a_vowel_and_modes_have_letters_of_their_own() -> None:
    assert len(set(LETTERS)) == 20 and not set(LETTERS) & set("AEIOUY")
    every = [*MODES, *FIRST_EDITION]
    assert len({mode.letter for mode in every}) == len(every)
    assert {mode.letter for mode in every} <= set(LETTERS)
    with pytest.raises(BadCodeError):
        Code(MODES[0], GAMES)
