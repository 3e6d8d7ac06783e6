import xml.etree.ElementTree as ET

import pytest

from analysis.tables import Cell, Column, Linked, behind, table

HOSTILE = "<b>\"a\" & 'b'</b> {x} {{y}}"


def parse(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [cell.text for cell in element.findall(path)]


def test_structure() -> None:
    page = parse(
        table(
            [Column("Năm", numeric=False), Column("Điểm"), Column("Nhóm", numeric=False)],
            [("2022", "43,11", "cao"), ("2023", "41,49", "thấp")],
            anchor="t1",
            caption="Kết quả",
            note="Nguồn: PAPI.",
        ).html
    )
    (found,) = page.findall("table")
    assert found.attrib == {"id": "t1"}
    assert [child.tag for child in found] == ["caption", "thead", "tbody"]
    assert found.findtext("caption") == "Kết quả"
    head = found.findall("thead/tr/th")
    assert [h.attrib for h in head] == [
        {"scope": "col"}, {"scope": "col", "class": "num"}, {"scope": "col"}
    ]  # fmt: skip
    assert [h.text for h in head] == ["Năm", "Điểm", "Nhóm"]
    assert [h.attrib for h in found.findall("tbody/tr/th")] == [{"scope": "row"}] * 2
    assert texts(found, "tbody/tr/th") == ["2022", "2023"]
    assert texts(found, "tbody/tr/td") == ["43,11", "cao", "41,49", "thấp"]
    assert [c.get("class") for c in found.findall("tbody/tr/td")] == ["num", None] * 2
    assert page.findtext("p[@class='source']") == "Nguồn: PAPI."


def test_all_text_is_text() -> None:
    page = parse(
        table(
            [Column(HOSTILE), Column(HOSTILE)],
            [(HOSTILE, HOSTILE)],
            anchor=HOSTILE,
            caption=HOSTILE,
            note=HOSTILE,
        ).html
    )
    assert page.find("table").get("id") == HOSTILE  # type: ignore[union-attr]
    for path in (
        "table/caption",
        "table/thead/tr/th",
        "table/tbody/tr/th",
        "table/tbody/tr/td",
        "p",
    ):
        assert set(texts(page, path)) == {HOSTILE}
    assert not page.findall(".//b")


def test_without_note_and_rows() -> None:
    page = parse(table([Column("a")], [], anchor="t", caption="c").html)
    assert [child.tag for child in page] == ["table"]
    assert page.findall("table/tbody/tr") == []


@pytest.mark.parametrize("row", [("a",), ("a", "b", "c")])
def test_a_row_must_have_as_many_cells_as_columns(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="argument 2 is"):
        table([Column("x"), Column("y")], [row], anchor="t", caption="c")


def test_the_numbers_behind_a_picture_are_folded_away_and_named() -> None:
    page = parse(behind([Column("Tỉnh", numeric=False), Column("Điểm")], [("Hà Nội", HOSTILE)],
                        summary="Số liệu").html)  # fmt: skip
    (folded,) = page
    assert [child.tag for child in folded] == ["summary", "table"]
    assert folded.findtext("summary") == "Số liệu"
    assert texts(folded, "table/tbody/tr/td") == [HOSTILE]


def test_cells_lead_to_other_pages_and_their_words_are_text() -> None:
    columns = [Column("Tỉnh", numeric=False), Column("Điểm")]
    rows: list[list[Cell]] = [[Linked("A <b>", 'a.html?"x"&y'), "1"], ["B", Linked("2", "b.html")]]
    html = table(columns, rows, anchor="t", caption="C", css="ranking").html
    assert html.startswith('<table id="t" class="ranking"><caption>')
    assert (
        '<th scope="row"><a href="a.html?&quot;x&quot;&amp;y">A &lt;b&gt;</a></th>'
        '<td class="num">1</td>' in html
    )
    assert '<td class="num"><a href="b.html">2</a></td>' in html


def test_a_table_may_be_wide_and_of_a_kind() -> None:
    html = table([Column("A")], [], anchor="t", caption="C", wide=True, css="ranking").html
    assert html.startswith('<table id="t" class="wide ranking">')
