"""Moments in the time zone of the browser: said in words, and read from a form."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def zone() -> ZoneInfo:
    """The browser's time zone; UTC where it tells none that this machine knows."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def said(moment: datetime) -> str:
    """ "Friday, November 28, 3:00 PM" on the clock of whoever reads it."""
    here = moment.astimezone(zone())
    hour = here.hour % 12 or 12
    return f"{here:%A, %B} {here.day}, {hour}:{here:%M} {'AM' if here.hour < 12 else 'PM'}"


def clock(moment: datetime) -> str:
    """ "3:05 PM" on the clock of whoever reads it."""
    here = moment.astimezone(zone())
    return f"{here.hour % 12 or 12}:{here:%M} {'AM' if here.hour < 12 else 'PM'}"


def form() -> str:
    """How a form writes a day, as this browser's country does."""
    return "MM/DD/YYYY" if (st.context.locale or "").endswith("US") else "YYYY-MM-DD"


def day(moment: datetime) -> str:
    """ "November 28, 2026"."""
    here = moment.astimezone(zone())
    return f"{here:%B} {here.day}, {here.year}"


def aware(on_the_clock: datetime | None) -> datetime | None:
    """What was chosen on the browser's own clock, in UTC."""
    if on_the_clock is None:
        return None
    return on_the_clock.replace(tzinfo=zone()).astimezone(UTC)


def on_the_clock(moment: datetime | None) -> datetime | None:
    """A moment as a form shows it: the browser's time, without a zone."""
    return None if moment is None else moment.astimezone(zone()).replace(tzinfo=None)


def end_of_day(due: datetime | None) -> datetime | None:
    """Due at midnight is a day chosen without a time: pupils have until that day is over."""
    if due is None or due.time() != time():
        return due
    return due + timedelta(hours=23, minutes=59)
