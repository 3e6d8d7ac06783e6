"""Two provinces side by side: the table of all, and the choice without a script."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from data.pages import shown, site, texts

from analysis import provinces, workspace
from analysis.report.export import tree
from analysis.report.site import frame
from analysis.report.site.outline import outline
from analysis.report.site.pages import View
from analysis.wording import language

PAGE = "2024/compare.html"


def printed(score: str) -> str:
    return str(Decimal(score).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


@pytest.mark.parametrize(("name", "component"), [("PAPI", "overall"), ("6. ", "d6")])
def test_scores_and_ranks_are_those_of_the_raw_table(
    tmp_path: Path, name: str, component: str
) -> None:
    file = workspace.find().raw / "scores" / "papi" / "2024.csv"
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["component"] == component]
    scores = {row["province_code"]: row["score"] for row in rows if row["province_code"] != "00"}
    order = sorted(map(Decimal, scores.values()), reverse=True)
    _, root = shown(site(tmp_path, 2024), PAGE)
    row = next(row for row in root.iter("tr") if tree.text(row[0]).startswith(name))
    cells = {cell.get("class", "")[-2:]: tree.text(cell) for cell in row[1:-1]}
    assert len(cells) == 63
    for code, shown_text in cells.items():
        if code not in scores:
            assert shown_text == "–"
            continue
        rank = order.index(Decimal(scores[code])) + 1
        assert shown_text == f"{printed(scores[code])}{rank}/{len(scores)}"
    assert tree.text(row[-1]).endswith(f"{len(scores)}/63")


def test_heads_and_cells_of_a_column_go_together(tmp_path: Path) -> None:
    _, root = shown(site(tmp_path, 2024), PAGE)
    rows = list(root.iter("tr"))
    codes = [cell.get("class", "")[-2:] for cell in rows[0][1:-1]]
    assert codes[0] == provinces.resolve("An Giang").code
    assert sorted(codes) == sorted(p.code for p in provinces.provinces())
    for row in rows[1:]:
        assert [cell.get("class", "")[-2:] for cell in row[1:-1]] == codes
    heads = dict(zip(codes, texts(rows[0], "a"), strict=True))
    assert (heads["08"], heads["79"]) == ("Tuyên Quang", "TP. Hồ Chí Minh")


def test_a_partial_panel_says_of_how_many_it_is_known(tmp_path: Path) -> None:
    _, root = shown(site(tmp_path, 2024), PAGE)
    known = {tree.text(row[0]): tree.text(row[-1][-1]) for row in root.iter("tr")}
    assert (known["PAPI"], known["PAR INDEX"], known["SIPAS"]) == ("61/63", "12/63", "5/63")


def test_the_page_holds_two_choices_of_all_provinces(tmp_path: Path) -> None:
    of = site(tmp_path, 2024)
    pages = outline(of)
    text = frame.render(View(of, language("en"), pages["en"][PAGE], pages))
    assert text.count('type="radio"') == 2 * 63
    assert text.count("</fieldset>") == 2
    assert text.count(' checked=""') == 2
    for side in "ab":
        assert f'name="{side}" id="{side}08"' in text
        assert f"main:has(#{side}08:checked) .c08" in text
    assert "</input>" not in text
