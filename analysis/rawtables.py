"""The tables of `data/raw`: columns, keys, and what one column alone cannot show.

Examples
--------
>>> SCORES.columns[:5]
('index', 'frame', 'year', 'province_code', 'component')
"""

from analysis import rowchecks
from analysis.plantables import PLAN_TABLES
from analysis.schema import Field, RowCheck, Table

FRAMES = ("vn63", "vn34")
CONFIDENCE = ("verified", "single-source", "derived")

_YEAR_PATTERN, _YEAR_HINT = r"(19|20)\d\d", "a year such as 2023"
_YEAR = Field(
    "year", "Year that the figure is about", "integer", pattern=_YEAR_PATTERN, hint=_YEAR_HINT
)
_SOURCE = Field(
    "source_id", "Where the figure is printed; several ids separated by ;", references="sources"
)
_OPTIONAL_SOURCE = Field(
    "source_id",
    "Where this is printed; several ids separated by ;",
    required=False,
    references="sources",
)
_INDEX = Field("index", "Code of the index", references="indices")
_NOTE = Field("note", "What a reader must know", required=False)
_NAME_VI = Field("name_vi", "Name in Vietnamese")
_NAME_EN = Field("name_en", "Name in English")
_FIRST = Field("first_year", "First year", "integer", pattern=_YEAR_PATTERN, hint=_YEAR_HINT)
_LAST = Field(
    "last_year",
    "Last year; blank while in use",
    "integer",
    required=False,
    pattern=_YEAR_PATTERN,
    hint=_YEAR_HINT,
)
_PERIODS = (
    RowCheck("last_year", "a last year not before the first", rowchecks.years_in_order),
    RowCheck("first_year", "a first year after the period before it", rowchecks.periods_disjoint),
)
_COMPONENT_KNOWN = RowCheck(
    "component",
    "a component that the index has in that year (components.csv)",
    rowchecks.component_known,
)

SCORES = Table(
    "scores",
    "Published results of one index and year, one row a province and component",
    "scores/*/*.csv",
    (
        _INDEX,
        Field("frame", "Set of units that the code belongs to", allowed=FRAMES),
        _YEAR,
        Field(
            "province_code",
            "Two-digit code in that frame; 00 is the published national value",
            pattern=r"\d\d",
            hint="a code of two digits, such as 08",
        ),
        Field("component", "overall, or a component of the index's edition in that year"),
        Field(
            "score",
            "The figure as printed; blank where only a rank is known",
            "number",
            required=False,
        ),
        Field(
            "max_score",
            "Highest possible score on the scale of this row; 100 for per cent; "
            "blank where unknown",
            "number",
            required=False,
        ),
        Field(
            "rank",
            "Published rank, 1 is best; blank where not published",
            "integer",
            required=False,
        ),
        _SOURCE,
        Field(
            "confidence",
            "verified: two independent publishers; single-source; derived: by "
            "arithmetic from printed figures",
            allowed=CONFIDENCE,
        ),
    ),
    ("index", "frame", "year", "province_code", "component"),
    (
        RowCheck("score", "a score of at most max_score", rowchecks.score_within_maximum),
        RowCheck("score", "a score, a rank or both", rowchecks.score_or_rank),
        _COMPONENT_KNOWN,
        RowCheck("rank", "a rank from 1 to the number of units", rowchecks.rank_in_frame),
        RowCheck(
            "province_code",
            "a code of the row's frame (provinces.csv), or 00",
            rowchecks.code_in_frame,
        ),
        RowCheck(
            "rank",
            "a rank not better than that of a province with a higher score",
            rowchecks.ranks_follow_scores,
        ),
        RowCheck("rank", "no rank for the national value", rowchecks.national_without_rank),
    ),
)

PROVINCES = Table(
    "provinces",
    "The 63 provinces up to 30 June 2025 and the 34 units that they became part of",
    "provinces.csv",
    (
        Field(
            "province_code",
            "Code of the statistics office",
            pattern=r"\d\d",
            hint="a code of two digits, such as 08",
        ),
        _NAME_VI,
        _NAME_EN,
        Field(
            "type",
            "Kind of unit through evaluation year 2024",
            allowed=("tinh", "thanh_pho_truc_thuoc_trung_uong"),
        ),
        Field("region_code", "One of six socio-economic regions"),
        Field("region_vi", "Its name"),
        Field("iso_3166_2", "ISO 3166-2 code", pattern=r"VN-[0-9A-Z]{2}", hint="such as VN-07"),
        Field("merged_into_code", "Code in the frame of 34", pattern=r"\d\d"),
        Field("merged_into_name", "Name of that unit"),
        Field("aliases", "Other spellings, separated by ;", required=False),
    ),
    ("province_code",),
)

