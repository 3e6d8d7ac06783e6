"""What a national overview says of patterns: dimensions, convergence, neighbours."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.convergence import BetaConvergence, SigmaConvergence
from analysis.estimates import Estimate
from analysis.peers import PeerGroups
from analysis.rounding import digits
from analysis.space import LocalClusters, Moran
from analysis.wording.language import Language, mark

# A weaker instrument is not to be trusted.
_STRONG_F = 10
# Level of what is called clear after control of multiplicity.
_RATE = 0.05


def most_and_least(language: Language, spreads: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say which dimensions differ most and least between provinces.

    Parameters
    ----------
    language : Language
    spreads : DataFrame
        As from `nation.part_spreads`.
    names : mapping of str to str
        Names of the dimensions.

    Examples
    --------
    >>> from analysis import indices, nation, store
    >>> from analysis.wording import language
    >>> table = nation.part_spreads(store.load_scores(), "papi", 2023)
    >>> names = {c.code: c.name_en for c in indices.domains("papi", 2023)}
    >>> most_and_least(language("en"), table, names)[:66]
    'Provinces differ most in Participation at Local Levels (standard d'
    """
    share = spreads["sd_percent"].dropna()
    if len(share) < 2:
        return ""
    return language.text(
        "Provinces differ most in {most} (standard deviation {high}% of the maximum) and least in "
        "{least} ({low}%).",
        most=names[str(share.index[0])],
        high=language.number(share.iloc[0]),
        least=names[str(share.index[-1])],
        low=language.number(share.iloc[-1]),
    )


