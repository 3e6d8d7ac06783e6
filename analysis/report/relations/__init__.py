"""The page of relations: how two series go together, and what that cannot say.

One function a notebook cell, each takes the subject and returns a block.

Examples
--------
>>> from analysis.report import relations
>>> subject = relations.open_relations(x="papi:d5", y="papi:d8", first_year=2021)
>>> relations.data(subject).html[:37]
'<h2 id="data">Số liệu và phạm vi bao '
"""

from analysis.report.relations.closing import sources
from analysis.report.relations.effects import context, influence, slopes
from analysis.report.relations.opening import data, title
from analysis.report.relations.settled import settlement
from analysis.report.relations.shape import correlations, scatter
from analysis.report.relations.subject import Relations, open_relations

__all__ = [
    "Relations",
    "context",
    "correlations",
    "data",
    "influence",
    "open_relations",
    "scatter",
    "settlement",
    "slopes",
    "sources",
    "title",
]
