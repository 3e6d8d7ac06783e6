"""What the page of a province takes from an executed report, and what it does with the rest."""

import json
from pathlib import Path

import pytest
from data.pages import links, notebook, texts

from analysis.blocks import EMPTY
from analysis.errors import ReportFailed
from analysis.report.export import tree
from analysis.report.site.excerpt import Excerpt, excerpt
from analysis.wording import language

PICTURE = '<img alt="A" src="data:image/png;base64,UE5H">'


def figure(anchor: str) -> str:
    return f'<figure id="{anchor}">{PICTURE}<figcaption>{anchor}</figcaption></figure>'


def cut(folder: Path, *outputs: str, lang: str = "vi", **given: object) -> Excerpt:
    file = folder / "report.ipynb"
    file.write_text(notebook(*outputs), encoding="utf-8")
    return excerpt(file, language(lang), **given)  # type: ignore[arg-type]


def headings(found: Excerpt) -> list[tuple[str, str]]:
    root = tree.parse(found.body.html)
    return [(heading.tag, tree.text(heading)) for heading in tree.headings(root)]


def test_the_parts_come_in_the_order_of_the_page_with_their_headings(tmp_path: Path) -> None:
    found = cut(
        tmp_path,
        '<h1 class="numbered">Report</h1>',
        '<section class="summary"><h2 id="summary">Summary</h2><p>s</p></section>',
        '<h2 id="grounds">Grounds</h2>',
        '<h2 id="general">General</h2>',
        figure("c8"),
        '<h2 id="papi">PAPI</h2><p>p</p>',
        '<h3>Outlook</h3><table id="outlook-papi"><tr><td>1</td></tr></table>',
        '<h2 id="plan">Plan</h2>',
        '<section class="appendix"><h2 id="targets">Targets</h2>'
        '<p class="reference">(attached)</p></section>',
        '<h3>Region</h3><table id="t12-papi"><tr><td>1</td></tr></table>',
        '<h3>Peers</h3><table id="peers-papi"><tr><td>1</td></tr></table>',
        '<h2 id="tasks">Tasks &amp; more</h2>',
        lang="en",
    )
    assert headings(found) == [
        ("h2", "Summary"),
        ("h2", "General"),
        ("h2", "Results by domain and dimension"),
        ("h3", "PAPI"),
        ("h2", "Outlook and targets"),
        ("h3", "Outlook"),
        ("h3", "Plan"),
        ("h3", "Targets"),
        ("h2", "Map and provinces to compare with"),
        ("h3", "Region"),
        ("h3", "Peers"),
    ]
    assert found.rest == (("grounds", "Grounds"), ("tasks", "Tasks & more"))
    assert "(attached)" not in found.body.html
    assert "appendix" not in found.body.html


def test_a_part_of_which_the_report_has_nothing_has_no_heading(tmp_path: Path) -> None:
    found = cut(tmp_path, '<h2 id="summary">Tóm tắt</h2>')
    assert headings(found) == [("h2", "Tóm tắt")]


def test_only_chosen_pictures_stay_and_those_left_out_take_their_numbers_along(
    tmp_path: Path,
) -> None:
    behind = "<details><summary>Numbers</summary><table><tr><td>1</td></tr></table></details>"
    found = cut(
        tmp_path,
        f'<h2 id="sipas">SIPAS</h2>{figure("c7")}<p class="source">of c7</p>{behind}'
        '<p>stays</p><table id="t8"><caption>T8</caption><tr><td>2</td></tr></table>',
        f'{figure("c3")}<p class="source">of c3</p>{behind}',
    )
    root = tree.parse(found.body.html)
    assert [figure.get("id") for figure in root.iter("figure")] == ["c3"]
    assert texts(root, "p") == ["of c3", "stays"]
    assert texts(root, "summary") == ["Numbers"]


