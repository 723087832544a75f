"""Result slips: a pupil's result as a line of text, signed by the class, in place of a screenshot.

    made = slip(store, class_, member, assignment, pupil_result(...), now)   # made.text, made.qr()
    verdict = check(text, class_.check_key)                                  # needs no database

The text is capital letters, digits, colons and hyphens, so that it survives typing and scanning:

    FINLIT1:<class>:<ALIAS>:<CONTENT>:<parts>:<answers>:<day>:<signature>

parts "12-12" are finished and asked for; answers "9-11-13" are right at the first try, right at
the last, and asked. The signature is Ed25519 over all that stands before it, in base32. It shows
that the class's server wrote the line, not who holds it: the alias tells a teacher whose it is.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from finlit.classroom.model import Assignment, Class, Member
from finlit.classroom.reports.report import PupilResult

if TYPE_CHECKING:
    from finlit.classroom.store.store import Store

FORM = "FINLIT1"
_FIELDS = re.compile(
    r"FINLIT1:(?P<code>[A-Z0-9]{6}):(?P<alias>[A-Z-]{1,40}):(?P<content>[A-Z0-9/-]{1,140})"
    r":(?P<done>\d{1,3})-(?P<parts>\d{1,3})"
    r":(?P<first>\d{1,3})-(?P<last>\d{1,3})-(?P<asked>\d{1,3})"
    r":(?P<day>\d{8})",
    re.ASCII,
)
# Digits that base32 does not have, for the letters that they are taken for.
_MISREAD = str.maketrans("018", "OIB")
_LONGEST = 1000


@dataclass(frozen=True)
class Slip:
    """A signed result, as text and as a QR code of the same text."""

    text: str

    def qr(self, scale: int = 4) -> str:
        """The text as a QR code, SVG."""
        import segno  # only who shows a slip needs it

        out = io.BytesIO()
        segno.make(self.text, error="m").save(
            out, kind="svg", scale=scale, border=3, dark="#14181c", light="#ffffff"
        )
        return out.getvalue().decode("utf-8")


@dataclass(frozen=True)
class Verdict:
    """Whether a slip is genuine, in a sentence; what it says, where it can be read at all."""

    genuine: bool
    sentence: str
    code: str = ""
    alias: str = ""
    content: str = ""
    done: int = 0
    parts: int = 0
    first: int = 0
    last: int = 0
    asked: int = 0
    day: date | None = None

    @property
    def told(self) -> str:
        """The sentence, and of a genuine slip what it says, in lines of plain text."""
        if not self.genuine:
            return self.sentence
        return (
            f"{self.sentence}\n"
            f"Class {self.code[:3]}-{self.code[3:]}, {self.alias}, {self.day}\n"
            f"{self.content}: {self.done} of {self.parts} parts finished\n"
            f"Of {self.asked} questions, {self.first} right at the first try and {self.last} by now"
        )


def slip(
    store: Store,
    class_: Class,
    member: Member,
    assignment: Assignment,
    result: PupilResult,
    now: datetime,
) -> Slip:
    """The signed slip of a pupil of the class. Raises ValueError for another class's pupil or
    assignment, and ClassGone."""
    if member.class_id != class_.id or assignment.class_id != class_.id:
        raise ValueError("a slip is signed by the pupil's own class")
    from finlit.classroom.classes import slip_seed

    return signed(slip_seed(store, class_.id), class_, member, assignment, result, now)


def signed(
    seed: bytes,
    class_: Class,
    member: Member,
    assignment: Assignment,
    result: PupilResult,
    now: datetime,
) -> Slip:
    """The slip under a class's seed (32 bytes)."""
    from nacl.signing import SigningKey

    said = ":".join(
        (
            FORM,
            class_.code,
            member.alias.upper().replace(" ", "-"),
            assignment.content.upper(),
            f"{result.done}-{result.parts}",
            f"{result.right_first}-{result.right_last}-{result.asked}",
            f"{now:%Y%m%d}",
        )
    )
    signature = SigningKey(seed).sign(said.encode("ascii")).signature
    return Slip(f"{said}:{base64.b32encode(signature).decode('ascii').rstrip('=')}")


def check(text: str, check_key: str) -> Verdict:
    """Whether a slip was signed by the class of this public check key. Needs no database.

    Small letters, spaces and line breaks do no harm, nor does 0 typed for O in the signature.
    """
    said, signature = _parts(text)
    fields = _FIELDS.fullmatch(said)
    if fields is None:
        return Verdict(
            False, f"This is no slip, or a part of it is missing. It begins with {FORM}."
        )
    key = _bytes(check_key, 32)
    if key is None:
        return Verdict(
            False,
            "This is no check key. It has 52 letters and digits; the class's settings show it.",
        )
    mark = _bytes(signature, 64)
    genuine = mark is not None and _is_signed(key, said, mark)
    sentence = (
        "This slip is genuine: the class signed exactly this result."
        if genuine
        else "This slip is not genuine, or it is of another class, or a letter was typed wrong."
    )
    return Verdict(
        genuine,
        sentence,
        code=fields["code"],
        alias=fields["alias"].replace("-", " ").title(),
        content=fields["content"].lower(),
        day=_day(fields["day"]),
        **{name: int(fields[name]) for name in ("done", "parts", "first", "last", "asked")},
    )


def _parts(text: str) -> tuple[str, str]:
    """What is said and the signature, in capitals, without spaces."""
    plain = re.sub(r"\s+", "", text[:_LONGEST]).upper()
    said, _, signature = plain.rpartition(":")
    return said, signature


def _is_signed(key: bytes, said: str, signature: bytes) -> bool:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(said.encode("ascii"), signature)
    except BadSignatureError:
        return False
    return True


def _bytes(text: str, size: int) -> bytes | None:
    """Base32 as `size` bytes, or None."""
    plain = re.sub(r"[\s-]+", "", text[:_LONGEST]).upper().translate(_MISREAD)
    try:
        found = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == size else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
