"""Bytes of a text file to text: by its mark, as UTF-8, or in the encoding that its words fit."""

from __future__ import annotations

import codecs

from finlit.uploads.model import NOT_A_TABLE, UnreadableError
from finlit.uploads.vocabulary import known_words

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 text"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 text"),
)
# Tried in this order where words decide; a later one has to fit better to be taken.
OLDER = {
    "gb18030": "GBK, Chinese",
    "cp932": "Shift-JIS, Japanese",
    "cp949": "EUC-KR, Korean",
    "big5": "Big5, Chinese",
    "euc_jp": "EUC-JP, Japanese",
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
}
SAMPLE = 50_000


def decoded(data: bytes) -> tuple[str, str]:
    """Text, and the name of its encoding in words. Raises UnreadableError for what is no text."""
    for mark, encoding, words in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), words
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4000]:
        raise UnreadableError(NOT_A_TABLE)
    try:
        return data.decode("utf-8"), "UTF-8 text"
    except UnicodeDecodeError:
        encoding = _likeliest(data[:SAMPLE])
    words = f"text in an older encoding ({OLDER.get(encoding, encoding)})"
    return data.decode(encoding, errors="replace"), words


def _likeliest(sample: bytes) -> str:
    """The encoding in which most headings are words that tables of prices use.

    A heading is too short for statistics, so these come second: charset-normalizer is asked where
    no encoding gives a known word.
    """
    head = b"\n".join(line for line in sample.split(b"\n")[:40] if not line.isascii())
    scores = {encoding: _known(head, encoding) for encoding in OLDER}
    best = max(scores, key=lambda each: scores[each])
    if scores[best] > 0:
        return best
    from charset_normalizer import from_bytes

    # Dates and prices are plain letters in all of these; only names could come out wrong.
    found = from_bytes(sample, cp_isolation=[*OLDER, "latin_1"]).best()
    return found.encoding if found else "latin_1"


def _known(head: bytes, encoding: str) -> int:
    """How many letters of the text are in words of the vocabulary."""
    try:
        text = head.decode(encoding)
    except UnicodeDecodeError:
        return 0
    return sum(map(len, known_words(text)))
