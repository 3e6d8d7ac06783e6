"""The command `chiso batch`: what it makes, prints and ends with."""

import fcntl
import json
import time

import pytest
from click.testing import CliRunner
from report.batch.conftest import FIGURE, counts, folder

from analysis.cli import main

THREE = ("--province", "08", "--province", "10", "--province", "22")


def test_a_batch_makes_what_is_due_and_nothing_twice(batch, quick, scratch, tmp_path):
    log = tmp_path / "log.jsonl"
    status, out, err = batch(*THREE, "-j", "2", "--stock", "--log", str(log))
    assert err == ""
    assert status == 0
    assert counts(out) == [3, 0, 0, 0, 0]
    for slug in ("tuyen-quang", "lao-cai", "quang-ninh"):
        assert sorted(path.name for path in folder(quick, slug).iterdir()) == [
            "manifest.json", "report.html", "report.ipynb",
        ]  # fmt: skip
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [event["event"] for event in events] == ["begun", "made", "made", "made", "ended"]
    assert {event.get("province") for event in events[1:4]} == {"08", "10", "22"}
    assert events[-1] | {"when": ""} == {
        "when": "", "event": "ended", "made": 3, "failed": 0, "unbegun": 0,
    }  # fmt: skip
    assert list(scratch.iterdir()) == []

    # A changed plan concerns its province alone; a file that was worked on is left alone.
    plan = quick.raw / "plans" / "TQ-150-2024" / "plan.toml"
    plan.write_bytes(plan.read_bytes() + b"\n")
    (folder(quick, "lao-cai") / "report.html").write_text("mine", encoding="utf-8")
    status, out, _ = batch(*THREE, "--dry-run", "--lang", "vi")
    assert (status, out.splitlines()) == (
        0,
        [
            "08 Tuyên Quang: cần lập lại do có thay đổi: data/raw/plans/TQ-150-2024/plan.toml",
            "10 Lào Cai: giữ nguyên vì đã được chỉnh sửa sau khi lập: report.html",
            "22 Quảng Ninh: không có thay đổi",
            "Sẽ lập 1/3 báo cáo.",
        ],
    )
    status, out, _ = batch(*THREE, "--stock")
    assert (status, counts(out)) == (0, [1, 1, 1, 0, 0])
    assert (folder(quick, "lao-cai") / "report.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_one_failure_harms_no_other_and_is_tried_again(batch, quick, rewrite):
    rewrite('assert province != "10", "gone wrong"', FIGURE)
    status, out, err = batch(*THREE, "--stock")
    assert (status, counts(out)) == (1, [2, 0, 0, 1, 0])
    assert err.startswith("Lào Cai: cell ") and "AssertionError: gone wrong" in err
    assert [path.name for path in folder(quick, "lao-cai").iterdir()] == ["failure.json"]
    status, out, _ = batch(*THREE, "--dry-run", "--lang", "vi")
    assert "10 Lào Cai: lần trước không lập được: cell " in out
    rewrite(FIGURE)
    status, out, _ = batch("--province", "10", "--stock")
    assert (status, counts(out)) == (0, [1, 0, 0, 0, 0])


@pytest.mark.slow
def test_parts_make_their_own_and_the_pages_know_all(batch, quick):
    for part in ("1/2", "2/2"):
        assert batch(*THREE, "--stock", "--shard", part, "-j", "1")[0] == 0
    assert len(list(quick.reports.glob("*/2023/report.html"))) == 3
    page = (quick.reports / "2023.html").read_text(encoding="utf-8")
    assert "3/63 tỉnh, thành phố đã có báo cáo năm 2023." in page


@pytest.mark.slow
def test_a_second_batch_says_who_is_at_work_or_waits(start, batch, quick):
    locks = quick.reports / ".locks"
    locks.mkdir(parents=True)
    with (locks / "2023.vi.lock").open("w") as lock:
        lock.write("process 4711 since 2026-01-01 00:00:00")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, out, err = batch("--province", "08", "--stock")
        assert (status, out) == (2, "")
        assert err == (
            "chiso: a batch of 2023.vi is at work: process 4711 since 2026-01-01 00:00:00; wait "
            "for it with --wait, or let it end\n"
        )
        waiting = start("--province", "08", "--stock", "--wait")
        time.sleep(3)
        assert waiting.poll() is None
    out, _ = waiting.communicate(timeout=60)
    assert (waiting.returncode, counts(out)) == (0, [1, 0, 0, 0, 0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--region", "Tây"), "unknown region 'Tây'"),
        (("--province", "Tuyen Quan"), "did you mean Tuyên Quang?"),
        (("--shard", "3/2"), "shard must be i/n"),
        (("--format", "odt"), "unknown format 'odt'"),
        (("-j", "0"), "at least 1 process, got 0"),
        (("--time-limit", "0"), "seconds must be a number above 0"),
        (("--letterhead", "no.toml"), "there is no 'no.toml'"),
        (("--all", "--province", "08"), "--all does not go with"),
        (("--log", "no/folder/log"), "cannot write log: No such file"),
        (("--year", "1999"), "no results for 1999"),
    ],
)
def test_what_cannot_be_carried_out_is_refused(quick, words, said, monkeypatch):
    monkeypatch.chdir(quick.root)
    result = CliRunner().invoke(main, ["batch", "--year", "2023", *words])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert list(quick.reports.glob("*/2023")) == []


@pytest.mark.slow
def test_reports_by_warm_kernels_are_the_same(batch, quick):
    batch(*THREE, "--stock")
    stock = {p: p.read_bytes() for p in quick.reports.glob("*/2023/*.html")}
    assert len(stock) == 3
    status, out, err = batch(*THREE, "--force")
    assert (status, err, counts(out)) == (0, "", [3, 0, 0, 0, 0])
    assert {path: path.read_bytes() for path in stock} == stock
