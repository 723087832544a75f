"""Live prices by ticker, through yfinance: asked for in a job of its own, kept on disk, shared.

    job = desk().ask("AAPL")     # returns at once; thirty who ask share one request
    job.line()                   # "Asking Yahoo for AAPL"
    job.answer()                 # once `job.is_done`: an Answer, or a Trouble is raised

Only pages and commands use this layer. yfinance, which is slow to import, is imported by the first
job. `FINLIT_LIVE=off` turns it off: then nothing is ever asked.
"""

from __future__ import annotations

from finlit.live.desk import Answer, Desk, desk
from finlit.live.job import Job
from finlit.live.listing import Listing, Match
from finlit.live.settings import is_on
from finlit.live.trouble import SENTENCES, Trouble

__all__ = ["SENTENCES", "Answer", "Desk", "Job", "Listing", "Match", "Trouble", "desk", "is_on"]
