"""Export the tables of a report as a workbook."""

from datetime import datetime

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.report.export import lists, outline, sheets, tree
from analysis.report.export.binary import DocumentExporter
from analysis.report.export.document import Document
from analysis.report.export.labels import language_of
from analysis.report.export.package import saved
from analysis.report.export.pdf import UNDATED


def workbook(report: Document, *, made: datetime = UNDATED) -> bytes:
    """Return the tables of a document as a workbook.

    Parameters
    ----------
    report : Document
    made : datetime, optional
        Date in the properties; by default one that says nothing, so that the same report is
        the same file on every day.

    Returns
    -------
    bytes
        An XLSX file: a sheet with the contents, one for each table, one with the sources.

    Examples
    --------
    >>> workbook(Document(title="A", lang="vi", body="<h1>A</h1>"))[:2]
    b'PK'
    """
    language, root = language_of(report.lang), tree.parse(report.body)
    book = Workbook()
    contents = book.active
    assert isinstance(contents, Worksheet)
    contents.title = language.text("Contents")
    entries = []
    for exhibit in outline.exhibits(root):
        name = sheets.sheet_name(exhibit.caption, book.sheetnames, language=language)
        sheet = book.create_sheet(name)
        sheets.fill(sheet, exhibit, contents=contents.title, language=language)
        entries.append((name, exhibit.caption, exhibit.section))
    sources = outline.sources(root)
    if sources:
        name = language.text("Sources")
        lists.fill_sources(book.create_sheet(name), sources, language=language)
        entries.append((name, "", ""))
    lists.fill_contents(contents, report.title, entries, language=language)
    book.properties.title = report.title
    book.properties.language = report.lang
    book.properties.creator = outline.issuer(root)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    return saved(book)


class ReportXLSXExporter(DocumentExporter):
    """Export the tables of an executed notebook as a workbook.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> nb = new_notebook(cells=[new_markdown_cell("# Chỉ số")])
    >>> book, resources = ReportXLSXExporter().from_notebook_node(nb)
    >>> book[:2], resources["output_extension"]
    (b'PK', '.xlsx')
    """

    export_from_notebook = "Bảng số liệu Excel (chiso)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extension = ".xlsx"

    @staticmethod
    def written(report: Document) -> bytes:
        """Return a document as XLSX."""
        return workbook(report)
