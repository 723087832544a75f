#!/usr/bin/env bash
# charset-normalizer 3.5.2: a price table of 28 lines with Chinese headings in GBK (864 bytes) is taken
# for cp949, Korean: every heading decodes into rare Hanja and Hangul, without any replacement sign.
# Polish headings in cp1250 are taken for hp_roman8. Shift-JIS, EUC-KR, Big5 and cp1251 come out right.
# So for short tables known words have to decide before statistics do.
# Seen: from_bytes("日期,收盘价,..." in GBK).best().encoding -> "cp949".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check charset-normalizer==3.5.2
"$folder/venv/bin/python" - <<'PYTHON'
from charset_normalizer import from_bytes

HEADINGS = {
    "gbk": "日期,收盘价,最高价,最低价,开盘价",
    "cp1250": "Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen",
    "cp932": "日付,始値,高値,安値,終値,出来高",
}
rows = "\n".join(f"2024-01-{day:02},{day}.5,{day}.7,{day}.1,{day}.3" for day in range(1, 29))
found = {}
for encoding, heading in HEADINGS.items():
    best = from_bytes(f"{heading}\n{rows}".encode(encoding)).best()
    found[encoding] = best.encoding if best else None
    print(encoding, "is taken for", found[encoding], str(best).splitlines()[0] if best else "")
expected = {"gbk": "cp949", "cp1250": "hp_roman8", "cp932": "cp932"}
raise SystemExit(0 if found == expected else 1)
PYTHON
