"""What the script of a page works with: the provinces that can be searched for, and its words."""

from functools import cache
from typing import Any

from analysis import provinces
from analysis.provinces import Province
from analysis.report.site.pages import View, front_path, province_path
from analysis.text import fold


def data(view: View) -> dict[str, Any]:
    """Return what stands in the page for its script, as JSON can hold it.

    Parameters
    ----------
    view : View

    Returns
    -------
    dict
        `base`, the address of the folder of the pages of provinces; `places`, each with name,
        name of its file and other names in plain letters; `words` of search and filter.
    """
    text = view.language.text
    year = view.page.year or view.site.years[0]
    here = [p for p in provinces.provinces() if view.has(province_path(year, p.slug))]
    return {
        "base": view.link(front_path(year)).removesuffix("index.html"),
        "places": [
            [provinces.short_name(p, view.language.code), p.slug, list(other_names(p))]
            for p in here
        ],
        "words": {
            "search": text("Find a province"),
            "none": text("No province of this name"),
            "filter": text("Show only provinces named"),
            "region": text("Region"),
            "all": text("all"),
        },
    }


@cache
def other_names(province: Province) -> tuple[str, ...]:
    """Return what else a province is called, in plain letters, short forms among it.

    The script finds names with and without marks and spaces by itself, so these are left out.

    Examples
    --------
    >>> other_names(provinces.resolve("Thừa Thiên Huế"))
    ('tt hue', 'hue', 'tp hue', 'hue city')
    """
    names = dict.fromkeys(fold(alias) for alias in province.aliases)
    known = {_bare(fold(province.name_vi))}
    return tuple(
        name
        for name in names
        if _bare(name) not in known and not name.startswith(("tinh ", "thanh pho "))
    )


def _bare(name: str) -> str:
    return name.replace(" ", "")
