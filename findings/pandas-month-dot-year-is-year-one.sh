#!/usr/bin/env bash
# pandas 3.1.1: to_datetime reads "01.2024", a month as German exports write it, as January 1 of the
# year 1, with a time of day of 00:00, and without a warning. In pandas 2 nanoseconds ended in 1677,
# so that this was an error; with the microseconds of pandas 3 the year 1 is a date like any other.
# "2024.01" is read as January 2024, and "13.2024" is an error.
# Seen: to_datetime("01.2024") -> Timestamp("0001-01-01 00:00:00").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import pandas as pd

read = pd.to_datetime("01.2024")
print("01.2024 ->", read)
print("2024.01 ->", pd.to_datetime("2024.01"))
raise SystemExit(0 if (read.year, read.month) == (1, 1) else 1)
PYTHON
