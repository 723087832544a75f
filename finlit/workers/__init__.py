"""Work in a process of its own, with limits of memory, time and processor.

    pool = Pool("finlit.uploads.guarded", "read")
    job = pool.ask(data, "prices.csv", today=today)   # at once; BusyError where too many wait
    job.before()       # how many are served first, 0 once begun
    job.wait(0.5)      # True once it is done
    job.result()       # the value; raises OverrunError, or the call's own error

What a call may do to its process (use it up, abort it) stays there: the pool begins another one.
"""

from __future__ import annotations

from finlit.workers.limits import Limits
from finlit.workers.pool import BusyError, Job, OverrunError, Pool

__all__ = ["BusyError", "Job", "Limits", "OverrunError", "Pool"]
