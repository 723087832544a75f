#!/usr/bin/env bash
# Streamlit 1.67.0: `streamlit run` with server.headless asks an outside service at every start, also
# with browser.gatherUsageStats=false.
#
# The switch for statistics reads like "nothing is sent to anyone". But a headless start looks up
# checkip.amazonaws.com, in order to print an "External URL" (bootstrap.py, net_util.py), and connects a
# UDP socket to 8.8.8.8 for its "Network URL". Setting browser.serverAddress, to anything, ends both.
#
# Seen: two look-ups with the settings above; none once browser.serverAddress is set, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0
cd "$folder"
echo 'import streamlit as st; st.write("hello")' > page.py
cat > watched.py <<'PY'
"""streamlit run, with every name that is looked up printed and refused, so that nothing is sent."""
import runpy
import socket
import sys

HERE = {None, "", "localhost", "127.0.0.1", "0.0.0.0", "::", "::1"}


def refuse(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in HERE:
        print("LOOKED UP", arguments[0], flush=True)
        raise OSError("not asked in this test")


sys.addaudithook(refuse)
runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
PY
asked() {
    env/bin/python -u watched.py run page.py --server.port 0 --server.headless true \
        --browser.gatherUsageStats false "$@" > log.txt 2>&1 &
    server=$!
    until grep -q "URL: " log.txt; do sleep 0.2; kill -0 "$server"; done
    sleep 1
    kill "$server"
    wait "$server" 2>/dev/null || true
    grep -c "LOOKED UP checkip.amazonaws.com" log.txt || true
}
env/bin/python -c 'from importlib.metadata import version; assert version("streamlit") == "1.67.0"'
plain=$(asked)
named=$(asked --browser.serverAddress localhost)
echo "looked up checkip.amazonaws.com: $plain times; with browser.serverAddress set: $named times"
[ "$plain" -ge 1 ] && [ "$named" -eq 0 ]
