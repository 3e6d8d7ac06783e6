"""docs/validation.md says what a run of the backtests says."""

import dataclasses
import re

import pytest

from analysis import panel, store, workspace
from analysis.errors import OutputNotWritable
from analysis.forecast import backtest
from analysis.report import validation
from analysis.report.validation import PAGE, Untested, page, run_backtests, write
from analysis.workspace import Workspace

NUMBER = re.compile(r"[+-]?\d+\.\d+")


@pytest.fixture(scope="module")
def scores():
    return store.load_scores()


@pytest.fixture(scope="module")
def short(scores):
    return backtest(panel.panel(scores, "papi", years=range(2011, 2017)), draws=200)


def test_the_page_prints_what_the_backtest_found(short):
    text = page([short, short, dataclasses.replace(short, component="d5")])
    means = short.table().loc["model"]
    row = next(line for line in text.splitlines() if line.startswith("| chiso |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == f"{means['mae']:.3f}"
    assert cells[5] == f"{means['cover80'] * 100:.1f}"
    assert f"## PAPI overall, 2014–2016, one year ahead ({short.n} provinces and years)" in text
    assert "| PAPI d5 | 2014–2016 |" in text
    assert "nan" not in text
    assert "## Not tested" not in text


def test_panels_that_are_too_short_are_named(short):
    text = page([short, short, Untested("dti", "overall", 3)])
    assert "compare it with: DTI overall." in text


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path, scores, monkeypatch):
    monkeypatch.setattr(validation, "run_backtests", lambda _: [])
    monkeypatch.setattr(validation, "page", lambda _: "new")
    (tmp_path / "docs").mkdir()
    old = tmp_path / PAGE
    old.mkdir()
    with pytest.raises(OutputNotWritable, match=r"validation\.md"):
        write(Workspace(tmp_path), scores)
    assert old.is_dir()


@pytest.mark.slow
def test_the_page_in_the_repository_is_true(scores):
    # Another processor may round the last digit of an optimum another way.
    committed = (workspace.find().root / PAGE).read_text(encoding="utf-8")
    made = page(run_backtests(scores))
    assert NUMBER.sub("#", committed) == NUMBER.sub("#", made)
    was, now = ([float(n) for n in NUMBER.findall(text)] for text in (committed, made))
    assert was == pytest.approx(now, rel=0.02, abs=0.01)
