import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_notebook

from analysis.errors import ReportFailed
from analysis.report.export.document import Document
from analysis.report.export.html import ReportHTMLExporter
from analysis.report.export.page import cut
from conftest import HOSTILE_NAME, shown


class Seen(HTMLParser):
    """Record the tags of a page and check that they nest."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def export(nb, **options):
    return ReportHTMLExporter(**options).from_notebook_node(nb)[0]


@pytest.fixture(scope="module")
def html(report):
    return export(report)


@pytest.fixture(params=["report", "analyst", "hostile"])
def any_html(request):
    return export(request.getfixturevalue(request.param))


def test_nbconvert_finds_the_exporter():
    assert get_exporter("chiso_html") is ReportHTMLExporter
    assert ReportHTMLExporter.export_from_notebook == "Báo cáo HTML (chiso)"


def test_resources_name_the_file(report):
    _, resources = ReportHTMLExporter().from_notebook_node(report)
    assert resources["output_extension"] == ".html"
    assert ReportHTMLExporter.output_mimetype == "text/html"


def test_page_is_self_contained_and_nested(any_html):
    seen = Seen(any_html)
    assert any_html.startswith("<!doctype html>\n<html lang=")
    assert len(seen.all("h1")) == len(seen.all("main")) == len(seen.all("title")) == 1
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"script", "iframe", "link", "object", "embed", "form", "svg", "base"}
    for _, attrs in seen.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        assert attrs.get("src", "data:image/").startswith("data:image/")
        assert re.match("#|https?:|mailto:", attrs.get("href", "#"))
    # In `<img>` an SVG refers to its own parts, and could fetch nothing.
    page = re.sub(r'src="data:image/svg\+xml,[^"]*"', "", any_html)
    assert not re.search(r"url\(|@import", page)


def test_policy_lets_through_the_one_style_sheet_only(any_html):
    style = re.findall("<style>(.*?)</style>", any_html, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = next(
        attrs["content"]
        for attrs in Seen(any_html).all("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )


def test_images_have_alternatives(any_html):
    images = Seen(any_html).all("img")
    assert images
    assert all(attrs["alt"].strip() for attrs in images)


def test_title_and_language(html):
    assert '<html lang="vi">' in html
    assert "<title>Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang</title>" in html


def test_contents_link_to_the_headings(html):
    nav = html[html.index("<nav") : html.index("</nav>")]
    links = re.findall(r'<a href="#([^"]*)">([^<]*)</a>', nav)
    assert links == [
        ("result", "1. Kết quả"),
        ("section-1", "2. Bản đồ"),
        ("all", "3. Bảng dài"),
        ("section-2", "4. Nguồn"),
    ]
    assert "Mục lục" in nav
    ids = [attrs.get("id") for attrs in Seen(html).all("h2")]
    assert ids == [target for target, _ in links]
    assert html.index("</h1>") < html.index("<nav")


@pytest.mark.parametrize(("headings", "expected"), [(2, False), (3, True)])
def test_short_reports_have_no_contents(headings, expected):
    cells = [shown(text_html="<h1 lang='en'>A</h1>" + "<h2>B</h2>" * headings)]
    html = export(new_notebook(cells=cells))
    assert ("<nav" in html) is expected
    assert ("Contents" in html) is expected
    assert "Skip to content" in html


def test_tables_keep_their_structure_and_scroll_by_keyboard(html):
    assert (
        '<div class="table" role="region" tabindex="0" aria-label="Bảng 1. Kết quả theo tỉnh">'
        '<table id="table-1" class="scores"><caption>Bảng 1. Kết quả theo tỉnh</caption>'
        '<thead><tr><th scope="col">Tỉnh, thành phố</th><th scope="col" class="num">2022</th>'
    ) in html


def test_heads_of_rows_in_words_get_room():
    def kinds(head: str) -> list[str]:
        row = f"<tr><th scope='row'>{head}</th><td class='num'>0,30 (từ 0,19 đến 0,41)</td></tr>"
        made = cut(Document("A", "vi", f"<h1>A</h1><table><tbody>{row}</tbody></table>")).body
        return re.findall(r'<div class="([^"]*)"', made)

    assert kinds("Bà Rịa – Vũng Tàu") == ["table"]
    assert kinds("Tiến độ và mức độ hài lòng") == ["table worded"]


def test_analysts_notebook(analyst):
    html = export(analyst)
    assert "<h1>Ghi chép</h1>" in html
    assert '<table class="dataframe">' in html
    assert "<td>Bà Rịa – Vũng Tàu</td>" in html
    assert 'src="data:image/png;base64,' in html
    assert "<pre>OLS   x  1.5\n&lt;y&gt;   2</pre>" in html


def test_hostile_title_is_escaped(hostile):
    html = export(hostile)
    escaped = HOSTILE_NAME.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<h1>{escaped}</h1>" in html
    assert f"<title>{escaped}</title>".replace('"', "&#34;") in html


def test_same_notebook_same_bytes(report):
    assert export(report) == export(report)


def test_failed_notebook_is_refused(failed):
    with pytest.raises(ReportFailed, match="cell 2"):
        export(failed())


def test_a_template_may_override_blocks_and_keeps_a_right_policy(report, tmp_path):
    own = tmp_path / "mine"
    own.mkdir()
    (own / "conf.json").write_text(json.dumps({"base_template": "chiso_html"}))
    (own / "index.html.j2").write_text(
        "{% extends 'chiso_html/index.html.j2' %}"
        "{% block css %}{{ super() }} main { color: teal }{% endblock %}"
        "{% block footer %}<footer>Sở Nội vụ</footer>{% endblock %}"
    )
    html = export(report, template_name="mine", extra_template_basedirs=[str(tmp_path)])
    assert "main { color: teal }</style>" in html
    assert "<footer>Sở Nội vụ</footer>" in html
    test_policy_lets_through_the_one_style_sheet_only(html)
