"""A tiny line without axes, as SVG: a lesson's cover."""

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
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polygon points="{area}" fill="{colour}" opacity="0.14"/>'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" '
        'stroke-linejoin="round" stroke-linecap="round"/></svg>'
    )
