"""Read the targets of a plan: from its sentences, its assignment tables and its points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from analysis import agencies
from analysis.reading import amounts, subjects
from analysis.reading.amounts import Aim
from analysis.reading.assignments import Task
from analysis.reading.lines import Document, Line
from analysis.reading.sentences import Paragraph, paragraphs, sentences
from analysis.reading.words import bare
from analysis.text import fold

_CELLS = ("objective", "task", "content", "level")
_LEAD = re.compile(r"^[-+]?\s*cơ quan chủ trì\s*:\s*(.+)", re.IGNORECASE)
_PART = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\s?\.(?!\d)")
_BASE = re.compile(r"\bso voi (?:cung ky )?(?:nam )?(20\d\d)|\bcao hon (?:so voi )?nam (20\d\d)")
_TOLD = re.compile(r"\([^()]*\)|\bso voi (?:cung ky )?(?:nam )?20\d\d|ngay [\d/ ]+(?:20\d\d)?")
_SPAN = re.compile(r"\b(20\d\d)\s?-\s?(20\d\d)\b")
_YEARS = re.compile(r"\bnam (20\d\d)\b")
_AIM_WORDS = re.compile(
    r"[-+•*\s,;:.]+$|\b(?:đạt|từ|tối thiểu|ít nhất|không quá|tối đa|không dưới|tỷ lệ|có|là|trên"
    r"|tương ứng|phấn đấu|bảo đảm|đảm bảo|hoàn thành|trong số đó|trong đó|>|≥)\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"/\.$|^Nơi nhận")
# "Phấn đấu đến năm 2025 đạt được các mục tiêu sau:"
_AHEAD = re.compile(r"(?:phấn đấu|mục tiêu|chỉ tiêu)[^.;]{0,120}:$", re.IGNORECASE)
_LEADING = re.compile(r"^[-+•*–\s]+|^\d{1,2}(?:\.\d{1,2})*\s?[.)]\s*")
# Two spellings of one aim, of 100; plans repeat their aims in the tables of tasks.
_SAME = 72
_LONGEST = 180
_SHORT_FORMS = (
    ("thủ tục hành chính", "TTHC"),
    ("cải cách hành chính", "CCHC"),
    ("quy phạm pháp luật", "QPPL"),
    ("đơn vị sự nghiệp công lập", "ĐVSNCL"),
    ("cơ quan chuyên môn", "CQCM"),
)


@dataclass(frozen=True)
class Target:
    """A target as `targets.csv` holds it, with what is doubtful about it.

    Attributes
    ----------
    index, component, reference, metric, comparator, value, unit : str
    baseline_value, baseline_year : str
    years : tuple of str
        Years, or ranges of years, that it holds for: a row each.
    leads : tuple of str
    line : int
        The line of the number.
    first, last : int
        Lines of the paragraph or cell.
    doubts : tuple of str
        Those of `amounts.Aim`, and `index`, `component`, `years`.
    """

    index: str
    component: str
    reference: str
    metric: str
    comparator: str
    value: str
    unit: str
    baseline_value: str
    baseline_year: str
    years: tuple[str, ...]
    leads: tuple[str, ...]
    line: int
    first: int
    last: int
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    """What the text around a sentence says of it."""

    reference: str
    section: str
    years: tuple[str, ...]
    leads: tuple[str, ...] = ()


def read(
    document: Document,
    tasks: Sequence[Task],
    years: Sequence[int],
    indices: Sequence[str] = (),
    *,
    after: int = 0,
) -> tuple[list[Target], list[tuple[Target, Target]]]:
    r"""Return the targets of a plan, and those of its tables that repeat another one.

    Parameters
    ----------
    document : Document
    tasks : sequence of Task
    years : sequence of int
        Years that the plan covers.
    indices : sequence of str, optional
        Indices that its title names.
    after : int, optional
        Line of the heading: what stands before it belongs to the site.

    Examples
    --------
    >>> from analysis.reading.lines import from_text
    >>> text = "I. MỤC TIÊU\n- Mức độ hài lòng của người dân về TTHC đạt tối thiểu 90%."
    >>> (target,), repeated = read(from_text(text), [], [2024, 2025])
    >>> target.metric, target.comparator, target.value, target.years, target.line
    ('Mức độ hài lòng của người dân về TTHC', '>=', '90', ('2024-2025',), 2)
    """
    covered = _span(years)
    lines = [line for line in _body(document, tasks) if line.number >= after]
    stated = [*_of_body(lines, covered, tuple(indices), max(years, default=0))]
    in_tables = [t for task in tasks for t in _of_task(task, covered, max(years, default=0))]
    kept: list[Target] = []
    repeated: list[tuple[Target, Target]] = []
    for target in (*stated, *in_tables):
        if same := _known(target, kept, () if target in stated else stated):
            repeated.append((target, same))
        else:
            kept.append(target)
    return [*kept, *(t for task in tasks for t in _of_points(task, covered))], repeated


def _known(target: Target, kept: Sequence[Target], stated: Sequence[Target]) -> Target | None:
    """Return the target that another one repeats: a rank anywhere, a number in a table."""
    if target.unit in {"rank", "group"}:
        return next((k for k in kept if _is_same_rank(k, target)), None)
    return next((s for s in stated if _is_same(s, target)), None)


def _span(years: Sequence[int]) -> tuple[str, ...]:
    if not years:
        return ()
    return (str(years[0]) if len(years) == 1 else f"{min(years)}-{max(years)}",)


def _of_body(
    lines: Sequence[Line], covered: tuple[str, ...], indices: tuple[str, ...], year: int
) -> Iterator[Target]:
    place = _Place("", "", covered)
    part: list[Target] = []
    for paragraph in paragraphs(lines):
        if _PART.match(paragraph.text) and paragraph.is_heading:
            yield from part
            part = []
        if paragraph.is_heading:
            place = replace(place, section=paragraph.text, reference=_short(paragraph.text))
            place = replace(place, years=covered) if _PART.match(paragraph.text) else place
        if lead := _LEAD.match(paragraph.text):
            names = agencies.read(lead[1]).names
            part = [t if t.leads else replace(t, leads=names) for t in part]
        found = [*_of_paragraph(paragraph, place, indices, year)]
        part += found
        if not found and _AHEAD.search(paragraph.text):
            place = replace(place, years=_years(paragraph.text) or place.years)
    yield from part


def _body(document: Document, tasks: Sequence[Task]) -> list[Line]:
    """Return the lines outside of tables; what follows the appendices is the site's."""
    in_tables = {n for task in tasks for n in range(task.first, task.last + 1)}
    last = max(in_tables, default=0)
    signed = any(_END.search(line.text) for line in document.lines if line.number < last)
    lines = [line for line in document.lines if line.number not in in_tables]
    return [line for line in lines if line.number < last] if signed else lines


