"""Pages of a site looked at alone, without building the site."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import nbformat

from analysis.report.export import tree
from analysis.report.site import Site
from analysis.report.site.outline import outline
from analysis.report.site.pages import Content, View
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace


def site(folder: Path, *years: int) -> Site:
    """Return the site of a folder that holds reports alone."""
    return Site(Workspace(folder), years, Settings())


def notebook(*outputs: str, tags: Mapping[int, str] | None = None) -> str:
    """Return an executed notebook whose cells show some HTML."""
    v4 = nbformat.v4
    cells = [
        v4.new_code_cell("show()", outputs=[v4.new_output("display_data", {"text/html": html})])
        for html in outputs
    ]
    for number, tag in (tags or {}).items():
        cells[number].metadata["tags"] = [tag]
    return str(nbformat.writes(v4.new_notebook(cells=cells)))


def shown(of: Site, path: str, lang: str = "vi") -> tuple[Content, Element]:
    """Return what a page says, and the tree of its lead and body."""
    pages = outline(of)
    page = pages[lang][path]
    content = page.content(View(of, language(lang), page, pages))
    return content, tree.parse(content.lead.html + content.body.html)


def texts(root: Element, *tags: str) -> list[str]:
    """Return the texts of the elements of some kinds, in order."""
    return [tree.text(element) for element in root.iter() if element.tag in tags]


def links(root: Element) -> dict[str, str]:
    """Return the addresses of links by their words."""
    return {tree.text(link): link.get("href", "") for link in root.iter("a")}