def test_charts_scroll_and_maps_do_not(tmp_path: Path) -> None:
    svg = '<img class="readable" alt="A" src="data:image/svg+xml;base64,PHN2Zy8+">'
    found = cut(tmp_path, figure("c3"), figure("c8").replace(PICTURE, svg))
    root = tree.parse(found.body.html)
    regions = [element.attrib for element in root.iter("div") if element.get("role") == "region"]
    assert regions == [{"class": "chart", "role": "region", "tabindex": "0", "aria-label": "c3"}]
    assert [image.get("alt") for image in root.iter("img")] == ["A", "A"]


def test_captions_have_no_numbers(tmp_path: Path) -> None:
    found = cut(
        tmp_path,
        figure("c8"),
        '<table id="t10"><caption>PAPI 2024</caption><tr><td>1</td></tr></table>',
    )
    assert texts(tree.parse(found.body.html), "caption", "figcaption") == ["PAPI 2024", "c8"]


LEADING = (
    '<h2 id="plan">Plan</h2><p>See <a class="pointer" href="#targets">the appendix</a>, '
    '<a class="pointer" href="#methods">the methods</a>, <a href="https://a.vn/">A</a>.</p>'
    '<section class="appendix"><h2 id="targets">Targets</h2></section>'
)


def test_links_to_what_is_left_out_lead_to_the_full_report(tmp_path: Path) -> None:
    found = cut(tmp_path, LEADING, report="files/x/report.html")
    assert links(tree.parse(found.body.html)) == {
        "the appendix": "#targets",
        "the methods": "files/x/report.html#methods",
        "A": "https://a.vn/",
    }


def test_without_a_full_report_they_lead_nowhere(tmp_path: Path) -> None:
    found = cut(tmp_path, LEADING)
    assert links(tree.parse(found.body.html)) == {"the appendix": "#targets", "A": "https://a.vn/"}
    assert "the methods" in found.body.html


def test_names_of_provinces_at_the_head_of_rows_lead_to_their_pages(tmp_path: Path) -> None:
    table = (
        '<table id="peers-papi"><thead><tr><th scope="col">Yên Bái</th></tr></thead><tbody><tr>'
        '<th scope="row">Yên Bái</th></tr><tr><th scope="row">Nowhere</th></tr></tbody></table>'
    )
    found = cut(tmp_path, table, pages={"Yên Bái": "yen-bai.html"})
    root = tree.parse(found.body.html)
    assert links(root) == {"Yên Bái": "yen-bai.html"}
    assert texts(root, "th") == ["Yên Bái", "Yên Bái", "Nowhere"]


def test_what_acts_or_fetches_is_taken_out(tmp_path: Path) -> None:
    found = cut(
        tmp_path,
        '<h2 id="summary" onclick="x()">S</h2><script>x()</script><input><style>p{}</style>'
        '<img alt="far" src="https://a.vn/a.png"><p><a href="javascript:x()">go</a>',
        "<p>not chosen",
    )
    assert found.body.html == (
        '<h2 id="summary">S</h2>far<p><a rel="noopener noreferrer">go</a></p>'
    )


def test_hidden_cells_are_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "report.ipynb"
    file.write_text(notebook('<h2 id="summary">S</h2>', tags={0: "remove_cell"}), "utf-8")
    assert excerpt(file, language("vi")) == Excerpt(body=EMPTY, rest=())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"nbformat": 4}',
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [5]}',
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code"}]}',
        "\x00" * 50,
    ],
)
@pytest.mark.filterwarnings("ignore")  # nbformat also warns of what it cannot read
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "reports" / "ha-noi" / "2024" / "report.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReportFailed) as caught:
        excerpt(file, language("vi"))
    assert str(caught.value).startswith("ha-noi/2024/report.ipynb is no executed notebook")
    assert str(tmp_path) not in str(caught.value)


def test_a_report_that_failed_is_not_shown(tmp_path: Path) -> None:
    content = json.loads(notebook('<h2 id="summary">S</h2>'))
    error = {"output_type": "error", "ename": "NoData", "evalue": "x", "traceback": []}
    content["cells"][0]["outputs"].append(error)
    file = tmp_path / "ha-noi" / "2024" / "report.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ReportFailed, match=r"^ha-noi/2024/report\.ipynb: code cell 1 failed"):
        excerpt(file, language("vi"))
