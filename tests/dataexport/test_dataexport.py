"""`chiso data export`: what is read back equals the tables of the store, in every format."""

import csv
import json
import sqlite3
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from analysis import dataexport, plans, store
from analysis.cli import main
from analysis.dataexport.built import built
from analysis.errors import BadParameter, ExtraMissing, OutputEdited, OutputNotWritable
from analysis.rawtables import TABLES
from analysis.wording import language
from data import projects

FILES = ("csv", "xlsx", "parquet", "sqlite")
NAMES = [table.name for table in TABLES]
# What a spreadsheet would run, turn into an error or read as a number.
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "00", "1e5", "TRUE", 'a "b", c; d')


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project, one of whose texts are hostile."""
    project = projects.copy(tmp_path_factory.mktemp("project"))
    with (project.raw / "sources.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for place, text in enumerate(HOSTILE):
            writer.writerow([f"H{place}", text, text, "", "", text, "", text])
    store.build(project)
    return project


@pytest.fixture(scope="module")
def out(project, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "export"
    dataexport.export(FILES, folder, workspace=project)
    return folder


def plain(frame: pd.DataFrame) -> list[tuple]:
    """Rows as Python values, None for what is missing."""
    return [tuple(None if pd.isna(v) else v for v in row) for row in frame.itertuples(index=False)]


@pytest.mark.parametrize("name", NAMES)
def test_csv_reads_back_as_the_table(project, out, name):
    table = store.load(name, project)
    read = pd.read_csv(out / "csv" / f"{name}.csv", dtype=table.dtypes.to_dict(), na_values=[""],
                       keep_default_na=False)  # fmt: skip
    pd.testing.assert_frame_equal(read, table)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_reads_back_as_the_table_with_its_columns_described(project, out, name):
    path = out / "parquet" / f"{name}.parquet"
    pd.testing.assert_frame_equal(pd.read_parquet(path), store.load(name, project))
    schema = pq.read_schema(path)
    assert all(schema.field(column).metadata[b"description"] for column in schema.names)
    assert b"PAPI reports reserve all rights" in schema.metadata[b"licence"]


@pytest.mark.parametrize("name", NAMES)
def test_sqlite_reads_back_as_the_table(project, out, name):
    with closing(sqlite3.connect(out / "chiso.sqlite")) as base:
        rows = base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
    assert rows == plain(store.load(name, project))


def test_the_workbook_reads_back_as_the_tables(project, out):
    book = load_workbook(out / "chiso.xlsx")
    assert book.sheetnames == [
        "README", *(b.name for b in built(project)), "data_dictionary"
    ]  # fmt: skip
    for name in NAMES:
        head, *rows = book[name].iter_rows(values_only=True)
        table = store.load(name, project)
        assert head == tuple(table.columns)
        assert rows == plain(table)


def test_no_text_of_the_workbook_is_a_formula(project, out):
    book = load_workbook(out / "chiso.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in {"f", "e"}]
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert all(cell.quotePrefix for cell in dangerous)
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in dangerous}


def test_keys_of_sqlite_hold(out):
    with closing(sqlite3.connect(out / "chiso.sqlite")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        base.execute("PRAGMA foreign_keys = ON")
        twice = "INSERT INTO scores SELECT * FROM scores WHERE \"index\" = 'papi' LIMIT 1"
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            base.execute(twice)
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            base.execute("UPDATE targets SET plan_id = 'no such plan'")
        with pytest.raises(sqlite3.IntegrityError, match="REAL"):
            base.execute("UPDATE scores SET score = 'high'")


def test_views_name_each_result_once(project, out):
    scores = store.load("scores", project)
    with closing(sqlite3.connect(out / "chiso.sqlite")) as base:
        for index, rows in scores.groupby("index"):
            found = base.execute(
                f"SELECT count(*), count(province_vi), count(component_vi) FROM scores_{index}"
            ).fetchone()
            assert found == (len(rows), len(rows), len(rows))
        row = base.execute(
            "SELECT province_vi, score, unit FROM scores_papi"
            " WHERE province_code = '08' AND component = 'd5'"
        ).fetchone()
        counted = base.execute("SELECT count(*) FROM score_sources").fetchone()[0]
    raw = (project.raw / "scores/papi/2023.csv").read_text(encoding="utf-8")
    line = next(x for x in raw.splitlines() if x.startswith("papi,vn63,2023,08,d5,"))
    assert row == ("Tuyên Quang", float(line.split(",")[5]), "points")
    assert counted == scores["source_id"].str.split(";").str.len().sum()


def test_the_descriptor_fits_the_files(project, out):
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there - listed == {"README.md", "LICENCES.md", "datapackage.json"}
    assert listed < there
    by_name = {resource["name"]: resource for resource in package["resources"]}
    for name in NAMES:
        head = (out / "csv" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        fields = by_name[name]["schema"]["fields"]
        assert [f["name"] for f in fields] == head.split(",")
        assert by_name[name]["bytes"] == (out / "csv" / f"{name}.csv").stat().st_size
    assert by_name["targets"]["schema"]["primaryKey"][0] == "plan_id"
    assert by_name["scores"]["schema"]["foreignKeys"] == [
        {"fields": ["index"], "reference": {"resource": "indices", "fields": ["index"]}}
    ]


def test_plans_are_exported_with_their_headings(project, out):
    read = pd.read_csv(out / "csv" / "plans.csv", dtype="str").set_index("plan_id")
    assert read.index.tolist() == [p.id for p in plans.plans(project)]
    assert read.loc["TQ-150-2024", "number"] == "150/KH-UBND"
    assert read.loc["TQ-150-2024", "province_code"] == "08"


def test_licence_notes_name_every_source_and_count_its_rows(project, out):
    text = (out / "LICENCES.md").read_text(encoding="utf-8")
    sources = store.load("sources", project)
    assert all(f"- `{source}` " in text for source in sources["source_id"])
    assert "bảo lưu mọi quyền" in text
    papi = store.load_scores("papi", workspace=project)
    assert set(papi["source_id"]) == {"hnks-ml-mcdm"}
    rows = language("vi").number(len(papi), 0)
    licence = "MIT for the repository; underlying scores belong to the PAPI programme"
    assert f"| `papi` | {licence} | {rows} |" in text


def test_the_same_tables_are_the_same_bytes(project, out, tmp_path):
    again = dataexport.export(FILES, tmp_path / "again", workspace=project).folder
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        assert (again / path.relative_to(out)).read_bytes() == path.read_bytes(), path.name


def test_only_some_tables(project, tmp_path):
    made = dataexport.export(
        ["csv", "sqlite"], tmp_path / "some", tables=["scores", "targets"], workspace=project
    )
    assert list(made.rows) == ["scores", "targets"]
    with closing(sqlite3.connect(made.folder / "chiso.sqlite")) as base:
        names = base.execute("SELECT name FROM sqlite_master WHERE sql NOT NULL").fetchall()
    assert sorted(names) == [("data_dictionary",), ("scores",), ("targets",)]


def test_a_new_export_replaces_the_old_one_alone(project, tmp_path):
    folder = tmp_path / "export"
    dataexport.export(["parquet"], folder, tables=["indices"], workspace=project)
    dataexport.export(["csv"], folder, tables=["indices"], workspace=project)
    assert not (folder / "parquet").exists()
    (folder / "my notes.txt").write_text("mine")
    with pytest.raises(OutputEdited, match=r"export holds my notes\.txt, which no export wrote"):
        dataexport.export(["csv"], folder, tables=["indices"], workspace=project)
    assert (folder / "csv/indices.csv").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["export"]


def test_nothing_is_left_of_an_export_that_fails(project, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fail)
    with pytest.raises(OutputNotWritable, match="No space left"):
        dataexport.export(["csv", "parquet"], tmp_path / "out", workspace=project)
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_named(tmp_path):
    project = projects.copy(tmp_path / "project")
    with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"LONG,{'a' * 32_768},,,,,,\n")
    with pytest.raises(
        BadParameter, match=r"table sources, row \d+, column title: a text of 32768"
    ):
        dataexport.export(["xlsx"], tmp_path / "out", tables=["sources"], workspace=project)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.skipif(find_spec("duckdb") is None, reason="the extra duckdb: make slow installs it")
def test_duckdb_reads_back_as_the_tables(project, tmp_path):
    import duckdb

    made = dataexport.export(["duckdb"], tmp_path / "out", workspace=project)
    with duckdb.connect(made.folder / "chiso.duckdb", read_only=True) as base:
        for name in NAMES:
            rows = base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            assert rows == plain(store.load(name, project))
        scores = store.load("scores", project)
        counted = base.execute("SELECT count(*) FROM score_sources").fetchone()
        assert counted == (scores["source_id"].str.split(";").str.len().sum(),)
        comments = base.execute("SELECT count(comment) FROM duckdb_columns()"
                                " WHERE table_name = 'scores'").fetchone()  # fmt: skip
    assert comments == (10,)


def test_without_the_extra_duckdb_is_refused(project, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'chiso\[duckdb\]'"):
        dataexport.export(["csv", "duckdb"], tmp_path / "out", workspace=project)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "csv,ods"], "chiso: unknown format 'ods'; the formats are csv, xlsx,"),
        (["--format", ","], "chiso: no format; the formats are csv, xlsx"),
        (["--tables", "score"], "chiso: unknown table 'score'; the tables are agencies, breaks,"),
        (["--out", "data/raw"], "chiso: raw holds README.md, which no export wrote"),
        (["--out", "data/raw/sources.csv"], "chiso: sources.csv is a file; name a folder"),
    ],
)
def test_bad_words_end_with_status_2(project, monkeypatch, words, message):
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    monkeypatch.chdir(project.root)
    result = CliRunner().invoke(main, ["data", "export", *words])
    assert result.exit_code == 2
    assert result.output.startswith(message)
    assert (project.raw / "sources.csv").is_file()


def test_the_command_prints_what_it_wrote(project, monkeypatch, tmp_path):
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    monkeypatch.chdir(tmp_path)
    words = ["--format", "csv,sqlite", "--tables", "indices,provinces", "--out", "for others"]
    result = CliRunner().invoke(main, ["data", "export", *words, "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "for others/LICENCES.md",
        "for others/README.md",
        "for others/chiso.sqlite",
        "for others/csv/indices.csv",
        "for others/csv/provinces.csv",
        "for others/datapackage.json",
    ]
    assert "# Provincial governance indices of Viet Nam: data" in (
        tmp_path / "for others/README.md"
    ).read_text(encoding="utf-8")
