"""The sources of the figures on a page."""

from collections.abc import Iterable

from analysis.blocks import Block, heading, join, paragraph, references
from analysis.report.sections.closing import citations, single_ids
from analysis.report.site.pages import View
from analysis.report.site.results import Results


def evidence(view: View, identifiers: Iterable[str], *, with_map: bool = True) -> Block:
    """Return the section on sources, the last of a page.

    Parameters
    ----------
    view : View
    identifiers : iterable of str
        Ids of sources as in columns `source_id`.
    with_map : bool
        Whether the page shows a map.

    Returns
    -------
    Block
    """
    text = view.language.text
    items = citations(single_ids(identifiers))
    if with_map:
        natural_earth = text("Natural Earth (public domain), repaired [maps/README.md]")
        items.append((text("Boundaries of the maps"), "", natural_earth))
    return join(
        [
            heading(2, text("Sources"), anchor="sources"),
            paragraph(text("The figures of this page come from these sources.")),
            references(items),
        ]
    )


def source_ids(found: Results) -> list[str]:
    """Return the ids of the sources of a component and of the components below it.

    Of a complete panel these are the sources of all years up to the year: how sure a rank is
    was learnt from them. Of a partial one they are those of the year and, as far as results
    are compared with it, of the year before.

    Examples
    --------
    >>> from analysis.report.site.results import results
    >>> len(source_ids(results("sipas", "overall", 2024)))
    14
    """
    below = [i for part in found.parts for i in _recent(part)]
    own = list(found.scores["source_id"]) if found.complete else _recent(found)
    return single_ids([*own, *below])


def _recent(found: Results) -> list[str]:
    scores = found.scores
    compared = (scores["year"] == found.year - 1) & scores["province_code"].isin(
        found.changes.index
    )
    return list(scores.loc[compared | (scores["year"] == found.year), "source_id"])
