"""The Word document of the real report says what its page says, in the layout of the decree."""

import docx
import nbformat
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from analysis.report.export import outline, tree
from analysis.report.export.document import document
from analysis.report.export.docx import ReportDOCXExporter, write_docx

LEAVES = frozenset({"p", "li", "th", "td", "caption", "figcaption", "h1", "h2", "h3", "h4"})
HALVES = frozenset({"kind", "subject"})


def squeezed(text):
    return "".join(text.split()).casefold()


@pytest.fixture(scope="module")
def notebook(report):
    return nbformat.read(report.notebook, as_version=4)


@pytest.fixture(scope="module")
def page(notebook):
    return document(notebook)


@pytest.fixture(scope="module")
def word(report):
    return docx.Document(str(report.files["docx"]))


def leaves(root):
    """Yield what a reader sees as one piece; what is folded away is not printed."""
    for child in root:
        if child.tag == "details":
            continue
        halves = [half for half in child if half.get("class") in HALVES]
        if halves and child.tag in {"h1", "h2"}:
            yield from halves
        elif child.tag in LEAVES:
            yield child
        else:
            yield from leaves(child)


def test_every_piece_of_the_page_is_in_the_document(page, word):
    said = squeezed(" ".join(t.text for t in word.element.iter(qn("w:t"))))
    pieces = [squeezed(tree.text(leaf)) for leaf in leaves(tree.parse(page.body))]
    assert len(pieces) > 500
    # An appendix loses the full stop after its number: its title stands on the next line.
    missing = [p for p in pieces if p not in said and p.removesuffix(".") not in said]
    assert missing == []


def test_tables_pictures_and_appendices_are_counted_alike(page, word):
    root = tree.parse(page.body)
    folded = {id(t) for fold in root.iter("details") for t in fold.iter("table")}
    tables = [t for t in root.iter("table") if id(t) not in folded]
    grids = [t for t in word.tables if t.style.name == "Table Grid"]
    assert len(grids) == len(tables)
    assert all(t._tbl.tblPr.find(qn("w:tblCaption")) is not None for t in grids)
    alternatives = [image.get("alt") for image in root.iter("img")]
    assert [s._inline.docPr.get("descr") for s in word.inline_shapes] == alternatives
    appendices = [s for s in root.iter("section") if s.get("class") == "appendix"]
    restarts = [s for s in word.sections if s._sectPr.find(qn("w:pgNumType")) is not None]
    assert len(restarts) == 1 + len(appendices)


def test_every_section_keeps_the_margins(word):
    for section in word.sections:
        across = section.orientation == WD_ORIENT.LANDSCAPE
        size = round(section.page_width.mm), round(section.page_height.mm)
        assert size == ((297, 210) if across else (210, 297))
        margins = section.top_margin, section.right_margin, section.bottom_margin
        assert {round(margin.mm) for margin in margins} == {20}
        assert round(section.left_margin.mm) == 30


def test_links_to_sources_are_real(page, word):
    addresses = {address for _, address in outline.sources(tree.parse(page.body)) if address}
    linked = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert addresses <= linked


def test_the_same_bytes_every_time(notebook, page, report):
    made, _ = ReportDOCXExporter().from_notebook_node(notebook)
    assert made == write_docx(page) == report.files["docx"].read_bytes()
