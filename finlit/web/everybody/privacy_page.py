"""What is kept, where, how long, who sees it and how to erase it. A test holds it to the code."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finlit import __version__

# What the browser keeps: its name there -> what it is. "…" stands for what differs.
IN_THE_BROWSER: Mapping[str, str] = {
    "finlit.log": "What you did alone: predictions, votes, answers, finished parts, rounds of the "
    "game, each with its time. And one random number, so that your questions keep their order.",
    "finlit.log.…": "The same for a class, apart from your own. Leaving the class on this device "
    "removes it.",
    "finlit.class": "Which class you are in here: its code and name, your alias and its number, "
    "your return code, the work you opened last, and what your class has not received yet. "
    "Leaving removes it.",
    "finlit.seen": "In a class: when this browser was last used, to ask whether it is still you. "
    "Leaving removes it.",
    "finlit.teacher": "On a teacher's computer, where asked for: a random number that keeps their "
    "classes open until tonight.",
    "finlit.names.…": "On a teacher's computer: the names that the teacher typed beside aliases. "
    "They never leave it.",
    "stActiveTheme-…": "Whether you see the light or the dark page.",
    "_streamlit_xsrf": "A cookie with a random number that guards uploads against forged requests. "
    "It goes when you close the browser.",
}

# What the database of classes keeps: table -> column -> what it is. People who never join a class
# are not in it.
IN_A_CLASS: Mapping[str, Mapping[str, str]] = {
    "classes": {
        "id": "a random number",
        "code": "the code on the board",
        "name": "two random words, or a word and a number",
        "created": "when it was made",
        "expires": "when it deletes itself",
        "closed": "since when it is closed",
        "key_hash": "the teacher key as a hash, from which nobody gets the key back",
        "slip_seed": "signs result slips",
        "check_key": "checks result slips",
        "return_secret": "protects the return codes",
        "door_closed": "whether nobody new can join",
        "helper_hash": "the key for a helper, as a hash too",
        "ring": "a random number, the same for classes under one key",
        "over_since": "since when its time is over",
    },
    "members": {
        "id": "a random number",
        "class_id": "which class",
        "alias": "two random words, such as Teal Otter",
        "joined": "when",
        "return_hash": "the return code as a hash",
        "more_time": "how much more time a timer gives, in percent",
    },
    "assignments": {
        "id": "a random number",
        "class_id": "which class",
        "code": "its code",
        "content": "which lesson, claim or game",
        "parts": "which parts",
        "settings": "how experiments start",
        "opens": "from when",
        "due": "until when",
        "answers": "whether answers are shown at once",
        "answers_shown": "whether they are shown by now",
        "holding": "whether the class waits at the reveal",
        "created": "when it was made",
        "hard": "whether it ends when it is due",
        "minutes": "how long its timer is",
        "started": "when the timer was started",
    },
    "events": {
        "number": "counts upwards",
        "class_id": "which class",
        "member_id": "which alias",
        "assignment_id": "which assignment",
        "id": "a random number",
        "kind": "prediction, vote, answer, finished part or round",
        "content": "of which question or part",
        "version": "of which edition of the lesson",
        "payload": "the number or the choice, and whether it was right; never a sentence",
        "time": "when, by the device's clock",
        "received": "when, by the server's clock",
    },
    "standings": {
        "assignment_id": "which assignment",
        "member_id": "which alias",
        "kind": "prediction, vote, answer, finished part or round",
        "content": "of which question or part",
        "first": "the first number or choice there",
        "last": "the last one",
        "tries": "how many there were",
        "number": "the number of the last event",
    },
    "own_due": {
        "assignment_id": "which assignment",
        "member_id": "which alias",
        "due": "until when, for this alias",
    },
    "passes": {
        "hash": "a random number on the teacher's computer, as a hash",
        "class_id": "which class it opens",
        "role": "for the teacher or a helper",
        "until": "until when",
    },
    "bin": {
        "id": "a random number",
        "class_id": "of which class",
        "what": "an alias, an assignment or the class",
        "label": "its alias or title",
        "time": "when it was deleted",
        "until": "until when it can be brought back",
        "rows": "what was deleted, in the columns above",
    },
    "clock": {"name": "what for", "time": "when the server last looked at its clock"},
    "tries": {
        "number": "counts upwards",
        "scope": "what was tried: a code, a key, a return code",
        "address": "the network address, as a hash under a secret key",
        "time": "when",
        "guess": "the wrong code, as such a hash too",
    },
    "secrets": {"name": "what for", "value": "the secret key of those hashes"},
    "gone_codes": {"code": "the code of a deleted class or assignment", "time": "since when"},
}
_TABLES = {
    "classes": "Of a class",
    "members": "Of a pupil",
    "assignments": "Of an assignment",
    "events": "Of what a pupil does in a class",
    "standings": "Of a pupil's first and last answers, for the live board",
    "own_due": "Of a pupil with a due date apart",
    "passes": "Of a computer on which a teacher keeps a class open until tonight",
    "bin": "Of what was deleted, for a day, or a week where a class ended by itself",
    "clock": "Of the server's clock",
    "tries": "Of wrong codes and keys, for a day at most",
    "secrets": "Of the server itself",
    "gone_codes": "Of what was deleted, for two years, so that an old code is told as gone",
}


def draw() -> None:
    st.title("Privacy")
    st.markdown(
        "finlit has **no accounts, no names, no e-mail, no advertising and no tracking**. "
        "You can use all of it without telling it who you are. This page says what it keeps, "
        "and the project's own tests check that it names all of it."
    )
    st.header("If you use it alone, or at home")
    st.markdown(
        "What you do stays **in this browser, on this device**. The server draws the pages and "
        "forgets you when you leave. A second player's guesses are kept the same way."
    )
    _listed(IN_THE_BROWSER)
    st.markdown(
        "- **Who sees it:** whoever uses this browser. Nobody else.\n"
        "- **How long:** until you erase it.\n"
        "- **How to erase it:** on the page Your work, or with the browser's own data.\n"
        "- **To another device:** by a file of yours, or by a code that works once. Your work then "
        "waits in the server's memory for ten minutes at most."
    )
    st.header("If you join a class")
    st.markdown(
        "You get a random alias. **There is no box for your name, and nothing you type as text is "
        "stored**, only numbers and choices. The server of your school or your teacher keeps what "
        "you do in an assignment, and the five questions before and after, so that your teacher "
        "can see it."
    )
    st.markdown(
        "- **Who sees it:** your teacher sees your answers under your alias. Your class sees "
        "counts, without aliases. Whoever looks after the server can open its database. A teacher "
        "who knows which alias is yours knows your answers, and may note your name beside it in "
        "a list that stays in the teacher's own browser.\n"
        "- **How long:** until the day that the teacher chose when making the class, 12 months if "
        "nothing else was chosen. Then nobody can open the class any more, and within two weeks it "
        "deletes itself with everything in it. A teacher can delete it sooner.\n"
        "- **How to erase it:** ask your teacher to take your alias out of the class, which "
        "deletes all its answers: for good after a day, or at once if you want. On your own "
        "device, leave the class.\n"
        "- **Copies:** a teacher can save the results as a file, and whoever looks after the "
        "server can make backups. Deleting the class does not reach those."
    )
    with st.expander(
        "Every column of the class database", key="columns", on_change="rerun"
    ) as all_:
        if all_.open:
            for table, columns in IN_A_CLASS.items():
                st.markdown(f"**{_TABLES[table]}** (`{table}`)")
                _listed(columns)
    st.header("What leaves the server")
    st.markdown(
        "Nothing, with one exception. On the page Your own data you can look up a ticker. Then the "
        "server asks Yahoo for its prices, and Yahoo sees the server and the ticker, not you. The "
        "prices are kept on the server, without any note of who asked. A school can switch this "
        "off. A file that you open there stays in the memory of your visit and is gone when you "
        "leave."
    )
    st.header("What is not kept")
    st.markdown(
        "- Names, e-mail addresses, ages, photos, places.\n"
        "- Your network address as it is. It is used to answer you. After a wrong code or key, or "
        "when a class is made, it is kept for a day as a hash, so that nobody can try a million "
        "codes.\n"
        "- What you type into a box and do not send. What you write on paper."
    )
    st.header("For schools")
    st.markdown(
        "`docs/privacy.md` in finlit's files says how this fits COPPA, FERPA and the UK's "
        "Children's Code, and what a school still has to decide itself. It is no legal advice. "
        "Who runs the server answers for it: ask them what else they log or back up.\n\n"
        f"This is finlit {__version__}."
    )


def _listed(items: Mapping[str, str]) -> None:
    st.markdown("\n".join(f"- `{name}`: {what}" for name, what in items.items()))
