import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import provinces, store
from analysis.errors import NoData
from analysis.workspace import Workspace

# --- Building -------------------------------------------------------------------------------


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.iterdir()}


def append(project: Workspace, file: str, row: str) -> None:
    with (project.raw / file).open("a", encoding="utf-8") as stream:
        stream.write(f"{row}\n")


def test_a_build_without_changes_does_nothing(built: Workspace) -> None:
    before = state(built.processed)
    again = store.build(built)
    assert not again.done
    assert again.rows["provinces"] == 63
    assert state(built.processed) == before


def test_a_touched_file_is_no_change(built: Workspace) -> None:
    os.utime(built.raw / "sources.csv", (0, 0))
    assert not store.build(built).done


def test_a_changed_figure_is_built_anew(built: Workspace) -> None:
    papi = store.load_scores("papi", component="d1", workspace=built)
    assert papi.loc[papi["province_code"] == "01", "score"].item() == 5.427534
    path = built.raw / "scores" / "papi" / "2023.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("5.427534", "5.5"), encoding="utf-8")
    papi = store.load_scores("papi", component="d1", workspace=built)
    assert papi.loc[papi["province_code"] == "01", "score"].item() == 5.5
    assert not store.build(built).done


def test_a_new_and_a_removed_file_are_changes(built: Workspace) -> None:
    rows = store.build(built).rows["scores"]
    extra = "population,vn63,2016,01,total,7328.4,,,C35,single-source"
    header = (built.raw / "scores/population/2015.csv").read_text(encoding="utf-8").split("\n")[0]
    append(built, "scores/population/2016.csv", f"{header}\n{extra}")
    assert store.build(built) == store.Build(True, {**store.build(built).rows, "scores": rows + 1})
    (built.raw / "scores/population/2016.csv").unlink()
    assert store.build(built).done
    assert store.build(built).rows["scores"] == rows


def test_a_table_that_is_gone_is_built_anew(built: Workspace) -> None:
    rows = store.build(built).rows
    (built.processed / "scores.parquet").unlink()
    assert store.build(built) == store.Build(True, rows)


def test_a_link_in_a_circle_is_not_followed(built: Workspace) -> None:
    (built.raw / "loop").symlink_to(built.raw)
    assert not store.build(built).done


def test_a_plan_that_changes_is_a_change(built: Workspace) -> None:
    path = built.raw / "plans" / "TQ-150-2024" / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# read again\n", encoding="utf-8")
    assert store.build(built).done


def test_changed_code_is_a_change() -> None:
    names = {name for name in store.input_hashes(Workspace(Path())) if name.endswith(".py")}
    assert {"analysis/schema.py", "analysis/rowchecks.py", "analysis/store.py"} <= names


def test_the_hash_is_that_of_the_standard(tmp_path: Path) -> None:
    # FIPS 180-2, appendix B.1.
    (tmp_path / "abc").write_bytes(b"abc")
    wanted = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert store.sha256(tmp_path / "abc") == wanted