SOURCES = Table(
    "sources",
    "Documents and pages that the figures were read from",
    "sources.csv",
    (
        Field("source_id", "Identifier", pattern=r"[A-Za-z0-9][A-Za-z0-9.-]*"),
        Field("title", "Title"),
        Field("publisher", "Publisher", required=False),
        Field("date", "Date or year as known", required=False),
        Field("url", "Address or place", required=False),
        Field("licence", "Licence where known", required=False),
        Field(
            "caveat",
            "frame-unproven: whether the codes mean units before or after the merger "
            "of July 2025 is not proven",
            required=False,
            allowed=("frame-unproven",),
        ),
        _NOTE,
    ),
    ("source_id",),
)

INDICES = Table(
    "indices",
    "The indices and other series",
    "indices.csv",
    (
        Field("index", "Code", pattern=r"[a-z][a-z_]*"),
        _NAME_VI,
        _NAME_EN,
        Field("short", "Short name"),
        Field("publisher_vi", "Publisher, Vietnamese"),
        Field("publisher_en", "Publisher, English"),
        Field(
            "complete_years",
            "Years with all provinces that were published, ranges separated "
            "by ;; other years are partial",
            required=False,
            pattern=r"(19|20)\d\d-(19|20)\d\d(;(19|20)\d\d-(19|20)\d\d)*",
        ),
    ),
    ("index",),
)

COMPONENTS = Table(
    "components",
    "Components of each index, by the years in which name and scale hold",
    "components.csv",
    (
        _INDEX,
        Field("component", "Code: overall, d3, d3.2, …"),
        _FIRST,
        _LAST,
        _NAME_VI,
        _NAME_EN,
        Field(
            "unit",
            "Unit of the score",
            allowed=("points", "percent", "share", "thousand persons", "million VND"),
        ),
        Field(
            "max_score",
            "Highest possible score; blank where unknown or none",
            "number",
            required=False,
        ),
        _OPTIONAL_SOURCE,
        Field("confidence", "How sure the maximum is", required=False),
        _NOTE,
    ),
    ("index", "component", "first_year"),
    _PERIODS,
)

CRITERIA = Table(
    "criteria",
    "Criteria trees of PAR INDEX and the factors of SIPAS, as far as they were found",
    "criteria.csv",
    (
        _INDEX,
        Field("edition", "Edition of the criteria set"),
        Field("code", "Code within the edition"),
        Field("parent_code", "Code of the node above; blank at the top", required=False),
        Field("kind", "Kind of node (SIPAS)", required=False),
        _NAME_VI,
        Field("name_en", "Name in English", required=False),
        Field(
            "max_score", "Highest possible points; blank where unknown", "number", required=False
        ),
        Field("assessed_by", "self, survey or mixed", allowed=("self", "survey", "mixed")),
        _SOURCE,
        Field("confidence", "How sure the entry is", required=False),
        _NOTE,
    ),
    ("index", "edition", "code"),
)

EDITIONS = Table(
    "editions",
    "Editions of the methods, with the years in which each was used",
    "editions.csv",
    (
        _INDEX,
        Field("edition", "Name of the edition"),
        _FIRST,
        _LAST,
        Field("decision", "Decision that set it", required=False),
        Field("n_domains", "Number of domains or dimensions", "integer", required=False),
        Field("n_criteria", "Number of criteria or factors", "integer", required=False),
        Field("n_subcriteria", "Number of sub-criteria", "integer", required=False),
        Field("total_points", "Highest possible total", "number", required=False),
        _NOTE,
        _SOURCE,
        Field("confidence", "How sure the entry is"),
    ),
    ("index", "first_year"),
    _PERIODS,
)

BREAKS = Table(
    "breaks",
    "Years from which a component must not be compared with the years before",
    "breaks.csv",
    (
        _INDEX,
        _YEAR,
        Field("component", "Component whose series breaks"),
        Field(
            "status",
            "documented in a source, inferred from one, or suspected from the data",
            allowed=("documented", "inferred", "suspected"),
        ),
        Field("reason_vi", "What changed, Vietnamese"),
        Field("reason_en", "What changed, English"),
        _SOURCE,
    ),
    ("index", "year", "component"),
    (_COMPONENT_KNOWN,),
)

PUBLICATIONS = Table(
    "publications",
    "When and by which decision the results of a year were published",
    "publications.csv",
    (
        _INDEX,
        _YEAR,
        Field("decision", "Number of the decision", required=False),
        Field("decision_date", "Date of the decision", "date", required=False),
        Field("announced_on", "Day of the announcement", "date", required=False),
        _SOURCE,
    ),
    ("index", "year"),
)

REGIONAL_MEANS = Table(
    "regional_means",
    "Published means of the six socio-economic regions",
    "regional_means.csv",
    (
        _INDEX,
        _YEAR,
        Field("region_code", "Region", references="regions"),
        Field("component", "Component"),
        Field("mean", "Published mean, points", "number"),
        _SOURCE,
    ),
    ("index", "year", "region_code", "component"),
    (_COMPONENT_KNOWN,),
)

TABLES = (
    INDICES,
    PROVINCES,
    SOURCES,
    COMPONENTS,
    EDITIONS,
    BREAKS,
    PUBLICATIONS,
    REGIONAL_MEANS,
    CRITERIA,
    SCORES,
    *PLAN_TABLES,
)
