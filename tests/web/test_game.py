"""The blind dip through AppTest: start, decide, be told, come back, see how it went."""

from __future__ import annotations

import json
from dataclasses import replace
from math import floor

import pytest
from streamlit.testing.v1 import AppTest

from finlit.game import scoring
from finlit.game.codes import Code
from finlit.game.deck import rounds
from finlit.game.draw import EDITION, ROUNDS
from finlit.game.modes import MODES
from finlit.game.play import PUTS, Decision, Game
from finlit.learning.progress import Event, Log
from finlit.market import built_in
from finlit.web.game import game_clock, game_log, game_round
from finlit.words.formats import write
from tests.web.pages import open_page, texts

CODE = Code.parse("HCNWHJ")
ROUNDS_OF_CODE = rounds(built_in(), CODE)


def open_game(part: str = "", **query: str) -> AppTest:
    return open_page("blind-dip", code=str(CODE), **({"part": part} if part else {}), **query)


def events(app: AppTest) -> list[Event]:
    return [event for event in app.session_state["log"] if event.kind == "round"]


def decide(app: AppTest, chance: int = 70, put: str = "company", players: int = 1) -> None:
    for _ in range(players):
        app.slider[0].set_value(chance)
        app.radio[0].set_value(put)
        app.button("lock").click().run()
        assert not app.exception


def play(app: AppTest, rounds_played: int, players: int = 1) -> None:
    for number in range(1, rounds_played + 1):
        assert app.title[0].value == f"Round {number} of {ROUNDS}"
        decide(app, chance=5 * number, players=players)
        app.button("next").click().run()


def event(content: str, chance: object, put: object, **change: object) -> Event:
    made: dict[str, object] = {
        "id": content.replace("/", "-"),
        "learner": "x",
        "kind": "round",
        "content": content,
        "version": EDITION,
        "payload": {"chance": chance, "put": put},
        "time": "2026-01-01T00:00:00+00:00",
    }
    return Event(**(made | change))  # type: ignore[arg-type]


def test_a_new_game_is_dealt_with_a_code_of_its_mode() -> None:
    app = open_page("blind-dip")
    app.radio("dip.mode").set_value("survivors")
    app.button("deal").click().run()
    assert Code.parse(app.query_params["code"]).mode.id == "survivors"
    assert app.title[0].value == "Round 1 of 10"


def test_a_code_is_entered_by_hand_and_a_wrong_one_is_told() -> None:
    app = open_page("blind-dip")
    app.text_input("dip.typed").set_value("hcnwhk")
    app.button("join").click().run()
    assert "not right" in app.warning[0].value
    app.text_input("dip.typed").set_value("hcn whj")
    app.button("join").click().run()
    assert app.query_params["code"] == "HCNWHJ" and not app.warning


def test_what_was_wrong_with_a_code_is_not_said_again_after_a_game() -> None:
    app = open_page("blind-dip")
    app.text_input[0].set_value("hello")
    app.button("join").click().run()
    assert len(app.warning) == 1
    app.button("deal").click().run()
    app.query_params.clear()
    app.run()
    assert app.title[0].value == "The blind dip"
    assert not app.warning


def test_an_address_with_no_code_of_ours_opens_the_start() -> None:
    app = open_page("blind-dip", code="nonsense")
    assert app.title[0].value == "The blind dip"
    assert "six letters" in app.warning[0].value


@pytest.mark.parametrize("part", ["r0", "r11", "end", "r²", "x", "r5"])
def test_an_address_beyond_the_round_that_is_due_opens_that_round(part: str) -> None:
    assert open_game(part).title[0].value == "Round 1 of 10"


def test_before_the_decision_nothing_names_the_company_or_the_time() -> None:
    """Neither the page nor what the picture is handed: its numbers are the glimpse's alone."""
    dealt = ROUNDS_OF_CODE[0]
    app = open_game()
    handed = json.dumps(game_clock.before("HCNWHJ-1-1", dealt.seen))
    for text in (texts(app), handed):
        assert dealt.story.name not in text
        assert dealt.story.met[:4] not in text.replace("2000-01-07 to 2022-11-01", "")
    assert dealt.seen.headline in texts(app)
    assert "after" not in json.loads(handed)


def test_money_has_to_be_put_somewhere_before_time_runs() -> None:
    app = open_game()
    app.button("lock").click().run()
    assert "Choose where" in app.warning[0].value
    assert events(app) == []
    decide(app)
    assert not app.warning


