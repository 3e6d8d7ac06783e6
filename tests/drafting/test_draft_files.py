"""The data beside the document: they pass the schema and can be followed."""

import csv
import io
import shutil
import tomllib

import pytest

from analysis import plans, rawdata
from analysis.drafting import previous_plan
from analysis.errors import NoData, OutputNotWritable, UnknownProvince
from analysis.report.drafting import draft, open_draft
from analysis.report.drafting.files import files
from analysis.report.tracking import open_tracking


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_moved_among_the_plans_they_pass_and_are_followed(
    own_workspace, written, lao_cai, ha_giang
):
    folder = own_workspace.raw / "plans" / "08-2025-draft"
    folder.mkdir()
    for name, path in written.items():
        shutil.copyfile(path, folder / name)
    for drafted in (lao_cai, ha_giang):
        other = own_workspace.raw / "plans" / drafted.plan_id
        other.mkdir()
        for name, text in files(drafted).items():
            (other / name).write_text(text, encoding="utf-8", newline="\n")
    rawdata.read(own_workspace)
    plan = plans.plan("08-2025-draft")
    assert (plan.years, plan.base_year, plan.number, plan.date) == ((2025,), 2024, "", "")
    assert plan.indices == ("par_index", "sipas", "papi")
    assert [cycle.subject for cycle in plan.reports].count("self_score") == 2
    followed = open_tracking(plan=plan.id, today="2025-05-20")
    assert len(followed.tasks) == 103
    states = followed.targets.set_index(["index", "component", "comparator"])["state"]
    assert states["papi", "overall", "group>="].tolist() == ["on_course"] * 2
    assert previous_plan("08", 2025).id == "TQ-150-2024"
    assert previous_plan("08", 2026).id == "08-2025-draft"


def test_owners_come_from_the_plan_before(tuyen_quang):
    made = files(tuyen_quang)
    owners = {
        (row["component"], row["criterion_vi"]): row["agency"] for row in rows(made["owners.csv"])
    }
    before = plans.table("owners", "TQ-150-2024")
    assert len(owners) == len(before) == 14
    assert owners["d6", ""] == "Sở Tài chính"
    assert owners["d1", "Thông tin, tuyên truyền cải cách hành chính"] == (
        "Sở Thông tin và Truyền thông"
    )
    leads = {
        (row["index"], row["component"]): row["lead_agency"] for row in rows(made["targets.csv"])
    }
    assert leads["par_index", "d2"] == "Sở Tư pháp"
    by_code = {row["code"]: row for row in rows(made["tasks.csv"])}
    assert by_code["3"]["lead"] == "Sở Tài chính"
    assert by_code["3"]["links"] == "par_index:d6"


def test_targets_of_the_plan_before_that_no_index_measures_go_on(tuyen_quang, lao_cai):
    carried = [r for r in rows(files(tuyen_quang)["targets.csv"]) if r["index"] == "operations"]
    before = plans.targets("TQ-150-2024")
    wanted = before[(before["index"] == "operations") & before["target_year"].str.contains("2025")]
    assert [r["metric_vi"] for r in carried] == wanted["metric_vi"].tolist()
    assert {r["target_year"] for r in carried} == {"2025"}
    assert not [r for r in rows(files(lao_cai)["targets.csv"]) if r["index"] == "operations"]


def test_without_a_plan_before_nobody_is_named(ha_giang):
    made = files(ha_giang)
    assert list(made) == ["plan.toml", "targets.csv", "tasks.csv"]
    assert {row["lead"] for row in rows(made["tasks.csv"])} == {""}
    head = tomllib.loads(made["plan.toml"])
    assert (head["id"], head["grounds"], head["indices"]) == ("02-2025-draft", [], ["papi"])


def test_the_data_do_not_depend_on_the_language(ha_giang):
    assert files(open_draft(province="02", year=2025, lang="en")) == files(ha_giang)


def test_the_same_bytes_twice_and_no_edited_file_is_lost(tmp_path):
    kinds = ["docx", "html", "pdf"]
    made = draft(province="02", year=2025, wanted=kinds, out=tmp_path / "a")
    first = {path.name: path.read_bytes() for path in made}
    # A second run into the same folder changes nothing; one elsewhere makes the same.
    for folder in ("a", "b"):
        again = draft(province="02", year=2025, wanted=kinds, out=tmp_path / folder)
        assert {path.name: path.read_bytes() for path in again} == first
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(first)
    edited = tmp_path / "a" / "plan.docx"
    edited.write_bytes(b"edited")
    (tmp_path / "a" / "tasks.csv").unlink()
    with pytest.raises(OutputNotWritable, match=r"plan\.docx is there already"):
        draft(province="02", year=2025, wanted=kinds, out=tmp_path / "a")
    assert edited.read_bytes() == b"edited"
    assert not (tmp_path / "a" / "tasks.csv").exists()


@pytest.mark.parametrize("year", [2026, 2011, "2025", True, 2025.0])
def test_a_year_that_has_no_results_before_it_is_refused(year):
    with pytest.raises(NoData, match="plans can be drafted for 2012 to 2025"):
        open_draft(province="08", year=year)


def test_an_unknown_province_is_refused():
    with pytest.raises(UnknownProvince, match="did you mean Tuyên Quang"):
        open_draft(province="Tuyen Quan", year=2025)
