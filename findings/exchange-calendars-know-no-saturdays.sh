#!/usr/bin/env bash
# exchange_calendars 4.13.2 and pandas-market-calendars 5.5.0: two calendars of one exchange differ by
# hundreds of trading days, and neither knows Tokyo's Saturdays.
#
# New York traded on Saturday mornings until May 1952. pandas-market-calendars' "NYSE" has these days;
# exchange_calendars' "XNYS" has none of them, so that counting missing days of an old price table
# against it finds nothing amiss. Without a start, XNYS moreover begins twenty years before today, so the
# same program sees other sessions next year. The Tokyo exchange, too, traded on Saturdays
# until early 1989; "JPX" has none in 1985.
#
# Seen for January 1950: NYSE 4 Saturdays, XNYS 0. JPX in 1985: 0 Saturdays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pandas-market-calendars==5.5.0 exchange_calendars==4.13.2
cd "$folder"
env/bin/python - <<'PY'
import datetime
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
import exchange_calendars
import pandas_market_calendars

assert version("pandas-market-calendars") == "5.5.0"
assert version("exchange_calendars") == "4.13.2"
SATURDAY = 5
span = {"start": "1950-01-01", "end": "1950-02-01"}
nyse = pandas_market_calendars.get_calendar("NYSE").schedule("1950-01-01", "1950-02-01").index
xnys = exchange_calendars.get_calendar("XNYS", **span).sessions
jpx = pandas_market_calendars.get_calendar("JPX").schedule("1985-01-01", "1985-12-31").index
counts = [sum(day.dayofweek == SATURDAY for day in days) for days in (nyse, xnys, jpx)]
print("Saturdays: NYSE {}, XNYS {}, JPX {}".format(*counts))
assert counts == [4, 0, 0]
first = exchange_calendars.get_calendar("XNYS").first_session
print("XNYS begins by itself on", first.date())
assert datetime.date.today().year - first.year in (19, 20)
PY
