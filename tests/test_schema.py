import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from analysis import workspace
from analysis.plantables import TARGETS
from analysis.rawtables import BREAKS, COMPONENTS, SCORES, SOURCES, TABLES
from analysis.schema import Field, References, Table, describe, pandera_schema, typed

KNOWN = References(
    provinces=frozenset({"01", "02"}),
    units=frozenset({"01", "08"}),
    sources=frozenset({"A", "B"}),
    indices=frozenset({"papi"}),
    components=pd.DataFrame(
        {"index": "papi", "component": ["d1"], "first_year": [2018], "last_year": [2020.0]}
    ),
)
ROW = dict(
    zip(SCORES.columns, ["papi", "vn63", "2019", "01", "d1", "5.4", "10", "", "A"], strict=False)
)
ROW["confidence"] = "derived"


def table(*changes: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([ROW | change for change in changes], dtype="str")


def failures(frame: pd.DataFrame, references: References = KNOWN) -> set[tuple[int, str]]:
    """Rows that fail and what would be right."""
    try:
        pandera_schema(SCORES, references).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        return set(zip(cases["index"], cases["check"], strict=True))
    return set()


def test_a_good_row_passes() -> None:
    assert failures(table({}, {"province_code": "00", "source_id": "A;B"})) == set()


def test_a_table_that_could_not_be_read_is_not_held_against_those_that_point_to_it() -> None:
    frame = table({"province_code": "77", "component": "x", "source_id": "Z", "index": "y"})
    assert failures(frame, References()) == set()
    assert len(failures(frame)) == 3


def test_a_component_holds_from_its_first_to_its_last_year() -> None:
    frame = table(*({"year": str(year)} for year in (2017, 2018, 2020, 2021)))
    unknown = "a component that the index has in that year (components.csv)"
    assert failures(frame) == {(0, unknown), (3, unknown)}


def test_codes_belong_to_their_frame() -> None:
    frame = table(
        {"frame": "vn34", "province_code": "08"},
        {"frame": "vn63", "province_code": "08"},
        {"frame": "vn34", "province_code": "02"},
        {"frame": "vn34", "province_code": "00"},
    )
    other = "a code of the row's frame (provinces.csv), or 00"
    assert failures(frame) == {(1, other), (2, other)}


def test_ranks_of_the_34_end_at_34() -> None:
    rows = [("vn63", "63"), ("vn63", "64"), ("vn34", "34"), ("vn34", "35")]
    frame = table(
        *(
            {"frame": f, "rank": r, "score": "", "year": y, "province_code": "01"}
            for (f, r), y in zip(rows, ("2018", "2019", "2018", "2019"), strict=True)
        )
    )
    impossible = "a rank from 1 to the number of units"
    assert failures(frame) == {(1, impossible), (3, impossible)}


@pytest.mark.parametrize(
    ("scores", "ranks", "wrong"),
    [
        ("90 80 70", "1 2 3", []),
        ("70 90 80", "3 1 2", []),
        ("90 90 80", "1 1 3", []),  # equal scores may share a rank
        ("90 90 80", "2 1 3", []),  # or be told apart by more decimals
        ("90 80 70", "2 2 3", []),  # rounded ranks of a source that shares them
        ("90 80 70 60", "4 1 2 3", [0]),
        ("90 80 70 60", "2 3 4 1", [3]),
        ("90 80 70 60", "1 3 2 4", [1]),
        ("90 80 70 60 50 40", "1 6 3 4 2 5", [1, 4]),
        ("90 - 70", "3 2 4", []),
        ("90 80 70", "3 - 2", [0]),
    ],
)
def test_the_fewest_ranks_that_contradict_the_scores_are_named(
    scores: str, ranks: str, wrong: list[int]
) -> None:
    # In groups of their own: neither year nor scale is compared with another.
    pairs = list(zip(scores.split(), ranks.split(), strict=True))
    frame = table(
        *(
            {"score": s.replace("-", ""), "rank": r.replace("-", ""), "max_score": "100"}
            for s, r in pairs
        ),
        {"score": "99", "rank": "50", "max_score": "100", "year": "2018"},
        {"score": "10", "rank": "50", "max_score": "10", "year": "2019"},
    )
    check = next(c for c in SCORES.checks if "not better" in c.expected)
    assert frame.index[~check.holds(frame, KNOWN)].tolist() == wrong


@pytest.mark.parametrize(
    ("comparator", "value", "good"),
    [
        (">=", "85", True),
        (">=", "85.5", True),
        (">=", "85,5", False),
        (">=", "", False),
        ("rank<=", "20", True),
        ("rank<=", "top 20", False),
        ("group>=", "cao", True),
        ("group>=", "1", False),
        ("group>=", "", False),
        ("increase", "", True),
        ("increase", "1", False),
        ("maintain", "", True),
        ("maintain", "cao", True),
    ],
)
def test_a_target_has_a_value_that_its_comparator_can_use(
    comparator: str, value: str, good: bool
) -> None:
    [check] = [c for c in TARGETS.checks if c.column == "value"]
    frame = pd.DataFrame({"comparator": [comparator], "value": [value]}, dtype="str")
    assert check.holds(frame, KNOWN).tolist() == [good]


def test_periods_of_one_component_do_not_overlap() -> None:
    order, disjoint = (c.holds for c in COMPONENTS.checks)
    frame = pd.DataFrame(
        [
            ("papi", "d1", "2018", ""),
            ("papi", "d1", "2011", "2017"),
            ("papi", "d2", "2011", "2018"),
            ("papi", "d2", "2018", ""),
            ("pci", "d1", "2012", "2011"),
        ],
        columns=["index", "component", "first_year", "last_year"],
        dtype="str",
    )
    assert disjoint(frame, KNOWN).tolist() == [True, True, True, False, True]
    assert order(frame, KNOWN).tolist() == [True, True, True, True, False]


def test_typed_converts_each_kind_and_keeps_gaps() -> None:
    frame = typed(table({"rank": "", "score": "5.40"}, {"rank": "7", "score": ""}), SCORES)
    assert frame["year"].tolist() == [2019, 2019]
    assert frame["rank"].tolist() == [pd.NA, 7]
    assert frame["score"].dtype == "float64"
    assert frame["score"][0] == 5.4
    assert frame[["rank", "score"]].isna().to_numpy().tolist() == [[True, False], [False, True]]
    assert frame["province_code"].tolist() == ["01", "01"]


def test_describe_gives_types_keys_and_closed_lists() -> None:
    [scores] = describe([SCORES])
    schema = scores["schema"]
    assert isinstance(schema, dict)
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["year"]["type"] == "integer"
    assert fields["score"]["type"] == "number"
    assert "constraints" not in fields["score"]
    assert fields["frame"]["constraints"] == {"required": True, "enum": ["vn63", "vn34"]}
    assert fields["province_code"]["constraints"] == {"required": True, "pattern": r"\d\d"}
    assert schema["primaryKey"] == ["index", "frame", "year", "province_code", "component"]


@pytest.mark.parametrize("each", TABLES, ids=lambda each: each.name)
def test_tables_are_described_in_full(each: Table) -> None:
    assert set(each.key) <= set(each.columns)
    assert len(set(each.columns)) == len(each.columns)
    assert {check.column for check in each.checks} <= set(each.columns)
    assert all(field.description and not field.description.endswith(".") for field in each.fields)
    assert each.optional or list(workspace.find().raw.glob(each.path))


def test_references_point_to_sets_that_exist() -> None:
    fields = [field for each in TABLES for field in each.fields if field.references]
    assert {field.references for field in fields} <= set(References.__dataclass_fields__)
    assert "source_id" in {f.name for f in BREAKS.fields if f.references == "sources"}
    assert not any(f.references for f in SOURCES.fields)


def test_a_pattern_must_fit_the_whole_cell() -> None:
    only = Table("t", "T", "t.csv", (Field("code", "Code", pattern="[a-z]{2}"),), ("code",))
    schema = pandera_schema(only)
    schema.validate(pd.DataFrame({"code": ["ab"]}, dtype="str"))
    with pytest.raises(SchemaErrors, match=r"text like \[a-z\]\{2\}"):
        schema.validate(pd.DataFrame({"code": ["abc"]}, dtype="str"), lazy=True)
