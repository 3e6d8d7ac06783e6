"""Say in words what is doubtful about a draft."""

from dataclasses import dataclass

from analysis.wording.language import Language, mark

COLUMNS = ("file", "row", "column", "value", "source_line", "why")

_WHY = {
    "missing": mark("not found in the document"),
    "unknown_province": mark("no province of this name is known"),
    "blank_number": mark("the document leaves the number or the day blank"),
    "reports": mark("reports asked for are not read; write them in, see these lines"),
    "unnumbered": mark("the row has no number; this one was made up"),
    "repeated_number": mark("the number is there already or out of order"),
    "number_skipped": mark("the number before it is missing; a row may be lost"),
    "unassigned": mark("no agency, time, product or points were found for the row"),
    "unknown_agency": mark("not in agencies.csv: correct it or add it there"),
    "corrected_agency": mark("taken for a misspelling of: {name}"),
    "remark": mark("words beside the agency were left out: {words}"),
    "no_lead": mark("no agency in charge was found"),
    "deadline": mark("the words for the time were not understood"),
    "range": mark("the document gives a range; its lower end was taken"),
    "shared": mark("several numbers share these words; say which is which"),
    "inherited": mark("how it compares was said of the number before"),
    "verbal": mark("the aim stands in words, without a number"),
    "index": mark("the index was inferred from the title"),
    "component": mark("no domain or dimension was recognised; taken for the whole index"),
    "years": mark("no year was found"),
    "no_owner": mark("no agency in charge is named beside it"),
    "repeats": mark("left out: it repeats the target of line {line}"),
}


@dataclass(frozen=True)
class Doubt:
    """One thing that a person has to look at.

    Attributes
    ----------
    file, column : str
    row : int or None
        Line of the drafted file, its header being line 1.
    value : str
        What stands there now.
    line : int or None
        Line of the document.
    code : str
    words : dict of str to object
        What the sentence names.
    """

    file: str
    row: int | None
    column: str
    value: str
    line: int | None
    code: str
    words: tuple[tuple[str, object], ...] = ()

    def why(self, language: Language) -> str:
        """Return why it is doubtful.

        Examples
        --------
        >>> from analysis.wording.language import language
        >>> Doubt("tasks.csv", 2, "deadline", "", 40, "deadline").why(language("en"))
        'the words for the time were not understood'
        """
        return language.text(_WHY[self.code], **dict(self.words))

    def cells(self, language: Language) -> dict[str, str]:
        """Return the doubt as a row of `review.csv`."""
        return {
            "file": self.file,
            "row": "" if self.row is None else str(self.row),
            "column": self.column,
            "value": self.value,
            "source_line": "" if self.line is None else str(self.line),
            "why": self.why(language),
        }
