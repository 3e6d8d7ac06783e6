"""Checks that a finished report passes before it is published."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from analysis import provinces
from analysis.errors import ReportFailed
from analysis.report.export.document import Document
from analysis.report.params import Parameters

_FIGURE = re.compile(r"<figure\b(.*?)</figure>", re.DOTALL)
_PICTURE = re.compile(r'="data:[^"]*"')
_ID = re.compile(r'\bid="([^"]+)"')
_SOURCE = re.compile(r'\ssrc="(?!data:)')
_WORDS = re.compile(r'\salt="([^"]*)"|<figcaption>(.*?)</figcaption>', re.DOTALL)


def check_page(notebook: Any, page: Document, parameters: Parameters) -> None:
    """Refuse a page that is not the one asked for.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    page : Document
        What it says; that no cell failed is seen when it is made.
    parameters : Parameters
        What was asked for.

    Raises
    ------
    ReportFailed
        If it was run with other parameters, is about another province or year, has no section,
        or lacks a figure or has one that is not its own.
    """
    ran = notebook.metadata.get("papermill", {}).get("parameters", {})
    if dict(ran) != vars(parameters):
        raise ReportFailed(f"the notebook ran with {dict(ran)}, not with {vars(parameters)}")
    _check_title(page.title, parameters)
    if "<h2" not in page.body:
        raise ReportFailed("the page has no section")
    _check_figures(notebook, page, parameters)


def _check_title(title: str, parameters: Parameters) -> None:
    name = provinces.display_name(
        provinces.by_code(parameters.province, frame="vn63"), parameters.lang
    )
    if name not in title or str(parameters.year) not in title:
        raise ReportFailed(
            f"the page is titled {title!r}, but {name} {parameters.year} was asked for"
        )
    if strange := [other for other in _others(parameters) if other in title]:
        raise ReportFailed(f"the page of {name} is titled {title!r}, which names {strange[0]}")


def _others(parameters: Parameters) -> list[str]:
    """Return what only a page about another province calls it: its name with its type."""
    named = [p for p in provinces.provinces() if p.code != parameters.province]
    return [
        long
        for p in named
        if (long := provinces.display_name(p, parameters.lang))
        != provinces.short_name(p, parameters.lang)
    ]


def _check_figures(notebook: Any, page: Document, parameters: Parameters) -> None:
    promised = [figure for html in _shown(notebook) for figure in _figures(html)]
    found = _figures(page.body)
    wanted, there = _anchors(promised), _anchors(found)
    if wanted != there:
        raise ReportFailed(f"the cells made the figures {wanted}, but the page has {there}")
    others = _others(parameters)
    for anchor, figure in zip(there, found, strict=True):
        if _SOURCE.search(figure):
            raise ReportFailed(f"figure {anchor} comes from a file and not from the notebook")
        words = unescape(" ".join(a or b for a, b in _WORDS.findall(figure)))
        if strange := [other for other in others if other in words]:
            raise ReportFailed(f"figure {anchor} is about {strange[0]}")


def _figures(html: str) -> list[str]:
    """Return the figures of a page without their pictures, which would be searched for words."""
    return _FIGURE.findall(_PICTURE.sub('="data:"', html))


def _anchors(figures: Iterable[str]) -> list[str]:
    return [found[1] if (found := _ID.search(figure)) else "" for figure in figures]


def _shown(notebook: Any) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.get("data", {}).get("text/html", "") for output in outputs]


def check_files(files: Mapping[str, Path]) -> None:
    """Refuse a format that came out empty.

    Parameters
    ----------
    files : mapping of str to Path
        Files by format.

    Raises
    ------
    ReportFailed
    """
    for name, path in files.items():
        if not path.stat().st_size:
            raise ReportFailed(f"the report as {name} is empty")
