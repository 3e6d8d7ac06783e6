"""`chiso data import`: what it prints, its exit status, and that it writes all or nothing."""

import shutil

import pytest
from click.testing import CliRunner

from analysis.cli import main
from data import projects

SOURCE = ("--source-id", "BNV-2023", "--title", "Quyết định công bố", "--publisher", "Bộ Nội vụ")
SOURCE = (*SOURCE, "--date", "2024-04-17")
TABLE = """Kết quả Chỉ số cải cách hành chính năm 2023
STT,Tỉnh,PAR INDEX 2023,Xếp hạng,Điểm tự chấm
1,Quảng Ninh,"92,18",1,95
2,Vĩnh Phúc,"88,01",20,94
3,Nghệ An,"88,60",15,93
,Bình quân cả nước,"86,98",,
"""


@pytest.fixture
def chiso(tmp_path, monkeypatch):
    """Run the command in a small project."""
    project = projects.copy(tmp_path / "project")
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    monkeypatch.chdir(project.root)
    (project.root / "bảng điểm.csv").write_text(TABLE, encoding="utf-8")

    def call(*words: str):
        result = CliRunner().invoke(main, ["data", "import", *words])
        assert "Traceback" not in result.output
        return result

    call.project = project
    return call


def files(chiso) -> dict[str, bytes]:
    data = chiso.project.root / "data"
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_a_dry_run_shows_what_would_change(chiso):
    before = files(chiso)
    result = chiso("par_index", "2023", "bảng điểm.csv", "--dry-run")
    assert result.exit_code == 0, result.output
    name = "Chỉ số cải cách hành chính cấp tỉnh"
    assert result.output.splitlines()[:8] == [
        "Đối chiếu bảng điểm.csv với số liệu PAR INDEX năm 2023",
        "Các cột:",
        f"  cột C “PAR INDEX 2023”: overall {name} – điểm",
        f"  cột D “Xếp hạng”: overall {name} – thứ hạng",
        "  cột E “Điểm tự chấm”: không nhận: chưa rõ “Điểm tự chấm” là gì",
        result.output.splitlines()[5],
        "overall: 1 dòng mới, 1 dòng bổ sung, 2 dòng đã có, 0 dòng mâu thuẫn",
        f"  bổ sung: Nghệ An, overall {name}: điểm 88,60, thứ 15",
    ]
    assert result.output.splitlines()[5].startswith(
        "60 tỉnh, thành phố không có số liệu trong bảng"
    )
    assert result.output.endswith("Chạy thử: chưa ghi gì vào dữ liệu.\n")
    assert files(chiso) == before


def test_it_writes_and_the_second_time_changes_nothing(chiso):
    result = chiso("par_index", "2023", "bảng điểm.csv", *SOURCE, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-5:] == [
        "data/replaced/par_index/2023.csv",
        "data/raw/sources.csv",
        "data/raw/mappings/par_index-bang-diem.toml",
        "data/raw/scores/par_index/2023.csv",
        "Next: chiso data describe renews the description of the data",
    ]
    assert CliRunner().invoke(main, ["data", "check"]).exit_code == 0
    text = chiso.project.raw.joinpath("scores/par_index/2023.csv").read_text(encoding="utf-8")
    assert "par_index,vn63,2023,26,overall,88.01,100,20,BNV-2023,single-source\n" in text
    before = files(chiso)
    again = chiso("par_index", "2023", "bảng điểm.csv", "--source-id", "BNV-2023", "--lang", "en")
    assert (again.exit_code, again.output.splitlines()[-1]) == (0, "nothing changed")
    assert files(chiso) == before


def test_the_same_from_the_same(chiso, tmp_path, monkeypatch):
    chiso("par_index", "2023", "bảng điểm.csv", *SOURCE)
    first = files(chiso)
    other = projects.copy(tmp_path / "other")
    shutil.copyfile(chiso.project.root / "bảng điểm.csv", other.root / "bảng điểm.csv")
    monkeypatch.setenv("CHISO_HOME", str(other.root))
    monkeypatch.chdir(other.root)
    chiso.project = other
    chiso("par_index", "2023", "bảng điểm.csv", *SOURCE)
    assert files(chiso) == first


def test_conflicts_are_shown_and_refused_without_replace(chiso):
    path = chiso.project.root / "khac.csv"
    path.write_text(TABLE.replace("92,18", "92,81"), encoding="utf-8")
    before = files(chiso)
    result = chiso("par_index", "2023", "khac.csv", *SOURCE)
    assert result.exit_code == 2
    assert (
        "mâu thuẫn: Quảng Ninh, overall Chỉ số cải cách hành chính cấp tỉnh, điểm: số liệu đang có "
        "là 92,18 (baodantoc-bacgiang-2023; cadn-danang-2023; ninhbinhinvest-2023), trong bảng là "
        "92,81 (dòng 3, cột C)" in result.output
    )
    assert "khac.csv, row 3, column C: found '92.81'; expected 92.18" in result.output
    assert files(chiso) == before
    assert chiso("par_index", "2023", "khac.csv", *SOURCE, "--replace").exit_code == 0
    text = chiso.project.raw.joinpath("scores/par_index/2023.csv").read_text(encoding="utf-8")
    assert "par_index,vn63,2023,22,overall,92.81,100,1,BNV-2023,single-source\n" in text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["par_index", "2023", "bảng điểm.csv"], ["give the source of the table: --source-id"]),
        (["par_index", "2023", "bảng điểm.csv", "--source-id", "X"], ["give --title"]),
        (["par_inde", "2023", "bảng điểm.csv", *SOURCE], ["unknown index 'par_inde'"]),
        (["par_index", "2023", "khong.xlsx", *SOURCE], ["khong.xlsx cannot be read"]),
        (["par_index", "2022", "bảng điểm.csv", *SOURCE], ["speaks of 2023, not of 2022"]),
        (["sipas", "2023", "bảng điểm.csv", *SOURCE], ["no column could be tied"]),
        (["par_index", "2023", "bảng điểm.csv", "--sheet", "A", *SOURCE], ["--sheet has nothing"]),
        (["par_index", "2023", "bảng điểm.csv", "--mapping", "m", *SOURCE], ["m cannot be read"]),
        (["par_index", "hai", "bảng điểm.csv", *SOURCE], ["'hai' is not a valid integer"]),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(chiso, words, parts):
    before = files(chiso)
    result = chiso(*words)
    assert result.exit_code == 2
    for part in parts:
        assert part in result.output
    assert files(chiso) == before
