"""The command line: `python -m finlit [serve | check | new | verify]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def parser() -> argparse.ArgumentParser:
    """The commands and their options; without a command the app is served."""
    main_parser = argparse.ArgumentParser(
        prog="python -m finlit", description="Personal finance on real market history."
    )
    main_parser.set_defaults(run=_serve, host="127.0.0.1", port=None, open=False)
    _add_serve_options(main_parser)
    commands = main_parser.add_subparsers(title="commands", metavar="")

    serve = commands.add_parser(
        "serve",
        help="serve the app (also done without a command)",
        argument_default=argparse.SUPPRESS,  # an option before the command keeps its value
    )
    _add_serve_options(serve)
    serve.set_defaults(run=_serve)

    check = commands.add_parser("check", help="check every lesson and question file")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="start a new lesson folder")
    new.add_argument("slug", help="folder name: small letters, digits and hyphens")
    new.set_defaults(run=_new)

    verify = commands.add_parser("verify", help="recompute the published figures and compare")
    verify.set_defaults(run=_verify)
    return main_parser


def _add_serve_options(target: argparse.ArgumentParser) -> None:
    target.add_argument("--host", help="address to listen on (127.0.0.1, this computer alone)")
    target.add_argument("--port", type=int, help="port (8501, or the next free one); 0 for any")
    target.add_argument("--open", action="store_true", help="open the browser once it is up")


def _serve(options: argparse.Namespace) -> int:
    from finlit.server.serve import serve

    return serve(options.host, options.port, options.open)


def _check(options: argparse.Namespace) -> int:
    from finlit import check

    return check.run(sys.stdout)


def _new(options: argparse.Namespace) -> int:
    from finlit import scaffold

    return scaffold.new(options.slug)


def _verify(options: argparse.Namespace) -> int:
    from finlit import verify

    return verify.run(sys.stdout)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
