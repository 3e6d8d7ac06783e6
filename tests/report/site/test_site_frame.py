"""The frame of a page: policy, names for others, the script, and that all text is escaped."""

import base64
import hashlib
import json
import re
from pathlib import Path

from analysis.blocks import paragraph
from analysis.report.site import Site
from analysis.report.site.frame import render
from analysis.report.site.pages import Content, Outline, Page, View
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace

PUBLIC = Settings(name="A & </script><b>", address="https://example.vn/so/")


def content(_view: View) -> Content:
    return Content("T <i>", 'D "quoted"', paragraph("P <3"), style="p { color: red; }")


def shown(settings: Settings, path: str = "2024/index.html", *, only: str = "") -> str:
    pages = {one: Page(one, "<b>", content, 2024) for one in ("index.html", "2024/index.html")}
    own = pages | {path: Page(path, "<b>", content, 2024)}
    outline: Outline = {"vi": own, "en": pages if only else own}
    site = Site(Workspace(Path()), (2024,), settings)
    return render(View(site, language("vi"), own[path], outline))


def hashed(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_lets_through_the_style_and_the_script_of_the_page_alone() -> None:
    html = shown(Settings())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, flags=re.S)
    (script,) = re.findall(r"<script>(.*?)</script>", html, flags=re.S)
    assert style.endswith("p { color: red; }")
    assert policy == (
        f"default-src 'none'; img-src data:; style-src '{hashed(style)}'; "
        f"script-src '{hashed(script)}'; base-uri 'none'; form-action 'none'"
    )


def test_text_is_text() -> None:
    html = shown(PUBLIC)
    assert "T &lt;i&gt;" in html and 'content="D &#34;quoted&#34;"' in html
    assert "A &amp; &lt;/script&gt;&lt;b&gt;" in html
    assert "<b>" not in html and "<i>" not in html
    (data,) = re.findall(r'id="data">(.*?)</script>', html)
    assert json.loads(data)["words"]["region"] == "Vùng"


def test_an_address_gives_the_page_its_names_for_others() -> None:
    html = shown(PUBLIC)
    assert '<link rel="canonical" href="https://example.vn/so/2024/index.html">' in html
    assert '"og:image" content="https://example.vn/so/2024/index.png"' in html
    assert html.count('href="../feed.atom"') == 2
    bare = shown(Settings())
    assert [
        word for word in ("canonical", "og:image", "feed.atom", "https://") if word in bare
    ] == []


def test_only_languages_that_have_the_page_are_named_as_its_versions() -> None:
    both = shown(Settings())
    assert re.findall(r'rel="alternate" hreflang="(..)"', both) == ["vi", "en"]
    alone = shown(Settings(), "2024/tuyen-quang.html", only="vi")
    assert re.findall(r'rel="alternate" hreflang="(..)"', alone) == ["vi"]
    # The switch leads to the national page of the year instead.
    assert 'href="../en/2024/index.html" lang="en"' in alone
