"""Numbers in sentences, worked by hand."""

from __future__ import annotations

import math

import pytest

from finlit.words.wording import money, percent, rate, rough_money, share, times, years


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (money(2529631.83), r"\$2,529,632"),
        (money(-50.2), r"-\$50"),
        (money(-0.2), r"\$0"),
        (money(110.408, cents=True), r"\$110.41"),
        (money(math.nan), "unknown"),
        (rough_money(2529631.83), r"\$2.53 million"),
        (rough_money(401_234), r"\$401,000"),
        (rough_money(999_700), r"\$1 million"),
        (rough_money(0.256), r"\$0.26"),
        (percent(-0.386, 1), "-38.6%"),
        (percent(-0.0001), "0%"),
        (rate(0.1), "10%"),
        (rate(0.0775), "7.75%"),
        (times(1.0412), "1.04 times"),
        (years(1), "1 year"),
        (years(7.25), "7.2 years"),
        (years(math.nan), "not yet"),
        (share(0.549), "55 of 100"),
        (share(0.999), "more than 99 of 100"),
        (share(1.0), "100 of 100"),
        (share(0.001), "fewer than 1 of 100"),
    ],
)
def test_wording(said: str, expected: str) -> None:
    assert said == expected
