"""`chiso plan import` and `chiso plan accept`: what they print, write, refuse and leave alone."""

import csv
import tomllib

import pytest
from click.testing import CliRunner
from reading import plan_papers

from analysis.cli import main


@pytest.fixture
def chiso(project, monkeypatch):
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    monkeypatch.chdir(project.root)

    def call(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert "Traceback" not in result.output
        return result

    call.root = project.root
    return call


@pytest.fixture
def paper(tmp_path_factory):
    return plan_papers.word(tmp_path_factory.mktemp("paper"))


def files_below(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_draft_is_written_counted_and_taken_in(chiso, paper):
    result = chiso("plan", "import", paper, "--lang", "en")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "plan HG-21-2024: 1 target, 4 tasks"
    assert "plans-inbox/HG-21-2024" in result.output
    folder = chiso.root / "plans-inbox" / "HG-21-2024"
    assert files_below(folder) == [
        *("document.txt", "drafted.json", "plan.toml", "review.csv", "targets.csv", "tasks.csv"),
    ]
    with (folder / "plan.toml").open("rb") as stream:
        head = tomllib.load(stream)
    assert (head["number"], head["years"], head["source_file"]) == (
        "21/KH-UBND",
        [2024],
        "plan.docx",
    )
    taken = chiso("plan", "accept", "plans-inbox/HG-21-2024")
    assert (taken.exit_code, taken.output) == (0, "data/raw/plans/HG-21-2024\n")
    assert files_below(chiso.root / "data/raw/plans/HG-21-2024") == [
        *("plan.toml", "targets.csv", "tasks.csv"),
    ]
    assert not folder.exists()


def test_vietnamese_is_the_language_unless_asked_otherwise(chiso, paper):
    result = chiso("plan", "import", paper, "--dry-run")
    assert result.output.startswith("kế hoạch HG-21-2024: 1 mục tiêu, 4 nhiệm vụ\n")
    assert result.output.endswith("chưa ghi tệp nào\n")


def test_a_dry_run_writes_nothing(chiso, paper):
    before = files_below(chiso.root)
    assert chiso("plan", "import", paper, "--dry-run").exit_code == 0
    assert files_below(chiso.root) == before


def test_the_same_document_gives_the_same_bytes(chiso, paper):
    chiso("plan", "import", paper)
    folder = chiso.root / "plans-inbox" / "HG-21-2024"
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert chiso("plan", "import", paper).exit_code == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first


def test_a_draft_changed_by_hand_is_not_replaced(chiso, paper):
    chiso("plan", "import", paper)
    tasks = chiso.root / "plans-inbox" / "HG-21-2024" / "tasks.csv"
    tasks.write_text("mine", encoding="utf-8")
    result = chiso("plan", "import", paper)
    assert result.exit_code == 2
    assert "changed by hand (tasks.csv)" in result.output
    assert tasks.read_text(encoding="utf-8") == "mine"
    assert chiso("plan", "import", paper, "--force").exit_code == 0
    assert tasks.read_text(encoding="utf-8") != "mine"


def test_a_folder_that_is_no_draft_is_never_replaced(chiso, paper):
    (chiso.root / "mine").mkdir()
    for force in ([], ["--force"]):
        result = chiso("plan", "import", paper, "--out", "mine", *force)
        assert result.exit_code == 2
        assert "is no draft" in result.output
    assert files_below(chiso.root / "mine") == []


def test_what_is_doubtful_is_listed_with_file_row_and_line(chiso, tmp_path):
    text = (
        "KẾ HOẠCH\nNâng cao PAR INDEX tỉnh Hà Giang năm 2024\n"
        "TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Lạ\tlúc nào đó\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert chiso("plan", "import", tmp_path / "a.txt", "--lang", "en").exit_code == 0
    with (chiso.root / "plans-inbox/HG-2024/review.csv").open(encoding="utf-8") as stream:
        rows = [
            (r["file"], r["row"], r["column"], r["value"], r["source_line"])
            for r in csv.DictReader(stream)
        ]
    assert ("tasks.csv", "2", "lead", "Sở Lạ", "4") in rows
    assert ("tasks.csv", "2", "deadline", "lúc nào đó", "4") in rows
    assert ("plan.toml", "", "number", "", "") in rows


def test_a_draft_that_the_data_do_not_allow_stays_where_it_is(chiso, tmp_path):
    text = (
        "KẾ HOẠCH\nPAR INDEX tỉnh Hà Giang năm 2024\n- 100% hồ sơ đúng hạn\n"
        "TT\tNhiệm vụ\tChủ trì\n1\tRà soát\tSở Lạ"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    chiso("plan", "import", tmp_path / "a.txt")
    result = chiso("plan", "accept", "plans-inbox/HG-2024")
    assert result.exit_code == 2
    assert "plans/HG-2024/tasks.csv, row 2, column lead: found 'Sở Lạ'" in result.output
    assert not (chiso.root / "data/raw/plans/HG-2024").exists()
    assert (chiso.root / "plans-inbox/HG-2024/plan.toml").exists()


def test_a_plan_that_the_data_hold_is_not_replaced(chiso, paper):
    chiso("plan", "import", paper, "--out", "TQ-150-2024")
    result = chiso("plan", "accept", "TQ-150-2024")
    assert result.exit_code == 2
    assert "the data hold a plan TQ-150-2024 already" in result.output


@pytest.mark.parametrize("name", ["none.docx", "empty.txt", "news.txt", "binary.pdf"])
def test_bad_input_ends_with_one_message_and_leaves_nothing(chiso, tmp_path, name):
    contents = {
        "empty.txt": b"",
        "news.txt": "Giá vàng tăng 5%".encode(),
        "binary.pdf": b"%PDF-1.7\0",
    }
    if name in contents:
        (tmp_path / name).write_bytes(contents[name])
    before = files_below(chiso.root)
    result = chiso("plan", "import", tmp_path / name)
    assert result.exit_code == 2
    assert result.output.startswith(f"chiso: {name}")
    assert files_below(chiso.root) == before
    assert chiso("plan", "accept", "nowhere").exit_code == 2
