"""The argument in a browser: every claim opens, locks, switches and is voted on again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from finlit.lessons import Claim, ExperimentBlock, Predict, Vote, load_course
from tests.browser.conftest import PageAt
from tests.browser.pages import settle, well_made
from tests.browser.walking import lock, move, unfold
from tests.conftest import ROOT

CLAIMS = load_course(ROOT / "lessons").claims
GOLD = next(claim for claim in CLAIMS if claim.id == "gold-or-index")


def ballot(page: Page, claim: Claim, again: bool) -> Locator:
    block = next(each for each in claim.of_kind(Vote) if each.again is again)
    return page.locator(f".st-key-vote-{block.id}")


def vote(page: Page, claim: Claim, again: bool, label: str) -> None:
    ballot(page, claim, again).get_by_role("button", name=label, exact=True).click()


def panel(page: Page, claim: Claim, block: ExperimentBlock) -> Locator:
    return page.locator(f'[class*="st-key-experiment-claims"][class*="{claim.id}-{block.id}"]')


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_cards_is_well_made(page_at: PageAt, width: int, scheme: str) -> None:
    page = page_at(width, "/the-argument", color_scheme=scheme)
    for claim in CLAIMS:
        expect(page.get_by_role("heading", name=claim.title)).to_be_visible()
    well_made(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_learner_goes_through_a_claim(
    page_at: PageAt, claim: Claim, width: int, scheme: str
) -> None:
    if width == 390:
        page = page_at(width, "/the-argument", color_scheme=scheme)
        page.locator(f".st-key-open-{claim.id}").get_by_role("button").click()
    else:
        page = page_at(width, f"/the-argument?claim={claim.id}", color_scheme=scheme)
    expect(page.get_by_role("heading", name=claim.title, level=1)).to_be_visible()
    expect(page.locator(".live")).to_have_count(0)
    vote(page, claim, False, "Agree")
    expect(page.get_by_text("You voted agree")).to_be_visible()
    onward = page.locator(".st-key-next").get_by_role("button")
    onward.click()
    for block in claim.of_kind(Predict):
        lock(page, block)
    well_made(page)
    onward.click()
    expect(page.get_by_role("heading", name="What history shows")).to_be_visible()
    settle(page)
    tried = panel(page, claim, claim.of_kind(ExperimentBlock)[0])
    while not tried.is_visible():  # a run of forecasts comes first in one claim
        here = page.url
        onward.click()
        page.wait_for_url(lambda url, before=here: url != before)
        settle(page)
    well_made(page)
    move(tried)
    expect(tried.get_by_text("What you tried, and how the answer moved")).to_be_visible()
    settle(page)
    page.locator(".st-key-vote-now").get_by_role("button").click()
    vote(page, claim, True, "It depends")
    said = page.locator(".st-key-beside-votes strong")
    expect(said).to_have_text(["Agree", "It depends"])
    settle(page)
    well_made(page)
    if width == 390:
        page.reload()
        expect(said).to_have_text(["Agree", "It depends"])


@pytest.mark.parametrize("width", [1280, 390])
def test_a_switch_moves_the_answer_and_the_list_of_what_was_tried(
    page_at: PageAt, width: int
) -> None:
    page = page_at(width, f"/the-argument?claim={GOLD.id}&view=teacher")
    block = GOLD.of_kind(ExperimentBlock)[0]
    box = panel(page, GOLD, block)
    answer = box.locator(".answer")
    expect(answer).to_contain_text("US stocks in January 1971 grew 6.8% a year")
    unfold(box)
    box.get_by_text("Dividends put back in").click()
    expect(answer).to_contain_text("US stocks in January 1971 grew 4.0% a year")
    tried = box.locator('[class*="st-key-trail-"]')
    expect(tried.get_by_text("Dividends put back in: off")).to_be_visible()
    vote(page, GOLD, True, "Disagree")
    again = ballot(page, GOLD, True)
    expect(again.get_by_text("Stocks, a year: first 6.8%, then 4.0%")).to_be_visible()
    settle(page)
    well_made(page)
