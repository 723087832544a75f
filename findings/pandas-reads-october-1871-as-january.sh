#!/usr/bin/env bash
# pandas 3.1.1: to_datetime reads "1871.1" as January 1871.
#
# Robert Shiller's table of US stocks, the longest one there is, writes months as 1871.01 to 1871.12.
# Read as numbers and written back, October loses its zero and becomes 1871.1. pandas takes such text
# for a year and a month and makes January of it; its one warning says that the format was
# not inferred, and not that a month was misread. The series has two Januaries and no October, and a table keyed by month quietly keeps one of the two. Only the whole column tells.
#
# Seen: ['1871-09', '1871-01', '1871-11'] for September, October, November.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cd "$folder"
env/bin/python - <<'PY'
import pandas as pd

assert pd.__version__ == "3.1.1", pd.__version__
months = pd.to_datetime(["1871.09", "1871.1", "1871.11"]).strftime("%Y-%m").tolist()
print(months)
assert months == ["1871-09", "1871-01", "1871-11"]
PY
