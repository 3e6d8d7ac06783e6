import pandas as pd
import pytest

from analysis import provinces, store, workspace
from analysis.quality import Quality, quality
from analysis.wording import language
from analysis.wording import quality as wording

INDICES = ("par_index", "sipas", "papi")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def raw(code: str, year: int) -> pd.DataFrame:
    """Return what the raw files hold of a province and year."""
    folder = workspace.find().raw / "scores"
    files = [folder / index / f"{year}.csv" for index in INDICES]
    rows = pd.concat(pd.read_csv(f, dtype={"province_code": "str"}) for f in files if f.is_file())
    known = rows["score"].notna() | rows["rank"].notna()
    return rows[known & (rows["province_code"] == code)]


@pytest.mark.parametrize(("code", "year"), [("08", 2023), ("22", 2023), ("01", 2024), ("14", 2016)])
def test_figures_are_counted_as_the_raw_files_hold_them(
    scores: pd.DataFrame, code: str, year: int
) -> None:
    found, rows = quality(scores, code, year, INDICES), raw(code, year)
    assert found.figures == len(rows) == found.verified + found.single_source + found.derived
    assert found.verified == (rows["confidence"] == "verified").sum()
    assert found.derived == (rows["confidence"] == "derived").sum()


def test_all_totals_of_the_data_agree_with_their_parts(scores: pd.DataFrame) -> None:
    found = [quality(scores, p.code, 2023, INDICES) for p in provinces.provinces()]
    # 61 provinces with a PAPI total and eight dimensions each, and what PAR INDEX adds.
    assert sum(q.sums for q in found) >= 61 * 9
    assert all(q.wrong_sums == () for q in found)


def test_a_total_that_is_not_its_parts_is_named(scores: pd.DataFrame) -> None:
    own = (scores["province_code"] == "08") & (scores["year"] == 2023)
    total = own & (scores["index"] == "papi") & (scores["component"] == "overall")
    broken = scores.assign(score=scores["score"].where(~total, scores["score"] + 0.1))
    found = quality(broken, "08", 2023, INDICES)
    assert found.wrong_sums == (("papi", "overall"),)
    assert wording.sums(language("vi"), found) == (
        "8/9 tổng điểm khớp với tổng các thành phần; cần kiểm tra: PAPI."
    )


def test_nothing_known(scores: pd.DataFrame) -> None:
    found = quality(scores, "08", 1999, INDICES)
    assert found == Quality(1999, 0, 0, 0, 0, 0, ())
    assert wording.sums(language("en"), found) == ""
    said = wording.provenance(language("en"), found, place="Tuyen Quang province")
    assert said.endswith("the data hold no figure of Tuyen Quang province.")
