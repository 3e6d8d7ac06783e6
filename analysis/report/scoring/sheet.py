"""Write the sheet on which the agencies score a plan's criteria for a month."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from analysis.report.export.package import saved
from analysis.report.export.sheets import BOLD, FONT, HEADING, PLAIN, put, raise_row, set_page
from analysis.report.scoring.form import (
    AGENCY,
    BEFORE,
    CODE,
    MAXIMUM,
    NAME,
    REASON,
    SCORE,
    STAMP,
    Stamp,
    heads,
    month_name,
)
from analysis.report.scoring.names import agency_namer, lacking
from analysis.tracking import Scheme, latest
from analysis.wording import Language, sentences

_WIDTHS = {CODE: 8, NAME: 47, MAXIMUM: 9, BEFORE: 12, SCORE: 12, REASON: 34, AGENCY: 29}
_HEAD = 7  # row of the heads
_FIRST = _HEAD + 1
_POINTS = "0.00##"
_LETTERS = 1.15  # of Times, in the width of one digit of the standard font
# A date that says nothing: the same sheet is the same file on every day.
_UNDATED = datetime(2000, 1, 1)
_SMALL = Font(name=FONT, size=10, italic=True)
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADED, _SUM = PatternFill("solid", fgColor="D9E2EC"), PatternFill("solid", fgColor="F0F3F7")
_INPUT = PatternFill("solid", fgColor="FFF8DC")


class _GrowingRow(RowDimension):
    """A row as high as its text, and higher when somebody writes a long reason into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802
        """Whether the height is fixed: openpyxl says so of every row that has one."""
        return False


def workbook(scheme: Scheme, entries: pd.DataFrame, month: str, *, language: Language) -> bytes:
    """Return the sheet to fill for a month.

    Parameters
    ----------
    scheme : Scheme
        Of the year of the month.
    entries : DataFrame
        Self-scores so far, as from `plans.table("self_scores", ...)`.
    month : str
        Such as `2024-07`.
    language : Language

    Returns
    -------
    bytes
        An XLSX file; the same for the same data.

    Examples
    --------
    >>> from analysis import plans
    >>> from analysis.tracking import scheme_of
    >>> from analysis.wording import language
    >>> rows = plans.table("self_scores", "LC-221-2019")
    >>> workbook(scheme_of("LC-221-2019", 2019), rows, "2019-07", language=language("vi"))[:2]
    b'PK'
    """
    before, earlier = _scores_before(entries, month)
    book = Workbook()
    sheet, hidden = book.active, book.create_sheet(STAMP)
    assert isinstance(sheet, Worksheet)
    sheet.title = language.text("Self-scores")
    _fill_top(sheet, scheme, month, language)
    _fill_heads(sheet, heads(month, before, language))
    last = _fill_rows(sheet, scheme, earlier, language)
    _fill_foot(sheet, last + 2, scheme, language)
    for pair in Stamp(scheme.plan.id, month, scheme.edition, language.code).pairs:
        hidden.append(pair)
    hidden.sheet_state = "veryHidden"
    _set_up(sheet, language)
    book.properties.title = str(sheet.cell(2, 1).value)
    book.properties.creator = scheme.plan.issuer_vi
    book.properties.language = language.code
    book.properties.created = book.properties.modified = _UNDATED
    return saved(book)


def _scores_before(entries: pd.DataFrame, month: str) -> tuple[str, dict[str, float]]:
    """Return the last month of the year that was scored before, and its scores."""
    counting = latest(entries)
    same_year = counting["month"].str.startswith(month[:4])
    counting = counting[same_year & (counting["month"] < month)]
    before = max(counting["month"], default="")
    rows = counting[counting["month"] == before]
    return before, dict(zip(rows["criterion"], rows["score"], strict=True))


def _fill_top(sheet: Worksheet, scheme: Scheme, month: str, language: Language) -> None:
    text = language.text
    lines = [
        (scheme.plan.issuer_vi.upper(), BOLD),
        (text("SELF-SCORES OF THE PAR INDEX CRITERIA"), HEADING),
        (month_name(month, language).capitalize(), BOLD),
        (f"({sentences.plan_name(language, scheme.plan)})", _SMALL),
        ("", PLAIN),
        (
            text(
                "Fill in the yellow cells only: points from 0 to the maximum, and why points are "
                "missing. Leave a cell empty if the criterion is not scored yet. Add or delete no "
                "rows and columns."
            ),
            _SMALL,
        ),
    ]
    for row, (line, font) in enumerate(lines, start=1):
        cell = _across(sheet, row, line, font)
        if row in {2, 3, 4}:
            cell.alignment = Alignment("center", "center", wrap_text=True)


def _across(sheet: Worksheet, row: int, line: str, font: Font, first: int = CODE) -> Any:
    cell = put(sheet, row, first, line, font)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=AGENCY)
    raise_row(sheet, row, line, sum(_WIDTHS.values()), size=font.size or 11)
    return cell


def _fill_heads(sheet: Worksheet, texts: Sequence[str]) -> None:
    for column, head in enumerate(texts, start=1):
        cell = put(sheet, _HEAD, column, head, BOLD)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.fill, cell.border = _HEADED, _BOX
        raise_row(sheet, _HEAD, head, _WIDTHS[column] - 2)


