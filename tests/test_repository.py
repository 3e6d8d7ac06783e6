"""What must not be in the repository."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked() -> list[Path]:
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    binary = {".geojson", ".png", ".ttf"}
    return [(p, p.read_text(encoding="utf-8")) for p in tracked() if p.suffix not in binary]


def test_no_path_of_one_machine():
    pattern = re.compile(r"(?:^|[\s\"'=(])/(?:home|root|work|Users)/[\w.-]+", re.M)
    assert [p.name for p, text in texts() if pattern.search(text)] == []


def test_no_package_index_is_named():
    # Written in parts, or this file would name them.
    hosts = ("pypi" + r"\.org", "python" + "hosted", r"registry\.npm" + "js")
    pattern = re.compile("|".join(hosts))
    assert [p.name for p, text in texts() if pattern.search(text)] == []


def test_notebooks_are_committed_without_outputs():
    notebooks = [p for p in tracked() if p.suffix == ".ipynb"]
    assert notebooks
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs")
            assert cell.get("execution_count") is None


def test_reports_and_built_tables_are_not_committed():
    kept = {"reports/.gitkeep", "data/processed/.gitkeep"}
    names = {p.relative_to(ROOT).as_posix() for p in tracked()}
    made = {n for n in names if n.startswith(("reports/", "data/processed/"))}
    assert {n for n in made if not n.startswith("reports/gallery/")} == kept


def test_links_between_pages_lead_somewhere():
    pages = [(page, text) for page, text in texts() if page.suffix == ".md"]
    found = [(page, link) for page, text in pages for link in re.findall(r"\]\(([^)#\s]+)", text)]
    local = [(page, link) for page, link in found if "://" not in link]
    assert len([link for page, link in local if page.name == "README.vi.md"]) > 10
    assert [(p.name, link) for p, link in local if not (p.parent / link).is_file()] == []
