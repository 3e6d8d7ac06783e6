"""Export a report as a Word document that an official goes on editing."""

import io
from datetime import datetime
from xml.etree.ElementTree import Element

from docx.document import Document as WordDocument

from analysis.report.export import outline, tree
from analysis.report.export.binary import DocumentExporter
from analysis.report.export.document import Document
from analysis.report.export.labels import language_of
from analysis.report.export.package import repacked
from analysis.report.export.pdf import UNDATED
from analysis.report.export.structure import has_class
from analysis.report.export.word.base import HEADER, empty
from analysis.report.export.word.body import Pages
from analysis.report.export.word.lines import Desk
from analysis.report.export.word.pictures import album


def write_docx(report: Document, *, made: datetime = UNDATED) -> bytes:
    """Return a document as a Word file.

    Parameters
    ----------
    report : Document
    made : datetime, optional
        Date in the properties; by default one that says nothing, so that the same report is
        the same file on every day.

    Returns
    -------
    bytes
        A DOCX file for Word 2013 and later, the same bytes for the same arguments.

    Raises
    ------
    ReportFailed
        If a picture cannot be read.

    Examples
    --------
    >>> write_docx(Document(title="A", lang="vi", body="<h1>A</h1>"))[:2]
    b'PK'
    """
    root = tree.parse(report.body)
    word = empty(report.lang)
    desk = Desk(
        part=word.part,
        album=album(image.attrib["src"] for image in root.iter("img")),
        bookmarks=_bookmarks(root),
    )
    brief = any(has_class(heading, "brief") for heading in root.iter("h1"))
    contents = language_of(report.lang).text("Contents"), [] if brief else list(root.iter("h2"))
    pages = Pages(desk, header=HEADER, contents=contents)
    pages.children(root)
    word.element.body.extend(pages.finished())
    # In an official document, sections stand in capitals.
    word.styles["heading 1"].font.all_caps = root.find(".//header[@class='letterhead']") is not None
    _describe(word, report, outline.issuer(root), made)
    file = io.BytesIO()
    word.save(file)
    return repacked(file.getvalue())


def _bookmarks(root: Element) -> dict[str, str]:
    """Return names of bookmarks by id; Word hides names that begin with a line."""
    wanted = {link.get("href", "")[1:] for link in root.iter("a")}
    wanted |= {heading.get("id", "") for heading in root.iter("h2")}
    known = (element.get("id", "") for element in root.iter())
    names = [name for name in dict.fromkeys(known) if name and name in wanted]
    return {name: f"_Ref{number:06}" for number, name in enumerate(names, start=1)}


def _describe(word: WordDocument, report: Document, issuer: str, made: datetime) -> None:
    properties = word.core_properties
    # A title is one line in every file manager; the format allows 255 characters.
    properties.title = report.title[:255]
    properties.language = report.lang
    properties.author = issuer[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = made.replace(tzinfo=None)


class ReportDOCXExporter(DocumentExporter):
    """Export an executed notebook as a Word document.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> nb = new_notebook(cells=[new_markdown_cell("# Chỉ số")])
    >>> word, resources = ReportDOCXExporter().from_notebook_node(nb)
    >>> word[:2], resources["output_extension"]
    (b'PK', '.docx')
    """

    export_from_notebook = "Báo cáo Word (chiso)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extension = ".docx"

    @staticmethod
    def written(report: Document) -> bytes:
        """Return a document as DOCX."""
        return write_docx(report)
