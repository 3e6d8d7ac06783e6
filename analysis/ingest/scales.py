"""Hold the scores of a column against the scale of their component: per cent are no points."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from analysis.indices import Component
from analysis.ingest.columns import Scale

_HUNDRED = Decimal(100)
# Where the maximum of a part is not known: none of the editions gives a domain so much of 100.
_LARGE_PART = Decimal(25)
_SAY = 'the head must say %, or a mapping scale = "percent"'


def maximum_of(
    component: Component, scale: Scale | None, printed: Collection[Decimal]
) -> Decimal | None:
    """Return the highest possible score on the scale of a column, None if there is none known.

    Parameters
    ----------
    component : Component
    scale : {"points", "percent"} or None
        What heads, cells or a mapping say.
    printed : collection of Decimal
        Maxima that the table prints.

    Examples
    --------
    >>> from analysis import indices
    >>> part = indices.component("par_index", "d3", 2023)
    >>> maximum_of(part, None, ()), maximum_of(part, "percent", ())
    (Decimal('13'), Decimal('100'))
    """
    if component.unit == "percent" or (component.unit == "points" and scale == "percent"):
        return _HUNDRED
    if component.max_score is not None:
        return Decimal(f"{component.max_score:g}")
    return min(printed, default=None)


def scale_problems(
    numbers: Sequence[Decimal | None],
    component: Component,
    scale: Scale | None,
    printed: Collection[Decimal],
    *,
    decided: bool = False,
) -> Iterator[tuple[int, str]]:
    """Return what cannot be on the scale: the first cell of each kind, and what would be right.

    Parameters
    ----------
    numbers : sequence of Decimal or None
        The column.
    component : Component
    scale : {"points", "percent"} or None
        What heads, cells or a mapping say.
    printed : collection of Decimal
        Maxima that the table prints.
    decided : bool, optional
        Whether a mapping says the scale, so that a doubt about it is settled.

    Examples
    --------
    >>> from analysis import indices
    >>> part = indices.component("par_index", "d3", 2023)
    >>> next(scale_problems([Decimal("85.1")], part, None, ()))[1]
    'expected at most 13; if these are per cent, the head must say %, or a mapping scale = ...'
    """
    values = [(i, v) for i, v in enumerate(numbers) if v is not None]
    if not values:
        return
    limit = maximum_of(component, scale, printed)
    yield from _above(values, limit)
    first, largest = values[0][0], max(v for _, v in values)
    if limit == _HUNDRED and largest <= 1 and len(values) > 1:
        yield first, "expected per cent or points of 100; these look like shares of 1"
    if component.unit != "points":
        return
    known = component.max_score
    if known is None:
        if limit is None and scale is None and largest > _LARGE_PART:
            yield first, f"expected a part of 100 points; if these are per cent, {_SAY}"
    elif scale != "percent":
        for value in sorted(set(printed) - {Decimal(f"{known:g}")}):
            yield first, f"expected the maximum {known:g} of components.csv, not {value:g}"
    elif not decided and known < _LARGE_PART and largest <= Decimal(f"{known:g}"):
        yield (
            first,
            f"expected per cent, but no figure is above {known:g}, the maximum in points: say in "
            'a mapping scale = "points" or scale = "percent"',
        )


def _above(values: list[tuple[int, Decimal]], limit: Decimal | None) -> Iterator[tuple[int, str]]:
    above = [i for i, v in values if limit is not None and v > limit]
    if above:
        percent = f"; if these are per cent, {_SAY}" if limit != _HUNDRED else ""
        more = f" (so are {len(above) - 1} more cells of the column)" if above[1:] else ""
        yield above[0], f"expected at most {limit:f}{percent}{more}"
