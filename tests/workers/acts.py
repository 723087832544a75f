"""What tests let a worker do; all of it is small."""

from __future__ import annotations

import os


def act(name: str, number: int = 0) -> object:
    """One of some acts, by name."""
    if name == "square":
        return number * number
    if name == "who":
        return os.getpid()
    if name == "memory":
        return len(bytearray(number))
    if name == "abort":
        os.abort()
    if name == "spin":
        while True:
            pass
    if name == "wait":
        os.read(number, 1)
        return "waited"
    if name == "write":
        with open(f"{number}.txt", "wb") as file:  # noqa: PTH123
            return file.write(b"x" * 10)
    raise ValueError("an error of the call's own")
