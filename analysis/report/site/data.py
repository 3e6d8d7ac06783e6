"""The tables behind the site: what their columns mean, how to get them, what may be done."""

from collections.abc import Iterator, Sequence

from analysis import indices, store
from analysis.blocks import Block, bullets, heading, join, linked, paragraph
from analysis.dataexport import dictionary, licences, readme
from analysis.dataexport.built import Built, built
from analysis.report.site import sources
from analysis.report.site.pages import Content, Page, Site, View
from analysis.tables import Cell, Column, Linked, table, without_blank
from analysis.wording import Language, cells
from analysis.wording.fields import meaning
from analysis.wording.language import DASH, mark

PATH = "data.html"
COMMAND = "chiso data export --format csv,xlsx,parquet,sqlite"
_UNITS = {
    "points": mark("points"),
    "percent": mark("per cent"),
    "share": mark("share from 0 to 1"),
    "thousand persons": mark("thousand persons"),
    "million VND": mark("million VND"),
}
_KINDS = {
    "text": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "date": mark("date"),
}


def pages(_site: Site, language: Language) -> Iterator[Page]:
    """Yield the page on the data."""
    yield Page(PATH, language.text("Data"), content, entry=language.text("Data"))


def content(view: View) -> Content:
    """Describe every table that holds something."""
    language, text = view.language, view.language.text
    tables = [one for one in built(view.site.place) if len(one.frame)]
    return Content(
        title=text("Data and data dictionary"),
        description=text(
            "The tables behind this site: their columns, types and units, how to get them, and "
            "what may be done with them."
        ),
        body=join(
            [
                _getting(language),
                _before_use(language),
                _rights(view),
                _units(language),
                *_dictionary(language, tables),
            ]
        ),
    )


def _getting(language: Language) -> Block:
    text = language.text
    how = text(
        "The program chiso writes all tables as CSV, XLSX, Parquet, SQLite or DuckDB, with this "
        "dictionary, the licence notes and a description for programs:"
    )
    places = text(
        "The page of each province offers its results of the year as CSV and, where there is one, "
        "its report in the formats in which it was made, with the executed notebook."
    )
    title = heading(2, text("How to get the data"), anchor="get")
    return join([title, paragraph(places), paragraph(how), paragraph(COMMAND)])


def _before_use(language: Language) -> Block:
    title = heading(2, language.text("Before using a figure"), anchor="before-use")
    return title + bullets(readme.cautions(language))


def _rights(view: View) -> Block:
    """Say what may be done with the figures, and what each index rests on."""
    language, text = view.language, view.language.text
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Licence as stated"), numeric=False),
        Column(text("Number of rows")),
    ]
    held = licences.by_index(store.load_scores(), store.load("sources"), language)
    rows = [
        [_name(language, code), licence, language.number(count, 0)] for code, licence, count in held
    ]
    name = text("Sources")
    return join(
        [
            heading(2, text("Rights in the figures"), anchor="rights"),
            bullets(licences.rules(language)),
            table(
                columns,
                rows,
                anchor="licences",
                caption=text("What each index rests on"),
                note=text("A row with several sources counts for each of them."),
            ),
            linked(
                text("What each source states is listed on the page {page}.", page=name),
                {name: view.link(sources.PATH)},
            ),
        ]
    )


def _name(language: Language, code: str) -> str:
    index = indices.index(code)
    return language.pick(index.name_vi, index.name_en)


def _units(language: Language) -> Block:
    """Return the unit and the highest score of each index in its latest edition."""
    text = language.text
    parts = store.load("components").sort_values("first_year").to_dict("records")
    latest = {(part["index"], part["component"]): part for part in parts}
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Code"), numeric=False),
        Column(text("Years"), numeric=False),
        Column(text("Unit"), numeric=False),
        Column(text("Highest possible score")),
    ]
    rows = []
    for code, years in store.coverage().groupby("index")["year"]:
        whole = latest[code, indices.main_component(str(code))]
        top = cells.number(language, whole["max_score"], 0)
        span, unit = language.span(years.to_list()), text(_UNITS[whole["unit"]])
        rows.append([_name(language, str(code)), str(code), span, unit, top])
    return heading(2, text("Units"), anchor="units") + table(
        columns,
        rows,
        anchor="unit-of-index",
        caption=text("Unit of each index in its latest edition"),
        note=text("{dash} none or not known.", dash=DASH),
    )


def _dictionary(language: Language, tables: Sequence[Built]) -> Iterator[Block]:
    text = language.text
    yield heading(2, text("Tables"), anchor="tables")
    columns = [
        Column(text("Table"), numeric=False),
        Column(text("Content"), numeric=False),
        Column(text("Number of rows")),
    ]
    rows: list[list[Cell]] = [
        [
            Linked(one.name, f"#{one.name}"),
            meaning(language, one.table.title),
            language.number(len(one.frame), 0),
        ]
        for one in tables
    ]
    yield table(columns, rows, anchor="every-table", caption=text("Tables of the data"))
    yield heading(2, text("Data dictionary"), anchor="dictionary")
    for one in tables:
        yield _described(language, one)


def _described(language: Language, one: Built) -> Block:
    """Return the columns of a table."""
    text = language.text
    columns = [
        Column(text("Column"), numeric=False),
        Column(text("Type"), numeric=False),
        Column(text("Key"), numeric=False),
        Column(text("May be blank"), numeric=False),
        Column(text("Meaning"), numeric=False),
        Column(text("Only these values"), numeric=False),
    ]
    rows = [
        [
            field,
            text(_KINDS[kind]),
            text("yes") if key == "yes" else DASH,
            DASH if required == "yes" else text("yes"),
            meaning(language, description),
            allowed.replace(" | ", ", ") or DASH,
        ]
        for _, field, kind, required, key, allowed, description in dictionary.entries([one])
    ]
    return heading(3, one.name, anchor=one.name) + table(
        *without_blank(columns, rows, blank=DASH),
        anchor=f"columns-of-{one.name}",
        caption=meaning(language, one.table.title),
    )
