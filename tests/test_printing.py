"""Results print themselves in a notebook, all in the same way."""

import importlib
import re
from dataclasses import dataclass, field, is_dataclass

import numpy as np
import pandas as pd
import pytest
from markdown_it import MarkdownIt

from analysis import panel, peers, relate, store, trend
from analysis.printing import Printed

MODELS = (
    "change", "convergence", "explore", "forecast", "gains", "nation", "panel", "peers", "quality",
    "ranks", "regional", "relate", "space", "standing", "trend",
)  # fmt: skip
# What others are made of or begin from: so small that their repr says all of it.
SMALL = {
    "CatchUp", "Choice", "Estimate", "Experience", "Measure", "Parts", "Sample",
    "Standing",
}  # fmt: skip


def results() -> list[type]:
    found = {}
    for name in MODELS:
        module = importlib.import_module(f"analysis.{name}")
        for label, one in vars(module).items():
            own = getattr(one, "__module__", "").startswith(f"analysis.{name}")
            if own and isinstance(one, type) and is_dataclass(one) and not label.startswith("_"):
                found[label] = one
    return list(found.values())


def cells(result: Printed) -> list[list[str]]:
    """What a reader sees in each row of the tables, as a renderer of Markdown makes it."""
    html = MarkdownIt("commonmark").enable("table").render(result._repr_markdown_())
    rows = re.findall(r"<tr>(.*?)</tr>", html, flags=re.S)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S) for row in rows]


def test_every_result_of_the_models_prints_itself():
    missing = {one.__name__ for one in results() if not issubclass(one, Printed)}
    assert missing <= SMALL
    assert len(results()) > 30


def test_a_trend_shows_its_figures():
    found = trend.trend(pd.Series({2021: 1.0, 2022: 2.0, 2023: 3.5, 2024: 4.0}))
    shown = {row[0]: row[1] for row in cells(found)}
    assert (shown["slope"], shown["n"], shown["left_out"]) == ("1.05", "4", "–")
    assert shown["verdict"] == "too_few_years"


def test_long_tables_are_cut_and_say_so():
    found = panel.panel(store.load_scores(), "papi", years=[2023, 2024])
    text = found._repr_markdown_()
    rows = f"{len(found.table)} rows"
    assert f"**table**, {rows}, the first 10\n" in text
    assert cells(found)[-11] == ["", "2023", "2024"]
    assert cells(found)[-10][0] == "01"


def test_results_within_results_are_written_out():
    measures = relate.Measure("papi", "d5"), relate.Measure("papi", "d8")
    shown = {
        r[0]: r[1] for r in cells(relate.correlate(store.load_scores(years=[2023]), *measures))
    }
    assert shown["x"] == "index papi; component d5; log False"
    assert re.fullmatch(r"value 0\.3039; low 0\.\d+; high 0\.\d+", shown["pearson"])
    assert shown["provinces"].endswith("… (61)")


def test_the_peers_are_a_table_in_their_order():
    found = peers.find_peers(store.load_scores(), "08", "papi", year=2024)
    assert [row[0] for row in cells(found) if re.fullmatch(r"\d\d", row[0])] == [
        "45", "15", "35", "40", "14", "17",
    ]  # fmt: skip


@dataclass(frozen=True)
class Odd(Printed):
    text: str
    nothing: float | None
    draws: np.ndarray
    names: dict[str, tuple[int, ...]]
    rows: pd.DataFrame
    empty: pd.Series
    hidden: str = field(default="secret", repr=False)


@pytest.fixture
def odd() -> Odd:
    wide = pd.DataFrame([[np.nan, pd.NA, "a|b\nc", *range(12)]])
    names = {"a": (1, 2), "b": ()}
    return Odd(
        "<b>*x* $y$ | [z](u)</b>", None, np.zeros((3, 4)), names, wide, pd.Series(dtype=float)
    )


def test_no_text_breaks_the_table(odd):
    shown = {row[0]: row[1] for row in cells(odd) if len(row) == 2}
    assert shown["text"] == "&lt;b&gt;*x* $y$ | [z](u)&lt;/b&gt;"
    assert shown["nothing"] == "–"
    assert shown["draws"] == "3 × 4 numbers"
    assert shown["names"] == "a: 1, 2, b: –"
    assert "hidden" not in shown
    assert ["–", "–", "a|b c", *map(str, range(9))] in cells(odd)
    assert "**rows**, 1 row, 12 of 15 columns" in odd._repr_markdown_()
    assert "**empty**, 0 rows" in odd._repr_markdown_()
