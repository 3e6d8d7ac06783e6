"""Findings of the fan of a forecast."""

import pandas as pd

from analysis import indices
from analysis.forecast import Forecast
from analysis.targets import Target
from analysis.wording import cells, places
from analysis.wording.language import Language
from analysis.wording.sentences import group_name


def measure(language: Language, made: Forecast, kind: str) -> str:
    """Say what is drawn, in which unit, and what the bands are.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.forecast import forecast
    >>> from analysis.wording import language
    >>> made = forecast(panel.panel(store.load_scores(), "papi", "d1"))
    >>> measure(language("en"), made, "score")
    'PAPI, Participation at Local Levels, points; 50, 80 and 95% forecast intervals'
    """
    part = indices.component(made.index, made.component, made.history[-1])
    name = indices.index(made.index).short
    if made.component != "overall":
        name = f"{name}, {language.pick(part.name_vi, part.name_en)}"
    if kind == "rank":
        return language.text(
            "{name}, rank among {n} provinces; 50, 80 and 95% forecast intervals",
            name=name,
            n=made.n,
        )
    return language.text("{name}, points; 50, 80 and 95% forecast intervals", name=name)


def fan(
    language: Language,
    made: Forecast,
    code: str,
    bands: pd.DataFrame,
    *,
    kind: str,
    chance: float | None = None,
) -> str:
    """Say what a year may bring, and how likely the target of a plan is met.

    Parameters
    ----------
    language : Language
    made : Forecast
    code : str
    bands : DataFrame
        One row, indexed by its year: median, low80, high80.
    kind : {"score", "rank"}
    chance : float, optional
        Probability that the target will be met.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.forecast import forecast
    >>> from analysis.wording import language
    >>> made = forecast(panel.panel(store.load_scores(), "papi"))
    >>> bands = made.summary("rank", 2025).loc[["08"]].set_axis([2025])
    >>> fan(language("vi"), made, "08", bands, kind="rank")
    'Dự báo 2025: Tuyên Quang ở quanh hạng 38/63 (khoảng 80%: 18 đến 55)'
    """
    ((year, row),) = bands.to_dict("index").items()
    digits = 0 if kind == "rank" else 2
    values: dict[str, object] = {
        "name": places.names(language, "vn63")[code],
        "year": year,
        "n": made.n,
        "chance": cells.chance(language, chance),
        **{
            place: language.number(row[column], digits)
            for place, column in (("middle", "median"), ("low", "low80"), ("high", "high80"))
        },
    }
    if kind == "rank" and chance is None:
        return language.text(
            "{name} {year}: forecast near rank {middle} of {n} (80% interval {low} to {high})",
            **values,
        )
    if kind == "rank":
        return language.text(
            "{name} {year}: forecast near rank {middle} of {n} (80% interval {low} to {high}), "
            "{chance} chance of the target",
            **values,
        )
    if chance is None:
        return language.text(
            "{name} {year}: forecast near {middle} points (80% interval {low} to {high})", **values
        )
    return language.text(
        "{name} {year}: forecast near {middle} points (80% interval {low} to {high}), {chance} "
        "chance of the target",
        **values,
    )


def target(language: Language, aim: Target, bound: float, chance: float | None) -> str:
    """Say which target the dash-dotted line is, and the chance to reach it.

    Examples
    --------
    >>> from analysis import plans, targets
    >>> from analysis.wording import language
    >>> first = targets.read_targets(plans.targets("VP-2866-2021"), 2023)[0]
    >>> target(language("vi"), first, 15.0, 0.12)
    'Nét gạch chấm: mục tiêu 2021–2025, từ hạng 15 trở lên; xác suất đạt: 12%.'
    """
    values: dict[str, object] = {
        "years": language.span([aim.first, aim.last]),
        "chance": cells.chance(language, chance),
    }
    if aim.unit == "group":
        group = aim.aim if isinstance(aim.aim, str) else None
        what = (
            language.text("the group of the base year or better")
            if group is None
            else language.text("group {group} or better", group=group_name(language, group))
        )
    elif aim.unit == "rank":
        what = language.text("rank {rank} or better", rank=language.number(bound, 0))
    else:
        what = language.text("{score} points", score=language.number(bound))
    if chance is None:
        return language.text("Dash-dotted line: target {years}, {what}.", what=what, **values)
    return language.text(
        "Dash-dotted line: target {years}, {what}; chance {chance}.", what=what, **values
    )
