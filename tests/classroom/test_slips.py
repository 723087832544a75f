"""Result slips: signed by the class, checked without it, and not to be tampered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from finlit.__main__ import main
from finlit.classroom import assignments, classes, keys
from finlit.classroom.model import Assignment, Class, Member
from finlit.classroom.reports.report import PupilResult
from finlit.classroom.reports.slips import Slip, Verdict, check, signed, slip
from finlit.classroom.store.store import Store
from tests.classroom.acts import NOW, class_with_pupil

SEED = "01" * 32
CLASS = Class("c", "ABC234", "Calm River", NOW, NOW, None, keys.check_key(SEED))
PUPIL = Member("m", "c", "Teal Otter", NOW)
GIVEN = Assignment(
    "a1", "c", "BCD2345", "claims/gold-or-index", (), {}, None, None, "now", False, False, NOW
)
RESULT = PupilResult("Teal Otter", 5, 5, 3, {"a": True, "b": False}, {"a": True, "b": True}, {}, {})


@pytest.fixture(scope="module")
def made() -> Slip:
    return signed(bytes.fromhex(SEED), CLASS, PUPIL, GIVEN, RESULT, NOW)


def test_a_slip_says_what_was_done_and_is_short(made: Slip) -> None:
    assert made.text.startswith(
        "FINLIT1:ABC234:TEAL-OTTER:CLAIMS/GOLD-OR-INDEX:5-5:1-2-3:20260901:"
    )
    assert len(made.text) < 200
    assert check(made.text, CLASS.check_key) == Verdict(
        True,
        "This slip is genuine: the class signed exactly this result.",
        code="ABC234",
        alias="Teal Otter",
        content="claims/gold-or-index",
        done=5,
        parts=5,
        first=1,
        last=2,
        asked=3,
        day=date(2026, 9, 1),
    )


def test_typing_does_no_harm(made: Slip) -> None:
    said, _, signature = made.text.rpartition(":")
    typed = f"{said}: {signature.replace('O', '0').replace('I', '1').replace('B', '8')}".lower()
    spread = "\n".join(typed[i : i + 20] for i in range(0, len(typed), 20))
    key = " ".join(CLASS.check_key[i : i + 4] for i in range(0, 52, 4)).lower()
    assert check(f"  {spread} \n", key).genuine


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TEAL", "GOLD"),
        ("5-5", "4-5"),
        ("1-2-3", "3-3-3"),
        ("20260901", "20260902"),
        ("ABC234", "ABC235"),
    ],
)
def test_a_changed_slip_is_not_genuine(made: Slip, old: str, new: str) -> None:
    verdict = check(made.text.replace(old, new, 1), CLASS.check_key)
    assert not verdict.genuine
    assert "not genuine" in verdict.sentence


def test_another_class_has_not_signed_it(made: Slip) -> None:
    assert not check(made.text, keys.check_key("02" * 32)).genuine


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "FINLIT1:", "FINLIT1:ABC234", "x" * 100_000, "FINLIT1:é:é:é:1-1:1-1-1:1:A"),
        f"FINLIT1:BCD234:TEAL-ANT:FEES:1-1:1-1-1:{'٢' * 8}:{'A' * 103}",  # digits of Arabic
    ],
)
def test_what_is_no_slip_is_said_so(text: str) -> None:
    assert "This is no slip" in check(text, CLASS.check_key).sentence


@pytest.mark.parametrize("key", ["", "ABC", "é" * 52, "A" * 51, "1" * 53])
def test_what_is_no_key_is_said_so(made: Slip, key: str) -> None:
    verdict = check(made.text, key)
    assert not verdict.genuine
    assert "check key" in verdict.sentence


def test_the_class_signs_with_its_own_key(store: Store) -> None:
    class_, member = class_with_pupil(store)
    given = assignments.make(store, class_.id, "compounding", NOW)
    result = replace(RESULT, alias=member.alias)
    made = slip(store, class_, member, given, result, NOW)
    verdict = check(made.text, class_.check_key)
    assert verdict.genuine
    assert verdict.alias == member.alias
    other, stranger = class_with_pupil(store)
    assert not check(made.text, other.check_key).genuine
    with pytest.raises(ValueError, match="own class"):
        slip(store, class_, stranger, given, result, NOW)
    classes.delete(store, class_.id, NOW)


def test_the_command_checks_a_slip(made: Slip, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classroom", "slip", made.text, "--key", CLASS.check_key]) == 0
    said = capsys.readouterr().out
    assert "Class ABC-234, Teal Otter, 2026-09-01" in said
    assert "5 of 5 parts" in said
    assert main(["classroom", "slip", made.text.replace("5-5", "4-5"), "--key", "x"]) == 1
    assert main(["classroom", "slip"]) == 1
    assert "Class" not in capsys.readouterr().out
