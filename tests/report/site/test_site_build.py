"""Building a site: only what is new is made, nothing is half-written, nothing foreign touched."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from analysis.errors import BadParameter, OutputBusy, OutputNotWritable
from analysis.report.publish import making
from analysis.report.site import Built, Site, build, record
from analysis.report.site.build import update
from analysis.report.site.product import Product
from analysis.report.site.settings import Settings
from analysis.workspace import Workspace


def words(text: str, target: Path) -> None:
    target.write_text(text, encoding="utf-8")


def fails(target: Path) -> None:
    target.write_text("half", encoding="utf-8")
    raise OutputNotWritable("no room")


def full(target: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))


def texts(**named: str) -> list[Product]:
    return [Product(f"{name}.html", partial(words, text)) for name, text in named.items()]


def keys(products: Sequence[Product]) -> dict[str, str]:
    return {product.path: str(product.write) for product in products}


def run(out: Path, products: Sequence[Product], jobs: int = 1) -> Built:
    return update(out, products, keys(products), jobs=jobs)


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_files_are_made_and_a_second_run_makes_none(tmp_path: Path, jobs: int) -> None:
    products = [*texts(a="1", b="2"), Product("2024/c.html", partial(words, "3"))]
    assert run(tmp_path, products, jobs) == Built(made=3, kept=0, removed=0)
    found = contents(tmp_path)
    assert {k: v for k, v in found.items() if k != record.NAME} == {
        "a.html": "1", "b.html": "2", "2024/c.html": "3",
    }  # fmt: skip
    assert run(tmp_path, products, jobs) == Built(made=0, kept=3, removed=0)
    assert contents(tmp_path) == found


def test_only_what_is_made_from_something_else_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, texts(a="1", b="2"))
    assert run(tmp_path, texts(a="1", b="new")) == Built(made=1, kept=1, removed=0)
    assert contents(tmp_path)["b.html"] == "new"


def test_a_file_that_was_changed_or_lost_is_made_again(tmp_path: Path) -> None:
    products = texts(a="1", b="2", c="3")
    run(tmp_path, products)
    (tmp_path / "a.html").write_text("edited", encoding="utf-8")
    (tmp_path / "b.html").unlink()
    assert run(tmp_path, products) == Built(made=2, kept=1, removed=0)
    assert [contents(tmp_path)[name] for name in ("a.html", "b.html")] == ["1", "2"]


def test_what_no_longer_belongs_goes_with_its_folder(tmp_path: Path) -> None:
    old = Product("2023/old.html", partial(words, "1"))
    run(tmp_path, [old, *texts(a="1")])
    assert run(tmp_path, texts(a="1")) == Built(made=0, kept=1, removed=1)
    assert not (tmp_path / "2023").exists()
    assert "2023/old.html" not in record.read(tmp_path)


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    run(tmp_path, texts(a="1", b="2"))
    (tmp_path / "CNAME").write_text("example.vn", encoding="utf-8")
    (tmp_path / "b.html").write_text("edited", encoding="utf-8")
    run(tmp_path, texts(a="1"))
    assert contents(tmp_path)["CNAME"] == "example.vn"
    assert contents(tmp_path)["b.html"] == "edited"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputNotWritable, match=r"such as letter\.docx.*choose an empty folder"):
        run(tmp_path, texts(a="1"))
    assert contents(tmp_path) == {"letter.docx": "mine"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, jobs: int) -> None:
    run(tmp_path, texts(a="1", b="2"))
    before = contents(tmp_path)
    with pytest.raises(OutputNotWritable, match=r"cannot make b\.html: .*No space left"):
        run(tmp_path, [*texts(a="new"), Product("b.html", full)], jobs)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_fails_leaves_the_old_site(tmp_path: Path, jobs: int) -> None:
    run(tmp_path, texts(a="1", b="2"))
    before = contents(tmp_path)
    with pytest.raises(OutputNotWritable, match="no room"):
        run(tmp_path, [*texts(a="new"), Product("b.html", fails)], jobs)
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputNotWritable, match="file"):
        run(tmp_path / "file", texts(a="1"))


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    run(tmp_path, texts(a="1"))
    with making(tmp_path), pytest.raises(OutputBusy):
        run(tmp_path, texts(a="2"))
    assert contents(tmp_path)["a.html"] == "1"


KILLED = """
    import os, signal, sys
    from functools import partial
    from pathlib import Path
    import analysis.report.site.build
    from analysis.report.site.product import Product

    build = sys.modules["analysis.report.site.build"]

    def words(text, target):
        target.write_text(text, encoding="utf-8")

    moved = build._move
    def dies(file, target):
        moved(file, target)
        if target.name == {last!r}:
            os.kill(os.getpid(), signal.SIGKILL)
    build._move = dies
    names = ("a", "b", "c")
    products = [Product(name + ".html", partial(words, "new " + name)) for name in names]
    build.update(Path({out!r}), products, dict.fromkeys((p.path for p in products), "new"), jobs=1)
"""


@pytest.mark.parametrize("last", ["site.json", "a.html", "b.html"])
def test_a_killed_build_is_finished_by_the_next(tmp_path: Path, last: str) -> None:
    run(tmp_path, texts(a="a", b="b", c="c"))
    code = textwrap.dedent(KILLED.format(last=last, out=str(tmp_path)))
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL
    for name in "abc":  # each old or new, none half
        assert (tmp_path / f"{name}.html").read_text("utf-8") in (name, f"new {name}")
    products = texts(a="new a", b="new b", c="new c")
    update(tmp_path, products, dict.fromkeys((p.path for p in products), "new"), jobs=1)
    found = contents(tmp_path)
    assert {k: v for k, v in found.items() if k != record.NAME} == {
        f"{name}.html": f"new {name}" for name in "abc"
    }


@pytest.mark.parametrize("folder", ["data/raw", "maps", "notebooks/site", "reports"])
def test_a_site_keeps_out_of_the_project(copied_workspace: Workspace, folder: str) -> None:
    out = copied_workspace.root / folder
    with pytest.raises(BadParameter, match="choose a folder of its own"):
        build(Site(copied_workspace, (2024,), Settings()), out)


def test_a_broken_record_is_no_record(tmp_path: Path) -> None:
    run(tmp_path, texts(a="1"))
    (tmp_path / record.NAME).write_text("{", encoding="utf-8")
    assert run(tmp_path, texts(a="1")) == Built(made=1, kept=0, removed=0)
