"""The parts that make a report an official document: head, signature, appendices."""

from collections.abc import Iterable
from typing import Protocol

from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph, pointer, title, wrap
from analysis.report.letterhead import Letterhead
from analysis.report.subject import Subject
from analysis.wording import Language


class Issued(Protocol):
    """The subject of an official document."""

    @property
    def language(self) -> Language:
        """Language of the document."""

    @property
    def letterhead(self) -> Letterhead:
        """Its document block."""


def head(subject: Subject) -> Block:
    """Document block, kind and subject of the report, addressees."""
    text, block = subject.language.text, subject.letterhead
    return join(
        [
            document_block(subject),
            title(
                text(
                    "Analysis of PAR INDEX, SIPAS and PAPI of {place} in {year}",
                    place=subject.place,
                    year=subject.year,
                ),
                lang=subject.language.code,
                kind=text("REPORT"),
            ),
            _addressees(subject, block.addressees),
        ]
    )


def document_block(issued: Issued) -> Block:
    """Return who issues a document, its number, place and date, and whether it is a draft."""
    return wrap("header", _block(issued), css="letterhead")


def _block(issued: Issued) -> Iterable[Block]:
    text, block = issued.language.text, issued.letterhead
    issuer = [
        paragraph(block.superior.upper(), css="superior"),
        paragraph(block.body.upper(), css="body"),
        paragraph(block.number, css="number"),
    ]
    nation = [
        paragraph(text("SOCIALIST REPUBLIC OF VIET NAM"), css="state"),
        paragraph(text("Independence - Freedom - Happiness"), css="motto"),
        paragraph(block.dated, css="date"),
    ]
    yield wrap("div", issuer, css="issuer")
    yield wrap("div", nation, css="nation")
    if block.draft:
        yield paragraph(text("DRAFT"), css="draft")
    if issued.language.code != "vi":
        yield paragraph(
            text("Courtesy translation; the Vietnamese text is the official one."), css="courtesy"
        )


def _addressees(subject: Subject, names: tuple[str, ...]) -> Block:
    """One addressee stands on the line of the salutation, several each on a line below it."""
    text = subject.language.text
    if len(names) < 2:
        return join(
            paragraph(text("To: {addressee}", addressee=name), css="addressees") for name in names
        )
    return paragraph(text("To:"), css="addressees") + wrap(
        "div", [bullets(names)], css="addressees"
    )


def signature(subject: Subject) -> Block:
    """Last sentence, receivers and signature."""
    last = subject.language.text(
        "The above is the analysis of PAR INDEX, SIPAS and PAPI of {place} in {year}; {body} "
        "respectfully submits it./.",
        place=subject.place,
        year=subject.year,
        body=subject.letterhead.body,
    )
    return paragraph(last) + signed(subject)


def signed(issued: Issued) -> Block:
    """Return the receivers of a document and, level with them, the signature."""
    text, block = issued.language.text, issued.letterhead
    *others, archive = block.receivers
    receivers = [
        paragraph(text("Recipients:"), css="label"),
        bullets([*(f"{name};" for name in others), f"{archive}."]),
    ]
    signer = [
        paragraph(block.authority.upper(), css="authority"),
        paragraph(block.post.upper(), css="post"),
        paragraph(block.signer, css="name"),
    ]
    return wrap(
        "footer",
        [wrap("div", receivers, css="receivers"), wrap("div", signer, css="signature")],
        css="closing",
    )


def appendix(issued: Issued, name: str, blocks: Iterable[Block], *, anchor: str) -> Block:
    """Return an appendix; the exporters number it.

    Parameters
    ----------
    issued : Issued
        What it belongs to.
    name : str
        Its title.
    blocks : iterable of Block
        Its content; without any, there is no appendix.
    anchor : str
        Where the body points to.

    Returns
    -------
    Block
    """
    content = join(blocks)
    if content == EMPTY:
        return EMPTY
    reference = paragraph(issued.letterhead.reference, css="reference")
    return wrap("section", [heading(2, name, anchor=anchor), reference, content], css="appendix")


def see(issued: Issued, sentence: str, *, anchor: str) -> Block:
    """Return the sentence that points to an appendix, which it calls `the appendix`."""
    return pointer(sentence, words=issued.language.text("the appendix"), anchor=anchor)
