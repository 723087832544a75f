"""Codes, keys and aliases: read as people type them, and never mistaken for one another."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from finlit.classroom import codes
from finlit.classroom.errors import BadCodeError
from finlit.classroom.names import ANIMALS, CLASS_NAMES, COLOURS
from finlit.game.codes import BadCodeError as BadGameCode
from finlit.game.codes import Code

READ = {
    6: (codes.new_class_code, codes.read_class_code),
    7: (codes.new_assignment_code, codes.read_code),
    8: (codes.new_return_code, codes.read_return_code),
}
LOOK_ALIKES = {"5": "S", "2": "Z", "B": "8", "V": "U", "G": "6"}


def test_the_alphabet_has_no_vowels_and_no_look_alikes() -> None:
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 23
    assert not set(codes.ALPHABET) & set("AEIOU01LSZ8Q6")


@pytest.mark.parametrize("length", READ)
def test_new_codes_are_read(length: int) -> None:
    make, read = READ[length]
    for _ in range(100):
        code = make()
        assert len(code) == length
        assert read(codes.shown(code).lower()) == code


@pytest.mark.parametrize("length", READ)
@given(data=st.data())
def test_a_code_is_read_as_people_type_it(length: int, data: st.DataObject) -> None:
    code = data.draw(st.text(codes.ALPHABET, min_size=length, max_size=length))
    typed = "".join(
        data.draw(st.sampled_from([letter, letter.lower(), LOOK_ALIKES.get(letter, letter)]))
        + data.draw(st.sampled_from(["", " ", "-", "–"]))
        for letter in code
    )
    assume(any(letter.isdigit() for letter in typed))  # six letters may be a game's: asked again
    assert READ[length][1](typed) == code


@given(st.text(max_size=30))
def test_other_text_gets_a_sentence(text: str) -> None:
    for read in (codes.read_code, codes.read_class_code, codes.read_return_code):
        said = ""
        try:
            assert read(codes.shown(read(text))) == read(text)
        except BadCodeError as bad:
            said = str(bad)
        assert said == "" or said.endswith(".")
    with pytest.raises(BadCodeError, match=r"\.$"):
        codes.read_key(text)


def test_no_code_of_a_class_is_a_code_of_a_game() -> None:
    for _ in range(500):
        with pytest.raises(BadGameCode):
            Code.parse(codes.new_class_code())
    with pytest.raises(BadCodeError, match="blind dip"):
        codes.read_code("hkfmrp")


def test_a_code_of_an_assignment_is_told_from_that_of_a_class() -> None:
    code = codes.new_assignment_code()
    assert codes.is_assignment_code(codes.read_code(code))
    assert not codes.is_assignment_code(codes.read_code("BCD-234"))
    with pytest.raises(BadCodeError, match="assignment"):
        codes.read_class_code(code)


def test_keys_are_made_of_enough_short_plain_words() -> None:
    words = codes.key_words()
    assert len(set(words)) == len(words) >= 2000
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in words)
    assert len({word[:4] for word in words}) == len(words)
    rude = {"abuse", "bomb", "damn", "dumb", "fat", "gun", "hell", "kill", "nude", "sex", "ugly"}
    assert not set(words) & rude


def test_a_key_is_read_in_any_case_and_a_wrong_word_is_named() -> None:
    key = codes.new_key()
    assert len(key.split()) == codes.KEY_LENGTH
    assert codes.read_key(f"  {key.upper().replace(' ', ' - ')}\n") == key
    first, _, *rest = key.split()
    with pytest.raises(BadCodeError, match="Word 2 "):
        codes.read_key(" ".join([first, "qwxz", *rest]))
    with pytest.raises(BadCodeError, match="6 words"):
        codes.read_key(" ".join(key.split()[:5]))
    assert len({codes.new_key() for _ in range(50)}) == 50


def test_aliases_are_unique_and_have_a_picture() -> None:
    taken: set[str] = set()
    for _ in range(len(COLOURS) * len(ANIMALS)):
        alias = codes.new_alias(frozenset(taken))
        assert alias not in taken
        assert re.fullmatch("#[0-9a-f]{6}", codes.picture(alias)[0])
        taken.add(alias)
    assert len(taken) > 900
    assert codes.picture("Teal Otter") == (COLOURS["Teal"], ANIMALS["Otter"])
    assert codes.picture("<script>")[0] == "#888888"


def test_names_fit_their_columns() -> None:
    assert max(len(f"{a} {b}") for a in COLOURS for b in ANIMALS) <= 40
    assert max(len(f"{a} {b}") for a in CLASS_NAMES[0] for b in CLASS_NAMES[1]) <= 40
    assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", codes.new_class_name())
