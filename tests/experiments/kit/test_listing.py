"""Experiments told in a terminal: every control with its range, every figure with its meaning."""

from __future__ import annotations

import io

import pytest

from finlit.__main__ import main
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import listing


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_all_of_an_experiment_is_told(name: str) -> None:
    each = EXPERIMENTS[name]
    lines = listing.told(each)
    assert lines[:2] == [f"{each.title} ({name})", each.question]
    text = " ".join(" ".join(lines).split())
    for control in each.controls:
        assert f" {control.name}: {control.label}, {control.range()}." in text
    for figure, meaning in each.figures.items():
        assert meaning and f" {figure}: {meaning}" in text
    assert all(len(row) <= 98 for row in "\n".join(lines[2:]).split("\n"))


def test_the_list_names_each_once() -> None:
    out = io.StringIO()
    assert listing.run(out, EXPERIMENTS, None) == 0
    assert [line.split()[0] for line in out.getvalue().splitlines()] == sorted(EXPERIMENTS)


def test_a_name_that_is_almost_right_is_put_right() -> None:
    out = io.StringIO()
    assert listing.run(out, EXPERIMENTS, "dip-rase") == 1
    assert out.getvalue().startswith("There is no experiment dip-rase. Did you mean dip-race")


def test_the_command_tells_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["experiments", "time-by-market"]) == 0
    assert "  span: Years held, 1 year to 30 years. At first 20 years, written 20." in (
        capsys.readouterr().out
    )
