#!/usr/bin/env bash
# Babel 2.19.0: parse_date knows the language's month names and reads none of them.
#
# Babel carries CLDR's month names for hundreds of languages, and parse_date takes a locale. It uses the
# locale only for the order of day, month and year, and then looks for digits: every date in the
# language's own long or medium form, its own format_date included, fails with an IndexError. Whoever
# reads tables with "5 mai 2023" has to take the names from get_month_names and do the reading himself.
#
# Seen: parse_date(format_date(day)) fails for en_US, da and fr; the names are there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
cd "$folder"
env/bin/python - <<'PY'
from datetime import date
from importlib.metadata import version

from babel.dates import format_date, get_month_names, parse_date

assert version("babel") == "2.19.0"
day = date(2023, 5, 5)
for locale in ("en_US", "da", "fr"):
    written = format_date(day, "medium", locale=locale)
    names = list(get_month_names("abbreviated", locale=locale).values())
    try:
        parse_date(written, locale=locale)
    except IndexError as error:
        print(f"{locale}: {written!r}: {error}; names: {names[4]}")
    else:
        raise SystemExit(f"{written!r} is read now")
PY