def _of_paragraph(
    paragraph: Paragraph, place: _Place, indices: tuple[str, ...], year: int
) -> Iterator[Target]:
    for at, sentence in sentences(paragraph.text):
        for target in _of_sentence(sentence, place, indices, year):
            line = paragraph.line(at + target.line)
            yield replace(target, line=line, first=paragraph.first, last=paragraph.last)


def _of_task(task: Task, covered: tuple[str, ...], year: int) -> Iterator[Target]:
    leads = agencies.read(task.cells.get("lead", "")).names
    place = _Place(f"{task.part} {task.code}", f"{task.group} {task.text}", covered, leads)
    for name in _CELLS:
        text = " ".join(task.cells.get(name, "").split())  # type: ignore[call-overload]
        for _, sentence in sentences(text):
            for target in _of_sentence(sentence, place, (), year):
                metric = target.metric
                if name in {"content", "level"}:
                    metric = _short(f"{task.text}: {metric}" if metric else task.text)
                yield replace(
                    target, metric=metric, line=task.first, first=task.first, last=task.last
                )


def _of_points(task: Task, covered: tuple[str, ...]) -> Iterator[Target]:
    """Make the points that a criterion is to reach a target."""
    points = task.cells.get("target_points", "").replace(",", ".")
    if re.fullmatch(r"\d+(\.\d+)?", points):
        leads = agencies.read(task.cells.get("lead", "")).names
        yield Target(
            *("par_index", "", f"criterion {task.code}", _short(task.text), ">=", points, "điểm"),
            *("", "", covered, leads, task.first, task.first, task.last),
        )


