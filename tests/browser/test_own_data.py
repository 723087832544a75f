"""One's own data in a real browser: a ticker from a local Yahoo, files, and bad days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import watched
from tests.browser.conftest import SIZES, Watch
from tests.browser.pages import (
    UNEXPLAINED,
    is_wider_than_the_screen,
    open_page,
    serious_violations,
    settle,
)
from tests.live.yahoo import Yahoo
from tests.server import Running, started
from tests.uploads import layouts

Site = tuple[Running, Yahoo]
SENTENCES = {
    "GONE": "Yahoo knows no ticker “GONE”",
    "EMPTY": "Yahoo knows “EMPTY” but has no prices for it",
    "HTML": "A web page came back instead of prices",
    "BUSY": "Yahoo has trouble on its own side",
    "ODD": "Yahoo answered in a form that finlit cannot read",
    "CUT": "Yahoo's answer broke off in the middle",
    "not a ticker!": "That does not look like a ticker",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app beside a local Yahoo, with a cache of its own."""
    folder = tmp_path_factory.mktemp("own-data")
    with Yahoo() as yahoo, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINLIT_YAHOO", yahoo.address)
        patch.setenv("FINLIT_CACHE", str(folder))
        with started(["-m", "tests.watched", "serve", "--port", "0"], folder) as running:
            yield running, yahoo
            assert watched.MARK not in running.log()
            assert "Traceback" not in running.log()


