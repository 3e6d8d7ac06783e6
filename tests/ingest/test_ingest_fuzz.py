"""Whatever stands in a file: a plain error or a sound import, never a traceback or half a file."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tablefiles import SOURCE, Table, tree, write

from analysis import provinces, rawdata
from analysis.errors import ChisoError
from analysis.ingest.transfer import prepare
from analysis.ingest.write import write as write_transfer

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = [p.name_vi for p in provinces.provinces()]
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(
        [
            *(
                "Tỉnh",
                "TT",
                "PAPI 2023",
                "Cải cách TTHC",
                "Điểm",
                "Hạng",
                "%",
                "Nội dung 3",
                "2022",
            ),
            *(
                "Trung bình",
                "Điểm tối đa",
                "Ghi chú: x",
                "43,1",
                "43.1",
                "1.234",
                "12/63",
                "-",
                "*",
            ),
            *("=1+1", "#REF!", "1e308", "NaN", "-1", "0", "63", "\u202e", "<b>", "{x}", "\x00"),
        ]
    ),
    st.text(max_size=12),
    st.integers(-5, 10**20).map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
)
ROWS = st.lists(PIECES, min_size=1, max_size=6)
# A few rows that begin with a province make a table of it.
TABLES = st.tuples(
    st.lists(ROWS, max_size=4),
    st.lists(
        st.tuples(st.sampled_from(NAMES), ROWS).map(lambda row: [row[0], *row[1]]), min_size=3
    ),
    st.lists(ROWS, max_size=4),
).map(lambda parts: [row for part in parts for row in part])


def settled(home, path, index="papi"):
    """Import a file; the data are unchanged after an error, and sound after none."""
    before = tree(home)
    try:
        made = prepare(path, index=index, year=2023, source_id="SRC-1", workspace=home)
        made.refuse(replace=True)
        changed = write_transfer(made, SOURCE, home)
    except ChisoError as error:
        assert str(error)
        assert tree(home) == before
        return
    if changed:
        rawdata.read(home)
        assert not list((home.root / "data").rglob("*.part"))
        for name in tree(home).keys() - before.keys():
            (home.root / "data" / name).unlink()
        for name, data in before.items():
            (home.root / "data" / name).write_bytes(data)


@SETTINGS
@given(rows=TABLES, index=st.sampled_from(["papi", "par_index", "sipas"]))
def test_any_cells_at_all(home, rows, index):
    path = home.root / "f.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8", errors="replace")
    settled(home, path, index)


@settings(SETTINGS, max_examples=12)
@given(cells=st.lists(st.tuples(st.integers(0, 63), st.integers(0, 3), PIECES), max_size=4))
def test_any_cells_in_a_real_table(home, cells):
    rows = [["TT", "Tỉnh", "PAPI 2023", "Hạng"]]
    rows += [[n, name, f"4{n % 10},5", ""] for n, name in enumerate(NAMES, 1)]
    for row, column, piece in cells:
        rows[row][column] = piece
    (home.raw / "scores/papi/2023.csv").unlink(missing_ok=True)
    settled(home, write(Table(rows), home.root / "f.csv"))


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf", ".csv"])
def test_any_bytes_wrong_in_a_real_file(home, ending):
    rows = [["Tỉnh", "PAPI 2023"], *([name, 43.1] for name in NAMES[:8])]
    whole = write(Table(rows), home.root / f"whole{ending}").read_bytes()
    chance = random.Random(2023)
    for number in range(25):
        data = bytearray(whole)
        for _ in range(number % 5 + 1):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 5 == 0:
            del data[chance.randrange(len(data)) :]
        path = home.root / f"f{ending}"
        path.write_bytes(data)
        settled(home, path)
