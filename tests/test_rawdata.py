import csv
from datetime import date

import pytest

from analysis import rawdata, workspace
from analysis.plantables import TARGETS
from analysis.rawtables import SCORES, SOURCES, TABLES
from analysis.workspace import Workspace

HOME = workspace.find()


@pytest.fixture(scope="module")
def tables():
    return rawdata.read(HOME)


def test_the_committed_data_have_no_problem(tables) -> None:
    assert list(tables) == [table.name for table in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_of_every_file_is_read_and_placed(tables, table) -> None:
    frame = tables[table.name]
    assert set(frame.columns) == {"line", *table.columns, "file"}
    lines = 0
    for path in rawdata.files(table, HOME):
        with path.open(encoding="utf-8", newline="") as stream:
            lines += sum(1 for _ in csv.reader(stream)) - 1
    assert len(frame) == lines
    if not lines:
        assert table.optional
        return
    # A row is where it says it is.
    last = frame.iloc[-1]
    text = (HOME.root / last["file"]).read_text(encoding="utf-8").splitlines()
    [cells] = csv.reader([text[last["line"] - 1]])
    assert cells == last[list(table.columns)].tolist()


def test_files_are_sorted_and_only_those_of_the_table() -> None:
    assert [p.name for p in rawdata.files(SOURCES, HOME)] == ["sources.csv"]
    scores = [p.relative_to(HOME.raw).as_posix() for p in rawdata.files(SCORES, HOME)]
    assert scores == sorted(scores)
    assert scores[0] == "scores/dti/2020.csv"
    assert len(rawdata.files(TARGETS, HOME)) == 5


def test_every_source_that_is_used_is_known(tables) -> None:
    used = {
        source
        for name in ("scores", "breaks", "editions", "criteria", "publications", "regional_means")
        for cell in tables[name]["source_id"]
        for source in cell.split(";")
    }
    assert used <= set(tables["sources"]["source_id"])


def test_dates_are_dates(tables) -> None:
    for column in ("decision_date", "announced_on"):
        for text in filter(None, tables["publications"][column]):
            assert date.fromisoformat(text).isoformat() == text


def test_a_score_on_another_scale_than_its_component_is_per_cent(tables) -> None:
    # README: Hồ Chí Minh 2022-2023 and Khánh Hòa 2024 in per cent; Lai Châu 2016 of 97.5.
    both = tables["scores"].merge(
        tables["components"], on=["index", "component"], suffixes=("", "_known")
    )
    last = both["last_year"].mask(both["last_year"] == "", "9999")
    both = both[(both["first_year"] <= both["year"]) & (both["year"] <= last)]
    assert len(both) == len(tables["scores"])
    known = (both["max_score"] != "") & (both["max_score_known"] != "")
    odd = both[known & (both["max_score"].map(_number) != both["max_score_known"].map(_number))]
    assert {tuple(row) for row in odd[["year", "province_code", "max_score"]].to_numpy()} == {
        ("2016", "12", "97.5"),
        ("2022", "79", "100"),
        ("2023", "79", "100"),
        ("2024", "56", "100"),
    }


def _number(text: str) -> float:
    return float(text or "nan")


def test_a_project_of_few_files_is_a_project(project: Workspace) -> None:
    found = rawdata.read(project)
    assert sorted(set(found["scores"]["index"])) == [
        "dti",
        "papi",
        "par_index",
        "population",
        "sipas",
    ]
    assert sorted(set(found["targets"]["file"])) == [
        "data/raw/plans/TQ-150-2024/targets.csv",
        "data/raw/plans/VL-2023/targets.csv",
    ]
