"""Settings of the server, read from the environment when it starts.

FINLIT_HOSTS=names    names under which browsers reach this server, parted by commas, such as
                      "money.school.example, 10.0.0.5"; "*." before a name takes all below it.
                      Without it every name is answered.
FINLIT_TRUSTED_PROXIES=addresses
                      proxies whose X-Forwarded-For is believed (127.0.0.1,::1)
FINLIT_METRICS=on     answers Streamlit's figures about itself at /_stcore/metrics
"""

from __future__ import annotations

import os


def hosts() -> tuple[str, ...]:
    """Names that are answered, in small letters; none for all."""
    named = os.environ.get("FINLIT_HOSTS", "").split(",")
    return tuple(name for name in (each.strip().lower().rstrip(".") for each in named) if name)


def trusted_proxies() -> str:
    """Addresses of proxies that say for whom they ask, parted by commas."""
    return os.environ.get("FINLIT_TRUSTED_PROXIES", "127.0.0.1,::1")


def metrics_are_open() -> bool:
    """Whether Streamlit's metrics may be read by anyone who reaches the server."""
    return os.environ.get("FINLIT_METRICS", "off").strip().lower() in {"on", "1", "yes", "true"}
