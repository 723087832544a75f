"""The argument through its pages: cards, locks, votes, switches that move figures, vote again."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Choice, Control, Number, Switch
from finlit.lessons import Claim, ExperimentBlock, Predict, Vote
from finlit.market import built_in
from finlit.web.lesson import vote_panel
from finlit.web.shared import content, tried_settings
from finlit.web.shared.covers import cover
from finlit.words.formats import write
from tests.predictions import typed_guess
from tests.web.pages import live_pictures, open_page, texts, turn

CLAIMS = content.course().claims
GOLD = next(claim for claim in CLAIMS if claim.id == "gold-or-index")
PLACED = [(claim, block) for claim in CLAIMS for block in claim.of_kind(ExperimentBlock)]


def name(value: object) -> str:
    return str(getattr(value, "id", value))


def open_claim(claim: Claim, **query: str) -> AppTest:
    return open_page("the-argument", claim=claim.id, **query)


def vote(app: AppTest, claim: Claim, again: bool, value: str) -> None:
    block = next(each for each in claim.of_kind(Vote) if each.again is again)
    app.button(key=f"{claim.slug}.{block.id}.{value}").click().run()
    assert not app.exception


def guess(app: AppTest, claim: Claim) -> None:
    for block in claim.of_kind(Predict):
        key = f"{claim.slug}.{block.id}.guess"
        app.text_input(key=key).set_value(typed_guess(block))
        app.button(key=f"{key}.lock").click().run()
        assert not app.exception


def on(app: AppTest, key: str) -> AppTest:
    """Go on until something with this key can be pressed."""
    for _ in range(20):
        if any((button.key or "").startswith(key) for button in app.button):
            return app
        app.button(key="next").click().run()
        assert not app.exception and not app.error
    raise AssertionError(f"no {key} on any screen")


def to_evidence(app: AppTest, claim: Claim) -> None:
    """Vote, guess, and go on to the first picture."""
    vote(app, claim, False, "agree")
    on(app, f"{claim.slug}.{claim.of_kind(Predict)[0].id}.guess.lock")
    guess(app, claim)
    app.button(key="next").click().run()


def again(app: AppTest, claim: Claim, value: str) -> None:
    """Go to the second vote by the short way, and cast it."""
    app.button(key="vote-now").click().run()
    vote(app, claim, True, value)


def headers(app: AppTest) -> list[str]:
    return [str(header.value) for header in app.header]


def charts(app: AppTest) -> int:
    return sum(len(element.frame["pictures"]) for element in live_pictures(app))


def figures_at(block: ExperimentBlock, **change: object) -> list[str]:
    """The watched figures as the experiment itself gives them."""
    values = {**block.values, **change}
    figures = EXPERIMENTS[block.use].outcome(built_in(), values).figures  # type: ignore[arg-type]
    return [write(figures[watch.figure], watch.format) for watch in block.watch]


def test_the_page_shows_a_card_for_each_claim_and_no_other() -> None:
    app = open_page("the-argument")
    assert app.title[0].value == "The argument" and not app.exception
    assert [head.value for head in app.subheader] == [claim.title for claim in CLAIMS]
    assert {f"open-{claim.id}" for claim in CLAIMS} <= {button.key for button in app.button}
    assert content.course().broken_claims == ()


def test_a_card_opens_its_claim_and_leads_back() -> None:
    app = open_page("the-argument")
    app.button(key=f"open-{CLAIMS[1].id}").click().run()
    assert app.query_params["claim"] == CLAIMS[1].id and app.title[0].value == CLAIMS[1].title
    app.button(key="all-claims").click().run()
    assert app.title[0].value == "The argument" and not app.query_params


def test_an_address_without_such_a_claim_shows_all_with_a_word() -> None:
    app = open_page("the-argument", claim="nobody-said-this")
    assert app.title[0].value == "The argument"
    assert "no claim called “nobody-said-this”" in app.info[0].value


@pytest.mark.parametrize("claim", CLAIMS, ids=name)
def test_a_claim_from_vote_to_vote(claim: Claim) -> None:
    """Vote and guess are locked in before the evidence; both votes stand side by side after it."""
    app = open_claim(claim)
    assert charts(app) == 0 and headers(app) == [claim.parts[0].title]
    assert not [button for button in app.button if ".lock" in (button.key or "")]
    assert "next" not in [button.key for button in app.button]
    vote(app, claim, False, "agree")
    assert "You voted **agree**." in texts(app) and charts(app) == 0
    assert f"{claim.slug}.vote.agree" not in [button.key for button in app.button]
    app.button(key="next").click().run()
    assert "next" not in [button.key for button in app.button]
    guess(app, claim)
    app.button(key="next").click().run()
    assert headers(app) == [claim.parts[1].title]
    seen = 0
    votes = f"{claim.slug}.{next(b for b in claim.of_kind(Vote) if b.again).id}"
    while not any((button.key or "").startswith(votes) for button in app.button):
        seen += len(live_pictures(app))
        assert "unknown" not in texts(app) and not app.error
        app.button(key="next").click().run()
    assert seen >= len(claim.of_kind(ExperimentBlock))
    vote(app, claim, True, "depends")
    assert "Before  \n**Agree**" in texts(app) and "After  \n**It depends**" in texts(app)
    assert "The lesson behind it" in texts(app)
    vote(app, claim, True, "disagree")
    assert "After  \n**Disagree**" in texts(app)
    events = [event for event in app.session_state["log"] if event.kind == "vote"]
    assert [event.payload["value"] for event in events] == ["agree", "depends", "disagree"]
    assert {event.content.rpartition("/")[0] for event in events} == {claim.slug}
    assert {event.version for event in events} == {claim.version}


@pytest.mark.parametrize("claim", CLAIMS, ids=name)
def test_the_second_vote_is_within_four_screens(claim: Claim) -> None:
    app = open_claim(claim)
    to_evidence(app, claim)
    again(app, claim, "depends")
    assert "After  \n**It depends**" in texts(app)


def test_cards_remember_votes_and_the_page_counts_them() -> None:
    claim = CLAIMS[0]
    app = open_claim(claim)
    vote(app, claim, False, "agree")
    app.button(key="all-claims").click().run()
    assert "You voted: agree. The evidence waits." in texts(app)
    app.button(key=f"open-{claim.id}").click().run()
    on(app, f"{claim.slug}.{claim.of_kind(Predict)[0].id}.guess.lock")
    guess(app, claim)
    app.button(key="next").click().run()
    again(app, claim, "depends")
    app.button(key="all-claims").click().run()
    assert "You voted: agree, then it depends." in texts(app)
    assert f"You voted twice on 1 of {len(CLAIMS)} claims and changed your vote on 1." in texts(app)
    assert app.button(key=f"open-{claim.id}").label == "Look again"


def other_setting(control: Control, value: object) -> object:
    """A setting of a control that differs from where it stands."""
    match control:
        case Choice():
            return [each for each in control.options if each != value][-1]
        case Switch():
            return not value
        case Number():
            inside = control.low + control.step
            return control.typed(inside if value != inside else inside + control.step)
    raise AssertionError(f"no widget known for {control.name}")


@pytest.mark.parametrize(("claim", "block"), PLACED, ids=name)
def test_each_switch_shows_the_experiments_own_figures_and_is_remembered(
    claim: Claim, block: ExperimentBlock
) -> None:
    experiment, start = content.experiment(block)
    for control in experiment.controls:
        if control.name not in block.show:
            continue
        app = open_claim(claim, view="teacher")
        prefix = f"{claim.slug}.{block.id}"
        first = app.session_state[f"{prefix}.trail"][tried_settings.START]
        value = other_setting(control, start[control.name])
        turn(app, prefix, **{control.name: value})
        assert not app.exception
        address = experiment.format({**start, control.name: value}, block.id, start)  # type: ignore[dict-item]
        assert address.items() <= dict(app.query_params).items()
        rows = app.session_state[f"{prefix}.trail"]
        assert next(iter(rows)) == tried_settings.START and rows[tried_settings.START] == first
        assert list(next(reversed(rows.values()))) == figures_at(block, **{control.name: value})
        assert "What you tried, and how the answer moved" in texts(app)


def test_the_second_vote_tells_how_the_definitions_moved_the_answer() -> None:
    claim = next(each for each in CLAIMS if each.id == "buy-the-dip")
    block = claim.of_kind(ExperimentBlock)[0]
    app = open_claim(claim)
    to_evidence(app, claim)
    turn(app, f"{claim.slug}.{block.id}", dip=0.1)
    again(app, claim, "depends")
    assert "How the definitions moved your answer" in texts(app)
    assert "- Waiting won: first 0 of 100, then 36 of 100" in texts(app)


def test_who_moves_nothing_is_told_so() -> None:
    claim = CLAIMS[0]
    app = open_claim(claim)
    to_evidence(app, claim)
    again(app, claim, "agree")
    assert "You moved no switch" in texts(app)


def test_the_trail_stays_short_and_keeps_the_start() -> None:
    claim, block = GOLD, GOLD.of_kind(ExperimentBlock)[0]
    prefix = f"{claim.slug}.{block.id}"
    app = open_claim(claim, view="teacher")
    options = list(EXPERIMENTS[block.use].controls[0].options)  # type: ignore[union-attr]
    for counted in ("nominal", "real"):
        turn(app, prefix, counted=counted)
        for option in options:
            turn(app, prefix, start=option)
    rows = app.session_state[f"{prefix}.trail"]
    assert len(rows) == tried_settings.MOST and next(iter(rows)) == tried_settings.START


def test_every_card_has_a_picture_that_says_what_it_is() -> None:
    for claim in CLAIMS:
        found = cover(claim.slug)
        assert found is not None
        drawing, caption = found
        assert drawing.startswith("<svg") and re.search(r", \d{4}( to \d{4})?$", caption)
    assert cover("claims/no-such-claim") is None


def test_every_vote_has_a_word() -> None:
    assert list(vote_panel.VOTES) == ["agree", "disagree", "depends"]


def test_a_link_to_a_switch_opens_the_claim_and_still_asks_first() -> None:
    claim = GOLD
    app = open_page("the-argument", claim=claim.id, **{"rivals.start": "1980-01"})
    assert charts(app) == 0
    next(button for button in app.button if button.label == "Go there").click().run()
    to_evidence(app, claim)
    assert re.search(r"in January 1980 grew", texts(app))
