"""How the figures of the site are made, and how good they are."""

from collections.abc import Iterator

from analysis.blocks import Block, bullets, heading, join, linked, paragraph, references
from analysis.forecast.simulation import DRAWS as COURSES
from analysis.ranks.intervals import DRAWS
from analysis.relate.resample import DRAWS as RESAMPLES
from analysis.report.national import LEVEL
from analysis.report.site import coverage, data, sources
from analysis.report.site.pages import Content, Page, Site, View
from analysis.wording import Language, places

PATH = "methods.html"
_WORKS = (
    ("Galton 1886", "Journal of the Anthropological Institute 15:246"),
    ("Kitagawa 1955", "Journal of the American Statistical Association 50:1168"),
    ("Goldstein, Spiegelhalter 1996", "Journal of the Royal Statistical Society A 159:385"),
    ("Newey, West 1987", "Econometrica 55:703"),
    ("Sen 1968", "Journal of the American Statistical Association 63:1379"),
    ("Mann 1945", "Econometrica 13:245"),
    ("Rubin 1981", "Annals of Statistics 9:130"),
    ("Monti, Tamayo, Mesirov, Golub 2003", "Machine Learning 52:91"),
    ("Cameron, Gelbach, Miller 2008", "Review of Economics and Statistics 90:414"),
    ("MacKinnon, Nielsen, Webb 2023", "Journal of Applied Econometrics 38:671"),
    ("Holm 1979", "Scandinavian Journal of Statistics 6:65"),
    ("Benjamini, Hochberg 1995", "Journal of the Royal Statistical Society B 57:289"),
)


def pages(_site: Site, language: Language) -> Iterator[Page]:
    """Yield the page on methods and quality."""
    yield Page(PATH, language.text("Methods"), content, entry=language.text("Methods"))


def content(view: View) -> Content:
    """Say how figures are made and what is known of them."""
    language, text = view.language, view.language.text
    parts = [
        heading(2, text("What the figures are"), anchor="figures"),
        bullets(rules(language)),
        _further(view),
        *coverage.sections(language, view.site.years[0]),
        *(
            heading(2, title, anchor=anchor) + paragraph(*said)
            for anchor, title, said in _methods(language)
        ),
        _references(language),
    ]
    return Content(
        title=text("Methods and quality of the data"),
        description=text(
            "How ranks, intervals, groups, changes, forecasts and relations are computed, and how "
            "many provinces are known of each index and year."
        ),
        body=join(parts),
    )


def _further(view: View) -> Block:
    text = view.language.text
    names = {text("Sources"): sources.PATH, text("Data"): data.PATH}
    sentence = text(
        "All sources stand on the page {sources}, the columns of the tables on the page {data}.",
        sources=text("Sources"),
        data=text("Data"),
    )
    return linked(sentence, {name: view.link(path) for name, path in names.items()})


def rules(language: Language) -> list[str]:
    """Return the rules that all figures keep.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rules(language("en"))[-1]
    'What is said about relations between indices is association, never cause.'
    """
    text = language.text
    return [
        text(
            "Every figure is a published one or is computed from published ones; a figure that was "
            "not found is said to be missing and is not estimated."
        ),
        text(
            "A change or a gap that stands beside its two figures is the difference of the figures "
            "as printed."
        ),
        text(
            "Ranks, means and groups that were not published are computed over the provinces "
            "whose results are known."
        ),
        text(
            "Intervals and chances measure chance alone; they say nothing about errors of the "
            "published figures."
        ),
        text("What is said about relations between indices is association, never cause."),
    ]


def _methods(language: Language) -> Iterator[tuple[str, str, list[str]]]:
    """Yield anchor, title and sentences of each method."""
    text = language.text
    yield "ranks", text("Ranks, means and groups"), _ranks(language)
    yield (
        "intervals",
        text("How sure the rank is"),
        [
            text(
                "All scores of a year are drawn anew {draws} times with the noise of a year, which "
                "is estimated from the changes between comparable years. The interval holds "
                "{level}% of the ranks that come of it.",
                draws=language.number(DRAWS, 0),
                level=language.number(100 * LEVEL, 0),
            ),
            text(
                "Real movement counts as noise there, so that intervals are rather too wide than "
                "too narrow."
            ),
        ],
    )
    yield "changes", text("Changes and gaps"), _changes(language)
    yield (
        "trends",
        text("Trends"),
        [
            text(
                "Within the last years that may be compared, three estimates stand side by side: "
                "least squares with errors robust to serial correlation, the median of all slopes "
                "between two years, and a panel model of all provinces."
            ),
            text(
                "With fewer than three years nothing is estimated; with fewer than five no verdict "
                "is given."
            ),
        ],
    )
    yield "forecasts", text("Forecasts"), _forecasts(language)
    yield "gains", text("What can be gained, and peers"), _gains(language)
    yield "relations", text("Relations"), _relations(language)
    yield "targets", text("Targets of plans"), _targets(language)
    yield (
        "maps",
        text("Maps"),
        [
            places.map_note(language),
            text("Provinces without a figure are hatched."),
        ],
    )


def _ranks(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "PAPI publishes no ranks: they are computed among the provinces with a score, and "
            "equal scores share the better rank. A mean that was not published weighs every "
            "province alike."
        ),
        text(
            "The groups of PAPI are quartiles of the year. The groups of PAR INDEX are those that "
            "the ministry names from 2020 on: A from 90 points, B from 80, C from 70."
        ),
        text("Of PAR INDEX and SIPAS only published ranks and means are shown."),
    ]


def _changes(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "A change between two years is the mean change of the provinces known in both years "
            "and the own movement of the province; it is taken apart by domain or dimension."
        ),
        text("Across a change of edition it is given in per cent of the maximum only, and marked."),
        text(
            "A low result is followed by a rise more often than not (regression to the mean): the "
            "movement to be expected from the standing of the year before is given beside it."
        ),
    ]


def _forecasts(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "Only an index of which every year is complete is forecast, that is PAPI. All "
            "provinces are forecast together: a part of the distance to the national mean lasts, a "
            "part fades, and the provinces of a region share some of it."
        ),
        text(
            "{draws} simulated courses give ranks, groups and the chances of targets. Their spread "
            "is what the method would have missed in the past, recent years counting more.",
            draws=language.number(COURSES, 0),
        ),
        text(
            "The edition in force is taken to stay. Forecasts for 2025 and later speak of the 63 "
            "provinces as they were before 1 July 2025."
        ),
    ]


def _gains(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "Achievable is what one in four provinces from a like position reached or passed a "
            "year later."
        ),
        text(
            "Peers are the provinces nearest by the dimensions of PAPI, population and GRDP per "
            "head; how often they come out again with other weights is given with them."
        ),
    ]


def _relations(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "Correlations (Pearson, Spearman) rest on all provinces and years with both figures. "
            "Years of one province are not independent, so that whole provinces are drawn anew, "
            "{draws} times; intervals of slopes come from leaving out one province at a time.",
            draws=language.number(RESAMPLES, 0),
        ),
        text("P-values are corrected for the number of relations that are read together."),
    ]


def _targets(language: Language) -> list[str]:
    text = language.text
    return [
        text(
            "A target is met, not met, not due yet with the chance that the forecast gives it, or "
            "cannot be judged, and then the reason is given."
        ),
        text("Points are not compared across editions of an index; ranks are, and that is marked."),
    ]


def _references(language: Language) -> Block:
    return heading(2, language.text("References"), anchor="references") + references(
        (work, "", place) for work, place in _WORKS
    )
