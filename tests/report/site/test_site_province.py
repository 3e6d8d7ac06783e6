"""The page of a province, with a report and without, and the files that it offers."""

import csv
import io
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from data.pages import links, notebook, shown, site, texts

from analysis import provinces, workspace
from analysis.errors import ReportFailed
from analysis.report.site import downloads
from analysis.report.site.outline import outline
from analysis.report.site.province import pages
from analysis.wording import language

REPORT = notebook(
    '<h2 id="summary">Tóm tắt</h2><p>Được bốn mươi hai điểm.</p>', '<h2 id="tasks">Nhiệm vụ</h2>'
)


def report(folder: Path, slug: str, *kinds: str, mark: str = "") -> Path:
    """Put a report into a folder; its files but for the notebook have 1,234,000 bytes."""
    place = folder / "reports" / slug / "2024"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"report{mark}.ipynb").write_text(REPORT, encoding="utf-8")
    for kind in kinds:
        (place / f"report{mark}.{kind}").write_bytes(b"x" * 1_234_000)
    return place


def raw(index: str, year: int) -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows of a raw file by province and component."""
    file = workspace.find().raw / "scores" / index / f"{year}.csv"
    with file.open(encoding="utf-8") as lines:
        return {(row["province_code"], row["component"]): row for row in csv.DictReader(lines)}


def facts(root: Element) -> dict[str, list[str]]:
    found = next(element for element in root.iter("dl"))
    return {texts(card, "dt")[0]: texts(card, "dd") for card in found}


@pytest.mark.parametrize("slug", ["tuyen-quang", "ha-noi", "ca-mau"])
def test_the_facts_are_those_of_the_raw_table(tmp_path: Path, slug: str) -> None:
    scores = {
        code: Decimal(row["score"])
        for (code, component), row in raw("papi", 2024).items()
        if component == "overall" and row["score"] and code != "00"
    }
    own = scores[provinces.resolve(slug).code]
    printed = str(own.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")
    rank = 1 + sum(other > own for other in scores.values())
    _, root = shown(site(tmp_path, 2024), f"2024/{slug}.html")
    assert list(facts(root)) == ["PAPI", "PAR INDEX", "SIPAS"]
    assert facts(root)["PAPI"][:2] == [f"{printed} điểm", f"xếp thứ {rank}/{len(scores)}"]


def test_facts_say_what_moved_what_is_missing_and_what_was_known_last(tmp_path: Path) -> None:
    _, root = shown(site(tmp_path, 2024), "2024/tuyen-quang.html")
    assert facts(root) == {
        "PAPI": [
            "42,55 điểm",
            "xếp thứ 44/61",
            "so với năm 2023 tăng 1,06 điểm và giảm 3 bậc",
            "nhóm trung bình thấp",
        ],
        "PAR INDEX": [
            "–",
            "Chưa có kết quả",
            "Kết quả gần nhất đã biết: PAR INDEX năm 2021 đạt 86,57 điểm, xếp thứ 34/63.",
        ],
        "SIPAS": [
            "–",
            "Chưa có kết quả",
            "Kết quả gần nhất đã biết: SIPAS năm 2023 xếp thứ 26/63, chưa tìm thấy điểm số.",
        ],
    }
    _, other = shown(site(tmp_path, 2024), "2024/an-giang.html")
    assert facts(other)["SIPAS"] == ["xếp thứ 60/63", "chưa tìm thấy điểm số"]


def test_every_province_has_a_page_a_year_in_both_languages(tmp_path: Path) -> None:
    report(tmp_path, "ha-noi")
    of = site(tmp_path, 2024, 2023)
    for lang in ("vi", "en"):
        found = [page.path for page in pages(of, language(lang))]
        assert len(found) == len(set(found)) == 2 * 63
        assert {"2024/ha-noi.html", "2023/tuyen-quang.html"} < set(found)


def test_the_page_of_a_report_shows_it_and_offers_its_files(tmp_path: Path) -> None:
    report(tmp_path, "tuyen-quang", "html", "pdf", "xlsx")
    content, root = shown(site(tmp_path, 2024), "2024/tuyen-quang.html")
    assert content.title == "Tỉnh Tuyên Quang: PAR INDEX, SIPAS và PAPI năm 2024"
    assert content.description.startswith(f"{content.title}. PAPI năm 2024 đạt 42,55 điểm")
    assert texts(root, "h2") == [
        "Tải về", "Tóm tắt", "Các phần khác trong báo cáo đầy đủ", "Các địa phương khác",
    ]  # fmt: skip
    assert "Được bốn mươi hai điểm." in texts(root, "p")
    offered = next(element for element in root.iter("section"))
    size = len(REPORT.encode()) // 1000
    assert texts(offered, "li") == [
        "Báo cáo (PDF) (1,2 MB)",
        "Các bảng số liệu của báo cáo (Excel, XLSX) (1,2 MB)",
        "Báo cáo đầy đủ (HTML) (1,2 MB)",
        f"Tệp notebook đã chạy (Jupyter, IPYNB) ({max(1, size)} KB)",
        "Kết quả đã công bố đến năm 2024 (CSV) (32 KB)",
    ]
    assert links(root)["Báo cáo (PDF)"] == "files/tuyen-quang/report.pdf"
    assert links(root)["Nhiệm vụ"] == "files/tuyen-quang/report.html#tasks"


def test_a_page_without_a_full_report_points_to_none(tmp_path: Path) -> None:
    report(tmp_path, "tuyen-quang", "pdf")
    _, root = shown(site(tmp_path, 2024), "2024/tuyen-quang.html")
    assert texts(root, "h2") == ["Tải về", "Tóm tắt", "Các địa phương khác"]


def test_a_province_without_a_report_has_a_short_page(tmp_path: Path) -> None:
    _, root = shown(site(tmp_path, 2024), "2024/ca-mau.html")
    assert texts(root, "p")[0] == (
        "Chưa có báo cáo năm 2024 của tỉnh Cà Mau; trang này nêu các kết quả đã công bố."
    )
    assert texts(root, "section") == ["Tải vềKết quả đã công bố đến năm 2024 (CSV) (32 KB)"]
    own = raw("papi", 2024)[provinces.resolve("ca-mau").code, "d6"]
    table = next(t for t in root.iter("table") if t.get("id") == "t10")
    printed = str(Decimal(own["score"]).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")
    assert printed in texts(table, "td")


def test_each_language_leads_to_the_report_that_there_is_in_the_other(tmp_path: Path) -> None:
    report(tmp_path, "tuyen-quang")
    report(tmp_path, "ca-mau", mark=".en")
    _, english = shown(site(tmp_path, 2024), "2024/tuyen-quang.html", "en")
    assert links(english)["the Vietnamese report"] == "../../2024/tuyen-quang.html"
    _, full = shown(site(tmp_path, 2024), "2024/ca-mau.html", "en")
    assert links(full)["Executed notebook (Jupyter, IPYNB)"] == (
        "../../2024/files/ca-mau/report.en.ipynb"
    )
    _, vietnamese = shown(site(tmp_path, 2024), "2024/ca-mau.html")
    assert links(vietnamese)["báo cáo tiếng Anh"] == "../en/2024/ca-mau.html"


def test_the_ways_to_other_provinces(tmp_path: Path) -> None:
    of = site(tmp_path, 2024)
    _, root = shown(of, "2024/tuyen-quang.html")
    assert links(root)["So sánh hai địa phương"] == "compare.html"
    assert links(root)["Yên Bái"] == "yen-bai.html"
    assert links(root)["Địa phương trước: Trà Vinh"] == "tra-vinh.html"
    assert links(root)["Địa phương tiếp theo: Vĩnh Long"] == "vinh-long.html"
    ends = [texts(shown(of, f"2024/{slug}.html")[1], "a")[-2:] for slug in ("an-giang", "yen-bai")]
    assert [sum("Địa phương t" in words for words in end) for end in ends] == [1, 1]


def test_a_year_before_papi_and_with_nothing_known_has_its_page(tmp_path: Path) -> None:
    _, root = shown(site(tmp_path, 2013), "2013/kon-tum.html")
    assert facts(root)["SIPAS"][:2] == ["–", "Chưa có kết quả"]


def test_results_are_offered_as_the_raw_tables_hold_them(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(downloads.scores("08", 2024))))
    assert {row["index"] for row in rows} == {"papi", "par_index", "sipas"}
    assert all(row["source_id"] and row["province_code"] == "08" for row in rows)
    held = [row for row in rows if (row["index"], row["year"]) == ("papi", "2024")]
    known = {k: row for k, row in raw("papi", 2024).items() if k[0] == "08"}
    assert {row["component"] for row in held} == {component for _, component in known}
    for row in held:
        source = known["08", row["component"]]
        assert float(row["score"]) == float(source["score"])
        assert row["source_id"] == source["source_id"]
    assert max(int(row["year"]) for row in csv.DictReader(
        io.StringIO(downloads.scores("08", 2022)))) == 2022  # fmt: skip


def test_the_files_of_a_report_are_copied_as_they_are(tmp_path: Path) -> None:
    place = report(tmp_path, "tuyen-quang", "pdf")
    report(tmp_path, "tuyen-quang", "docx", mark=".en")
    (place / "manifest.json").write_text("{}", encoding="utf-8")
    made = {product.path: product for product in downloads.products(site(tmp_path, 2024))}
    own = sorted(path for path in made if "/tuyen-quang/" in path)
    folder = "2024/files/tuyen-quang"
    names = ("report.en.docx", "report.en.ipynb", "report.ipynb", "report.pdf", "scores.csv")
    assert own == [f"{folder}/{name}" for name in names]
    assert len(made) == 63 + 4
    target = tmp_path / "copy"
    made[f"{folder}/report.pdf"].write(target)
    assert target.read_bytes() == (place / "report.pdf").read_bytes()
    assert made[f"{folder}/report.pdf"].made_from == (place / "report.pdf",)


def test_a_page_is_made_again_when_a_file_that_it_offers_changes(tmp_path: Path) -> None:
    place = report(tmp_path, "tuyen-quang", "pdf")
    found = outline(site(tmp_path, 2024))
    assert found["vi"]["2024/tuyen-quang.html"].made_from == (
        place / "report.pdf",
        place / "report.ipynb",
    )
    assert found["en"]["2024/tuyen-quang.html"].made_from == ()


def test_a_broken_report_is_named(tmp_path: Path) -> None:
    (report(tmp_path, "tuyen-quang") / "report.ipynb").write_text("[]", encoding="utf-8")
    with pytest.raises(ReportFailed, match=r"^tuyen-quang/2024/report\.ipynb is no executed"):
        shown(site(tmp_path, 2024), "2024/tuyen-quang.html")


@pytest.mark.slow
def test_a_real_page_stays_below_its_weight_and_shows_three_pictures_and_the_map(
    published: Path,
) -> None:
    page = published / "2024" / "tuyen-quang.html"
    text = page.read_text(encoding="utf-8")
    assert len(text.encode()) <= 600_000
    wanted = ("summary", "general", "t10", "c2-papi", "c3", "fan-papi", "t13", "c8", "peers-papi")
    assert [anchor for anchor in wanted if f'id="{anchor}"' not in text] == []
    assert 'id="c1"' not in text
    assert (published / "en" / "2024" / "tuyen-quang.html").stat().st_size <= 600_000
