"""What a class did in a game and in a claim: odds, money, votes, in the report and the files."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from finlit.classroom.model import Assignment, Kept, Member
from finlit.classroom.reports import exports
from finlit.classroom.reports.game_results import played
from finlit.classroom.reports.report import report
from finlit.game.codes import Code
from finlit.game.deck import rounds
from finlit.game.modes import MODES
from finlit.game.play import STAKE
from finlit.learning.progress import Event
from finlit.lessons import Vote
from finlit.market import built_in
from finlit.web.shared import content
from tests.classroom.acts import NOW

CODE = str(Code(MODES[0], 7))
CAME = [each.came for each in rounds(built_in(), Code(MODES[0], 7))]
AMY, BEN = Member("amy", "class", "Amber Fox", NOW), Member("ben", "class", "Blue Ibis", NOW)


def given(what: str) -> Assignment:
    return Assignment("a", "class", "ABCDEFG", what, (), {}, None, None, "now", False, False, NOW)


def said(member: Member, number: int, kind: str, where: str, **payload: object) -> Kept:
    event = Event(f"{member.id}-{number}", member.id, kind, where, "1", payload, NOW.isoformat())
    return Kept(member.id, "a", event, NOW + timedelta(seconds=number))


def decided(member: Member, number: int, round_: int, chance: float, put: str) -> Kept:
    where = f"blind-dip/{CODE.lower()}-1/{round_}/1"
    return said(member, number, "round", where, chance=chance, put=put)


KEPT = [
    *(decided(AMY, n, n, float(CAME[n - 1].rose), "index") for n in range(1, 11)),
    decided(AMY, 11, 1, 0.0, "bills"),  # the first one counts
    decided(BEN, 12, 1, 0.5, "company"),
]


def test_odds_and_money_of_a_game_are_told() -> None:
    amy, ben = report(None, given(f"game/{CODE}"), [AMY, BEN], KEPT, came=CAME).pupils
    (game,) = amy.games
    assert game.score == 0.0 and game.money == pytest.approx(game.index)
    assert game.decisions[1].put == "index" and (amy.done, ben.done) == (10, 1)
    (one,) = ben.games
    assert one.score == pytest.approx(0.25)
    assert one.money == pytest.approx(STAKE * CAME[0].growth)


def test_a_game_over_the_class_and_in_the_files() -> None:
    found = report(None, given(f"game/{CODE}"), [AMY, BEN], KEPT, came=CAME)
    first = found.rounds[0]
    assert (first.count, dict(first.puts)) == (
        2,
        {"company": 1, "split": 0, "index": 1, "bills": 0},
    )
    assert first.odds == pytest.approx((float(CAME[0].rose) + 0.5) / 2)
    rows = list(csv.DictReader(io.StringIO(exports.plain_csv(found).decode("utf-8-sig"))))
    assert rows[0]["Odds score"] == "0.0" and rows[1]["Round 1, money into"] == "company"
    assert rows[1]["Round 2, odds"] == "" and float(rows[0]["Money"]) > 0
    assert exports.scores(found) == ["done"]
    canvas = exports.canvas_csv(found, "done").decode().splitlines()
    assert canvas[1].endswith(",10") and canvas[2].endswith(",10") and canvas[3].endswith(",1")


def test_what_no_page_could_have_decided_is_passed_over() -> None:
    bad = [
        said(AMY, 1, "round", f"blind-dip/{CODE.lower()}-1/1/1", chance=3.0, put="index"),
        said(AMY, 2, "round", f"blind-dip/{CODE.lower()}-1/1/1", chance=0.5, put="gold"),
        said(AMY, 3, "round", f"blind-dip/{CODE.lower()}-1/11/1", chance=0.5, put="index"),
    ]
    assert played(bad, CAME) == ()
    assert played([decided(AMY, 1, 1, 0.5, "index")], ())[0].score is None


def test_the_steps_of_a_claim_are_its_votes() -> None:
    claim = content.course().claims[0]
    before, after = (
        next(block for block in claim.of_kind(Vote) if block.again is again)
        for again in (False, True)
    )
    kept = [
        said(AMY, 1, "vote", f"{claim.slug}/{before.id}", value="agree"),
        said(AMY, 2, "vote", f"{claim.slug}/{after.id}", value="depends"),
        said(BEN, 3, "vote", f"{claim.slug}/{before.id}", value="disagree"),
    ]
    found = report(claim, given(claim.slug), [AMY, BEN], kept)
    assert [(each.done, each.parts) for each in found.pupils] == [(2, 2), (1, 2)]
    assert exports.scores(found) == ["done"]
    rows = list(csv.DictReader(io.StringIO(exports.plain_csv(found).decode("utf-8-sig"))))
    assert [(row["Vote before"], row["Vote after"]) for row in rows] == [
        ("agree", "depends"),
        ("disagree", ""),
    ]
