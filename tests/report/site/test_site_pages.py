"""The built site as a whole: its files, its links, its weight."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_both_years_and_languages_are_there(published: Path) -> None:
    fronts = ["index.html", "2024/index.html", "2023/index.html", "en/index.html"]
    assert [path for path in fronts if not (published / path).is_file()] == []
