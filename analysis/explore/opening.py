"""The first views of an explorer: what it is about, and the results over the years."""

from analysis import blocks, charts, indices
from analysis.blocks import EMPTY, Block, figure, heading, join, paragraph
from analysis.explore.choice import Choice
from analysis.explore.compared import Compared, compare
from analysis.tables import Column, table
from analysis.wording import cells, sentences


def title(choice: Choice) -> Block:
    """Return the title: index, province and years.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> title(parse(province="08")).html
    '<h1 lang="vi" class="numbered brief">PAPI của tỉnh Tuyên Quang, 2011–2024</h1>'
    """
    words = choice.language.text(
        "{index} of {place}, {years}",
        index=choice.short,
        place=choice.place,
        years=choice.language.span(choice.years),
    )
    return blocks.title(words, lang=choice.language.code, contents=False)


def nothing(choice: Choice) -> Block:
    """Return what stands where the data are too few for a view.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> nothing(parse(province="08", lang="en")).html
    '<p>The data are too few for this part.</p>'
    """
    return paragraph(choice.language.text("The data are too few for this part."))


def course(choice: Choice) -> Block:
    """Return score and rank over the years, beside what they are compared with.

    Examples
    --------
    >>> from analysis.explore import parse
    >>> course(parse(province="08", first_year=2021)).html[:43]
    '<h2 id="course">Kết quả qua các năm</h2><p>'
    """
    found = compare(choice)
    head = heading(2, choice.language.text("Results over the years"), anchor="course")
    if found.history.empty:
        return head + nothing(choice)
    year = int(found.history.index[-1])
    said = sentences.result(
        choice.language, found.history.iloc[-1], place=choice.place, index=choice.index, year=year
    )
    picture = EMPTY if found.history["score"].isna().all() else _picture(choice, found)
    known = sentences.coverage(choice.language, choice.sections(choice.index, "overall", year))
    return join([head, paragraph(said, known), picture, _table(choice, found)])


def _picture(choice: Choice, found: Compared) -> Block:
    text, number = choice.language.text, choice.language.number
    scores = found.history["score"].dropna()
    unit = indices.component(choice.index, "overall", choice.last_year).unit
    return figure(
        charts.score_and_rank(
            found.history,
            unit=text("score, per cent") if unit == "percent" else text("score, points"),
            language=choice.language,
        ),
        anchor="course-chart",
        caption=text("{index} of {place}: score and rank", index=choice.short, place=choice.place),
        alt=text(
            "Two line charts of {index}, {first} to {last}. Score: from {first_score} to "
            "{last_score}, lowest {low}, highest {high}. Lines stop where an edition changes.",
            index=choice.short,
            first=scores.index[0],
            last=scores.index[-1],
            first_score=number(scores.iloc[0]),
            last_score=number(scores.iloc[-1]),
            low=number(scores.min()),
            high=number(scores.max()),
        ),
        note=text("Dotted lines: change of edition; results on both sides are not comparable."),
    )


def _table(choice: Choice, found: Compared) -> Block:
    text, language = choice.language.text, choice.language
    columns = [
        Column(text("Year"), numeric=False),
        *map(Column, (text("Score"), text("Change"), text("Rank"), found.name, text("Gap"))),
    ]
    rows = [
        [
            f"{year}*" if row["breaks"] else f"{year}",
            cells.number(language, row["score"]),
            cells.signed(language, row["change"]),
            cells.rank(row["rank"], row["rank_n"]),
            cells.number(language, row["reference"]),
            cells.signed(language, row["gap"]),
        ]
        for year, row in found.history.iterrows()
    ]
    begun = text("* A series begins anew in this year.")
    return table(
        columns,
        rows,
        anchor="course-table",
        caption=text("{index} over the years: {place}", index=choice.short, place=choice.place),
        note=begun if found.history["breaks"].any() else "",
    )
