"""What can go wrong in a classroom, each as a sentence that says what to do."""

from __future__ import annotations

from datetime import datetime, timedelta


class ClassroomError(Exception):
    """Something a teacher or a pupil can do something about; `str()` says what."""

    sentence = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class BadCodeError(ClassroomError):
    """Text that is no code or key at all, whatever is in the database."""


class NoSuchClassError(ClassroomError):
    """No class has this code or id."""

    sentence = "There is no class with this code. Look at the board once more, letter by letter."


class ClassClosedError(ClassroomError):
    """The teacher has closed the class."""

    sentence = "Your teacher has closed this class. Ask whether it opens again."


class ClassGoneError(ClassroomError):
    """The class has been deleted, by its teacher or because its time was over."""

    sentence = "This class is over and was deleted. Ask your teacher for a new code."


class ClassFullError(ClassroomError):
    """The class has as many pupils as fit."""


class DoorClosedError(ClassroomError):
    """The teacher lets nobody new in."""

    sentence = (
        "Your teacher has closed the door of this class: nobody new can join just now. Ask to open "
        "it. If you were here before, your return code still works."
    )


class TooManyAtOnceError(ClassroomError):
    """So many join that it looks like a program."""

    sentence = "Very many are joining this class just now. Wait a minute, then press Join again."


class NoSuchAssignmentError(ClassroomError):
    """No assignment of this class has this code or id."""

    sentence = "There is no such assignment. It may have been taken away; look at the list again."


class NoSuchMemberError(ClassroomError):
    """No pupil of this class has this id."""

    sentence = "You are no longer in this class on this device. Join again with the class code."


class WrongKeyError(ClassroomError):
    """The teacher key does not open the class."""

    sentence = "This key does not open the class. Check the words, their order, and the class code."


class WrongReturnCodeError(ClassroomError):
    """No pupil of the class has this return code."""

    sentence = (
        "No one in this class has this return code. Check it letter by letter. "
        "If it is lost, your teacher can make a new one."
    )


class TooManyGuessesError(ClassroomError):
    """A wrong guess after so many others that they are no longer counted; `until` says how long."""

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until = until
        minutes = max(1, -(-(until - now) // timedelta(minutes=1)))
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(
            "This is not right, and very many wrong tries came from here. The right one works at "
            f"any time: compare it letter by letter, or wait {minutes} {unit}."
        )


_TROUBLES = {
    "away": "The class database cannot be reached right now. Nothing is lost: try again soon.",
    "full": (
        "The disk with the class database is full, so nothing new can be saved in it. "
        "Whoever looks after the server has to make room."
    ),
    "corrupt": (
        "The class database is damaged. Whoever looks after the server can restore a backup."
    ),
    "locked": "The class database is very busy right now. Try again in a moment.",
    "newer": (
        "The class database was made by a newer version of finlit. Update finlit on this server."
    ),
}


class StoreError(ClassroomError):
    """The database cannot do its work. `kind` is "away", "full", "corrupt", "locked" or "newer".

    What was not confirmed before may be sent again later; what was confirmed is kept.
    """

    def __init__(self, kind: str, sentence: str = "") -> None:
        self.kind = kind
        super().__init__(sentence or _TROUBLES[kind])
