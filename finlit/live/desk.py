"""The desk where tickers are asked for: jobs with a deadline, shared by all who ask the same."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from finlit.live import settings
from finlit.live.hands import Hands
from finlit.live.job import Job, Result
from finlit.live.listing import SYMBOL, Listing, Match
from finlit.live.store import Store
from finlit.live.trouble import PASSING, Trouble

if TYPE_CHECKING:
    from finlit.live.session import Call

log = logging.getLogger(__name__)

REMEMBERED = 500
LONGEST_LINE = 40  # questions that wait; those under way come on top


@dataclass(frozen=True)
class Patience:
    """Seconds for a whole job and for one request, tries, and the first pause between two (each
    next one is twice as long). `quiet`: seconds without a request after Yahoo asked us to wait."""

    job: float = 20.0
    request: float = 6.0
    tries: int = 3
    pause: float = 0.5
    quiet: float = 120.0


@dataclass(frozen=True, eq=False)
class Answer:
    """A listing. `trouble`: why an older one is handed out, None when it is of today."""

    listing: Listing
    trouble: Trouble | None = None


class Desk:
    """Takes questions and shares the answers; see the head of the package."""

    def __init__(
        self,
        store: Store,
        *,
        patience: Patience | None = None,
        today: Callable[[], date] = date.today,
        clock: Callable[[], float] = time.monotonic,
        workers: int = 4,
        longest: int = LONGEST_LINE,
    ) -> None:
        self._store = store
        self._patience = patience or Patience()
        self._today = today
        self._clock = clock
        self._lock = threading.Lock()
        self._running: dict[tuple[str, str], Job[Any]] = {}
        self._known: OrderedDict[tuple[str, str, date], Any] = OrderedDict()
        self._quiet_until = float("-inf")
        self._hands = Hands(workers, longest)

    def ask(self, symbol: str) -> Job[Answer]:
        """Prices of a ticker; returns at once."""
        name = symbol.strip().upper()
        return self._join(("prices", name), name, lambda job: self._prices(name, job))

    def search(self, words: str) -> Job[tuple[Match, ...]]:
        """Tickers that fit a name; returns at once."""
        text = " ".join(words.split()).lower()[:80]
        return self._join(("search", text), f"“{text}”", lambda job: self._matches(text, job))

    def _join(
        self, key: tuple[str, str], what: str, work: Callable[[Job[Result]], Result]
    ) -> Job[Result]:
        """The job that is under way for this question, or a new one."""
        with self._lock:
            running = self._running.get(key)
            if running is not None:
                running.askers += 1
                return running
            job: Job[Result] = Job(what)
            job.work = lambda: self._run(key, job, work)
            if self._hands.take(job.work):
                self._running[key] = job
                return job
        job.future.set_exception(Trouble("busy"))
        return job

    def leave(self, job: Job[Any]) -> None:
        """Ask no longer; a question that nobody waits for, and that has not begun, is dropped."""
        with self._lock:
            job.askers -= 1
            if job.askers > 0 or not self._hands.drop(job.work):
                return
            for key in [key for key, other in self._running.items() if other is job]:
                del self._running[key]
        job.future.set_exception(Trouble("busy"))

    def _run(
        self, key: tuple[str, str], job: Job[Result], work: Callable[[Job[Result]], Result]
    ) -> None:
        result: Result | None = None
        problem: Trouble | None = None
        try:
            job.begin()
            result = work(job)
        except Trouble as trouble:
            problem = trouble
        except Exception:
            log.exception("%s %s", *key)
            problem = Trouble("failed")
        with self._lock:
            del self._running[key]
        if problem is not None:
            job.future.set_exception(problem)
        else:
            job.future.set_result(result)  # type: ignore[arg-type]

    def _prices(self, symbol: str, job: Job[Answer]) -> Answer:
        if not settings.is_on():
            raise Trouble("off")
        if not SYMBOL.fullmatch(symbol):
            raise Trouble("invalid", symbol)
        today = self._today()
        kept = self._store.load(symbol)
        if kept is not None and kept.fetched == today:
            return Answer(kept)
        try:
            return Answer(self._fetched(symbol, job, today))
        except Trouble as trouble:
            if kept is not None:
                return Answer(kept, trouble)
            raise

    def _fetched(self, symbol: str, job: Job[Answer], today: date) -> Listing:
        """A new answer, kept; or one that another process has just kept."""
        self._before_asking(("prices", symbol, today))
        from filelock import Timeout

        try:
            with self._store.lock(symbol, self._patience.job):
                kept = self._store.load(symbol)
                if kept is not None and kept.fetched == today:
                    return kept
                listing = self._asked(
                    ("prices", symbol, today),
                    job,
                    lambda call: _yahoo().history(symbol, call, today),
                )
                self._store.save(symbol, listing)
                return listing
        except Timeout:
            raise Trouble("slow", symbol) from None

    def _matches(self, text: str, job: Job[tuple[Match, ...]]) -> tuple[Match, ...]:
        key = ("search", text, self._today())
        with self._lock:
            known = self._known.get(key)
        if isinstance(known, tuple):
            return known
        self._before_asking(key)
        found = self._asked(key, job, lambda call: _yahoo().search(text, call))
        self._remember(key, found)
        return found

    def _before_asking(self, key: tuple[str, str, date]) -> None:
        """Raises Trouble where asking is off, unkind, or known to be in vain today."""
        if not settings.is_on():
            raise Trouble("off")
        if self._clock() < self._quiet_until:
            raise Trouble("rate_limited")
        with self._lock:
            known = self._known.get(key)
        if isinstance(known, Trouble):
            raise Trouble(known.kind, known.symbol)

    def _asked(
        self, key: tuple[str, str, date], job: Job[Any], ask: Callable[[Call], Result]
    ) -> Result:
        """The answer of up to so many tries within the job's time."""
        from tenacity import (
            RetryCallState,
            Retrying,
            retry_if_exception,
            stop_after_attempt,
            stop_before_delay,
            wait_exponential_jitter,
        )

        from finlit.live.session import Call

        patience, first_line = self._patience, job.line()

        def again(state: RetryCallState) -> None:
            tried = state.attempt_number + 1
            job.tell(f"{first_line}. No luck yet: try {tried} of {patience.tries}")

        call = Call(time.monotonic() + patience.job, patience.request)
        tries = Retrying(
            stop=stop_after_attempt(patience.tries) | stop_before_delay(patience.job),
            wait=wait_exponential_jitter(multiplier=patience.pause, max=4, jitter=patience.pause),
            retry=retry_if_exception(lambda e: isinstance(e, Trouble) and e.kind in PASSING),
            before_sleep=again,
            reraise=True,
        )
        try:
            return tries(ask, call)
        except Trouble as trouble:
            if trouble.kind == "rate_limited":
                self._quiet_until = self._clock() + patience.quiet
            if trouble.kind in {"not_found", "nothing", "invalid"}:
                self._remember(key, trouble)
            raise

    def _remember(self, key: tuple[str, str, date], what: object) -> None:
        with self._lock:
            self._known[key] = what
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


def _yahoo() -> Any:
    """The module that imports yfinance."""
    from finlit.live import yahoo

    return yahoo


@cache
def desk() -> Desk:
    """The desk of this process."""
    return Desk(Store(settings.cache_folder() / "prices"))
