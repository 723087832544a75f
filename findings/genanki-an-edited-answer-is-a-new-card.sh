#!/usr/bin/env bash
# genanki 0.13.1: a note's identity is made from all its fields, so mending a word makes a second card.
#
# Anki matches notes on import by their guid. genanki makes that guid from every field of the note. A
# deck that is exported again after a typing mistake in an answer was put right does not update the
# learner's card: it adds one beside it, with a schedule of its own, and both go on being asked. A guid
# has to be given by hand, made from an id of one's own that never changes.
#
# Seen: two different guids for the same question with "4" and with "four".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check genanki==0.13.1
cd "$folder"
env/bin/python - <<'PY'
from importlib.metadata import version

import genanki

assert version("genanki") == "0.13.1"
model = genanki.Model(
    1,
    "plain",
    fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[{"name": "card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
)
before, after = (genanki.Note(model, ["What is 2 + 2?", answer]) for answer in ("4", "four"))
print(before.guid, after.guid)
assert before.guid != after.guid
kept = [genanki.Note(model, ["What is 2 + 2?", answer], guid="sum-1").guid for answer in ("4", "four")]
assert kept == ["sum-1", "sum-1"]
PY
