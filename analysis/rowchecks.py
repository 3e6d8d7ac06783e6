"""Checks that need several cells of a raw table; each takes text and returns one flag a row."""

import pandas as pd

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
    years = _numbers(frame, "year")
    left = pd.DataFrame(
        {"index": frame["index"], "component": frame["component"], "year": years}
    ).reset_index(names="line")
    both = left.merge(known, on=["index", "component"], how="inner")
    inside = both[(both["first_year"] <= both["year"]) & (both["year"] <= both["last_year"])]
    # A year that is no number is reported as such, not also as an unknown component.
    return pd.Series(frame.index.isin(inside["line"]) | years.isna(), index=frame.index)


def rank_in_frame(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where the rank is possible among the units of the frame."""
    size = frame["frame"].map({"vn63": 63, "vn34": 34})
    rank = _numbers(frame, "rank")
    return ~((rank < 1) | (rank > size))


def code_in_frame(frame: pd.DataFrame, references: References) -> "pd.Series[bool]":
    """Hold where the code exists in the row's own frame."""
    national = frame["province_code"] == "00"
    old = (frame["frame"] == "vn63") & frame["province_code"].isin(references.provinces)
    new = (frame["frame"] == "vn34") & frame["province_code"].isin(references.units)
    return national | old | new


def ranks_follow_scores(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold where no higher score of the same index, year and scale has a worse rank."""
    numbers = pd.DataFrame({"score": _numbers(frame, "score"), "rank": _numbers(frame, "rank")})
    groups = frame[["index", "frame", "year", "component", "max_score"]]
    both = numbers.join(groups).dropna(subset=["score", "rank"])
    both = both.sort_values(["score", "rank"], ascending=[False, True], kind="stable")
    worst = both.groupby([*groups.columns])["rank"].cummax()
    good = pd.Series(True, index=frame.index)
    good[both.index[both["rank"] < worst]] = False
    return good


def national_without_rank(frame: pd.DataFrame, _: References) -> "pd.Series[bool]":
    """Hold unless the national value carries a rank."""
    return (frame["province_code"] != "00") | (frame["rank"] == "")
