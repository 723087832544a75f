"""Tiny pictures without axes, as SVG: covers of lessons and claims."""

from __future__ import annotations

import numpy as np

from finlit.charts.base import thin

WIDTH, HEIGHT, MARGIN = 300, 84, 4


def spark(values: np.ndarray, colour: str, most: int = 160) -> str:
    """SVG of one line, left to right, zero at the bottom.

    `values`: 1-D, at least 0, none missing.
    """
    kept = thin(np.asarray(values, dtype=float), most)
    high = float(values[kept].max()) or 1.0
    across = MARGIN + kept / max(len(values) - 1, 1) * (WIDTH - 2 * MARGIN)
    down = HEIGHT - MARGIN - values[kept] / high * (HEIGHT - 2 * MARGIN)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True))
    floor = HEIGHT - 1
    area = f"{across[0]:.1f},{floor} {points} {across[-1]:.1f},{floor}"
    return _svg(
        f'<polygon points="{area}" fill="{colour}" opacity="0.14"/>'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def bars(values: np.ndarray, colour: str) -> str:
    """SVG of upright bars, left to right; those below zero hang down.

    `values`: 1-D, none missing, not all zero.
    """
    values = np.asarray(values, dtype=float)
    high, low = max(float(values.max()), 0.0), min(float(values.min()), 0.0)
    scale = (HEIGHT - 2 * MARGIN) / (high - low)
    step = (WIDTH - 2 * MARGIN) / len(values)
    drawn = "".join(
        f'<rect x="{MARGIN + n * step + step * 0.12:.1f}" '
        f'y="{MARGIN + (high - max(value, 0.0)) * scale:.1f}" '
        f'width="{step * 0.76:.1f}" height="{max(abs(value) * scale, 0.5):.1f}"/>'
        for n, value in enumerate(values)
    )
    return _svg(f'<g fill="{colour}" opacity="0.8">{drawn}</g>')


def dots(across: np.ndarray, up: np.ndarray, colour: str) -> str:
    """SVG of a cloud of dots that fills the picture.

    `across`, `up`: 1-D, of one length, none missing; not all alike.
    """
    room = MARGIN + 3
    x = room + _unit(across) * (WIDTH - 2 * room)
    y = HEIGHT - room - _unit(up) * (HEIGHT - 2 * room)
    drawn = "".join(
        f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5"/>' for a, b in zip(x, y, strict=True)
    )
    return _svg(f'<g fill="{colour}" opacity="0.6">{drawn}</g>')


def _unit(values: np.ndarray) -> np.ndarray:
    """Values from 0 for the least to 1 for the most."""
    values = np.asarray(values, dtype=float)
    scaled: np.ndarray = (values - values.min()) / (values.max() - values.min())
    return scaled


def _svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{inside}</svg>'
