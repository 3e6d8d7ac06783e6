"""Findings of the charts of changes and gaps taken apart."""

from analysis import indices
from analysis.change import Decomposition
from analysis.wording import places
from analysis.wording.language import Language


def province(language: Language, found: Decomposition) -> str:
    """Return the name of the province that is looked at.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_gap
    >>> from analysis.wording import language
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023)
    >>> province(language("vi"), found)
    'Tuyên Quang'
    """
    return places.names(language, "vn63")[found.code]


def reference(language: Language, found: Decomposition) -> str:
    """Return what a gap is measured to.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_gap
    >>> from analysis.wording import language
    >>> scores = store.load_scores()
    >>> for to in ("mean", "leader", ["02", "04"], 44.0):
    ...     found = decompose_gap(scores, "08", "papi", year=2023, to=to)
    ...     print(reference(language("vi"), found))
    bình quân cả nước
    Thừa Thiên Huế
    bình quân của 2 tỉnh, thành phố
    mục tiêu
    """
    if len(found.references) == 1:
        return places.names(language, "vn63")[found.references[0]]
    if found.references:
        return language.plural(
            "mean of {n} province", "mean of {n} provinces", len(found.references)
        )
    if found.method.startswith("target"):
        return language.text("target")
    return language.text("national mean")


def change(language: Language, found: Decomposition) -> str:
    """Say the change, and how much of it the whole country shared.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_change
    >>> from analysis.wording import language
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> change(language("en"), found)
    'Tuyen Quang 1.62 points down: the country 0.17 up, its own part 1.79 down'
    """
    total = found.printed().to_dict("index")["total"]
    moved = _moved(language, total["change"], found)
    if "own" not in total:
        return language.text("{name} {moved}", name=province(language, found), moved=moved)
    return language.text(
        "{name} {moved}: the country {drift}, its own part {own}",
        name=province(language, found),
        moved=moved,
        drift=_direction(language, total["drift"]),
        own=_direction(language, total["own"]),
    )


def gap(language: Language, found: Decomposition) -> str:
    """Say how far the province is ahead or behind.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_gap
    >>> from analysis.wording import language
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023)
    >>> gap(language("vi"), found)
    'Tuyên Quang thấp hơn bình quân cả nước 0,93 điểm'
    """
    value = float(found.printed().to_dict("index")["total"]["gap"])
    values = {
        "name": province(language, found),
        "reference": reference(language, found),
        "gap": language.number(abs(value)),
    }
    percent = _in_percent(found)
    if value > 0 and percent:
        return language.text("{name} is {gap} percentage points ahead of {reference}", **values)
    if value > 0:
        return language.text("{name} is {gap} points ahead of {reference}", **values)
    if value < 0 and percent:
        return language.text("{name} is {gap} percentage points behind {reference}", **values)
    if value < 0:
        return language.text("{name} is {gap} points behind {reference}", **values)
    if found.references == (found.code,):
        return language.text("{name} is itself the best", **values)
    return language.text("{name} stands level with {reference}", **values)


def change_measure(language: Language, found: Decomposition) -> str:
    """Say what the steps are, in which unit, and what they rest on.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_change
    >>> from analysis.wording import language
    >>> found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    >>> change_measure(language("vi"), found)[:44]
    'Điểm PAPI năm 2022 và 2023. Bước của mỗi phầ'
    """
    parts = [_measure(language, found)]
    if "own" in found.frame and found.n:
        parts.append(
            language.plural(
                "Step of each part: its change beyond that of the national mean ({n} province "
                "known in both years).",
                "Step of each part: its change beyond that of the national mean ({n} provinces "
                "known in both years).",
                found.n,
            )
        )
    elif "own" in found.frame:
        parts.append(
            language.text("Step of each part: its change beyond that of the published mean.")
        )
    if found.flagged:
        parts.append(
            language.text("The edition changed in between: the years compare with reservations.")
        )
    return " ".join(parts)


def gap_measure(language: Language, found: Decomposition) -> str:
    """Say what the steps are and in which unit.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.change import decompose_gap
    >>> from analysis.wording import language
    >>> found = decompose_gap(store.load_scores(), "08", "papi", year=2023, to=44.0)
    >>> gap_measure(language("en"), found)
    'PAPI 2023, points. The way to a target is spread by the room of each part to its maximum.'
    """
    parts = [_measure(language, found)]
    if found.method.startswith("target"):
        parts.append(
            language.text("The way to a target is spread by the room of each part to its maximum.")
        )
    elif not found.references and found.n:
        parts.append(language.plural("Mean of {n} province.", "Mean of {n} provinces.", found.n))
    return " ".join(parts)


def _measure(language: Language, found: Decomposition) -> str:
    name = indices.index(found.index).short
    if found.component != "overall":
        part = indices.component(found.index, found.component, found.years[-1])
        name = f"{name}, {language.pick(part.name_vi, part.name_en)}"
    years = language.enumerate([str(year) for year in found.years])
    if _in_percent(found):
        return language.text("{name} {years}, per cent of the maximum.", name=name, years=years)
    return language.text("{name} {years}, points.", name=name, years=years)


def _in_percent(found: Decomposition) -> bool:
    whole = indices.component(found.index, found.component, found.years[-1])
    return found.unit == "percent" or whole.unit == "percent"


def _moved(language: Language, value: float, found: Decomposition) -> str:
    number = language.number(abs(value))
    if not value:
        return language.text("unchanged")
    if _in_percent(found):
        return (
            language.text("{number} percentage points up", number=number) if value > 0
            else language.text("{number} percentage points down", number=number)
        )  # fmt: skip
    return (
        language.text("{number} points up", number=number) if value > 0
        else language.text("{number} points down", number=number)
    )  # fmt: skip


def _direction(language: Language, value: float) -> str:
    number = language.number(abs(value))
    return (
        language.text("{number} up", number=number) if value > 0
        else language.text("{number} down", number=number) if value < 0
        else language.text("unchanged")
    )  # fmt: skip
