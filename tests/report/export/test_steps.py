"""Paths written as steps lead through the same points, in every picture that is drawn."""

import re
from decimal import Decimal

import pytest

from analysis import maps, standing, store
from analysis.drawing import svg
from analysis.report.export.steps import steps

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 0}


def points(data: str) -> list[tuple[str, list[Decimal]]]:
    """Read a path as the specification says, to absolute places, in exact decimals."""
    tokens = _TOKEN.findall(data)
    found, at, start, letter = [], [Decimal(0)] * 2, [Decimal(0)] * 2, ""
    while tokens:
        if tokens[0].isalpha():
            letter = tokens.pop(0)
        kind = letter.lower()
        row = [Decimal(tokens.pop(0)) for _ in range(_TAKES[kind])]
        if letter.islower():
            row = [n + at[i % 2] for i, n in enumerate(row)]
        at = start if kind == "z" else row[-2:]
        if kind == "m":
            start = at
        found.append((kind, row))
    return found


def test_every_path_of_a_map_leads_through_the_same_points():
    scores = standing.cross_section(store.load_scores(), "papi", "overall", 2023).rows["score"]
    paths = re.findall(r' d="([^"]*)"', svg(maps.choropleth(scores), salt="m").decode())
    kinds = {kind for path in paths for kind, _ in points(path)}
    assert len(paths) > 100 and kinds >= {"m", "l", "q", "z"}
    for path in paths:
        assert points(steps(path)) == points(path)
    assert sum(len(steps(path)) for path in paths) < 0.7 * sum(map(len, paths))


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("M 0 0L 0 -0.5L 10 -0.5", "M0 0l0-.5 10 0"),
        ("M 1 1L 1.07 1.3L 2.07 1.31", "M1 1l.07.3 1 .01"),
        ("M 5 5zM 1 1L 2 2", "M5 5zM1 1l1 1"),
        ("M 0 0C 1 2 3 4 5 6L 5 6.1", "M0 0c1 2 3 4 5 6l0 .1"),
        ("M -3 -4L 0 0", "M-3-4l3 4"),
    ],
)
def test_a_path_is_written_as_short_as_can_be(path, written):
    assert steps(path) == written
    assert points(written) == points(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "m 1 2 l 3 4",  # steps already
        "M 1 2 L 3 4",  # blanks that matplotlib does not write
        "M 1 2L 3 4 5 6",  # two points under one letter
        "M 1 2L 3",
        "M 1.234 2L 3 4",  # more decimals
        "M 1e3 2L 3 4",
        "M 1 2A 1 1 0 0 1 3 4",
        "M 1 2H 5",
        "M 99999999 2L 3 4",
        "M 1 2L 3 4<script>",
    ],
)
def test_what_is_written_in_another_way_stays_as_it_is(path):
    assert steps(path) == path
