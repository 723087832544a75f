#!/usr/bin/env bash
# segno 1.6.6: make() draws a short text as a Micro QR code, which not every reader reads.
#
# A join code of six letters is short enough for the smaller standard. It looks like a QR code with one
# corner mark in place of three. A full library reads it; OpenCV's reader finds nothing. Addresses are
# too long to be caught by it, so tests with an address pass. make_qr(), or micro=False, is what is
# meant.
#
# Seen: designator M2-L, is_micro True; OpenCV reads "" from it and the text from make_qr().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 opencv-python-headless==4.12.0.88
cd "$folder"
env/bin/python - <<'PY'
from importlib.metadata import version
from pathlib import Path

import cv2
import segno
import zxingcpp

assert version("segno") == "1.6.6"
CODE = "X7Y3RP"
micro, plain = segno.make(CODE), segno.make_qr(CODE)
print("make:", micro.designator, "make_qr:", plain.designator)
assert micro.is_micro
seen = {}
for name, code in (("make", micro), ("make_qr", plain)):
    code.save(f"{name}.png", scale=12, border=6)
    picture = cv2.imread(str(Path(f"{name}.png")))
    full = zxingcpp.read_barcodes(picture)
    seen[name] = (full[0].text if full else "", cv2.QRCodeDetector().detectAndDecode(picture)[0])
print(seen)
assert seen == {"make": (CODE, ""), "make_qr": (CODE, CODE)}
PY
