"""Codes that people read from a board and type, teacher keys of words, and pupils' aliases.

The alphabet leaves out vowels (so that no word appears by accident) and one of each pair that
looks alike. What is typed is forgiven: case, blanks, hyphens, and the look-alikes left out. A class
or assignment code always has a digit, so that none is ever the code of a game, which has none.
"""

from __future__ import annotations

import functools
import secrets
from importlib import resources

from finlit.classroom.errors import BadCodeError
from finlit.classroom.names import ANIMALS, CLASS_NAMES, COLOURS, NUMBERED

LETTERS = "BCDFGHJKMNPRTVWXY"
DIGITS = "234579"
ALPHABET = LETTERS + DIGITS
CLASS_LENGTH = 6
ASSIGNMENT_LENGTH = 7
RETURN_LENGTH = 8
KEY_LENGTH = 6
_LOOK_ALIKES = str.maketrans("SZ8U6", "52BVG")


def new_class_code() -> str:
    """A code of six characters, at least one of them a digit."""
    return _new(CLASS_LENGTH)


def new_assignment_code() -> str:
    """A code of seven characters, at least one of them a digit."""
    return _new(ASSIGNMENT_LENGTH)


def new_return_code() -> str:
    """A code of eight characters: 23^8, some 78 thousand million."""
    return _new(RETURN_LENGTH)


def _new(length: int) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if not code.isalpha():
            return code


def shown(code: str) -> str:
    """A code as people read it: "BCD-234", "BCD-2345", "BCDF-2345"."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(text: str) -> str:
    """A class code (6 characters) or an assignment code (7) as typed, in its normal form.

    Raises BadCode with a sentence. Tell them apart by `is_assignment_code`.
    """
    typed = _typed(text)
    if len(typed) == CLASS_LENGTH and typed.isalpha() and typed.isascii():
        raise BadCodeError(
            "A class code has a digit in it. Six letters are the code of a game: "
            "type them on the page of the blind dip."
        )
    code = _normal(typed)
    if len(code) not in (CLASS_LENGTH, ASSIGNMENT_LENGTH):
        raise BadCodeError(
            "A class code has six letters and digits, like BCD-234, and the code of an assignment "
            "has seven. Look at the board once more."
        )
    return code


def is_assignment_code(code: str) -> bool:
    """Whether a code in normal form is an assignment's."""
    return len(code) == ASSIGNMENT_LENGTH


def read_class_code(text: str) -> str:
    """A class code as typed, in its normal form. Raises BadCode with a sentence."""
    code = read_code(text)
    if is_assignment_code(code):
        raise BadCodeError("This is the code of an assignment. A class code has six, like BCD-234.")
    return code


def read_return_code(text: str) -> str:
    """A return code as typed, in its normal form. Raises BadCode with a sentence."""
    code = _normal(_typed(text))
    if len(code) != RETURN_LENGTH:
        raise BadCodeError(
            "A return code has eight letters and digits, like BCDF-2345. "
            "Look at what you wrote down once more."
        )
    return code


def _typed(text: str) -> str:
    return "".join(text.split()).translate({ord(mark): None for mark in "-‐‑–—−."}).upper()


def _normal(typed: str) -> str:
    """Characters of the alphabet alone; "" when there is any other."""
    code = typed.translate(_LOOK_ALIKES)
    return code if set(code) <= set(ALPHABET) else ""


@functools.cache
def key_words() -> tuple[str, ...]:
    """The words of teacher keys: BIP 39's English list (MIT) less 48 that do not fit a school.

    No two words begin with the same four letters, so a slip of the pen rarely makes another word.
    """
    text = resources.files("finlit.classroom").joinpath("key_words.txt").read_text("utf-8")
    return tuple(text.split())


def new_key() -> str:
    """A teacher key: six words of 2,000, some 66 bits."""
    return " ".join(secrets.choice(key_words()) for _ in range(KEY_LENGTH))


def read_key(text: str) -> str:
    """A teacher key as typed, in its normal form: small letters, one blank between words.

    Raises BadCode where a word is not in the list, or there are not six: then no guess is counted.
    """
    for mark in "-,.;":
        text = text.replace(mark, " ")
    words = text.lower().split()
    known = set(key_words())
    for place, word in enumerate(words[:KEY_LENGTH], 1):
        if word not in known:
            raise BadCodeError(
                f"Word {place} is not one that keys are made of. Check how it is spelled."
            )
    if len(words) != KEY_LENGTH:
        raise BadCodeError(f"A teacher key has {KEY_LENGTH} words with blanks between them.")
    return " ".join(words)


def new_alias(taken: frozenset[str]) -> str:
    """A random alias, a colour and an animal, that nobody in the class has. Raises IndexError
    when all are taken."""
    free = [
        alias
        for colour in COLOURS
        for animal in ANIMALS
        if (alias := f"{colour} {animal}") not in taken
    ]
    return secrets.choice(free)


def picture(alias: str) -> tuple[str, str]:
    """The picture of an alias: (the colour of its disc as "#rrggbb", the animal as an emoji)."""
    colour, _, animal = alias.partition(" ")
    return COLOURS.get(colour, "#888888"), ANIMALS.get(animal, "🌱")


def new_class_name() -> str:
    """A friendly name of two random words, so that nobody types a school's or a person's."""
    first, second = CLASS_NAMES
    return f"{secrets.choice(first)} {secrets.choice(second)}"


def numbered_name(word: str, number: int) -> str:
    """A class's name by a number of the teacher's own, such as "Period 3"."""
    return f"{word} {number}"


def is_class_name(name: str) -> bool:
    """Whether a class may be called so: two words of the list, or "Class", "Period" and the like
    with a number. Nothing else can be typed, so no name of a school or a person gets in."""
    first, _, second = name.partition(" ")
    if first in NUMBERED:
        return second.isascii() and second.isdigit() and str(int(second)) == second != "0"
    return first in CLASS_NAMES[0] and second in CLASS_NAMES[1]
