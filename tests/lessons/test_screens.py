"""A part becomes a row of screens by its structure alone."""

from __future__ import annotations

import pytest

from finlit.lessons import (
    ExperimentBlock,
    Forecast,
    Part,
    Predict,
    Questions,
    Talk,
    Text,
    Transfer,
    Vote,
)
from finlit.lessons.blocks import read_parts
from finlit.lessons.parts import Block
from finlit.lessons.screens import BESIDE, screens
from finlit.lessons.table import Notes, Source

BLOCKS: dict[str, Block] = {
    "P": Predict("guess", "number", "How many?", "fact", "Many."),
    "E": ExperimentBlock("try", "growth", "Try."),
    "F": Forecast("run", "Say.", 1, 5),
    "V": Vote("vote"),
    "Q": Questions("ask", ("a", "b")),
    "K": Talk("talk"),
    "T": Transfer("case", "Do.", (), "Done."),
    "m": Text("### More: on this\nMany words."),
}


def text(words: int) -> Text:
    return Text("word " * words)


def part(*blocks: Block, cuts: frozenset[int] = frozenset()) -> Part:
    return Part("part", "Part", True, 5, blocks, cuts=cuts)


def shape(*names: str) -> list[str]:
    """The screens of blocks by their letters; a number is a text of so many words."""
    letters = {id(block): letter for letter, block in BLOCKS.items()}
    cut = screens(part(*(BLOCKS[n] if n in BLOCKS else text(int(n)) for n in names)))
    return [
        "".join(
            letters.get(id(block), "q" if isinstance(block, Questions) else "t")
            for block in screen.blocks
        )
        for screen in cut
    ]


@pytest.mark.parametrize(
    ("blocks", "cut"),
    [
        (["100", "P", "E"], ["tP", "E"]),
        (["100", "E", "20"], ["t", "Et"]),
        ([f"{BESIDE}", "E"], ["tE"]),
        ([f"{BESIDE + 1}", "E"], ["t", "E"]),
        (["20", "E", "30"], ["tEt"]),
        (["20", "E", "41"], ["tE", "t"]),
        (["E", "20", "m", "m"], ["Etmm"]),
        (["E", "100", "m"], ["E", "tm"]),
        (["E", "E"], ["E", "E"]),
        (["E", "P", "20"], ["E", "P", "t"]),
        (["20", "Q", "20"], ["t", "q", "q", "t"]),
        (["20", "F", "20"], ["tF", "t"]),
        (["T", "E", "E"], ["TEE"]),
        (["20", "K"], ["t"]),
        (["K"], [""]),
        ([], [""]),
    ],
)
def test_blocks_fall_into_screens(blocks: list[str], cut: list[str]) -> None:
    assert shape(*blocks) == cut


def test_a_line_cuts_where_it_stands() -> None:
    """
    ## One {#one}
    {core 5 min}

    First.

    ---

    Second.

    ### More: of this

    Hidden.
    """
    body = (test_a_line_cuts_where_it_stands.__doc__ or "").replace("\n    ", "\n")
    notes = Notes("lesson.md")
    (only,) = read_parts(Source(body, 1, notes))
    assert not notes.problems
    first, second = screens(only)
    assert [block.markdown for block in first.blocks if isinstance(block, Text)] == ["First."]
    shown, waits = second.blocks
    assert isinstance(shown, Text) and (shown.more, shown.body) == ("", "Second.")
    assert isinstance(waits, Text) and (waits.more, waits.body) == ("of this", "Hidden.")
    assert [screen.number for screen in (first, second)] == [1, 2]
    assert not first.is_active and not first.is_questions
