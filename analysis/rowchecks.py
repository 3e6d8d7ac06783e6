"""Checks that need several cells of a raw table; each takes text and returns one flag a row."""

from bisect import bisect_right

import pandas as pd

from analysis import deadlines
from analysis.indices import IN_USE
from analysis.schema import References


def _numbers(frame: pd.DataFrame, column: str) -> "pd.Series[float]":
    return pd.to_numeric(frame[column], errors="coerce")


def score_within_maximum(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the score does not exceed the maximum of its row."""
    return ~(_numbers(frame, "score") > _numbers(frame, "max_score"))


def score_or_rank(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the row says anything at all."""
    return (frame["score"] != "") | (frame["rank"] != "")


def component_known(frame: pd.DataFrame, references: References) -> "pd.Series[bool]":
    """Hold where the component belongs to the index's edition of that year."""
    known = references.components
    if known is None:
        return pd.Series(True, index=frame.index)
    years = _numbers(frame, "year")
    left = pd.DataFrame(
        {"index": frame["index"], "component": frame["component"], "year": years}
    ).reset_index(names="line")
    both = left.merge(known, on=["index", "component"], how="inner")
    inside = both[(both["first_year"] <= both["year"]) & (both["year"] <= both["last_year"])]
    # What is no year is reported as such, not also as an unknown component; so is an index
    # that is not in the table.
    elsewhere = ~years.between(1900, 2099) | ~frame["index"].isin(known["index"])
    return pd.Series(frame.index.isin(inside["line"]), index=frame.index) | elsewhere


def rank_in_frame(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the rank is possible among the units of the frame."""
    size = frame["frame"].map({"vn63": 63, "vn34": 34})
    rank = _numbers(frame, "rank")
    return ~((rank < 1) | (rank > size))


def code_in_frame(frame: pd.DataFrame, references: References) -> "pd.Series[bool]":
    """Hold where the code exists in the row's own frame."""
    # What is no code, or no frame, is reported as such.
    good = (frame["province_code"] == "00") | ~frame["province_code"].str.fullmatch(r"[0-9]{2}")
    for name, known in (("vn63", references.provinces), ("vn34", references.units)):
        if known is not None:
            good |= (frame["frame"] == name) & frame["province_code"].isin(known)
        else:
            good |= frame["frame"] == name
    return good | ~frame["frame"].isin(["vn63", "vn34"])


def ranks_follow_scores(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the ranks of one index, year and scale follow the scores.

    Where they do not, the fewest rows are named that would have to change.
    """
    numbers = pd.DataFrame({"score": _numbers(frame, "score"), "rank": _numbers(frame, "rank")})
    groups = frame[["index", "frame", "year", "component", "max_score"]]
    both = numbers.join(groups).dropna(subset=["score", "rank"])
    both = both.sort_values(["score", "rank"], ascending=[False, True], kind="stable")
    good = pd.Series(True, index=frame.index)
    for _key, ranks in both.groupby([*groups.columns])["rank"]:
        if not ranks.is_monotonic_increasing:
            good[ranks.index] = ranks.index.isin(ranks.index[_longest_rise(ranks.tolist())])
    return good


def _longest_rise(values: list[float]) -> list[int]:
    """Return the places of a longest non-decreasing subsequence (patience sorting)."""
    ends: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_right(ends, value)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [value], [place]
    rise, place = [], last[-1]
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise


def value_fits_comparator(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the value of a target is of the kind that its comparator needs."""
    numeric = frame["value"].str.fullmatch(r"[0-9]+(\.[0-9]+)?")
    blank = frame["value"] == ""
    needs = frame["comparator"]
    number = needs.isin([">=", "<=", "=", "rank<=", "rank_improves_by>="])
    return (
        (number & numeric)
        | ((needs == "group>=") & ~numeric & ~blank)
        | ((needs == "increase") & blank)
        | ~(number | needs.isin(["group>=", "increase"]))
    )


def index_known(frame: pd.DataFrame, references: References) -> "pd.Series[bool]":
    """Hold where a target names an index of the house, or says that it has none."""
    if references.indices is None:
        return pd.Series(True, index=frame.index)
    return frame["index"].isin([*references.indices, "other", ""])


def years_in_order(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the first year is not after the last."""
    return ~(_numbers(frame, "first_year") > _numbers(frame, "last_year"))


def periods_disjoint(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where a period begins after the previous one of the same thing has ended."""
    names = [c for c in ("index", "component") if c in frame]
    first = _numbers(frame, "first_year")
    last = _numbers(frame, "last_year").fillna(IN_USE)
    order = first.sort_values(kind="stable").index
    ended = last.loc[order].groupby([frame.loc[order, n] for n in names]).shift()
    # Equal first years are reported as a row that stands there twice.
    return ~((first.loc[order] <= ended) & (last.loc[order] >= first.loc[order])).reindex(
        frame.index
    )


def national_without_rank(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold unless the national value carries a rank."""
    return (frame["province_code"] != "00") | (frame["rank"] == "")


def deadline_fits(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where a deadline reads as its kind asks."""
    pairs = zip(frame["deadline_kind"], frame["deadline"], strict=True)
    return pd.Series([deadlines.fits(kind, text) for kind, text in pairs], index=frame.index)


def target_points_within_maximum(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the points aimed at do not exceed the maximum."""
    return ~(_numbers(frame, "target_points") > _numbers(frame, "max_points"))


def parent_known(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the parent of a row is a row of the same part."""
    keys = set(zip(frame["part"], frame["code"], strict=True))
    parents = zip(frame["part"], frame["parent_code"], strict=True)
    return pd.Series([p[1] == "" or p in keys for p in parents], index=frame.index)


def settled_within_raised(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where no more issues were settled than raised."""
    return ~(_numbers(frame, "settled") > _numbers(frame, "raised"))


def open_with_reason(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where open issues have a reason."""
    return ~(_numbers(frame, "raised") > _numbers(frame, "settled")) | (frame["reason_vi"] != "")
