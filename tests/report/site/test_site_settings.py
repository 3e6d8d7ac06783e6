"""`site.toml`: name, footer, logo and address of the published site."""

import base64
from pathlib import Path

import pytest

from analysis.errors import BadSettings
from analysis.report.site.settings import LARGEST_LOGO, Settings, files, logo, read
from analysis.wording import language
from analysis.workspace import Workspace

# The smallest PNG: one pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
FULL = """
name = "Chỉ số quản trị"
footer = ["Sở Nội vụ tỉnh Tuyên Quang", "Điện thoại: 0207 000 000"]
logo = "logo.png"
address = "https://example.vn/chi-so/"

[en]
name = "Governance indices"
footer = ["Department of Home Affairs"]
"""


def said(place: Workspace, text: str) -> Settings:
    (place.root / "site.toml").write_text(text, encoding="utf-8")
    return read(place)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def test_without_a_file_everything_has_a_default(place: Workspace) -> None:
    found = read(place)
    assert found == Settings()
    assert found.title(language("vi")) == "PAR INDEX, SIPAS và PAPI của các tỉnh, thành phố"
    assert found.lines(language("en")) == []
    assert files(found, place) == ()


def test_each_language_has_its_own_words(place: Workspace) -> None:
    (place.root / "logo.png").write_bytes(PIXEL)
    found = said(place, FULL)
    assert [found.title(language(code)) for code in ("vi", "en")] == [
        "Chỉ số quản trị", "Governance indices",
    ]  # fmt: skip
    assert found.lines(language("vi"))[1] == "Điện thoại: 0207 000 000"
    assert found.lines(language("en")) == ["Department of Home Affairs"]
    assert logo(found, place) == f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    assert [path.name for path in files(found, place)] == ["site.toml", "logo.png"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "x"', "site.toml, key title: found 'x'; unknown key; the keys are name, footer"),
        ("name = 3", "site.toml, key name: found 3; expected one line of at most 200 letters"),
        ('footer = "x"', "site.toml, key footer: found 'x'; expected a list of at most 10 lines"),
        ('address = "a.vn"', "key address: found 'a.vn'; expected an address with a slash at its"),
        ('address = "https://a.vn"', "key address: found 'https://a.vn'"),
        ("[en]\nlogo = 3", "key en.logo: found 3; unknown key; the keys are name, footer"),
        ("name =", "site.toml is no TOML file in UTF-8"),
    ],
)
def test_what_cannot_be_is_named(place: Workspace, text: str, problem: str) -> None:
    with pytest.raises(BadSettings) as caught:
        said(place, text)
    assert problem in str(caught.value)


def test_a_logo_must_be_a_small_picture_of_the_workspace(place: Workspace) -> None:
    (place.root / "a.png").write_bytes(b"no picture")
    (place.root / "b.png").write_bytes(PIXEL + bytes(LARGEST_LOGO))
    (place.root / "c.gif").write_bytes(b"GIF89a")
    outside = place.root.parent / "outside.png"
    outside.write_bytes(PIXEL)
    for name in ("a.png", "b.png", "c.gif", "missing.png", "../outside.png"):
        with pytest.raises(BadSettings, match=r"site\.toml, key logo: found .*at most 40 KB"):
            logo(Settings(logo=name), place)


def test_a_logo_cannot_run_anything(place: Workspace) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script></svg>'
    (place.root / "logo.svg").write_text(svg, encoding="utf-8")
    kind, _, data = logo(Settings(logo="logo.svg"), place).partition(";base64,")
    assert kind == "data:image/svg+xml"
    assert base64.b64decode(data) == b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