def _fill_rows(
    sheet: Worksheet, scheme: Scheme, earlier: dict[str, float], language: Language
) -> int:
    """Write the criteria and the total; return the row of the total."""
    criteria, named = scheme.criteria, agency_namer(language)
    row_of = {code: row for row, code in enumerate(criteria.index, start=_FIRST)}
    for code, item in criteria.to_dict("index").items():
        row, font = row_of[code], PLAIN if item["scored"] else BOLD
        sheet.row_dimensions[row] = _GrowingRow(sheet, index=row)
        put(sheet, row, CODE, str(code), font)
        put(sheet, row, NAME, item["name_vi"], font)
        put(sheet, row, AGENCY, named(item["agency"]), font)
        _points(sheet, row, MAXIMUM, item["max_score"], font)
        if item["scored"]:
            _points(sheet, row, BEFORE, earlier.get(str(code)), font)
            _open(sheet, row)
        else:
            parts = [row_of[c] for c in criteria.index[criteria["parent_code"] == code]]
            _sums(sheet, row, parts)
        for column, indent in ((NAME, 1 + int(item["level"])), (AGENCY, 1)):
            cell = sheet.cell(row, column)
            cell.alignment = _left(indent)
            raise_row(sheet, row, str(cell.value), _LETTERS * _WIDTHS[column] - indent)
        sheet.cell(row, CODE).alignment = Alignment("center", "top")
    total = _FIRST + len(criteria)
    sheet.add_data_validation(_allowed(range(_FIRST, total), language))
    domains = [row_of[code] for code in criteria.index[criteria["level"] == 0]]
    put(sheet, total, NAME, language.text("Total"), BOLD).alignment = _left(1)
    _sums(sheet, total, domains)
    _points(sheet, total, MAXIMUM, float(scheme.scored["max_score"].sum()), BOLD)
    for cells in sheet.iter_rows(_FIRST, total, CODE, AGENCY):
        for cell in cells:
            cell.border = _BOX
    return total


def _points(sheet: Worksheet, row: int, column: int, value: float | str | None, font: Font) -> None:
    cell = sheet.cell(row, column, value)
    cell.font, cell.number_format = font, _POINTS
    cell.alignment = Alignment("right", "top", indent=1)


def _sums(sheet: Worksheet, row: int, parts: Sequence[int]) -> None:
    """Write the sums of a domain or criterion: empty as long as nothing is scored in it."""
    for column in (BEFORE, SCORE):
        cells = ",".join(f"{get_column_letter(column)}{part}" for part in parts)
        _points(sheet, row, column, f'=IF(COUNT({cells})=0,"",SUM({cells}))', BOLD)
    for column in range(CODE, AGENCY + 1):
        sheet.cell(row, column).fill = _SUM


def _open(sheet: Worksheet, row: int) -> None:
    """Make the cells to fill writable and seen as such."""
    _points(sheet, row, SCORE, None, PLAIN)
    for column in (SCORE, REASON):
        cell = sheet.cell(row, column)
        cell.fill, cell.protection = _INPUT, Protection(locked=False)
    reason = sheet.cell(row, REASON)
    reason.font, reason.alignment = PLAIN, _left(1)


def _left(indent: int) -> Alignment:
    return Alignment("left", "top", wrap_text=True, indent=indent)


def _allowed(rows: range, language: Language) -> DataValidation:
    """Hold points between 0 and the maximum of their row."""
    score, maximum = get_column_letter(SCORE), get_column_letter(MAXIMUM)
    return DataValidation(
        "decimal",
        operator="between",
        formula1="0",
        # The address is that of the first cell of the range and moves along with the others.
        formula2=f"${maximum}{rows.start}",
        sqref=f"{score}{rows.start}:{score}{rows.stop - 1}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=language.text("Points not possible"),
        error=language.text("Points are a number from 0 to the maximum of the criterion."),
    )


def _fill_foot(sheet: Worksheet, row: int, scheme: Scheme, language: Language) -> None:
    text = language.text
    for note in _notes(scheme, language):
        _across(sheet, row, note, _SMALL)
        row += 1
    row += 1
    signing = [
        ("", text("Place and date: ……")),
        (text("PREPARED BY"), text("HEAD OF THE AGENCY")),
        (text("(signature, full name)"), text("(signature, full name, seal)")),
    ]
    for number, pair in enumerate(signing):
        font = BOLD if number == 1 else _SMALL
        for line, first, last in zip(pair, (CODE, SCORE), (NAME, AGENCY), strict=True):
            cell = put(sheet, row + number, first, line, font)
            cell.alignment = Alignment("center", "top")
            sheet.merge_cells(
                start_row=row + number, start_column=first, end_row=row + number, end_column=last
            )


def _notes(scheme: Scheme, language: Language) -> list[str]:
    missing = lacking(scheme, language)
    notes = [missing] if missing else []
    surveyed = scheme.criteria.index[scheme.criteria["with_survey"]]
    if len(surveyed):
        notes.append(
            language.text(
                "The maximum of {codes} holds points that only surveys give; how many is not in "
                "the data.",
                codes=language.enumerate(list(surveyed)),
            )
        )
    return notes


def _set_up(sheet: Worksheet, language: Language) -> None:
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    set_page(sheet, head=range(_HEAD, _FIRST), frozen=NAME)
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.font = f"{FONT},Regular"
    sheet.oddFooter.center.text = language.text("Page {number} of {total}", number="&P", total="&N")
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom, margins.header, margins.footer = 0.7, 0.3, 0.3
    # Without a password: it keeps from slips, not from people.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
