"""The command line: `python -m finlit [serve | check | new | print | verify | classroom | ...]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from finlit import __version__


def parser() -> argparse.ArgumentParser:
    """The commands and their options; without a command the app is served."""
    main_parser = argparse.ArgumentParser(
        prog="python -m finlit", description="Personal finance on real market history."
    )
    main_parser.add_argument("--version", action="version", version=f"finlit {__version__}")
    main_parser.set_defaults(run=_serve, host="127.0.0.1", port=None, open=False, data=None)
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

    new = commands.add_parser("new", help="start a new folder for a lesson or a claim")
    new.add_argument(
        "slug", help="folder name: small letters, digits, hyphens; claims/<name> for a claim"
    )
    new.set_defaults(run=_new)

    experiments = commands.add_parser(
        "experiments", help="list the experiments, or tell the controls and figures of one"
    )
    experiments.add_argument("name", nargs="?", help="the experiment, such as dip-race")
    experiments.set_defaults(run=_experiments)

    paper = commands.add_parser("print", help="write a lesson as a page to print or save as PDF")
    paper.add_argument("lesson", help="the lesson's folder name, such as compounding")
    paper.add_argument("file", help="the HTML file to write")
    paper.add_argument(
        "--key", action="store_true", help="with the answer key and the notes, for teachers"
    )
    paper.set_defaults(run=_print)

    verify = commands.add_parser("verify", help="recompute the published figures and compare")
    _add_data_option(verify)
    verify.set_defaults(run=_verify)

    classroom = commands.add_parser(
        "classroom", help="back up or restore the class database, or delete classes that are over"
    )
    classroom.add_argument("action", choices=("backup", "restore", "purge", "bring-back", "slip"))
    classroom.add_argument(
        "file",
        nargs="?",
        help="a backup to write or put back; the code of a deleted class; a slip",
    )
    classroom.add_argument("--key", default="", help="the check key of a slip's class")
    classroom.add_argument(
        "--replace", action="store_true", help="restore over a database that holds classes"
    )
    classroom.set_defaults(run=_classroom)

    refresh = commands.add_parser(
        "refresh", help="bring tables with a live source up to date, in a folder of your own"
    )
    refresh.add_argument("tables", nargs="*", help="tables to refresh (all but `stocks`)")
    refresh.add_argument("--to", help="folder to write to, instead of your user's data folder")
    refresh.set_defaults(run=_refresh)
    return main_parser


def _add_serve_options(target: argparse.ArgumentParser) -> None:
    target.add_argument("--host", help="address to listen on (127.0.0.1, this computer alone)")
    target.add_argument("--port", type=int, help="port (8501, or the next free one); 0 for any")
    target.add_argument("--open", action="store_true", help="open the browser once it is up")
    _add_data_option(target)


def _add_data_option(target: argparse.ArgumentParser) -> None:
    target.add_argument(
        "--data",
        metavar="FOLDER",
        help="tables to use: `shipped`, `refreshed` (by the command refresh), or a folder",
    )


def _use_data(data: str | None) -> bool:
    """Let this process work on the tables asked for. False when there are none."""
    if data is None:
        return True
    if data == "shipped":
        os.environ.pop("FINLIT_DATA", None)
        return True
    from finlit.live.refresh import user_folder

    folder = user_folder() if data == "refreshed" else Path(data).resolve()
    if not (folder / "datapackage.json").is_file():
        print(f"There are no tables in {folder}. Make some with: python -m finlit refresh")
        return False
    os.environ["FINLIT_DATA"] = str(folder)
    return True


def _serve(options: argparse.Namespace) -> int:
    from finlit.server.serve import serve

    if not _use_data(options.data):
        return 1
    return serve(options.host, options.port, options.open)


def _experiments(options: argparse.Namespace) -> int:
    from finlit.experiments import EXPERIMENTS
    from finlit.experiments.kit import listing

    return listing.run(sys.stdout, EXPERIMENTS, options.name)


def _check(options: argparse.Namespace) -> int:
    from finlit import check

    return check.run(sys.stdout)


def _new(options: argparse.Namespace) -> int:
    from finlit import scaffold

    return scaffold.new(options.slug)


def _print(options: argparse.Namespace) -> int:
    from finlit import printing

    return printing.run(sys.stdout, options.lesson, Path(options.file), key=options.key)


def _verify(options: argparse.Namespace) -> int:
    from finlit import verify

    if not _use_data(options.data):
        return 1
    return verify.run(sys.stdout)


def _classroom(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from finlit.classroom import command
    from finlit.classroom.reports import slips

    if options.action == "slip":
        verdict = slips.check(options.file or "", options.key)
        print(verdict.told)
        return 0 if verdict.genuine else 1
    file = Path(options.file) if options.file else None
    now = datetime.now(UTC)
    return command.run(sys.stdout, options.action, file, now, replace=options.replace)


def _refresh(options: argparse.Namespace) -> int:
    from finlit import live, market
    from finlit.live import refresh

    folder = Path(options.to).resolve() if options.to else refresh.user_folder()
    tables = market.Market(market.shipped())
    return refresh.run(sys.stdout, tables, live.desk(), folder, options.tables)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