def test_a_file_of_the_same_size_and_time_is_seen_to_be_another(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("1", encoding="utf-8")
    os.utime(path, (0, 0))
    before = store.sha256(path)
    path.write_text("2", encoding="utf-8")
    os.utime(path, (0, 0))
    assert store.sha256(path) != before


def test_nobody_changes_what_others_load() -> None:
    mine = store.load("sources")
    mine.loc[:, "title"] = "mine"
    mine["source_id"] = mine["source_id"].str.lower()
    assert "mine" not in set(store.load("sources")["title"])
    assert "S01" in set(store.load("sources")["source_id"])


def test_two_builds_of_the_same_data_are_the_same_bytes(built: Workspace) -> None:
    before = {p.name: p.read_bytes() for p in built.processed.iterdir()}
    shutil.rmtree(built.processed)
    assert store.build(built).done
    assert {p.name: p.read_bytes() for p in built.processed.iterdir()} == before
    assert not [name for name in before if name.startswith(".build-")]


# --- Loading --------------------------------------------------------------------------------


def test_loading_builds_what_is_not_built(project: Workspace) -> None:
    assert len(store.load("provinces", project)) == 63
    assert (project.processed / store.RECORD).is_file()


def test_an_unknown_table_lists_those_there_are() -> None:
    with pytest.raises(NoData, match="no table 'scroes'; the tables are agencies, breaks, "):
        store.load("scroes")


def test_types_of_the_scores() -> None:
    scores = store.load("scores")
    types = scores.dtypes.astype(str).to_dict()
    assert (types["year"], types["rank"]) == ("Int64", "Int64")
    assert (types["score"], types["max_score"]) == ("float64", "float64")
    assert scores["province_code"].str.fullmatch(r"\d\d").all()
    assert not scores.duplicated(["index", "frame", "year", "province_code", "component"]).any()


def test_targets_know_their_plan() -> None:
    targets = store.load("targets")
    assert targets.columns[0] == "plan_id"
    assert targets.groupby("plan_id").size().to_dict() == {
        "HB-2024": 11,
        "LC-221-2019": 180,
        "TQ-150-2024": 51,
        "VL-2023": 39,
        "VP-2866-2021": 39,
    }


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ({"index": "dti", "years": [2019]}, "2020, 2021, 2022, 2023, 2024"),
        ({"index": "papi", "component": "d7", "years": [2017]}, "2018, 2019, 2020, 2021, 2022, 20"),
        ({"index": "sipas", "component": "overall", "years": []}, "2017, 2018, 2019, 2020, 2021"),
        ({"index": "papi", "component": "d9"}, "no year"),
        ({"index": "gdp"}, "no year"),
        ({"index": "papi", "frame": "vn34"}, "no year"),
    ],
)
def test_no_results_lists_the_years_that_have_some(asked: dict, years: str) -> None:
    with pytest.raises(NoData, match=f"there are results for: {years}"):
        store.load_scores(**asked)


def test_frames_are_never_mixed(built: Workspace) -> None:
    append(
        built,
        "scores/papi/2023.csv",
        "papi,vn34,2023,08,d1,5.5,10,,hnks-ml-mcdm,derived",
    )
    old = store.load_scores("papi", component="d1", workspace=built)
    new = store.load_scores("papi", component="d1", frame="vn34", workspace=built)
    assert set(old["frame"]) == {"vn63"}
    assert len(old) == 61
    assert new[["province_code", "score"]].to_numpy().tolist() == [["08", 5.5]]


def test_filters_work_together() -> None:
    frame = store.load_scores("papi", component="d3", years=range(2022, 2024))
    assert sorted(set(frame["year"])) == [2022, 2023]
    assert set(frame["component"]) == {"d3"}
    assert frame.index.tolist() == list(range(len(frame)))


# --- What is known: the tables of the notes that came with the data -------------------------

ALL = store.load_scores()
COVERAGE = store.coverage().set_index(["index", "year"])


def counted(index: str, columns: list[str]) -> dict[int, tuple[int, ...]]:
    table = COVERAGE.loc[index][columns]
    return {
        int(year): tuple(map(int, row))
        for year, row in zip(table.index, table.to_numpy(), strict=True)
    }


def of(index: str, component: str, *, national: bool = False) -> pd.DataFrame:
    here = (ALL["index"] == index) & (ALL["component"] == component)
    return ALL[here & ((ALL["province_code"] == "00") == national)]


def test_coverage_of_papi() -> None:
    whole = dict.fromkeys(range(2011, 2025), 63)
    whole |= {2014: 61, 2018: 61, 2021: 60, 2022: 61, 2023: 61, 2024: 61}
    found = counted("papi", ["with_score", "with_rank", "national_value"])
    assert found == {year: (n, 0, 0) for year, n in whole.items()}


# Year: provinces with a value of d1 to d8, and rows of sub-dimensions.
PAPI = {
    2011: ([63] * 6, 1386),
    2012: ([63] * 6, 1386),
    2013: ([63] * 6, 1386),
    2014: ([61] * 6, 1342),
    2015: ([63] * 6, 1386),
    2016: ([63] * 6, 1386),
    2017: ([63] * 6, 1386),
    2018: ([63, 61, 63, 61, 63, 63, 63, 63], 1748),
    2019: ([63] * 8, 1827),
    2020: ([63] * 8, 1827),
    2021: ([60] * 8, 1680),
    2022: ([62, 61, 62, 61, 62, 63, 63, 62], 1735),
    2023: ([61] * 8, 1708),
    2024: ([61] * 8, 1708),
}


