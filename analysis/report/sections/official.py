"""The parts that make a report an official document: head, signature, appendices."""

from collections.abc import Iterable

from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph, pointer, title, wrap
from analysis.report.letterhead import Letterhead
from analysis.report.subject import Subject


def head(subject: Subject) -> Block:
    """Document block, kind and subject of the report, addressees."""
    text, block = subject.language.text, subject.letterhead
    return join(
        [
            wrap("header", _block(subject, block), css="letterhead"),
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


def _block(subject: Subject, block: Letterhead) -> Iterable[Block]:
    text = subject.language.text
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
    if subject.language.code != "vi":
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
    text, block = subject.language.text, subject.letterhead
    *others, archive = block.receivers
    receivers = [
        paragraph(text("Recipients:"), css="label"),
        bullets([*(f"{name};" for name in others), f"{archive}."]),
    ]
    signed = [
        paragraph(block.authority.upper(), css="authority"),
        paragraph(block.post.upper(), css="post"),
        paragraph(block.signer, css="name"),
    ]
    return paragraph(
        text(
            "The above is the analysis of PAR INDEX, SIPAS and PAPI of {place} in {year}; {body} "
            "respectfully submits it./.",
            place=subject.place,
            year=subject.year,
            body=block.body,
        )
    ) + wrap(
        "footer",
        [wrap("div", receivers, css="receivers"), wrap("div", signed, css="signature")],
        css="closing",
    )


def appendix(subject: Subject, name: str, blocks: Iterable[Block], *, anchor: str) -> Block:
    """Return an appendix; the exporters number it.

    Parameters
    ----------
    subject : Subject
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
    reference = paragraph(subject.letterhead.reference, css="reference")
    return wrap("section", [heading(2, name, anchor=anchor), reference, content], css="appendix")


def see(subject: Subject, sentence: str, *, anchor: str) -> Block:
    """Return the sentence that points to an appendix, which it calls `the appendix`."""
    return pointer(sentence, words=subject.language.text("the appendix"), anchor=anchor)
