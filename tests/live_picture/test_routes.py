"""The addresses of live pictures: kept for good where whole, and nothing that no page wants."""

from __future__ import annotations

import gzip

from finlit.web.live_picture import assets
from tests.server import Running


def test_scripts_are_sent_compressed_and_kept_for_good(server: Running) -> None:
    for name in assets.SENT:
        path = f"/{assets.address()}{name}"
        status, headers, body = server.fetch(path, {"Accept-Encoding": "gzip"})
        assert status == 200 and headers["content-type"].startswith("text/javascript")
        assert "immutable" in headers["cache-control"] and headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == (assets.STATIC / name).read_bytes()
        assert server.fetch(path)[2] == (assets.STATIC / name).read_bytes()


def test_nothing_else_has_an_address(server: Running) -> None:
    for path in (
        f"/{assets.CODE}another/element.js",
        f"/{assets.address()}element.css",
        f"/{assets.address()}vega.LICENSE.txt",
        f"/{assets.FRAMES}0123456789abcdef01",
    ):
        assert server.fetch(path)[0] == 404, path


def test_the_bundle_brings_its_licences() -> None:
    licences = assets.read("vega.LICENSE.txt")
    assert "vega-view 6.2.0" in licences and "d3-scale" in licences and "Copyright" in licences
