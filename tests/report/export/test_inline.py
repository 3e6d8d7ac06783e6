"""Maps are a part of the HTML page, and nothing else gets in that way."""

import base64
import re
import shutil
import subprocess
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pandas as pd
import pytest
from nbformat.v4 import new_notebook

from analysis import blocks, maps
from analysis.drawing import svg
from analysis.report.export import inline, tree
from analysis.report.export.html import ReportHTMLExporter
from analysis.report.export.sanitise import clean_svg
from analysis.report.export.steps import steps
from conftest import shown

CHROMIUM = shutil.which("chromium")
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
ALT = 'Bản đồ: 2 tỉnh "có" số liệu'


class Seen(HTMLParser):
    """Record the tags of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def block(anchor="m1", *, readable=True, links=None):
    values = pd.Series({"01": 43.5, "08": 41.25})
    figure = maps.choropleth(values, highlight="08", links=links)
    return blocks.figure(figure, anchor=anchor, caption="Bản đồ", alt=ALT, readable=readable)


def export(*parts):
    cells = [shown(text_html="<h1>A</h1>"), *(shown(text_html=part) for part in parts)]
    return ReportHTMLExporter().from_notebook_node(new_notebook(cells=cells))[0]


def embedded(svg):
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@pytest.fixture(scope="module")
def page():
    return export(block().html)


def test_the_map_is_part_of_the_page(page):
    seen = Seen(page)
    assert seen.all("img") == []
    (svg,) = seen.all("svg")
    assert (svg["role"], svg["aria-label"], svg["class"]) == ("group", ALT, "readable")
    assert svg["viewbox"].startswith("0 0 453.5")
    assert page.count("<title>") == 1 + 63 + 2  # the page, the provinces, the archipelagos
    assert "<title>Tuyên Quang: 41,25, thứ 2/2</title>" in page
    assert "<title>Quảng Ninh: không có số liệu</title>" in page


def test_provinces_take_the_focus_in_the_order_of_their_codes(page):
    groups = [g for g in Seen(page).all("g") if g.get("id", "").startswith("m1-unit-")]
    codes = [g["id"].removeprefix("m1-unit-") for g in groups]
    assert codes == sorted(codes)
    assert len(codes) == 63
    assert {(g["role"], g["tabindex"]) for g in groups} == {("img", "0")}


def test_the_keyboard_can_pass_the_map(page):
    (link,) = [a for a in Seen(page).all("a") if a.get("class") == "past"]
    assert link["href"] == "#m1-end"
    assert page.index('href="#m1-end">Bỏ qua bản đồ</a><svg') < page.index('id="m1-end"')


def test_nothing_that_the_policy_forbids(page):
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in page


def test_ids_of_several_maps_are_unique_and_their_references_lead_inside():
    html = export(block("m1").html, block("m2").html)
    ids = [attrs["id"] for _, attrs in Seen(html).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'url\(#([^)]+)\)"', html) + re.findall(r'<use href="#([^"]+)"', html)
    assert set(wanted) <= set(ids)
    assert any(one.startswith("m2-") for one in ids)


def test_a_map_whose_ids_are_taken_stays_a_picture():
    seen = Seen(export(block("m1").html, block("m1").html))
    assert len(seen.all("svg")) == len(seen.all("img")) == 1


def test_links_lead_from_the_map():
    html = export(block(links={"08": "#tq", "01": "https://a.example/?a=1&b=2"}).html)
    links = {a["href"] for a in Seen(html).all("a")}
    assert {"#tq", "https://a.example/?a=1&b=2"} <= links
    assert "_blank" not in html


def test_other_pictures_stay_pictures():
    seen = Seen(export(block(readable=False).html))
    assert seen.all("svg") == []
    assert [i["alt"] for i in seen.all("img")] == [ALT]


def test_the_same_page_twice():
    assert export(block().html) == export(block().html)


SAFE = f'<svg {SVG}><g id="a" role="img" tabindex="0"><title>T</title><path d="M 0 0"/></g></svg>'


def test_what_is_on_the_list_gets_in():
    found = inline.drawing(embedded(SAFE))
    assert found is not None
    assert tree.write([found]).startswith('<svg><g id="a" role="img" tabindex="0"><title>T')


def inside(part):
    return SAFE.replace("</g>", f"{part}</g>")


@pytest.mark.parametrize(
    "hostile",
    [
        inside("<script>alert(1)</script>"),
        inside("<style>*{fill:red}</style>"),
        inside('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
        inside('<image href="https://evil.example/x.png"/>'),
        inside('<image xlink:href="file:///etc/passwd"/>'),
        inside('<use href="https://evil.example/x.svg#a"/>'),
        inside('<use xlink:href="data:image/svg+xml;base64,PHN2Zz4="/>'),
        inside('<path onclick="x()" d=""/>'),
        inside('<path style="fill:url(https://evil.example)" d=""/>'),
        inside('<path fill="url(https://evil.example/#a)" d=""/>'),
        inside('<path fill="url(#nowhere)" d=""/>'),
        inside('<path clip-path="url(//evil.example#a)" d=""/>'),
        inside('<a href="javascript:alert(1)"><path d=""/></a>'),
        inside('<a href="JaVaScRiPt:alert(1)"><path d=""/></a>'),
        inside('<a href="&#1;javascript:alert(1)"><path d=""/></a>'),
        inside('<a href="java&#10;script:alert(1)"><path d=""/></a>'),
        inside('<a href="data:text/html,x"><path d=""/></a>'),
        inside('<a href="//evil.example"><path d=""/></a>'),
        inside('<a href="vbscript:x"><path d=""/></a>'),
        inside('<a href="#a" target="_top"><path d=""/></a>'),
        inside('<a href="#a"><animate attributeName="href" to="javascript:x()"/></a>'),
        inside('<set attributeName="onclick" to="x()"/>'),
        inside('<iframe src="https://evil.example"/>'),
        inside('<html:script xmlns:html="http://www.w3.org/1999/xhtml">x()</html:script>'),
        inside('<path id="a" d=""/>'),
        inside('<path id="b c" d=""/>'),
        inside('<path class="x" d=""/>'),
        inside('<path tabindex="5" d=""/>'),
        inside('<g id="u"><use xlink:href="#u"/></g>'),
        inside('<g id="u"><path d=""/></g><use xlink:href="#u"/><use xlink:href="#u"/>'),
        f'<svg {SVG} onload="x()"/>',
        f'<svg {SVG} xml:base="https://evil.example/"/>',
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg {SVG}><title>&a;</title></svg>',
        f'<?xml-stylesheet href="https://evil.example/x.css"?><svg {SVG}/>',
        f"<svg {SVG}><![CDATA[</svg><script>x()</script>]]></svg>",
        f"<svg {SVG}>",
        '<svg><script xmlns="http://www.w3.org/2000/svg"/></svg>',
        "<html/>",
        "",
        "\x00",
    ],
)
def test_anything_else_stays_out(hostile):
    assert inline.drawing(embedded(hostile)) is None
    html = export(f'<figure><img class="readable" alt="x" src="{embedded(hostile)}"></figure>')
    seen = Seen(html)
    # What the sanitiser took out of the picture may leave a harmless one.
    for tag, attrs in seen.tags:
        assert tag not in {"script", "iframe", "image", "foreignobject", "animate", "set"}
        assert not [a for a in attrs if a.startswith("on") or a == "style" or a == "target"]
        assert not re.match(r"\s*(java|vb)script:", attrs.get("href", ""), re.IGNORECASE)
    # As `<img>` it stays what it was: there it can neither run nor fetch.
    assert "evil.example" not in re.sub(r'src="data:[^"]*"', "", html)


def test_text_cannot_leave_its_title():
    title = "</title></svg><script>x()</script>"
    svg = SAFE.replace(">T<", ">" + title.replace("<", "&lt;") + "<")
    html = export(f'<img class="readable" alt="x" src="{embedded(svg)}">')
    assert Seen(html).all("script") == []
    assert "&lt;/title&gt;&lt;/svg&gt;&lt;script&gt;" in html


def test_marks_that_turn_text_round_are_taken_out():
    svg = SAFE.replace(">T<", ">Hà\u202e Nội<")
    assert "<title>Hà Nội</title>" in export(
        f'<img class="readable" alt="x" src="{embedded(svg)}">'
    )


def test_a_picture_as_text_is_the_same_picture():
    html = export(block(readable=False).html)
    (image,) = Seen(html).all("img")
    assert image["src"].startswith("data:image/svg+xml,%3Csvg%20")
    assert " " not in image["src"]  # HTML allows none in addresses
    text = unquote(image["src"].removeprefix("data:image/svg+xml,"))
    figure = maps.choropleth(pd.Series({"01": 43.5, "08": 41.25}), highlight="08")
    drawn = fromstring(svg(figure, salt="m1"))
    assert fromstring(text).attrib == drawn.attrib
    assert [e.attrib for e in fromstring(text).iter()] == [
        {k: steps(v).replace(" ", ",") if k == "d" else v for k, v in e.attrib.items()}
        for e in drawn.iter()
    ]


def test_other_kinds_of_pictures_are_not_read():
    for address in ("", "x.svg", "data:image/png;base64,AAAA", "https://evil.example/a.svg"):
        assert inline.drawing(address) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://ok.example"/>', '<a href="https://ok.example"/>'),
        ('<a href="46.html"/>', '<a href="46.html"/>'),
        ('<a href="#a"/>', '<a href="#a"/>'),
        ('<a href="javascript:x()"/>', "<a/>"),
        ('<a xlink:href="file:///etc/passwd"/>', "<a/>"),
        ('<image href="https://evil.example"/>', "<image/>"),
        ('<use href="https://evil.example#a"/>', "<use/>"),
    ],
)
def test_the_sanitiser_leaves_links_that_a_reader_may_follow(before, after):
    assert clean_svg(f"<svg>{before}</svg>") == f"<svg>{after}</svg>"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_a_browser_finds_the_titles_and_breaks_no_policy(page, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--enable-logging=stderr", "--v=0", f"--user-data-dir={profile}", path.as_uri()],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    assert "Content Security Policy" not in done.stderr
    assert "<title>Tuyên Quang: 41,25, thứ 2/2</title>" in done.stdout
    assert 'viewBox="0 0' in done.stdout  # read as SVG, not as unknown HTML
    assert "<clipPath" in done.stdout or "<pattern" in done.stdout