@pytest.mark.parametrize("year", PAPI)
def test_coverage_of_papi_dimensions(year: int) -> None:
    rows = ALL[(ALL["index"] == "papi") & (ALL["year"] == year)]
    count = rows.groupby("component").size()
    dimensions, parts = PAPI[year]
    assert [count[f"d{n}"] for n in range(1, len(dimensions) + 1)] == dimensions
    assert f"d{len(dimensions) + 1}" not in count
    assert count[count.index.str.contains(".", regex=False)].sum() == parts


def test_coverage_of_par_index() -> None:
    assert counted("par_index", ["with_score", "with_rank"]) == {
        2012: (9, 9),
        2013: (6, 7),
        2014: (3, 5),
        2015: (4, 8),
        2016: (2, 4),
        2017: (4, 9),
        2018: (7, 11),
        2019: (5, 7),
        2020: (13, 20),
        2021: (16, 24),
        2022: (18, 23),
        2023: (26, 34),
        2024: (12, 14),
    }
    assert of("par_index", "overall", national=True).set_index("year")["score"].to_dict() == {
        2013: 77.56,
        2018: 76.92,
        2019: 81.15,
        2020: 83.72,
        2021: 86.37,
        2022: 84.79,
        2023: 86.98,
        2024: 88.37,
    }


def test_coverage_of_sipas() -> None:
    assert counted("sipas", ["with_score", "with_rank"]) == {
        2017: (1, 1),
        2018: (3, 4),
        2019: (6, 11),
        2020: (4, 15),
        2021: (5, 10),
        2022: (5, 13),
        2023: (17, 20),
        2024: (5, 14),
    }
    rows = of("sipas", "overall")
    assert len(rows) == 93
    assert int(rows["score"].notna().sum()) == 46
    assert of("sipas", "overall", national=True).set_index("year")["score"].to_dict() == {
        2018: 82.99,
        2019: 84.45,
        2020: 85.48,
        2022: 80.08,
        2023: 82.66,
        2024: 83.94,
    }


def test_coverage_of_dti_pci_and_grdp() -> None:
    assert counted("dti", ["with_score", "with_rank"]) == {
        2020: (2, 2),
        2021: (3, 4),
        2022: (63, 63),
        2023: (63, 63),
        2024: (63, 63),
    }
    assert counted("pci", ["with_score", "with_rank"]) == dict.fromkeys(
        range(2011, 2020), (63, 63)
    ) | {2020: (10, 10), 2021: (23, 26), 2022: (16, 20), 2023: (3, 10), 2024: (12, 12)}
    assert counted("grdp_per_capita", ["with_score"]) == {2022: (63,), 2023: (63,), 2024: (62,)}
    medians = of("pci", "median", national=True).set_index("year")["score"].to_dict()
    assert medians == {2017: 62.16, 2018: 63.23, 2019: 65.13, 2024: 67.67}


def test_dti_means_are_the_published_ones() -> None:
    mean = of("dti", "overall").groupby("year")["score"].mean().round(4)
    published = of("dti", "overall", national=True).set_index("year")["score"]
    assert (mean[2023], mean[2024]) == (0.6783, 0.6961)
    assert (published[2023], published[2024]) == (0.6783, 0.6961)
    assert mean[2022] == 0.5787


def test_populations_add_up_to_the_national_row() -> None:
    total = of("population", "total").groupby("year")["score"].sum().round(1)
    published = of("population", "total", national=True).set_index("year")["score"].to_dict()
    assert published == {2015: 91713.3, 2016: 92695.1}
    assert total.to_dict() == {
        2015: 91713.2,
        2016: 92695.1,
        2022: 99474.4,
        2023: 100309.0,
        2024: 101343.9,
    }


def test_town_dwellers_are_fewer_than_all() -> None:
    both = of("population", "urban").merge(
        of("population", "total"), on=["year", "province_code"], suffixes=("_urban", "")
    )
    assert len(both) == 3 * 63
    assert (both["score_urban"] < both["score"]).all()


def test_parts_of_decision_766_add_up() -> None:
    names = ["transparency", "progress", "online", "satisfaction", "digitisation"]
    rows = ALL[ALL["index"] == "operations"].pivot_table(
        index=["year", "province_code"], columns="component", values="score"
    )
    parts = rows[[f"score_766_{name}" for name in names]].dropna()
    assert len(parts) == 102
    assert (parts.sum(axis=1) - rows.loc[parts.index, "score_766"]).abs().max() < 0.005


