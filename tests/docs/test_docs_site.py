"""The documentation builds without a warning, and its pages hold together offline."""

import inspect
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

import analysis

ROOT = Path(__file__).parents[2]
# What a browser fetches when it opens a page, and by which attribute.
FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """The anchors of a page, its links, and what is fetched for it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values.get("id", ""), values.get("name", "")}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if (attribute := FETCHED.get(tag)) in values:
            self.fetched.append(values[attribute])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    pytest.importorskip("sphinx", reason="the extra docs is not installed")
    out = tmp_path_factory.mktemp("docs")
    flags = ["--fail-on-warning", "--keep-going", "--fresh-env", "--quiet", "--conf-dir", "docs"]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *flags, ".", str(out)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return {path: Page(path) for path in sorted(out.rglob("*.html"))}


def test_every_page_in_the_folder_is_built(site: dict[Path, Page]) -> None:
    out = min(site, key=lambda path: len(path.parts)).parent
    built = {path.relative_to(out).with_suffix(".md").as_posix() for path in site}
    written = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert written - built == set()


def test_nothing_is_fetched_from_elsewhere(site: dict[Path, Page]) -> None:
    assert [url for page in site.values() for url in page.fetched if "//" in url] == []
    styles = next(iter(site)).parent.rglob("*.css")
    assert [path.name for path in styles if "@import" in path.read_text(encoding="utf-8")] == []


def test_every_link_leads_to_a_place(site: dict[Path, Page]) -> None:
    dead = []
    for path, page in site.items():
        for link in (link for link in page.links if "://" not in link and "mailto:" not in link):
            file, anchor = urldefrag(unquote(link))
            target = (path.parent / file).resolve() if file else path
            anchors = site[target].anchors if target in site else {anchor, ""}
            if not target.exists() or (anchor and anchor not in anchors):
                dead.append((path.name, link))
    assert dead == []


def test_every_public_function_and_class_has_its_place(site: dict[Path, Page]) -> None:
    anchors = set().union(*(page.anchors for page in site.values()))
    missing = []
    for module in (import_module(f"analysis.{name}") for name in sorted(analysis._MODULES)):
        for name in getattr(module, "__all__", []):
            thing = getattr(module, name)
            if not inspect.isfunction(thing) and not inspect.isclass(thing):
                continue
            places = {f"{module.__name__}.{name}", f"{thing.__module__}.{name}"}
            missing += [name] if not places & anchors else []
    assert missing == []
