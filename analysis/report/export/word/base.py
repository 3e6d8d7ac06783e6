"""The empty document: its look as plain XML files, which stand in `templates`."""

import io
import zipfile
from functools import cache
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

TEMPLATES = Path(__file__).parent / "templates"
HEADER = "rId4"  # relation of the header in document_rels.xml
# Names in the archive; those that a folder would hide have plain ones.
_MEMBERS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    **{f"word/{name}.xml": f"{name}.xml" for name in
       ("document", "styles", "numbering", "settings", "header")},
}  # fmt: skip
_TAGS = {"vi": "vi-VN", "en": "en-GB"}


def empty(lang: str) -> WordDocument:
    """Return a document without content.

    Parameters
    ----------
    lang : str
        Language tag of what will stand in it.

    Returns
    -------
    docx.document.Document

    Examples
    --------
    >>> empty("vi").styles["heading 1"].font.bold
    True
    """
    made = docx.Document(io.BytesIO(_archive()))
    tag = _TAGS.get(lang.lower(), lang)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    return made


@cache
def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, source in _MEMBERS.items():
            archive.writestr(name, (TEMPLATES / source).read_bytes())
    return file.getvalue()