def test_papi_of_2021_is_as_the_press_gave_it() -> None:
    # susta-2022: mean 42.407, highest 48.059, lowest 37.223, median 42.269.
    score = of("papi", "overall").query("year == 2021")["score"]
    found = [score.mean(), score.max(), score.min(), score.median()]
    assert [round(x, 4) for x in found] == [42.4078, 48.0591, 37.2230, 42.2694]


def test_papi_dimensions_add_up_to_the_total() -> None:
    papi = ALL[ALL["index"] == "papi"].pivot_table(
        index=["year", "province_code"], columns="component", values="score"
    )
    dimensions = papi[[f"d{n}" for n in range(1, 9)]]
    full = papi["overall"].notna()
    assert int(full.sum()) == 869
    gap = (dimensions.sum(axis=1) - papi["overall"])[full].abs()
    assert gap.max() < 0.0005  # eight figures rounded to four decimals


def test_papi_sub_dimensions_add_up_to_their_dimension() -> None:
    papi = ALL[(ALL["index"] == "papi") & (ALL["component"] != "overall")]
    papi = papi.assign(dimension=papi["component"].str[:2], part=papi["component"].str.len() > 2)
    keys = ["year", "province_code", "dimension"]
    sums = papi[papi["part"]].groupby(keys)["score"].sum()
    whole = papi[~papi["part"]].set_index(keys)["score"]
    assert len(sums) == len(whole) == sum(sum(dimensions) for dimensions, _ in PAPI.values())
    assert (sums - whole).abs().max() < 0.0005


def test_papi_scores_are_within_their_scales() -> None:
    papi = ALL[ALL["index"] == "papi"]
    part = papi["component"].str.contains(".", regex=False)
    assert (papi["score"] <= papi["max_score"]).all()
    assert (papi["score"] >= 0.33).all()
    # Ten points are shared evenly by the two to four sub-dimensions.
    parts = papi[part].assign(dimension=papi["component"].str[:2])
    by = parts.groupby(["year", "dimension"])
    share = (10 / by["component"].nunique()).round(2)
    assert (by["max_score"].min() == share).all()
    assert (by["max_score"].max() == share).all()
    assert set(share) == {2.5, 3.33, 5.0}
    dimension = ~part & (papi["component"] != "overall")
    assert set(papi.loc[dimension, "max_score"]) == {10.0}
    overall = papi[papi["component"] == "overall"]
    assert set(overall.loc[overall["year"] < 2018, "max_score"]) == {60.0}
    assert set(overall.loc[overall["year"] >= 2018, "max_score"]) == {80.0}


def test_provinces_that_papi_did_not_publish() -> None:
    papi, codes = ALL[ALL["index"] == "papi"], {p.code for p in provinces.provinces("vn63")}
    names = {p.code: p.name_vi for p in provinces.provinces("vn63")}

    def missing(year: int) -> set[str]:
        there = papi[(papi["year"] == year) & (papi["component"] == "overall")]
        return {names[code] for code in codes - set(there["province_code"])}

    assert missing(2014) == {"Bắc Giang", "Đồng Tháp"}
    assert missing(2018) == {"Quảng Ninh", "Đồng Tháp"}
    assert missing(2021) == {"Quảng Ninh", "Bắc Giang", "Bắc Ninh"}
    assert missing(2022) == {"Bắc Giang", "Bắc Ninh"}
    assert missing(2023) == {"Quảng Ninh", "Bình Dương"}
    assert missing(2024) == {"Vĩnh Phúc", "Tiền Giang"}


# --- Single figures as newspapers, portals and PAPI's own reports print them ----------------

