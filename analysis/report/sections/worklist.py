"""What to work on: components that are weak, at risk or within reach of a gain."""

from dataclasses import dataclass

import pandas as pd

from analysis import indices
from analysis.gains import Gains
from analysis.peers import Peers
from analysis.report.sections import results
from analysis.report.sections.domains import weak_domains
from analysis.report.subject import Subject
from analysis.wording import targets as target_words

# A target less likely than that is at risk.
EVEN = 0.5
# So many of the largest gains within reach are tasks, however well the dimension stands.
_GAINS = 3


@dataclass(frozen=True)
class Task:
    """One component to work on.

    Attributes
    ----------
    index, code, name : str
    aims, leads, due : tuple of str
        What the plan asks for, of whom and by when; empty where it says nothing.
    gain, chance : float or None
        Points within reach in a year; probability of the plan's target.
    peer : str
        Code of the best of the provinces most alike, empty if none is ahead.
    peer_score : float or None
    """

    index: str
    code: str
    name: str
    aims: tuple[str, ...]
    leads: tuple[str, ...]
    due: tuple[str, ...]
    gain: float | None
    chance: float | None
    peer: str
    peer_score: float | None

    @property
    def label(self) -> str:
        """Name and index."""
        return f"{self.name} ({indices.index(self.index).short})"


def find_tasks(subject: Subject) -> list[Task]:
    """Return what to work on: weak domains, missed targets, targets at risk, largest gains.

    The largest gain within reach comes first, then what no gain is known of.
    """
    gains, ahead = results.gains(subject), targets_ahead(subject)
    wanted = [(d.index, d.code) for d in weak_domains(subject)]
    for rows in (_missed(subject), ahead[_open(ahead)] if len(ahead) else ahead):
        wanted += [(str(row["index"]), str(row["component"])) for _, row in rows.iterrows()]
    if gains is not None:
        largest = gains.frame["achievable"].sort_values(ascending=False, kind="stable")
        wanted += [(gains.index, str(code)) for code in largest.head(_GAINS).index]
    named = [pair for pair in dict.fromkeys(wanted) if pair[1] != "overall"]
    made = results.peers(subject) if any(index == "papi" for index, _ in named) else None
    tasks = [_task(subject, *pair, ahead, gains, made) for pair in named]
    return sorted(tasks, key=lambda task: -(task.gain or 0.0))


def targets_ahead(subject: Subject) -> pd.DataFrame:
    """Return the plan's measured targets of the first year after that of the report."""
    due = max(subject.due_year, subject.year + 1)
    checked = subject.targets_due(due)
    return checked[checked["reason"] != "not_measured"] if len(checked) else checked


def _open(targets: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which targets are at risk, or ask for more than is there and have no forecast."""
    more = (targets["state"] == "cannot_judge") & (targets["comparator"] != "maintain")
    return (targets["probability"] < EVEN) | more


def _missed(subject: Subject) -> pd.DataFrame:
    """Return the targets that were due by the year of the report and were not met."""
    checked = subject.targets_due(subject.year)
    return checked[checked["state"] == "not_met"] if len(checked) else checked


def _task(
    subject: Subject,
    index: str,
    code: str,
    targets: pd.DataFrame,
    gains: Gains | None,
    peers: Peers | None,
) -> Task:
    language = subject.language
    rows = targets
    if len(targets):
        rows = targets[(targets["index"] == index) & (targets["component"] == code)]
    item = indices.component(index, code, subject.year)
    own = gains is not None and index == gains.index
    best = {} if peers is None or index != "papi" else peers.best.to_dict("index").get(code, {})
    ahead = bool(best) and best["score"] > best["own"]
    return Task(
        index=index,
        code=code,
        name=language.pick(item.name_vi, item.name_en),
        aims=tuple(dict.fromkeys(target_words.aim(language, row) for _, row in rows.iterrows())),
        leads=_named(rows, "lead_agency"),
        due=_named(rows, "target_year"),
        gain=gains.frame["achievable"].to_dict()[code] if gains is not None and own else None,
        chance=_least(rows),
        peer=str(best["peer"]) if ahead else "",
        peer_score=float(best["score"]) if ahead else None,
    )


def _named(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rows[column].dropna())) if len(rows) else ()


def _least(rows: pd.DataFrame) -> float | None:
    known = list(rows["probability"].dropna()) if len(rows) else []
    return min(known) if known else None
