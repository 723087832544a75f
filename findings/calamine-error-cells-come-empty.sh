#!/usr/bin/env bash
# python-calamine 0.9.1: a cell with an error of Excel (#N/A, #DIV/0!), as GOOGLEFINANCE and look-ups
# leave them for days without a price, comes out of to_python() as "", exactly like an empty cell, so
# nobody can tell "the formula failed" from "nothing stands here". The text "#N/A" stays a text, and a
# whole number such as 20240101 comes as the float 20240101.0.
# Seen: [["#N/A as an error"], ""], [["#N/A as text"], "#N/A"], [[20240101], 20240101.0].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 xlsxwriter==3.3.1
"$folder/venv/bin/python" - <<'PYTHON'
import io

import xlsxwriter
from python_calamine import CalamineWorkbook

packed = io.BytesIO()
book = xlsxwriter.Workbook(packed, {"in_memory": True})
sheet = book.add_worksheet("A")
sheet.write_formula(0, 0, "=NA()", None, "#N/A")
sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
sheet.write_string(2, 0, "#N/A")
sheet.write_number(3, 0, 20240101)
book.close()
rows = CalamineWorkbook.from_filelike(io.BytesIO(packed.getvalue())).get_sheet_by_name("A").to_python()
print(rows)
as_described = rows == [[""], [""], ["#N/A"], [20240101.0]] and isinstance(rows[3][0], float)
raise SystemExit(0 if as_described else 1)
PYTHON