@pytest.fixture
def page_of(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open the page; a request elsewhere or an error in the page fails the test."""
    contexts = []
    watch = Watch(site[0].address)

    def open_at(width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            color_scheme=scheme, reduced_motion="reduce", locale="en-US", **SIZES[width]
        )
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        open_page(page, f"{site[0].address}/your-data")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not watch.outside
    assert not watch.errors


def load(page: Page, ticker: str) -> None:
    page.get_by_label("Ticker or company name").fill(ticker)
    page.get_by_role("button", name="Load the ticker").click()


def use(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Use these prices").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def upload(page: Page, name: str, data: bytes) -> None:
    page.get_by_text("A file", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        files=[{"name": name, "mimeType": "application/octet-stream", "buffer": data}]
    )


def attempt(page: Page, title: str, answer: str) -> None:
    """Choose an experiment and wait for its answer."""
    page.get_by_role("radio", name=title).click()
    # The answer before may still stand there for a moment.
    expect(page.locator(".answer").filter(has_text=re.compile(answer))).to_be_visible()
    settle(page)


@pytest.mark.xfail(strict=False, reason=UNEXPLAINED)
def test_a_ticker_is_checked_and_put_through_the_experiments(
    page_of: Callable[..., Page], site: Site
) -> None:
    page = page_of()
    load(page, "ko")
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("The Coca-Cola Company")
    for words in ("exchange NYSE", "Prices in US dollars", "First traded on", "11 dividends"):
        expect(check).to_contain_text(words)
    use(page, "The Coca-Cola Company (KO)")
    attempt(page, "How it fell", r"fell by at least 20% \d+ times")
    attempt(page, "Save every month", r"a month in The Coca-Cola Company \(KO\).*paid in became")
    attempt(page, "Wait for a dip", r"waiting for a fall of 20% left the waiting buyer behind")
    attempt(page, "Buy each further fall", r"you bought The Coca-Cola Company \(KO\) \d+ times")
    attempt(page, "Side by side", r"in S&P 500 fund \(SPY\)")
    expect(page.get_by_text("All have their dividends put back in.")).to_be_visible()
    assert site[1].asked("KO") == 1


def test_a_ticker_that_belonged_to_a_dead_company_offers_it(page_of: Callable[..., Page]) -> None:
    page = page_of(390)
    load(page, "BBBY")
    expect(page.get_by_text("BBBY once belonged to Bed Bath & Beyond.")).to_be_visible()
    expect(page.locator(".st-key-own-check")).to_contain_text("First traded on")
    page.get_by_role("button", name="Use Bed Bath & Beyond (built in)").click()
    expect(page.get_by_role("heading", name="Bed Bath & Beyond")).to_be_visible()
    attempt(page, "Save every month", r"the shares were worthless. In the end: \$0")


def test_a_name_is_searched_for(page_of: Callable[..., Page]) -> None:
    page = page_of()
    page.get_by_label("Ticker or company name").fill("coca")
    page.get_by_role("button", name="Search by name").click()
    page.get_by_role("button", name="KO: The Coca-Cola Company (NYSE)").click()
    expect(page.locator(".st-key-own-check")).to_contain_text("Ticker KO")


def test_a_name_typed_as_a_ticker_can_be_searched_for(page_of: Callable[..., Page]) -> None:
    page = page_of(390)
    load(page, "Coca-Cola Company")
    page.get_by_role("button", name="Search for companies called “Coca-Cola Company”").click()
    page.get_by_role("button", name="KO: The Coca-Cola Company (NYSE)").click()
    expect(page.locator(".st-key-own-check")).to_contain_text("Ticker KO")


@pytest.mark.parametrize("ticker", SENTENCES)
def test_each_bad_day_gets_its_sentence_and_the_built_in_data(
    page_of: Callable[..., Page], ticker: str
) -> None:
    page = page_of()
    load(page, ticker)
    expect(page.get_by_text(SENTENCES[ticker])).to_be_visible()
    page.get_by_role("button", name="Use the S&P 500 instead (built in)").click()
    expect(page.get_by_role("heading", name="S&P 500, price only")).to_be_visible()


def test_the_page_stays_usable_while_a_ticker_is_slow(page_of: Callable[..., Page]) -> None:
    page = page_of()
    load(page, "SLOW")
    progress = page.locator(".st-key-own-progress")
    expect(progress).to_contain_text(re.compile(r"Asking Yahoo for SLOW.*of at most 20 seconds"))
    page.get_by_text("Built in", exact=True).click()
    page.get_by_role("button", name="Use these prices").click()
    expect(page.get_by_role("heading", name="S&P 500, price only")).to_be_visible()
    page.get_by_text("A ticker", exact=True).click()
    expect(progress.or_(page.get_by_text("Yahoo did not answer in time"))).to_be_visible()


@pytest.mark.parametrize("name", layouts.REAL)
def test_real_layouts_are_read_and_used(page_of: Callable[..., Page], name: str) -> None:
    page = page_of()
    upload(page, name, layouts.REAL[name]())
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("10 of 1")
    expect(check).to_contain_text("2024-01-08 to 2024-01-19, daily")
    expect(check).to_contain_text("1,193.89 on 2024-01-19")
    use(page, name.split(".")[0])
    attempt(page, "How it fell", "fell by at least 20% 0 times")


def test_a_doubtful_file_is_asked_about(page_of: Callable[..., Page]) -> None:
    page = page_of(390)
    upload(page, "odd.csv", b"Date,Close\n01/02/2024,1.234\n02/02/2024,1.111\n03/02/2024,x\n")
    page.get_by_text("Day first: 31.12.2024").click()
    page.get_by_text("A point: 1,234.56").click()
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("2024-02-01 to 2024-02-02")
    expect(check).to_contain_text("Line 4 has something else than a number as price.")


SEVERAL = "country,month,index\n" + "\n".join(
    f"{country},{2019 + n // 12}-{n % 12 + 1:02},{100 * k + n}.5"
    for k, country in enumerate(("Austria", "Brazil", "Chile"), 1)
    for n in range(48)
)


@pytest.mark.parametrize("width", [1280, 390])
def test_one_of_several_series_is_chosen_seen_and_used(
    page_of: Callable[..., Page], width: int
) -> None:
    page = page_of(width)
    upload(page, "countries.csv", SEVERAL.encode())
    expect(page.get_by_text("This file holds 3 series, told apart by")).to_be_visible()
    page.get_by_text("Brazil (48 lines)").click()
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("Brazil")
    expect(check).to_contain_text("200.5 on 2019-01-01")
    picture = check.locator('[data-testid="stVegaLiteChart"] svg')
    expect(picture).to_contain_text("200.5")
    expect(picture).to_contain_text("247.5")
    use(page, "Brazil")
    attempt(page, "Save every month", "a month in Brazil")
    assert not is_wider_than_the_screen(page)


def test_odd_points_are_marked_in_the_picture(page_of: Callable[..., Page]) -> None:
    rows = [f"2024-01-{day:02},{'1012' if day == 15 else f'10.{day}'}" for day in range(1, 29)]
    page = page_of()
    upload(page, "slip.csv", "\n".join(["Date,Close", *rows]).encode())
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("far from both of its neighbours")
    expect(check.locator('[data-testid="stVegaLiteChart"] svg')).to_contain_text("Looks odd")
    expect(check.locator(".finlit-read")).to_contain_text("1 point looks odd, marked with a ring")


def test_returns_become_levels_only_when_asked_for(page_of: Callable[..., Page]) -> None:
    rows = [
        f"2024-{1 + n // 28:02}-{1 + n % 28:02},{(-1) ** n * (n % 7 + 1) / 10}" for n in range(90)
    ]
    page = page_of(390)
    upload(page, "returns.csv", "\n".join(["Date,Return %", *rows]).encode())
    expect(page.get_by_text("look like returns", exact=False)).to_be_visible()
    page.get_by_text("Returns in percent: 0.50 is half a percent").click()
    check = page.locator(".st-key-own-check")
    expect(check).to_contain_text("levels built from returns in percent, beginning at 100")
    expect(check).to_contain_text("100 on 2023-12-31")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_fit_for_all(page_of: Callable[..., Page], width: int, scheme: str) -> None:
    page = page_of(width, scheme)
    load(page, "AAPL")
    use(page, "Apple (AAPL)")
    attempt(page, "Side by side", "100 put in")
    upload(page, "bank.csv", layouts.german_bank())
    expect(page.locator(".st-key-own-check")).to_contain_text("Schlusskurs")
    settle(page)
    assert serious_violations(page) == []
    assert not is_wider_than_the_screen(page)


def test_when_yahoo_dies_the_next_ticker_gets_its_sentence_and_the_kept_one_works(
    page_of: Callable[..., Page], site: Site
) -> None:
    """The last test here: the local Yahoo does not come back."""
    page = page_of()
    load(page, "AAPL")
    use(page, "Apple (AAPL)")
    site[1].die()
    load(page, "SPLIT")
    expect(page.get_by_text("The computer that runs finlit cannot reach Yahoo")).to_be_visible()
    load(page, "AAPL")
    expect(page.locator(".st-key-own-check")).to_contain_text("Apple Inc.")
    use(page, "Apple (AAPL)")
    attempt(page, "How it fell", r"Apple \(AAPL\) fell by at least 20%")
    assert site[1].asked("AAPL") == 1
