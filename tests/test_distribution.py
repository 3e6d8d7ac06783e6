"""Wheel and sdist hold what they need, and work in a clean environment away from the checkout."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import partial
from pathlib import Path

import pytest

from analysis import newproject
from analysis.errors import WorkspaceNotFound

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
MEBIBYTE = 2**20


def run(*words: object, cwd: Path, status: int = 0) -> str:
    """Run a command that knows neither a project nor this environment."""
    own = ("CHISO_", "PYTHON", "VIRTUAL_ENV")
    env = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def starters() -> set[str]:
    found = (path for pattern in newproject.FILES for path in ROOT.glob(pattern))
    return {path.relative_to(ROOT).as_posix() for path in found}


def package_files() -> set[str]:
    """What git holds of the package, or would if it were added."""
    words = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "analysis")
    listed = run(*words, cwd=ROOT).splitlines()
    return {name for name in listed if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with an sdist of the checkout and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    words = ("build", "--no-build-isolation", "--python", sys.executable, "-o", out, ROOT)
    run(UV, *words, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The programs of an environment with the wheel and what it declares to need, no more."""
    home = tmp_path_factory.mktemp("clean")
    run(UV, "venv", "--python", sys.executable, home / "env", cwd=home)
    python = home / "env" / "bin" / "python"
    lock = ROOT / "requirements.lock"
    run(UV, "pip", "install", "--python", python, "-c", lock, wheel, cwd=home)
    return python.parent


def test_the_build_takes_the_files_that_a_project_starts_from():
    assert runpy.run_path(str(ROOT / "hatch_build.py"))["FILES"] == newproject.FILES
    assert {"data/raw/datapackage.json", "data/raw/README.md", "maps/vn34.geojson"} <= starters()
    assert {"notebooks/explore.ipynb", "notebooks/templates/new_analysis.ipynb"} <= starters()


def test_an_installation_without_data_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(newproject, "_HERE", tmp_path / "analysis")
    with pytest.raises(WorkspaceNotFound, match=r"carries no data/raw/datapackage\.json"):
        newproject.create(tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_what_a_project_starts_from(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entries = archive.read(next(n for n in names if n.endswith("/entry_points.txt"))).decode()
        metadata = archive.read(next(n for n in names if n.endswith("/METADATA"))).decode()
    info = {name for name in names if ".dist-info/" in name}
    assert names - info == package_files() | {f"analysis/starter/{name}" for name in starters()}
    assert {"analysis/py.typed", "analysis/locale/vi/LC_MESSAGES/chiso.po"} <= names
    assert any(name.startswith("analysis/report/export/fonts/") for name in names)
    assert any(name.endswith("/licenses/LICENSE") for name in info)
    assert "chiso = analysis.cli:main" in entries
    for kind in ("html", "pdf", "docx", "xlsx"):
        assert f"chiso_{kind} = analysis.report.export.{kind}:" in entries
    assert "Classifier: Typing :: Typed" in metadata
    assert re.search(r"^Version: \d+\.\d+\.\d+(\.dev\d+)?$", metadata, flags=re.M)
    assert wheel.stat().st_size < 6 * MEBIBYTE


@pytest.mark.slow
def test_the_sdist_holds_the_sources_and_nothing_that_was_made(built):
    path = next(built.glob("*.tar.gz"))
    with tarfile.open(path) as archive:
        names = {n.split("/", 1)[1] for n in archive.getnames() if "/" in n}
    wanted = {"pyproject.toml", "hatch_build.py", "LICENSE", "README.md", "tests/conftest.py"}
    assert wanted | starters() | package_files() <= names
    made = re.compile(r"^(\.venv|\.git|\.ci|build|dist|data/(processed|export)/.+\.\w+|reports)/")
    assert [name for name in names if made.match(name) and name != "reports/.gitkeep"] == []
    assert path.stat().st_size < 12 * MEBIBYTE


@pytest.mark.slow
def test_the_installed_wheel_works_away_from_the_checkout(installed, tmp_path):
    chiso = installed / "chiso"
    where = run(
        installed / "python", "-c", "import analysis; print(analysis.__file__)", cwd=tmp_path
    )
    assert Path(where.strip()).is_relative_to(installed.parent)
    lost = run(chiso, "data", "check", cwd=tmp_path, status=2)
    assert lost.startswith("chiso: no data/raw/datapackage.json at or above ")
    assert "make one: chiso init DIR" in lost

    run(chiso, "init", "work", cwd=tmp_path)
    work = tmp_path / "work"
    assert run(chiso, "data", "check", cwd=work).startswith("no problem in ")
    run(chiso, "report", "Tuyên Quang", "--year", "2023", cwd=work)
    made = work / "reports" / "tuyen-quang" / "2023"
    assert (made / "report.pdf").read_bytes().startswith(b"%PDF-")
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "Tuyên Quang" in page
    for path in (p for p in made.rglob("*") if p.is_file()):
        assert str(ROOT).encode() not in path.read_bytes(), path.name

    run(chiso, "data", "export", "--format", "csv,xlsx,parquet,sqlite", cwd=work)
    assert (work / "data" / "export" / "chiso.sqlite").is_file()
    missing = run(chiso, "data", "export", "--format", "duckdb", cwd=work, status=2)
    assert "pip install 'chiso[duckdb]'" in missing
    listed = run(installed / "jupyter", "nbconvert", "--help-all", cwd=work)
    assert "chiso_html" in listed


@pytest.fixture
def version(tmp_path):
    """The version that a build of a small repository with this project's settings gets."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return lambda: run(sys.executable, "-m", "hatchling", "version", cwd=tmp_path).strip()


def test_the_version_comes_from_the_tag(version, tmp_path):
    git = partial(run, "git", "-c", "user.name=a", "-c", "user.email=a@b.c", cwd=tmp_path)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "one")
    assert ".dev" in version()
    git("tag", "v2.3.0")
    assert version() == "2.3.0"
    git("commit", "--quiet", "--allow-empty", "-m", "two")
    assert version() == "2.3.1.dev1"


def test_without_git_the_version_is_the_one_written_down(version):
    assert version() == "0.1.0"
