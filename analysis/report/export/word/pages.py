"""Sections of a document: paper, margins, page numbers."""

from dataclasses import dataclass

from docx.oxml.ns import qn

from analysis.report.export.word.xml import Xml, el

SHORT, LONG = 11906, 16838  # A4 in twips
MARGINS = {"top": 1134, "right": 1134, "bottom": 1134, "left": 1701, "header": 567, "footer": 567}


@dataclass(frozen=True)
class Section:
    """A stretch of pages.

    Attributes
    ----------
    across : bool
        Whether the paper lies on its long side.
    restart : bool
        Whether pages are counted from 1 again.
    opening : bool
        Whether its first page is the first of the document, which shows no number.
    """

    across: bool = False
    restart: bool = False
    opening: bool = False

    @property
    def room(self) -> int:
        """Width of the text in twips."""
        paper = LONG if self.across else SHORT
        return paper - MARGINS["left"] - MARGINS["right"]

    def properties(self, header: str = "") -> Xml:
        """Return the section as Word keeps it.

        Parameters
        ----------
        header : str
            Relation of the header with the page number; later sections inherit it.

        Returns
        -------
        Xml

        Examples
        --------
        >>> round(Section().properties().page_width.mm)
        210
        """
        made = el("sectPr")
        if header:
            reference = el("headerReference", type="default")
            reference.set(qn("r:id"), header)
            made.append(reference)
        made.append(el("type", val="nextPage"))
        paper = (
            {"w": LONG, "h": SHORT, "orient": "landscape"}
            if self.across
            else {
                "w": SHORT,
                "h": LONG,
            }
        )
        made.append(el("pgSz", **paper))
        made.append(el("pgMar", **MARGINS, gutter=0))
        if self.restart:
            made.append(el("pgNumType", start=1))
        if self.opening:
            made.append(el("titlePg"))
        return made
