import base64
import re
import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.errors import ReportFailed
from analysis.report.export.document import Document, document
from analysis.report.export.sanitise import clean
from conftest import HOSTILE_NAME, shown


def body(*cells):
    return document(new_notebook(cells=list(cells))).body


def test_title_and_language_come_from_the_first_heading(report):
    made = document(report)
    assert made.title == "Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang"
    assert made.lang == "vi"


def test_language_of_an_english_report():
    assert document(new_notebook(cells=[shown(text_html='<h1 lang="en">A</h1>')])).lang == "en"


@pytest.mark.parametrize(
    ("metadata", "title"), [({}, "Báo cáo"), ({"title": "Ghi chép"}, "Ghi chép")]
)
def test_title_without_a_heading(metadata, title):
    cells = [new_markdown_cell("một đoạn")]
    assert document(new_notebook(cells=cells, metadata=metadata)) == Document(
        title=title, lang="vi", body=f"<h1>{title}</h1><p>một đoạn</p>\n"
    )


def test_only_results_are_kept(report):
    made = document(report).body
    for hidden in ("PARAMETERS", "REMOVED", "NOISE", "secret_code", "injected"):
        assert hidden not in made


@pytest.mark.parametrize(
    ("left", "taken"),
    [
        ([], "html"),
        (["text/html"], "data:image/svg+xml"),
        (["text/html", "image/svg+xml"], "data:image/png"),
        (["text/html", "image/svg+xml", "image/png"], "<em>markdown</em>"),
        (["text/html", "image/svg+xml", "image/png", "text/markdown"], "<pre>&lt;plain&gt;</pre>"),
    ],
)
def test_one_format_of_each_output_is_taken(left, taken):
    data = {
        "text/plain": "<plain>",
        "text/markdown": "*markdown*",
        "image/png": base64.b64encode(b"x").decode() + "\n",
        "image/svg+xml": "<svg/>",
        "text/html": "<p>html</p>",
    }
    output = new_output(
        "display_data", data={kind: text for kind, text in data.items() if kind not in left}
    )
    made = body(new_code_cell("x", outputs=[output]))
    assert taken in made
    others = {"html", "data:image/svg+xml", "data:image/png", "markdown</em>", "plain"}
    assert sum(word in made.replace("text/html", "") for word in others) == 1


def test_alternative_from_the_metadata_or_a_generic_one(analyst):
    made = document(analyst).body
    assert re.findall(r'alt="([^"]*)"', made) == [
        "Hình minh họa, chưa có mô tả",
        "Bốn cột",
        "Hình minh họa, chưa có mô tả",
    ]


def test_markdown_tables_keep_their_number_columns(analyst):
    assert '<td class="num">2</td>' in document(analyst).body


def test_one_h1_first_and_no_gap_between_levels():
    made = body(
        new_markdown_cell("#### trước"),
        shown(text_html="<section><h1>Nhan đề</h1><h1>Hai</h1></section><h6>sâu</h6><h2> </h2>"),
    )
    assert re.findall(r"<(h\d)[^>]*>([^<]*)", made) == [
        ("h1", "Nhan đề"),
        ("h2", "trước"),
        ("h2", "Hai"),
        ("h3", "sâu"),
    ]


def test_ids_are_unique_and_every_h2_has_one():
    made = body(shown(text_html='<h1>A</h1><h2>B</h2><h2 id="c">C</h2><p id="c">d</p><h2>E</h2>'))
    assert re.findall(r'<(\w+) id="([^"]*)"', made) == [
        ("h2", "section-1"),
        ("h2", "c"),
        ("h2", "section-2"),
    ]


def test_scopes_captions_and_spans_survive(report):
    made = document(report).body
    assert "<caption>Bảng 1. Kết quả theo tỉnh</caption>" in made
    assert '<th scope="col" class="num">2023</th>' in made
    assert '<th scope="row">Tuyên Quang</th>' in made
    assert 'colspan="2" rowspan="3"' in clean(
        '<table><tr><td colspan="2" rowspan="3">x</td></tr></table>'
    )


def test_an_open_tag_does_not_swallow_the_next_output():
    made = body(shown(text_html="<div><p><b>open"), shown(text_html="<p>next</p>"))
    assert made.endswith("<div><p><b>open</b></p></div><p>next</p>")


def test_error_output_is_refused(failed):
    with pytest.raises(ReportFailed, match=r"cell 2 .*load\('08'\).*ValueError: không có số liệu"):
        document(failed())


def test_error_in_a_hidden_cell_is_refused(failed):
    nb = failed()
    nb.cells[1].metadata["tags"] = ["remove_cell"]
    with pytest.raises(ReportFailed, match="cell 2"):
        document(nb)


def test_broken_png_is_refused():
    with pytest.raises(ReportFailed, match="not valid base64"):
        body(shown(png="not base64!"))


@pytest.mark.parametrize(
    "bad",
    [
        "<script", "<style", "<iframe", "<form", "<input", "<svg", "<base", "<meta", "<link",
        "alert(1)<", 'onerror="', "onclick=", 'javascript:alert(1)"', "data:text",
        'evil.example"', "style=", "\u202e", "\u200f", "\ud800", "\x07",
    ],
)  # fmt: skip
def test_hostile_markup_is_gone(hostile, bad):
    made = document(hostile).body
    assert bad not in re.sub(r"base64,[A-Za-z0-9+/=]*", "", made).replace(
        "<pre>&lt;script&gt;alert(1)&lt;", ""
    )


def test_hostile_text_stays_text(hostile):
    made = document(hostile)
    assert made.title == HOSTILE_NAME
    assert "x" * 10_000 in made.body
    assert "Hà Nội đảo \ufffd😀 漢 " in made.body
    assert '<a href="https://ok.example/" rel="noopener noreferrer">ok</a>' in made.body
    assert '">js</a>' not in made.body.replace('rel="noopener noreferrer"', "")
    assert "deep" in made.body


def test_pictures_that_would_be_fetched_leave_their_words(hostile):
    made = document(hostile).body
    assert "xa<a" in made
    assert "remote" in made
    sources = re.findall(r'src="([^"]{0,30})', made)
    assert sources
    assert all(re.match("data:image/(png|svg)", source) for source in sources)


def test_svg_loses_what_acts_and_fetches(hostile):
    svgs = re.findall(r"svg\+xml;base64,([^\"]*)", document(hostile).body)
    svg = base64.b64decode(svgs[-1]).decode()
    assert 'fill="teal"' in svg
    for bad in ("script", "onload", "passwd", "evil"):
        assert bad not in svg


def test_svg_keeps_inner_and_embedded_references():
    svg = '<svg><use xlink:href="#m1"/><image xlink:href="data:image/png;base64,AA=="/></svg>'
    made = body(shown(svg=svg))
    assert base64.b64encode(svg.encode()).decode() in made


def test_importing_the_exporters_loads_no_analysis_library():
    code = (
        "import sys, analysis.report.export.html, analysis.report.export.pdf;"
        "print([m for m in ('matplotlib', 'pandas', 'geopandas', 'statsmodels', 'numpy')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_characters_that_no_office_file_may_hold_are_removed():
    html = "<h1>A\ufffeb\uffff</h1><p id='c\ufffe'><a href='https://d.vn/\uffff\u202ee'>f</a></p>"
    page = document(new_notebook(cells=[shown(text_html=html)]))
    assert page.title == "Ab"
    assert not set(page.body) & set("\ufffe\uffff\u202e")
    assert 'id="c"' in page.body
    assert 'href="https://d.vn/e"' in page.body