PUBLISHED = """
2015 Hà Tĩnh d1 6.44
2015 Hà Tĩnh d1.2 1.84
2015 Hà Tĩnh d2.3 2.09
2015 Hà Tĩnh d3.2 2.66
2015 Hà Tĩnh d4 6.67
2015 Hà Tĩnh d5 7.30
2015 Hà Tĩnh d6 7.17
2016 Bến Tre overall 38.37
2016 Cần Thơ overall 39.57
2016 Hồ Chí Minh overall 34.91
2016 Đà Nẵng overall 38.58
2017 Quảng Bình overall 39.527
2017 Quảng Ninh overall 36.72
2018 Bắc Giang overall 46.83
2018 Bến Tre overall 47.05
2018 Nghệ An overall 46.57
2019 Bến Tre overall 46.74
2019 Đắk Lắk overall 41.07
2019 Lào Cai d5 7.46
2019 Lào Cai d8 4.22
2019 Ninh Thuận d6 7.66
2019 Đắk Nông d1 5.29
2019 Đắk Nông d1.4 1.18
2019 Hòa Bình d1.3 1.81
2019 Hà Nội d1 5.04
2020 Hà Nội overall 41.629
2020 Thái Nguyên overall 46.471
2020 Đồng Tháp overall 46.961
2020 Quảng Ninh overall 48.811
2020 Quảng Ninh d4 8.286
2020 Đồng Tháp d7 5.202
2021 Ninh Thuận overall 43.83
2021 Sơn La overall 40.14
2021 Thừa Thiên Huế overall 48.059
2021 Điện Biên overall 37.223
2021 Hải Dương d6 7.80
2022 Cao Bằng overall 38.80
2022 Ninh Thuận overall 46.0002
2022 Quảng Ninh overall 47.8763
2022 Quảng Ninh d3 4.58
2023 Bắc Giang overall 44.3204
2023 Bắc Giang d1 5.5787
2023 Bắc Giang d8 3.4825
2023 Thừa Thiên Huế overall 46.0415
2023 Thái Nguyên overall 45.7875
2023 Đắk Nông overall 38.97
2023 Tuyên Quang d6 6.9125
2023 Tuyên Quang d6.2 1.2585
2023 Bắc Ninh d6.3 2.2201
2023 Lạng Sơn d6.4 1.9628
2024 Quảng Ninh overall 47.821
2024 Tây Ninh overall 47.345
2024 Hà Giang overall 43.7
"""


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines())
def test_papi_holds_the_published_figure(line: str) -> None:
    year, *name, component, figure = line.split()
    code = provinces.resolve(" ".join(name)).code
    table = store.load_scores("papi", component=component, years=[int(year)])
    score = table.loc[table["province_code"] == code, "score"].item()
    decimals = len(figure.partition(".")[2])
    assert score == pytest.approx(float(figure), abs=0.5 * 10**-decimals + 1e-9)


# The order of the scores gives the places that newspapers quote.
PLACES = """
2017 Quảng Ninh 32
2019 Lào Cai 13
2020 Ninh Thuận 58
2021 Ninh Thuận 14
2021 Hải Dương 25
2022 Ninh Thuận 4
2022 Sơn La 46
2023 Bắc Giang 10
2023 Hà Nội 15
2024 Hà Giang 30
2024 Bình Thuận 3
2024 Tây Ninh 2
"""


@pytest.mark.parametrize("line", PLACES.strip().splitlines())
def test_papi_gives_the_quoted_place(line: str) -> None:
    year, *name, place = line.split()
    table = of("papi", "overall").query(f"year == {year}").set_index("province_code")
    code = provinces.resolve(" ".join(name)).code
    assert int(table["score"].rank(ascending=False)[code]) == int(place)


# PAR INDEX and SIPAS: year, province, score and rank as printed.
HOME_OFFICE = """
par_index 2021 Tuyên Quang 86.57 34
par_index 2021 Vĩnh Phúc 89.28 5
par_index 2022 Quảng Ninh 90.10 1
par_index 2023 Quảng Ninh 92.18 1
par_index 2023 An Giang 81.32 63
par_index 2023 Hòa Bình 86.76 35
par_index 2024 Hải Phòng 96.17 1
par_index 2017 Quảng Ninh 89.45 1
sipas 2023 Quảng Ninh 90.61 1
sipas 2023 Hải Phòng 88.09 5
sipas 2022 Quảng Ninh 87.59 1
sipas 2019 Quảng Ninh 95.26 1
sipas 2024 Hà Nội 86.50 11
"""


@pytest.mark.parametrize("line", HOME_OFFICE.strip().splitlines())
def test_par_index_and_sipas_hold_score_and_rank(line: str) -> None:
    index, year, *name, score, rank = line.split()
    code = provinces.resolve(" ".join(name)).code
    table = store.load_scores(index, component="overall", years=[int(year)])
    row = table[table["province_code"] == code]
    assert (row["score"].item(), row["rank"].item()) == (float(score), int(rank))
