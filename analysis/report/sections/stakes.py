"""PAR INDEX: the points that each agency answers for, where criteria and owners are known."""

from analysis import charts, indices, plans
from analysis.blocks import EMPTY, Block, figure, heading, join, paragraph
from analysis.change import CriteriaTree, LostPoints, criteria_tree, lost_points, owners_of
from analysis.errors import NoData
from analysis.report.subject import Subject
from analysis.tables import Column, table
from analysis.wording import sentences
from analysis.wording.language import DASH

# The part that agencies score themselves; the rest is survey.
SELF_SCORED = "M.SELF"


def par_stakes(subject: Subject) -> Block:
    """Table T6: points at stake by agency, which is what may be lost at most."""
    found = _stakes(subject)
    if found is None:
        return EMPTY
    tree, stakes = found
    text, language = subject.language.text, subject.language
    plan = subject.plan
    assert plan is not None
    columns = [
        Column(text("Owner"), numeric=False),
        Column(text("Criteria")),
        Column(text("Points at stake")),
        Column(text("Share")),
    ]
    body = [
        [
            str(agency),
            language.number(row["n"], 0),
            language.number(row["lost"]),
            text("{number}%", number=language.number(row["share"] * 100, 1)),
        ]
        for agency, row in stakes.agencies.to_dict("index").items()
    ]
    total = language.number(float(stakes.total["lost"]))
    survey = language.number(_survey(tree))
    body += [
        [text("Total"), language.number(stakes.n, 0), total, text("{number}%", number=100)],
        [text("Surveys, for comparison"), DASH, survey, DASH],
    ]
    return join(
        [
            heading(3, text("Points at stake by agency")),
            paragraph(
                text(
                    "{plan} shares {n} scored criteria with {total} points in all among the "
                    "agencies; the other {survey} points come from surveys. Self-scores by "
                    "criterion are not in the data, so the points lost are not known.",
                    plan=sentences.plan_name(language, plan),
                    n=stakes.n,
                    total=total,
                    survey=survey,
                )
            ),
            figure(
                charts.lost_points(stakes, language=language),
                anchor="c6",
                caption=text(
                    "Points at stake by agency, PAR INDEX {year}: {place}",
                    year=subject.year,
                    place=subject.place,
                ),
                alt=text(
                    "Bars of the points of {n} agencies, {total} in all; the figures stand in the "
                    "table below.",
                    n=len(stakes.agencies),
                    total=total,
                ),
            ),
            table(
                columns,
                body,
                anchor="t6",
                caption=text(
                    "Points at stake by agency, PAR INDEX {year}: {place}",
                    year=subject.year,
                    place=subject.place,
                ),
                note=text(
                    "Criteria that several agencies share stand under all their names. The sums "
                    "of the criteria agree at every level."
                ),
            ),
        ]
    )


def _stakes(subject: Subject) -> tuple[CriteriaTree, LostPoints] | None:
    """Return the tree of the year's edition and its points by the owners the plan names."""
    if subject.plan is None:
        return None
    try:
        edition = indices.edition("par_index", subject.year).name
        part = criteria_tree(edition, top=SELF_SCORED)
        owners = owners_of(plans.targets(subject.plan.id))
        return criteria_tree(edition), lost_points(part, part.scored * 0, owners)
    except NoData:
        return None


def _survey(tree: CriteriaTree) -> float:
    maxima = tree.frame["max_score"].to_dict()
    return float(maxima[tree.frame["parent_code"].to_dict()[SELF_SCORED]] - maxima[SELF_SCORED])
