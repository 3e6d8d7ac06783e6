"""The means of the regions as a picture, for the pages of a province and of the country."""

from analysis import charts, indices, regional, store
from analysis.blocks import EMPTY, Block, figure
from analysis.errors import NoData
from analysis.provinces import region_of
from analysis.standing import Scores
from analysis.tables import Column, behind
from analysis.wording import Language, cells
from analysis.wording.headlines import regions as headlines


def means_chart(
    scores: Scores,
    index: str,
    year: int,
    *,
    anchor: str,
    highlight: str | None = None,
    digits: int = 2,
    language: Language,
) -> Block:
    """Chart C4: the means of the regions with the change from the year before.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, or its sections, no year later than the page's.
    index : str
    year : int
    anchor : str
        Unique on the page.
    highlight : str, optional
        Code of a province, whose region is picked out.
    digits : int
        Decimals of the figures behind the picture.
    language : Language

    Returns
    -------
    Block
        Empty if no region has a mean.
    """
    published = store.load("regional_means")
    try:
        means = regional.region_means(scores, index, year, published=published)
    except NoData:
        return EMPTY
    text = language.text
    own = region_of(highlight).code if highlight else None
    caption = text(
        "{index} {year}: means of the regions", index=indices.index(index).short, year=year
    )
    picture = figure(
        charts.region_means(means, highlight=highlight, language=language),
        anchor=anchor,
        caption=caption,
        alt=text(
            "Dots of the means of the regions. {finding}.",
            finding=headlines.regions(language, means, own),
        ),
    )
    columns = [
        Column(text("Region"), numeric=False),
        Column(text("Mean")),
        Column(text("Year before")),
        Column(text("Change")),
    ]
    rows = [
        [
            name,
            cells.number(language, row["mean"], digits),
            cells.number(language, row["previous"], digits),
            cells.signed(language, row["change"], digits),
        ]
        for name, row in zip(
            headlines.names(language, means.frame), means.frame.to_dict("records"), strict=True
        )
    ]
    return picture + behind(columns, rows, summary=text("Figures of: {caption}", caption=caption))
