#!/usr/bin/env bash
# SQLAlchemy 2.1.9 on SQLite: an element taken out of a JSON column is not what was put in.
#
# The whole column comes back right. A single element, column["value"], is compiled to
# JSON_QUOTE(JSON_EXTRACT(...)), and SQLite's JSON_EXTRACT turns true into the integer 1 before it is
# quoted; integers above 63 bits become floats. PostgreSQL gives both back as they were, so the same
# query counts answers otherwise on the two. as_boolean() does not tell them apart either: it says True
# for a stored 1 as well. Whoever groups by an element has to group by a text of one's own, or take the
# whole column.
#
# Seen: {"value": true, "big": 9223372036854775808} comes back whole; its elements are 1 and
# 9.223372036854776e+18 (or a neighbour, by SQLite's version).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check sqlalchemy==2.1.9
cd "$folder"
env/bin/python - <<'PY'
import sqlalchemy as sa

assert sa.__version__ == "2.1.9"
engine = sa.create_engine("sqlite://")
meta = sa.MetaData()
table = sa.Table("t", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("p", sa.JSON))
meta.create_all(engine)
put_in = {"value": True, "one": 1, "big": 2**63}
with engine.begin() as connection:
    connection.execute(sa.insert(table), [{"p": put_in}])
    asked = sa.select(
        table.c.p,
        table.c.p["value"],
        table.c.p["big"],
        table.c.p["value"].as_boolean(),
        table.c.p["one"].as_boolean(),
    )
    whole, value, big, true, one = connection.execute(asked).one()
print("whole:", whole, " element:", repr(value), repr(big), " as_boolean:", true, one)
assert whole == put_in
assert value is not True and value == 1, "a true element is true now"
assert isinstance(big, float), "a large element is whole now"
assert true is True and one is True, "as_boolean tells 1 and true apart now"
PY