def test_a_decision_is_kept_and_told_in_words() -> None:
    app = open_game()
    decide(app, chance=35, put="split")
    kept = events(app)[0]
    assert (kept.content, kept.version) == ("blind-dip/hcnwhj-1/1/1", EDITION)
    assert kept.payload == {"chance": 0.35, "put": "split"}
    assert app.title[0].value == "Round 1 of 10"
    assert app.button("next").label == "Next: round 2"
    assert not app.slider


def test_two_players_decide_one_after_the_other_without_a_look() -> None:
    app = open_game(players="2")
    app.button("lock").click().run()
    assert "Choose where" in app.warning[0].value
    app.slider[0].set_value(90)
    app.radio[0].set_value("company")
    app.button("lock").click().run()
    assert "**Player 1** has locked in" in texts(app) and not events(app)
    assert app.slider[0].value == 50 and app.radio[0].value is None
    app.slider[0].set_value(20)
    app.radio[0].set_value("bills")
    app.button("lock").click().run()
    assert [(one.content, one.payload["chance"], one.payload["put"]) for one in events(app)] == [
        ("blind-dip/hcnwhj-2/1/1", 0.9, "company"),
        ("blind-dip/hcnwhj-2/1/2", 0.2, "bills"),
    ]


def test_the_score_runs_along_and_tells_nothing_of_the_round_itself() -> None:
    app = open_game()
    decide(app, chance=70, put="company")
    assert "So far" not in texts(app)
    app.button("next").click().run()
    came = ROUNDS_OF_CODE[0].came
    money = write(scoring.fortune([Decision(0.7, "company")], [came]), "money")
    score = scoring.brier([0.7], [came.rose])
    assert f"**\\{money}** from \\$1,000, odds score **{score:.2f}**" in texts(app)


@pytest.mark.parametrize("players", [1, 2])
def test_a_whole_game_ends_with_the_money_and_the_stories_then_the_odds(players: int) -> None:
    app = open_game(players=str(players))
    play(app, ROUNDS, players)
    assert app.title[0].value == "How it went"
    heads = [head.value for head in app.header]
    assert heads.index("How good were your odds?") < heads.index("What usually happens")
    assert heads.index("What the money did") < heads.index("Your ten companies")
    assert heads.index("Your ten companies") < heads.index("How good were your odds?")
    words = texts(app)
    assert "64 of 100" in words and "Ten rounds cannot tell" in words
    for dealt in ROUNDS_OF_CODE:
        assert dealt.story.name in words
    assert f"**{10 * players}** forecasts" in words
    app.button("again").click().run()
    assert app.title[0].value == "The blind dip"
    assert any(button.label.startswith("See how HCNWHJ") for button in app.button)


def test_survivors_are_told_what_they_left_out() -> None:
    code = str(Code(MODES[3], 5))
    log = Log(event(f"blind-dip/{code.lower()}-1/{n}/1", 0.5, "index") for n in range(1, 11))
    app = open_page("blind-dip")
    app.session_state["log"] = log
    app.query_params["code"] = code
    app.run()
    assert "you met survivors only" in texts(app)


def test_a_game_goes_on_where_it_was_left() -> None:
    app = open_game()
    play(app, 3)
    later = open_page("blind-dip")
    later.session_state["log"] = app.session_state["log"]
    later.run()
    later.button("open-HCNWHJ-1").click().run()
    assert later.title[0].value == "Round 4 of 10"


def test_thirty_forecasts_show_calibration_with_the_lines_of_others() -> None:
    app = open_game()
    play(app, ROUNDS)
    assert not [table for table in app.table if "Said" in table.value.columns]
    lines = "HCNWHJ 70 5 100 0 50 50 90 20 65 35\nHCNWHB no line\nTCNWHV " + "80 " * 10
    app.text_area("dip.lines").set_value(lines).run()
    table = next(table.value for table in app.table if "Said" in table.value.columns)
    assert sum(int(text.split(" of ")[1]) for text in table["Happened"]) == 30
    assert app.warning[0].value == "Not a line of a game:"
    assert "HCNWHB no line" in [code.value for code in app.code]
    assert not app.info


