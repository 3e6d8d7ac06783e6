"""Export a report as a tagged PDF for archives (PDF/A-2a) and for everyone (PDF/UA-1)."""

import json
import logging
import tempfile
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import typst

from analysis.errors import ReportFailed
from analysis.report.export.binary import DocumentExporter
from analysis.report.export.document import Document
from analysis.report.export.measure import FONTS
from analysis.report.export.typeset import UNKNOWN, Manuscript, manuscript

_LOG = logging.getLogger(__name__)
# What the compiler says of a list with a float between its items.
_BROKEN_LIST = "invalid list (L) structure"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
TEMPLATES = Path(__file__).parent / "templates"
# After how many other compilations the compiler forgets one.
_REMEMBERED = 10


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _region(lang: str) -> str | None:
    """Return the region of a language tag, as the compiler wants it."""
    parts = lang.split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)


def _compile(
    paper: Manuscript, *, title: str, lang: str, made: datetime, whole_lists: bool = True
) -> bytes:
    content = {
        "title": title,
        "lang": lang.split("-")[0].lower(),
        "region": _region(lang),
        "official": paper.official,
        "whole-lists": whole_lists,
        "nodes": paper.nodes,
    }
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        for name, data in paper.files.items():
            Path(folder, name).write_bytes(data)
        Path(folder, "body.json").write_text(json.dumps(content), encoding="utf-8")
        for template in TEMPLATES.glob("*.typ"):
            Path(folder, template.name).write_bytes(template.read_bytes())
        return typst.compile(
            str(Path(folder, "report.typ")),
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=made,
        )


def _forget() -> None:
    """Let the compiler forget a report, of which it keeps 45 MB that no other has a use for."""
    for _ in range(_REMEMBERED):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True)


def typeset(report: Document, *, made: datetime = UNDATED) -> bytes:
    """Return a document as PDF.

    Parameters
    ----------
    report : Document
    made : datetime, optional
        Date in the metadata, with its zone. PDF/A demands one; the default says nothing about
        the report, so that the same report is the same file on every day.

    Returns
    -------
    bytes
        PDF/A-2a and PDF/UA-1, the same bytes for the same arguments.

    Raises
    ------
    ReportFailed
        If a picture cannot be read or the page would break the standards.

    Examples
    --------
    >>> typeset(Document(title="A", lang="vi", body="<h1>A</h1>"))[:5]
    b'%PDF-'
    """
    paper = manuscript(report.body)
    if paper.unknown:
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(paper.unknown))
        _LOG.warning("no font of the page has %s: shown as %s", codes, UNKNOWN)
    set_as = partial(_compile, paper, title=report.title, lang=report.lang, made=made)
    try:
        try:
            return set_as()
        except typst.TypstError as error:
            if _BROKEN_LIST not in error.message:
                raise
            return set_as(whole_lists=False)
    except typst.TypstError as error:
        hints = "".join(f"; {hint}" for hint in error.hints)
        raise ReportFailed(f"the PDF of {report.title!r} failed: {error.message}{hints}") from error
    finally:
        _forget()


class ReportPDFExporter(DocumentExporter):
    """Export an executed notebook as PDF/A-2a and PDF/UA-1.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> nb = new_notebook(cells=[new_markdown_cell("# Chỉ số")])
    >>> pdf, resources = ReportPDFExporter().from_notebook_node(nb)
    >>> pdf[:5], resources["output_extension"]
    (b'%PDF-', '.pdf')
    """

    export_from_notebook = "Báo cáo PDF (chiso)"
    output_mimetype = "application/pdf"
    extension = ".pdf"

    @staticmethod
    def written(report: Document) -> bytes:
        """Return a document as PDF."""
        return typeset(report)
