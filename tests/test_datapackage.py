import json
import re

import pytest

from analysis import datapackage, provinces, rawdata, store
from analysis import workspace as workspaces
from analysis.errors import OutputNotWritable
from analysis.rawtables import TABLES
from analysis.workspace import Workspace

HOME = workspaces.find()
README = (HOME.raw / "README.md").read_text(encoding="utf-8")


def test_the_committed_descriptor_is_the_generated_one() -> None:
    written = json.loads((HOME.raw / "datapackage.json").read_text(encoding="utf-8"))
    assert written == datapackage.descriptor(HOME), "run: chiso data describe"


def test_the_generated_parts_of_the_readme_are_fresh() -> None:
    assert datapackage.filled(README, HOME) == README, "run: chiso data describe"


def test_every_csv_file_is_in_one_resource() -> None:
    resources = datapackage.descriptor(HOME)["resources"]
    assert isinstance(resources, list)
    paths = [
        path
        for resource in resources
        for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
    ]
    there = [p.relative_to(HOME.raw).as_posix() for p in HOME.raw.rglob("*.csv")]
    assert sorted(paths) == sorted(there)


def test_resources_have_what_the_specification_asks_for() -> None:
    # Data Package 1.0: names of lower-case letters, digits and .-_; a schema for a table.
    package = datapackage.descriptor(HOME)
    resources = package["resources"]
    assert isinstance(resources, list)
    names = [resource["name"] for resource in resources]
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [*names, package["name"]])
    filled = [t.name for t in TABLES if rawdata.files(t, HOME)]
    assert names == filled and len(set(names)) == len(names)
    for resource in resources:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        assert resource["profile"] == "tabular-data-resource"
        assert resource["encoding"] == "utf-8"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_readme_describes_every_column(table) -> None:
    section = README.partition(f"### {table.name}\n")[2].partition("\n### ")[0]
    assert table.title in section
    for field in table.fields:
        assert f"| `{field.name}` | {field.kind} |" in section
        assert field.description in section


def test_the_readme_lists_the_codes_that_change_their_meaning() -> None:
    old = {p.code: p.name_vi for p in provinces.provinces("vn63")}
    new = {p.code: p.name_vi for p in provinces.provinces("vn34")}
    # Thừa Thiên Huế became Huế without taking in another province.
    other = {c for c in old if c in new and old[c] != new[c]} - {"46"}
    assert other == {"15", "24", "44", "52", "80", "82", "91"}
    for code in other:
        assert f"| {code} | {old[code]} | {new[code]} |" in README


def test_the_readme_counts_the_units_of_decision_766_rightly() -> None:
    scores = store.load_scores("operations", component="score_766")
    units = scores.groupby(["year", "source_id"]).size()
    assert [units[year, "O01"] for year in (2022, 2023, 2024)] == [11] * 3
    assert [units[year, "O02"] for year in (2022, 2023, 2024)] == [23] * 3
    sources = store.load("sources").set_index("source_id")
    assert sources.index[sources["caveat"] == "frame-unproven"].tolist() == ["O02"]
    assert set(scores.loc[scores["source_id"] == "O02", "confidence"]) == {"derived"}


def test_write_renews_what_is_stale_and_only_that(project: Workspace) -> None:
    assert {p.name for p in datapackage.write(project)} == {"datapackage.json", "README.md"}
    assert datapackage.write(project) == ()
    written = json.loads((project.raw / "datapackage.json").read_text(encoding="utf-8"))
    assert written["resources"][9]["path"] == [
        "scores/dti/2023.csv",
        "scores/papi/2023.csv",
        "scores/par_index/2023.csv",
        "scores/population/2015.csv",
        "scores/sipas/2023.csv",
    ]
    assert written["title"].endswith(" 2015-2023")
    readme = (project.raw / "README.md").read_text(encoding="utf-8")
    assert "| papi | 2023 | 61 |" in readme
    assert "| papi | 2022 |" not in readme
    assert sorted(p.name for p in project.raw.iterdir() if p.name.startswith(".")) == []


def test_write_says_when_it_cannot(project: Workspace) -> None:
    (project.raw / "datapackage.json").unlink()
    (project.raw / "datapackage.json").mkdir()
    with pytest.raises(OutputNotWritable, match=r"cannot write .*datapackage\.json"):
        datapackage.write(project)