@pytest.mark.parametrize(
    "bad",
    [
        event("blind-dip/hcnwhj-1/1/1", 1.5, "company"),
        event("blind-dip/hcnwhj-1/1/1", True, "company"),
        event("blind-dip/hcnwhj-1/1/1", "0.5", "company"),
        event("blind-dip/hcnwhj-1/1/1", 0.5, "gold"),
        event("blind-dip/hcnwhj-1/1/1", 0.5, None),
        event("blind-dip/hcnwhj-1/1/1", 0.5, "index", version="0"),
        event("blind-dip/hcnwhj-1/1/1", 0.5, "index", kind="done"),
        event("blind-dip/hcnwhk-1/1/1", 0.5, "index"),
        event("blind-dip/hcnwhj-1/0/1", 0.5, "index"),
        event("blind-dip/hcnwhj-1/11/1", 0.5, "index"),
        event("blind-dip/hcnwhj-1/1/2", 0.5, "index"),
        event("blind-dip/hcnwhj-3/1/1", 0.5, "index"),
        event("blind-dip/hcnwhj/1/1", 0.5, "index"),
        event("blind-dip/hcnwhj-1/x/1", 0.5, "index"),
        event("another/hcnwhj-1/1/1", 0.5, "index"),
    ],
)
def test_what_is_no_decision_in_a_log_is_passed_over(bad: Event) -> None:
    assert game_log.kept(Log([bad])).decisions == {}


def test_the_first_decision_counts_and_a_gap_ends_the_game_so_far() -> None:
    kept = game_log.kept(
        Log(
            [
                event("blind-dip/hcnwhj-1/1/1", 0.2, "index"),
                event("blind-dip/hcnwhj-1/1/1", 0.9, "bills", id="again"),
                event("blind-dip/hcnwhj-1/3/1", 0.4, "index"),
            ]
        )
    )
    assert kept.game(CODE, 1) == Game(CODE).decide([Decision(0.2, "index")])
    assert kept.game(CODE, 2) == Game(CODE, 2)
    assert kept.games() == [kept.game(CODE, 1)]


@pytest.mark.parametrize("dealt", ROUNDS_OF_CODE, ids=lambda one: one.story.name)
def test_the_rest_of_a_round_is_sent_once_and_small(dealt) -> None:
    sent = game_clock.after(dealt, [Decision(0.7, "split")])
    assert [week for week, *_ in sent["after"]] == list(dealt.came.weeks)
    assert sent["money"] == [{"who": "Your $1,000", "parts": PUTS["split"]}]
    assert len(json.dumps(sent)) < 10_000
    assert sent["reveal"]["title"] == f"It was {dealt.story.name}."
    assert sent["reveal"]["said"][0].startswith("You said 70%, and it")


def test_the_words_of_a_round_hold_every_half_year() -> None:
    table = game_round.milestones(ROUNDS_OF_CODE[0])
    assert table["After"].tolist() == [
        "the start",
        "6 months",
        "12 months",
        "18 months",
        "2 years",
        "30 months",
        "3 years",
    ]
    assert table.iloc[0].tolist()[1:] == ["100", "100", "100"]
    assert table.iloc[-1]["Company"] == f"{100 * ROUNDS_OF_CODE[0].came.growth:.0f}"


def test_a_name_with_a_stop_gets_no_second_one() -> None:
    stopped = replace(ROUNDS_OF_CODE[0].story, name="Merck & Co.")
    told = game_clock.after(replace(ROUNDS_OF_CODE[0], story=stopped), [Decision(0.5, "index")])
    assert told["reveal"]["title"] == "It was Merck & Co."


@pytest.mark.parametrize("code", ["HBBJJH", "HBDBZL"])
def test_the_clock_and_the_words_come_to_the_same_dollar(code: str) -> None:
    """$8.48 was $9 on the clock and $8 in words; 128.49 was 129 and 128."""
    dealt = rounds(built_in(), Code.parse(code))[0]
    sent = game_clock.after(dealt, [Decision(0.5, "company")])
    _, *growths = sent["after"][-1]
    dollars = [f"${floor(1000 * growth + 0.5):,}" for growth in growths]  # as browsers round
    assert sent["reveal"]["said"][-1] == (
        "$1,000 in the company: {}. In the index: {}. In bills: {}.".format(*dollars)
    )
    shown = game_round.milestones(dealt).iloc[-1]
    assert shown["Index"] == str(floor(100 * growths[1] + 0.5))
