"""Findings of the chart of score and rank over the years."""

from collections.abc import Sequence

import pandas as pd

from analysis.wording.language import Language


def course(language: Language, history: pd.DataFrame) -> str:
    """Say how score and rank of the last year moved, as far as they can be compared.

    Parameters
    ----------
    language : Language
    history : DataFrame
        As from `standing.history`.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> table = standing.history(store.load_scores(), "08", "papi", last_year=2023)
    >>> course(language("en"), table)
    '2023 against the year before: score down 1.62, 21 places down'
    """
    row, year = history.iloc[-1], int(history.index[-1])
    values: dict[str, object] = {"year": year}
    if pd.isna(row["score"]) and pd.notna(row["rank"]):
        return language.text(
            "Ranked {rank} in {year}; the score is not known", rank=int(row["rank"]), **values
        )
    if pd.isna(row["score"]):
        return _last_known(language, history)
    values["score"] = language.number(row["score"])
    if pd.isna(row["change"]):
        return language.text("{year}: {score}, not compared with the year before", **values)
    values["change"] = language.number(abs(row["change"]))
    score = (
        language.text("score up {change}", **values) if row["change"] > 0
        else language.text("score down {change}", **values) if row["change"] < 0
        else language.text("score unchanged")
    )  # fmt: skip
    if pd.isna(row["rank_change"]):
        return language.text("{year} against the year before: {score}", year=year, score=score)
    moved = int(row["rank_change"])
    rank = (
        language.plural("{n} place up", "{n} places up", moved) if moved > 0
        else language.plural("{n} place down", "{n} places down", -moved) if moved < 0
        else language.text("same rank")
    )  # fmt: skip
    return language.text(
        "{year} against the year before: {score}, {rank}", year=year, score=score, rank=rank
    )


def _last_known(language: Language, history: pd.DataFrame) -> str:
    """Say that there is no score, and which was the last."""
    last = history.dropna(subset="score").iloc[-1:]
    values: dict[str, object] = {"year": int(history.index[-1])}
    if last.empty:
        return language.text("No score is known for {year}", **values)
    values |= {"last": int(last.index[0]), "score": language.number(last["score"].iloc[0])}
    rank = last["rank"].iloc[0]
    if pd.isna(rank):
        return language.text(
            "No score is known for {year}; the last, of {last}, is {score}", **values
        )
    return language.text(
        "No score is known for {year}; the last, of {last}, is {score} with rank {rank}",
        rank=int(rank),
        **values,
    )


def broken(language: Language, breaks: Sequence[int]) -> str:
    """Say what the dotted lines mean, if there are any.

    Examples
    --------
    >>> from analysis.wording import language
    >>> broken(language("en"), [2018, 2021])
    'Dotted lines: change of edition; results on both sides are not comparable.'
    """
    if not breaks:
        return ""
    return language.text(
        "Dotted lines: change of edition; results on both sides are not comparable."
    )
