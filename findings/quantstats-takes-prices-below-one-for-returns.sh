#!/usr/bin/env bash
# quantstats 0.0.86: a price series that stays below 1 is taken for a series of returns.
#
# Its functions accept prices or returns and guess which by the size of the numbers. A share that trades
# below one dollar, many coins, or an index set to 1 at its top has no price above 1: then "0.30" is read
# as a return of 30 %, and the same fall by two thirds that is found at 90, 60, 30 vanishes at 0.90,
# 0.60, 0.30. No warning is given. It is just the cheap, dying shares that a lesson on risk is about.
#
# Seen: deepest fall -0.67 for prices from 90 to 30, and 0.0 for the same prices in dollars of a hundredth.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check quantstats==0.0.86 pandas==2.3.3
cd "$folder"
env/bin/python - <<'PY'
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
import pandas as pd
import quantstats

assert version("quantstats") == "0.0.86"
days = pd.date_range("2024-01-01", periods=6)
prices = pd.Series([90.0, 60.0, 30.0, 45.0, 60.0, 75.0], days)
large, small = (float(quantstats.stats.max_drawdown(each)) for each in (prices, prices / 100))
print(f"prices from 90 to 30: {large:.2f}; the same divided by 100: {small:.2f}")
assert round(large, 2) == -0.67
assert small == 0.0
PY
