"""Tell what an import would change, in Vietnamese or English."""

from collections import Counter
from collections.abc import Iterator

from analysis import indices, provinces
from analysis.ingest.columns import LeftOut, Meaning
from analysis.ingest.compare import Conflict, Key
from analysis.ingest.figures import Place
from analysis.ingest.grid import Sheet, letter
from analysis.ingest.layout import Block
from analysis.ingest.mapping import head_of
from analysis.ingest.transfer import Transfer
from analysis.wording import Language

_INDENT = "  "


def lines(transfer: Transfer, language: Language) -> Iterator[str]:
    r"""Return what a transfer reads and changes, line by line.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import workspace
    >>> from analysis.ingest.transfer import prepare
    >>> from analysis.wording import language
    >>> text = "Tỉnh;PAPI\nHà Nội;43,1\nHuế;45,2\nLào Cai;44,5"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "a.csv")
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     made = prepare(
    ...         file, index="papi", year=2023, source_id="S", workspace=workspace.find()
    ...     )
    >>> next(lines(made, language("en")))
    'a.csv beside the data of PAPI 2023'
    """
    text = language.text
    yield text(
        "{file} beside the data of {index} {year}",
        file=transfer.file,
        index=indices.index(transfer.index).short,
        year=transfer.year,
    )
    # A table that goes on after a repeated head is told once.
    told = [tuple(_columns(b, meanings, transfer, language)) for b, meanings in transfer.assigned]
    yield from (line for columns in dict.fromkeys(told) for line in columns)
    yield from _left_blank(transfer, language)
    yield from _changes(transfer, language)


def _columns(
    block: Block, meanings: dict[int, Meaning | LeftOut], transfer: Transfer, language: Language
) -> Iterator[str]:
    yield f"{_sheet(block.sheet, language)}:"
    for column in block.columns:
        meaning = meanings[column.place]
        said = (
            _meaning(meaning, transfer, language)
            if isinstance(meaning, Meaning)
            else language.text("left out: {reason}", reason=_reason(meaning, language))
        )
        yield _INDENT + language.text(
            "column {column} “{head}”: {meaning}",
            column=letter(column.place),
            head=head_of(column),
            meaning=said,
        )


def _sheet(sheet: Sheet, language: Language) -> str:
    text = language.text
    if sheet.kind == "sheet":
        return text("Sheet “{name}”", name=sheet.name)
    if sheet.kind == "page":
        return text("Table that begins on page {name}", name=sheet.name)
    return text("Table {name} of the document", name=sheet.name) if sheet.kind else text("Columns")


def _meaning(meaning: Meaning, transfer: Transfer, language: Language) -> str:
    text = language.text
    figure = {
        "score": text("score, per cent") if meaning.scale == "percent" else text("score"),
        "rank": text("rank"),
        "max": text("highest possible score"),
    }[meaning.figure]
    return f"{_component(meaning.component, transfer, language)} – {figure}"


def _reason(left: LeftOut, language: Language) -> str:
    text = language.text
    if left.reason == "unknown":
        return text("“{words}” is not understood", words=left.words)
    if left.reason == "year":
        return text("of the year {words}", words=left.words)
    if left.reason == "several":
        return text("it names several components ({words})", words=left.words)
    if left.reason == "twice":
        return text("another column holds the same ({words})", words=left.words)
    if left.reason == "not wanted":
        return text("so says the mapping")
    return text("it names no component")


def _component(code: str, transfer: Transfer, language: Language) -> str:
    item = indices.component(transfer.index, code, transfer.year)
    return f"{code} {language.pick(item.name_vi, item.name_en)}"


def _left_blank(transfer: Transfer, language: Language) -> Iterator[str]:
    found = transfer.figures
    if found.skipped:
        names = "; ".join(dict.fromkeys(row.name for row in found.skipped))
        yield language.text("Rows that are no province, left out: {names}", names=names)
    if found.starred:
        places = "; ".join(_place(place, language) for place in found.starred)
        yield language.plural(
            "{n} figure with a star stays blank, read the note on it: {places}",
            "{n} figures with a star stay blank, read the note on them: {places}",
            len(found.starred),
            places=places,
        )
    if missing := transfer.comparison.missing:
        names = ", ".join(_province(code, transfer, language) for code in missing)
        yield language.plural(
            "{n} province has no figure in the table: {names}",
            "{n} provinces have no figure in the table: {names}",
            len(missing),
            names=names,
        )


def _changes(transfer: Transfer, language: Language) -> Iterator[str]:
    compared = transfer.comparison
    conflicts = {conflict.key for conflict in compared.conflicts}
    groups = {"new": compared.new, "completed": compared.completed, "conflict": conflicts}
    counts = {name: Counter(part for _, part in keys) for name, keys in groups.items()}
    for code, total in sorted(Counter(part for _, part in transfer.figures.entries).items()):
        numbers = {name: count[code] for name, count in counts.items()}
        yield language.text(
            "{component}: {new} new, {completed} completed, {same} known, {conflict} in conflict",
            component=code,
            same=total - sum(numbers.values()),
            **numbers,
        )
    for key in compared.completed:
        yield _INDENT + _completed(key, transfer, language)
    for conflict in compared.conflicts:
        yield _INDENT + _conflict(conflict, transfer, language)


def _completed(key: Key, transfer: Transfer, language: Language) -> str:
    row = transfer.comparison.rows[key]
    parts = [
        language.text("score {score}", score=_number(row["score"], language)),
        language.text("rank {rank}", rank=row["rank"]),
    ]
    shown = [part for part, name in zip(parts, ("score", "rank"), strict=True) if row[name]]
    return language.text(
        "completed: {province}, {component}: {figures}",
        province=_province(key[0], transfer, language),
        component=_component(key[1], transfer, language),
        figures=", ".join(shown),
    )


def _conflict(conflict: Conflict, transfer: Transfer, language: Language) -> str:
    text = language.text
    figure = text("rank") if conflict.figure == "rank" else text("score")
    return text(
        "in conflict: {province}, {component}, {figure}: {known} in the data ({source}), {new} in "
        "the table ({place})",
        province=_province(conflict.key[0], transfer, language),
        component=_component(conflict.key[1], transfer, language),
        figure=figure,
        known=_number(conflict.known, language),
        source=conflict.source_id.replace(";", "; "),
        new=_number(conflict.new, language),
        place=_place(conflict.place, language),
    )


def _place(place: Place, language: Language) -> str:
    return language.text("row {row}, column {column}", row=place.line, column=place.column)


def _province(code: str, transfer: Transfer, language: Language) -> str:
    if code == "00":
        return language.text("the whole country")
    return provinces.short_name(provinces.by_code(code, frame=transfer.frame), language.code)


def _number(text: str, language: Language) -> str:
    """Write a figure of the data with the decimal mark of the language, no digit changed."""
    return text.replace(".", ",") if language.code == "vi" else text