def _of_sentence(
    sentence: str, place: _Place, indices: tuple[str, ...], year: int
) -> Iterator[Target]:
    """Yield the targets of a sentence; their line is still a place in it."""
    aims = amounts.find(sentence)
    base = _BASE.search(bare(sentence))
    told = amounts.base_rank(sentence) if len(aims) == 1 else ""
    told = told or (amounts.base_group(sentence) if aims and aims[0].unit == "group" else "")
    told_year = re.search(r"\(nam (20\d\d)", bare(sentence)) if told else None
    for number, aim in enumerate(aims):
        metric = _metric(sentence, aims, number)
        years = _years(sentence) or place.years
        doubts = (*aim.doubts, *(() if years else ("years",)))
        for index, part, more in _subjects(aim, sentence, metric, place, indices, year):
            yield Target(
                *(index, part, place.reference or "overall", metric, aim.comparator, aim.value),
                *(aim.unit, told, _year(told_year) or _year(base), years, place.leads),
                *(aim.start, 0, 0, (*doubts, *more)),
            )


def _year(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "") if found else ""


def _subjects(
    aim: Aim, sentence: str, metric: str, place: _Place, indices: tuple[str, ...], year: int
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield index and component of a target; only ranks and groups are those of an index."""
    own = subjects.of_indices(sentence)
    if aim.unit not in {"rank", "group"}:
        yield ("sipas" if own[:1] == ("sipas",) else "operations"), "", ()
        return
    around = subjects.of_indices(place.section)[:1]
    for index in own or around or indices[:1] or ("other",):
        part = subjects.component(index, metric, year) if index != "other" else ""
        doubts = () if own or around else ("index",)
        yield index, part, doubts if own or part != "overall" else (*doubts, "component")


def _years(sentence: str) -> tuple[str, ...]:
    """Return the years that a sentence sets, not those that it compares with or cites."""
    words = _TOLD.sub(" ", bare(sentence))
    if re.search(r"/[a-z]{2}", words):
        return ()
    if span := _SPAN.search(words):
        return (f"{span[1]}-{span[2]}",)
    return tuple(dict.fromkeys(_YEARS.findall(words)))


def _metric(sentence: str, aims: Sequence[Aim], number: int) -> str:
    """Return the words that say what is measured: those before the number, else those after."""
    aim = aims[number]
    if "verbal" in aim.doubts:
        return _short(sentence)
    start = aims[number - 1].end if number else 0
    left = _LEADING.sub("", sentence[start : aim.start])
    while (shorter := _AIM_WORDS.sub("", left)) != left:
        left = shorter
    if len(left.split()) >= 3:
        return _short(left.strip(" ,;:(–-"))
    end = aims[number + 1].start if number + 1 < len(aims) else len(sentence)
    right = sentence[aim.end : end]
    return _short(right.strip(" ,;:.()–-") or _LEADING.sub("", sentence))


def _short(text: str) -> str:
    """Return a text without its number, at most a line long, cut between words."""
    text = " ".join(_LEADING.sub("", _LEADING.sub("", text)).split()).rstrip(" .:;")
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(" ,;") + " …"


def _is_same_rank(one: Target, other: Target) -> bool:
    """Say whether two ranks or groups are one aim; an index or domain has but one."""
    if "component" in (*one.doubts, *other.doubts):
        return False
    keys = [(t.index, t.component, t.comparator, t.value, t.years) for t in (one, other)]
    return keys[0] == keys[1]


def _is_same(one: Target, other: Target) -> bool:
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    return fuzz.token_set_ratio(_key(one.metric), _key(other.metric)) >= _SAME


def _key(text: str) -> str:
    for long, short in _SHORT_FORMS:
        text = re.sub(long, short, text, flags=re.IGNORECASE)
    return fold(text)
