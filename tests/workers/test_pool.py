"""A call that takes too much ends its worker and nothing else; the line is bounded and told."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from finlit.workers import BusyError, Job, Limits, OverrunError, Pool

SMALL = Limits(memory=150_000_000, processor=2, clock=60.0)
GUARD = 120.0  # seconds after which a test that hangs is given up
UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces it")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool("tests.workers.acts", "act", limits=SMALL, longest=3)
    yield made
    made.close()


def done(job: Job) -> object:
    assert job.wait(GUARD)
    return job.result()


def overrun(job: Job) -> str:
    with pytest.raises(OverrunError) as caught:
        done(job)
    return caught.value.kind


def test_a_warm_worker_answers_again_and_again(pool: Pool) -> None:
    assert done(pool.ask("square", 7)) == 49
    workers = {done(pool.ask("who")) for _ in range(3)}
    assert len(workers) == 1
    assert os.getpid() not in workers


def test_an_error_of_the_call_is_the_askers_and_the_worker_stays(pool: Pool) -> None:
    before = done(pool.ask("who"))
    with pytest.raises(ValueError, match="of the call's own"):
        done(pool.ask("unknown"))
    assert done(pool.ask("who")) == before


@LINUX
def test_a_call_that_takes_more_memory_than_it_may_is_ended(pool: Pool) -> None:
    assert done(pool.ask("memory", 50_000_000)) == 50_000_000
    assert overrun(pool.ask("memory", 300_000_000)) == "memory"
    assert done(pool.ask("square", 3)) == 9


@UNIX
def test_a_library_that_aborts_takes_its_worker_along_and_no_more(pool: Pool) -> None:
    before = done(pool.ask("who"))
    assert overrun(pool.ask("abort")) == "memory"
    assert done(pool.ask("who")) not in {before, os.getpid()}


@UNIX
def test_a_call_that_never_ends_runs_out_of_processor_time(pool: Pool) -> None:
    assert overrun(pool.ask("spin")) == "time"
    assert done(pool.ask("square", 4)) == 16


def test_a_call_that_never_ends_runs_out_of_time_by_the_clock() -> None:
    pool = Pool("tests.workers.acts", "act", limits=Limits(clock=0.5))
    assert overrun(pool.ask("spin")) == "time"
    pool.close()


@UNIX
def test_a_worker_writes_no_files(pool: Pool) -> None:
    with pytest.raises((OSError, OverrunError)):
        done(pool.ask("write", 5))


def test_the_line_is_served_in_turn_and_is_only_so_long(pool: Pool) -> None:
    go = threading.Event()
    slow = Pool("tests.workers.acts", "act", longest=2)
    slow._answered = lambda process, job: (go.wait(GUARD), None)  # type: ignore[method-assign]
    try:
        first = slow.ask("square", 1)
        while not first.has_begun:
            first.wait(0.01)
        second, third = slow.ask("square", 2), slow.ask("square", 3)
        assert [job.before() for job in (first, second, third)] == [0, 1, 2]
        with pytest.raises(BusyError):
            slow.ask("square", 4)
        second.cancel()
        assert third.before() == 1
        fourth = slow.ask("square", 4)
        assert not second.wait(0)
        go.set()
        assert done(third) is True
        assert done(fourth) is True
    finally:
        go.set()
        slow.close()


def test_a_worker_that_is_gone_is_replaced(pool: Pool) -> None:
    import signal

    process = done(pool.ask("who"))
    assert isinstance(process, int)
    os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    job = pool.ask("square", 5)
    assert job.wait(GUARD)
    if job._error is None:  # the pool saw that it was gone
        assert job.result() == 25
    assert done(pool.ask("square", 6)) == 36


def test_a_system_without_room_for_a_process_is_told_and_the_pool_goes_on() -> None:
    pool = Pool("tests.workers.acts", "act")
    start = pool._process

    def no_room() -> subprocess.Popen[bytes]:
        raise OSError("no room")

    pool._process = no_room  # type: ignore[method-assign]
    assert overrun(pool.ask("square", 2)) == "ended"
    pool._process = start  # type: ignore[method-assign]
    assert done(pool.ask("square", 3)) == 9
    pool.close()


def test_an_idle_worker_ends_and_the_next_call_begins_another() -> None:
    pool = Pool("tests.workers.acts", "act", idle=0.01)
    first = done(pool.ask("who"))
    while pool._threads:
        threading.Event().wait(0.01)
    assert done(pool.ask("who")) != first
    pool.close()
