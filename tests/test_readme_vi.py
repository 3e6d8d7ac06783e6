"""The commands and figures of the Vietnamese README are those of the English one."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
VIETNAMESE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(text: str) -> set[str]:
    """Return the lines of the shell blocks without their remarks."""
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.M | re.S)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return {line for line in lines if line}


def coverage(text: str) -> dict[str, list[str]]:
    """Return the numbers in the row of each index."""
    rows = re.findall(r"^\| (PAPI|PAR INDEX|SIPAS) \| (.*)$", text, re.M)
    return {index: re.findall(r"\d+", row) for index, row in rows}


def test_commands_are_those_of_the_english_readme() -> None:
    mine = commands(VIETNAMESE)
    assert len(mine) >= 4
    assert {command for command in mine if command not in ENGLISH} == set()


def test_coverage_is_that_of_the_english_readme() -> None:
    mine, other = coverage(VIETNAMESE), coverage(ENGLISH)
    assert set(mine) == {"PAPI", "PAR INDEX", "SIPAS"}
    assert mine == {index: other[index] for index in mine}


def test_each_readme_names_the_other() -> None:
    assert "(README.vi.md)" in ENGLISH
    assert "(README.md)" in VIETNAMESE
