#!/usr/bin/env bash
# charset-normalizer 3.5.2: price files have too little text to tell an encoding by.
#
# A table of prices is digits and commas with one line of headings. On such a file the detector names an
# encoding with full confidence, and a wrong one: Chinese (GBK) is read as Big5, Japanese (Shift-JIS) and
# Russian (cp1251) as Korean. The bytes decode without error, so nothing fails; the headings "date" and
# "close" have just become other words. A reader has to try the likely encodings and look for headings
# that it knows.
#
# Seen for the headings "date, close" and two lines of numbers: gbk -> big5hkscs, shift_jis -> cp949,
# cp1251 -> cp949; euc_kr and big5 are found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check charset-normalizer==3.5.2
cd "$folder"
env/bin/python - <<'PY'
from importlib.metadata import version

from charset_normalizer import from_bytes

assert version("charset-normalizer") == "3.5.2"
HEADINGS = {
    "gbk": "日期,收盘价",
    "shift_jis": "日付,終値",
    "cp1251": "Дата;Закрытие",
    "big5": "日期,收盤價",
}
LINES = "\n2020-01-02,1.5\n2020-01-03,1.6\n"
read = {}
for name, heading in HEADINGS.items():
    text = heading + (LINES.replace(",", ";").replace(".", ",") if ";" in heading else LINES)
    best = from_bytes(text.encode(name)).best()
    read[name] = best and str(best).split("\n")[0]
    print(f"{name}: {best and best.encoding}: {read[name]}")
assert read["big5"] == HEADINGS["big5"]
assert all(read[name] != HEADINGS[name] for name in ("gbk", "shift_jis", "cp1251"))
PY
