"""What docs/site.md says of site.toml: the example can be read, and no key is left out."""

import re
from pathlib import Path

from analysis.report.site import settings
from analysis.workspace import Workspace

PAGE = (Path(__file__).parents[3] / "docs" / "site.md").read_text(encoding="utf-8")


def test_the_example_can_be_read_and_holds_every_key(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / settings.NAME).write_text(example, encoding="utf-8")
    found = settings.read(Workspace(tmp_path))
    assert found.model_fields_set == set(settings.Settings.model_fields)
    assert found.en.model_fields_set == set(settings.Names.model_fields)


def test_every_key_is_explained() -> None:
    explained = set(re.findall(r"^\| `\[?(\w+)\]?` \|", PAGE, re.MULTILINE))
    assert explained == set(settings.Settings.model_fields)


def test_the_limits_are_those_of_the_code() -> None:
    assert f"at most {settings.LARGEST_LOGO // 1000} KB" in PAGE
