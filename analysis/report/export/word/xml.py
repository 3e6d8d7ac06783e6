"""Make elements of WordprocessingML."""

from functools import cache

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

Xml = BaseOxmlElement
_MAIN = {"w": nsmap["w"]}
_SPACE = qn("xml:space")


@cache
def _name(tag: str) -> str:
    return qn(f"w:{tag}")


def el(tag: str, *children: Xml, **attributes: object) -> Xml:
    """Return an element of the main namespace.

    Parameters
    ----------
    tag : str
        Without prefix.
    *children : Xml
    **attributes
        Of the main namespace too.

    Returns
    -------
    Xml

    Examples
    --------
    >>> el("pPr", el("jc", val="center"))[0].tag.endswith("}jc")
    True
    """
    # python-docx' own way looks the names up each time: that is a tenth of the whole export.
    made: Xml = oxml_parser.makeelement(_name(tag), nsmap=_MAIN)
    for name, value in attributes.items():
        made.set(_name(name), str(value))
    for child in children:
        made.append(child)
    return made


def words(text: str, *, tag: str = "t") -> Xml:
    """Return text that keeps its spaces.

    Parameters
    ----------
    text : str
    tag : str

    Returns
    -------
    Xml

    Examples
    --------
    >>> words(" a").text
    ' a'
    """
    made = el(tag)
    made.set(_SPACE, "preserve")
    made.text = text
    return made


def paragraph(style: str) -> Xml:
    """Return an empty paragraph.

    Parameters
    ----------
    style : str
        Id of its style.

    Returns
    -------
    Xml

    Examples
    --------
    >>> paragraph("Caption").style
    'Caption'
    """
    return el("p", el("pPr", el("pStyle", val=style)))


# Where what a paragraph can be given beside its style stands in the order of the schema.
_ORDER = ("pStyle", "keepNext", "numPr", "pBdr", "spacing", "ind", "jc", "sectPr")


def give(made: Xml, trait: Xml) -> None:
    """Give a paragraph a trait beside those of its style.

    Parameters
    ----------
    made, trait : Xml
        A `p`, and what belongs in its `pPr`.

    Examples
    --------
    >>> made = paragraph("Caption")
    >>> give(made, el("jc", val="left"))
    >>> give(made, el("keepNext"))
    >>> [trait.tag.split("}")[1] for trait in made[0]]
    ['pStyle', 'keepNext', 'jc']
    """
    traits = made[0]
    traits.append(trait)
    traits[:] = sorted(traits, key=lambda one: _ORDER.index(one.tag.partition("}")[2]))
