"""The reference shows every public module of the package, each once."""

import re
from collections import Counter
from pathlib import Path

import analysis

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SHOWN = Counter(
    name
    for page in sorted(REFERENCE.glob("*.md"))
    for name in re.findall(r"^\.\. automodule:: (\S+)$", page.read_text(encoding="utf-8"), re.M)
)


def test_every_module_of_the_package_is_shown() -> None:
    assert {f"analysis.{name}" for name in analysis._MODULES} - set(SHOWN) == set()


def test_no_module_is_shown_twice() -> None:
    assert [name for name, times in SHOWN.items() if times > 1] == []