def links(language: Language, table: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Say how many dimensions go together, and the closest and the most opposed pair.

    Parameters
    ----------
    language : Language
    table : DataFrame
        As from `relate.correlation_matrix`, of one year.
    names : mapping of str to str
        Names of the dimensions by the names of the measures.

    Examples
    --------
    >>> from analysis import indices, relate, store
    >>> from analysis.wording import language
    >>> codes = {f"papi {c.code}": c.name_vi for c in indices.domains("papi", 2023)[:3]}
    >>> measures = [relate.Measure(*name.split()) for name in codes]
    >>> table = relate.correlation_matrix(store.load_scores(), measures, years=[2023])
    >>> links(language("vi"), table, codes)[0][:41]
    'Trong 3 cặp chỉ số thành phần, số cặp có '
    """
    known = table.dropna(subset=["r"])
    ordered = known.sort_values("r", kind="stable")
    said = [
        language.text(
            "Of {pairs} pairs of dimensions, {holm} are clearly correlated if the chance of any "
            "false link is held at {rate}% (Holm), {bh} if the share of false links is (Benjamini "
            "and Hochberg).",
            pairs=len(known),
            holm=int((known["p_holm"] <= _RATE).sum()),
            bh=int((known["p_bh"] <= _RATE).sum()),
            rate=language.number(_RATE * 100, 0),
        ),
        _pair(language, ordered.iloc[-1], names, _CLOSEST),
    ]
    if ordered["r"].iloc[0] < 0:
        said.append(_pair(language, ordered.iloc[0], names, _OPPOSED))
    return said


def _pair(language: Language, row: "pd.Series[Any]", names: Mapping[str, str], message: str) -> str:
    return language.text(
        message,
        x=names[str(row["x"])],
        y=names[str(row["y"])],
        r=language.number(row["r"]),
        low=language.number(row["low"]),
        high=language.number(row["high"]),
        n=int(row["n"]),
    )


_CLOSEST = mark(
    "The closest link is between {x} and {y}: r = {r} (95% interval {low} to {high}, n = {n})."
)
_OPPOSED = mark(
    "The most opposed pair is {x} and {y}: r = {r} (95% interval {low} to {high}, n = {n})."
)


def sigma(language: Language, found: SigmaConvergence, unit: str) -> str:
    """Say whether the spread of the provinces shrank.

    Examples
    --------
    >>> from analysis import convergence, store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> held = panel(store.load_scores(), "pci", years=range(2013, 2019))
    >>> sigma(language("en"), convergence.sigma_convergence(held), "points")[:60]
    'From 2013 to 2018 the standard deviation over the 63 provinc'
    """
    spread = found.by_year["sd"]
    said = language.text(
        "From {first} to {last} the standard deviation over the {n} provinces known in every year "
        "went from {before} to {after} points, to {ratio} of what it was ({level}% interval {low} "
        "to {high}).",
        first=found.years[0],
        last=found.years[-1],
        n=found.n,
        before=language.number(spread.iloc[0], digits(unit)),
        after=language.number(spread.iloc[-1], digits(unit)),
        ratio=language.number(found.ratio.value),
        low=language.number(found.ratio.low),
        high=language.number(found.ratio.high),
        level=language.number(found.level * 100, 0),
    )
    ratio = found.ratio
    sign = Estimate(ratio.value - 1, ratio.low - 1, ratio.high - 1).sign
    return f"{said} {language.text(_SPREADS[sign])}"


_SPREADS = {
    1: mark("The provinces have moved apart."),
    0: mark("That is no clear change."),
    -1: mark("The provinces have drawn closer to each other."),
}


def beta(language: Language, found: BetaConvergence) -> list[str]:
    """Say whether provinces behind caught up, plainly and with noise taken out.

    Examples
    --------
    >>> from analysis import convergence, store
    >>> from analysis.panel import panel
    >>> from analysis.wording import language
    >>> held = panel(store.load_scores(), "pci", years=range(2013, 2019))
    >>> said = beta(language("en"), convergence.beta_convergence(held))
    >>> said[0][:62]
    'Per point of head start in 2014, the score changed by −0.11 po'
    """
    before, initial, last = found.years
    plain, corrected = found.plain.slope, found.corrected.slope
    said = [
        language.text(
            "Per point of head start in {initial}, the score changed by {slope} points a year up "
            "to {last} ({level}% interval {low} to {high}, n = {n}); noise in the result of "
            "{initial} alone makes this negative.",
            initial=initial,
            last=last,
            n=found.n,
            **_slope(language, plain, found.level),
        ),
        language.text(
            "With the level taken from {before} to keep that noise out it is {slope} ({level}% "
            "interval {low} to {high}).",
            before=before,
            **_slope(language, corrected, found.level),
        ),
    ]
    if found.first_stage_f < _STRONG_F:
        weak = language.text(
            "The level of {before} foretells that of {initial} too poorly for this to be trusted.",
            before=before,
            initial=initial,
        )
        return [*said, weak]
    return [*said, language.text(_CATCHING_UP[corrected.sign])]


def _slope(language: Language, slope: Estimate, level: float) -> dict[str, object]:
    return {
        "slope": language.signed(slope.value),
        "low": language.signed(slope.low),
        "high": language.signed(slope.high),
        "level": language.number(level * 100, 0),
    }


_CATCHING_UP = {
    1: mark("Provinces that were ahead are pulling away."),
    0: mark("So it is not shown that provinces behind are catching up."),
    -1: mark("So provinces behind are catching up, beyond what noise alone would make."),
}


def neighbours(language: Language, found: Moran) -> str:
    """Say whether neighbouring provinces are alike.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = Moran("papi", "overall", "score", 2023, 0.54, -0.016, 6.2, 0.002, 61, (), 999, 1,
    ...               False)
    >>> neighbours(language("en"), found)[-60:]
    'Neighbouring provinces score alike; why is not told by this.'
    """
    said = language.text(
        "Moran's I of {year} is {value}, where {expected} would be expected if places did not "
        "matter (n = {n}, p = {p} by {permutations} permutations).",
        year=found.year,
        value=language.number(found.value),
        expected=language.number(found.expected),
        n=found.n,
        p=language.number(found.p, 3),
        permutations=language.number(found.permutations, 0),
    )
    sign = 0 if found.p > _RATE else (1 if found.value > found.expected else -1)
    return f"{said} {language.text(_ALIKE[sign])}"


_ALIKE = {
    1: mark("Neighbouring provinces score alike; why is not told by this."),
    0: mark("It is not shown that neighbouring provinces score alike."),
    -1: mark("Neighbouring provinces score less alike than by chance."),
}


def clusters(language: Language, found: LocalClusters, names: Mapping[str, str]) -> list[str]:
    """Name the provinces that stand out together with, or against, their neighbours.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"quadrant": ["high_high"], "cluster": [True]}, index=["22"])
    >>> found = LocalClusters("papi", "overall", "score", 2023, table, 0.05, 61, (), 9999, 1, False)
    >>> clusters(language("vi"), found, {"22": "Quảng Ninh"})
    ['Điểm cao, giữa các địa phương điểm cao: Quảng Ninh.']
    """
    table = found.table[found.table["cluster"]]
    return [
        language.text(
            message,
            names=language.enumerate(
                [names[str(code)] for code in table.index[table["quadrant"] == quadrant]]
            ),
        )
        for quadrant, message in _CLUSTERS.items()
        if (table["quadrant"] == quadrant).any()
    ]


_CLUSTERS = {
    "high_high": mark("High among high ones: {names}."),
    "low_low": mark("Low among low ones: {names}."),
    "high_low": mark("High among low ones: {names}."),
    "low_high": mark("Low among high ones: {names}."),
}


def years_needed(language: Language, years: tuple[int, ...], needed: int) -> str:
    """Say that the comparable years are too few for a method.

    Examples
    --------
    >>> from analysis.wording import language
    >>> years_needed(language("vi"), (2011, 2012), 3)
    'Số năm so sánh được với nhau là 2 (2011–2012), cần ít nhất 3 năm.'
    """
    return language.plural(
        "Only {n} year can be compared ({years}); at least {needed} are needed.",
        "Only {n} years can be compared ({years}); at least {needed} are needed.",
        len(years),
        years=language.span(years),
        needed=needed,
    )


def grouping(language: Language, found: PeerGroups) -> str:
    """Say whether provinces fall into groups of like profile.

    Examples
    --------
    >>> from analysis import peers, store
    >>> from analysis.wording import language
    >>> found = peers.peer_groups(store.load_scores(), "papi", year=2024)
    >>> grouping(language("en"), found)[:55]
    'The profiles of 61 provinces (dimensions of 2022–2024) '
    """
    values: dict[str, object] = {
        "n": found.n,
        "years": language.span(found.years),
        "count": found.count,
        "p": language.number(found.p, 3),
        "references": language.number(found.references, 0),
        "resamples": language.number(found.resamples, 0),
    }
    if found.verdict == "groups":
        return language.text(
            "The profiles of {n} provinces (dimensions of {years}) fall into {count} groups that "
            "are clearer than in profiles without groups (p = {p}, {resamples} resamples, "
            "{references} comparisons).",
            **values,
        )
    return language.text(
        "The profiles of {n} provinces (dimensions of {years}) form no groups that are clearly "
        "apart: cuts into two to six groups are no clearer than in profiles without groups (p = "
        "{p}, {resamples} resamples, {references} comparisons), so none are shown.",
        **values,
    )
