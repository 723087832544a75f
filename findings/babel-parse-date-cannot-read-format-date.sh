#!/usr/bin/env bash
# Babel 2.19.0: parse_date cannot read what format_date writes. It looks for three numbers and knows
# no names of months, so the medium and long forms of most locales end in "IndexError: list index
# out of range", although `format` is given. The short forms are read. So names of months have to be
# looked up in Locale.months, which is what our reader does.
# Seen: format_date(date(2024, 5, 7), "medium", locale="da") -> "7. maj 2024"; parsed -> IndexError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date

from babel.dates import format_date, parse_date

day, failed = date(2024, 5, 7), []
for locale in ("en", "da", "fr", "sv"):
    text = format_date(day, "medium", locale=locale)
    try:
        print(locale, repr(text), "->", parse_date(text, locale=locale, format="medium"))
    except IndexError as error:
        failed.append(locale)
        print(locale, repr(text), "-> IndexError:", error)
short = format_date(day, "short", locale="da")
is_short_read = parse_date(short, locale="da", format="short") == day
raise SystemExit(0 if len(failed) == 4 and is_short_read else 1)
PYTHON
