"""A pupil of a class as a browser knows one: no name, an alias and a code to come back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from finlit.classroom import codes
from finlit.classroom.errors import ClassroomError

_LONGEST = 64


@dataclass(frozen=True)
class Pupil:
    """Who works here. `opened` is the id of the assignment opened last and `content` what it is
    about. The return code is `checked` once in a visit; `refused` says why it was not taken, and
    then it is not tried again, for wrong codes are counted."""

    code: str
    class_name: str
    member_id: str
    class_id: str
    alias: str
    return_code: str
    opened: str = ""
    content: str = ""
    checked: bool = False
    refused: str = ""

    @property
    def shown_return_code(self) -> str:
        """The return code as people write it down."""
        return codes.shown(self.return_code)

    def kept(self) -> dict[str, str]:
        """What the browser keeps of the pupil."""
        return {
            "code": self.code,
            "class": self.class_name,
            "member": self.member_id,
            "alias": self.alias,
            "back": self.return_code,
            "opened": self.opened,
            "content": self.content,
        }

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> Pupil | None:
        """A pupil as a browser kept one; None where it makes no sense."""
        texts = {
            name: text if isinstance(text := kept.get(name), str) and len(text) <= _LONGEST else ""
            for name in ("code", "class", "member", "alias", "back", "opened", "content")
        }
        try:
            code, back = (
                codes.read_class_code(texts["code"]),
                codes.read_return_code(texts["back"]),
            )
        except ClassroomError:
            return None
        return cls(
            code=code,
            class_name=_words(texts["class"]),
            member_id=texts["member"],
            class_id="",
            alias=_words(texts["alias"]),
            return_code=back,
            opened=texts["opened"],
            content=texts["content"],
        )


def _words(text: str) -> str:
    return " ".join("".join(each for each in text if each.isalpha() or each == " ").split())


def current() -> Pupil | None:
    """The pupil who works here, or None."""
    who: Pupil | None = st.session_state.get("pupil")
    return who


def at_work() -> Pupil:
    """The pupil who works here, where it is certain that one does."""
    who = current()
    assert who is not None
    return who
