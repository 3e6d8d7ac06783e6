"""`report.toml`: what it may say, what it makes of the document block, and how errors read."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import provinces, workspace
from analysis.cli import main
from analysis.errors import BadLetterhead, BadParameter
from analysis.report import letterfile, open_report
from analysis.report.letterfile import Entries, read
from analysis.report.letterhead import GAP, letterhead
from analysis.wording import language

SIGNED = """
province = "Tuyên Quang"
number = 206
symbol = "BC-SNV"
date = 2024-05-17
addressees = ["Ủy ban nhân dân tỉnh", "Bộ Nội vụ"]
authority = "KT. Giám đốc"
post = "Phó Giám đốc"
signer = "Nguyễn Văn A"
receivers = ["Như trên", "Các sở, ban, ngành (t/h)"]
archive = "VT, CCHC"
draft = false

[en]
body = "Department of the Interior"
post = "Deputy Director"
"""


def block(entries: Entries, *, province: str = "Tuyên Quang", lang: str = "vi"):
    return letterhead(entries, provinces.resolve(province), language(lang))


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "report.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadLetterhead) as caught:
        letterfile.read(path)
    return str(caught.value)


def test_without_a_file_the_block_comes_from_the_data_and_is_a_draft():
    made = block(Entries())
    assert (made.superior, made.body) == ("Ủy ban nhân dân tỉnh Tuyên Quang", "Sở Nội vụ")
    assert made.number == f"Số: {GAP}/BC-SNV"
    assert made.dated == f"Tuyên Quang, ngày{GAP}tháng{GAP}năm 20…"
    assert made.addressees == ("Ủy ban nhân dân tỉnh Tuyên Quang",)
    assert made.receivers == ("Như trên", "Lưu: VT")
    assert (made.authority, made.post, made.signer, made.draft) == ("", "Giám đốc", "", True)


def test_a_report_to_nobody_is_received_by_the_superior_body():
    made = block(Entries(addressees=[]))
    assert made.receivers == ("Ủy ban nhân dân tỉnh Tuyên Quang", "Lưu: VT")


@pytest.mark.parametrize(
    ("province", "lang", "superior", "place"),
    [
        ("Hà Nội", "vi", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
        ("TP.HCM", "vi", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Hà Giang", "vi", "Ủy ban nhân dân tỉnh Hà Giang", "Hà Giang"),
        ("Hà Giang", "en", "People's Committee of Ha Giang province", "Ha Giang"),
    ],
)
def test_names_of_provinces_and_cities(province, lang, superior, place):
    made = block(Entries(), province=province, lang=lang)
    assert made.superior == superior
    assert made.dated.startswith(f"{place}, ")


@pytest.mark.parametrize(
    ("number", "day", "line", "dated"),
    [
        (6, date(2024, 2, 7), "06", "ngày 07 tháng 02 năm 2024"),
        (9, date(2024, 1, 10), "09", "ngày 10 tháng 01 năm 2024"),
        (10, date(2024, 3, 9), "10", "ngày 09 tháng 3 năm 2024"),
        (206, date(2024, 12, 31), "206", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_numbers_days_and_months_have_the_digits_of_the_decree(number, day, line, dated):
    made = block(Entries(number=number, date=day))
    assert made.number == f"Số: {line}/BC-SNV"
    assert made.dated == f"Tuyên Quang, {dated}"
    assert made.reference == f"(Kèm theo Báo cáo số {line}/BC-SNV {dated} của Sở Nội vụ)"


def test_a_signed_report_in_both_languages(tmp_path):
    path = tmp_path / "report.toml"
    path.write_text(SIGNED, encoding="utf-8")
    entries = letterfile.read(path)
    made = block(entries)
    assert made.receivers == ("Như trên", "Các sở, ban, ngành (t/h)", "Lưu: VT, CCHC")
    assert made.addressees == ("Ủy ban nhân dân tỉnh", "Bộ Nội vụ")
    assert (made.authority, made.post) == ("KT. Giám đốc", "Phó Giám đốc")
    assert (made.signer, made.draft) == ("Nguyễn Văn A", False)
    english = block(entries, lang="en")
    assert (english.body, english.post) == ("Department of the Interior", "Deputy Director")
    assert (english.number, english.dated) == ("No.: 206/BC-SNV", "Tuyen Quang, 17 May 2024")
    assert english.signer == "Nguyễn Văn A"


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        ('number = "206"', "key number: found '206'", "a whole number from 1 to 99999"),
        ("number = true", "key number: found True", "a whole number"),
        ("number = 0", "key number: found 0", "a whole number from 1 to 99999"),
        ('date = "17/5/2024"', "key date: found '17/5/2024'", "a date from 2011 to 2099"),
        ("date = 1999-05-17", "key date: found datetime.date(1999, 5, 17)", "a date from 2011"),
        ("date = 2024-05-17T07:00:00", "key date: found datetime.datetime", "a date from 2011"),
        ('symbol = "BC SNV"', "key symbol: found 'BC SNV'", "capitals in groups with hyphens"),
        ('archive = "CCHC"', "key archive: found 'CCHC'", "one line that begins with VT"),
        ('draft = "no"', "key draft: found 'no'", "true or false"),
        ('receivers = "VT"', "key receivers: found 'VT'", "a list of at most 20 lines"),
        ("receivers = [1]", "key receivers: found 1", "a list of at most 20 lines"),
        ('signer = "a\\nb"', r"key signer: found 'a\nb'", "one line of at most 200 letters"),
        ('signer = "a\\u202Eb"', "key signer: found 'a\\u202eb'", "one line of at most 200"),
        ('body = ""', "key body: found ''", "one line of at most 200 letters"),
        ('province = "Tuyen"', "key province: found 'Tuyen'", "the province whose reports"),
        ("[en]\nbody = 1", "key en.body: found 1", "one line of at most 200 letters"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_would_be_right(tmp_path, line, found, expected):
    message = refused(tmp_path, line)
    assert message.startswith(f"report.toml, {found}")
    assert f"; expected {expected}" in message


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("", ["number", "date", "signer"]),
        ("number = 206\ndate = 2024-05-17\n", ["signer"]),
        ('signer = "Nguyễn Văn A"\nnumber = 206\n', ["date"]),
    ],
)
def test_what_is_no_draft_has_number_date_and_signer(tmp_path, given, missing):
    path = tmp_path / "report.toml"
    path.write_text(f"{given}draft = false", encoding="utf-8")
    with pytest.raises(BadLetterhead) as caught:
        read(path)
    right = {
        "number": "a whole number from 1 to 99999, such as 206",
        "date": "a date from 2011 to 2099 without quotes, such as 2024-05-17",
        "signer": 'one line of at most 200 letters, such as "Nguyễn Văn A"',
    }
    assert str(caught.value).splitlines() == [
        f"report.toml, key {name}: missing; with draft = false expected {right[name]}"
        for name in missing
    ]
    path.write_text(f"{given}draft = true", encoding="utf-8")
    assert read(path).draft


def test_an_unknown_key_names_the_keys(tmp_path):
    message = refused(tmp_path, 'nummer = 1\n[en]\nsymbol = "A"')
    first, second = message.splitlines()
    assert first == (
        "report.toml, key en.symbol: found 'A'; unknown key; the keys are superior, body, place, "
        "addressees, authority, post, receivers"
    )
    assert second.startswith("report.toml, key nummer: found 1; unknown key; the keys are")


def test_a_long_value_is_cut_in_the_message(tmp_path):
    message = refused(tmp_path, f'signer = "{"x" * 10_000}"')
    assert len(message) < 250


@pytest.mark.parametrize("content", [b"number = ", b"\xff\xfe", b"number 5"])
def test_what_is_no_toml_is_named(tmp_path, content):
    path = tmp_path / "report.toml"
    path.write_bytes(content)
    with pytest.raises(BadLetterhead, match=r"^report\.toml is no TOML file in UTF-8: "):
        letterfile.read(path)


def test_the_file_of_the_workspace_is_found_and_only_for_its_province(copied_workspace):
    (copied_workspace.root / "report.toml").write_text(SIGNED, encoding="utf-8")
    own = open_report(province="Tuyên Quang", year=2023)
    other = open_report(province="Hà Giang", year=2023)
    assert own.letterhead.number == "Số: 206/BC-SNV"
    assert other.letterhead.number == f"Số: {GAP}/BC-SNV"
    none = open_report(province="Tuyên Quang", year=2023, letterhead="none")
    assert none.letterhead.draft


def test_a_named_file_must_fit_the_report(copied_workspace):
    (copied_workspace.root / "own.toml").write_text(SIGNED, encoding="utf-8")
    made = open_report(province="Tuyên Quang", year=2022, letterhead="own.toml")
    assert made.letterhead.signer == "Nguyễn Văn A"
    with pytest.raises(BadParameter, match=r"own\.toml is for Tuyên Quang, all years"):
        open_report(province="Hà Giang", year=2023, letterhead="own.toml")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.toml", "there is no 'missing.toml'"),
        ("../x.toml", "lies outside the workspace"),
        ("/etc/hostname", "lies outside the workspace"),
        ("", "there is no ''"),
    ],
)
def test_a_file_that_is_not_there_is_refused(name, message):
    with pytest.raises(BadParameter, match=message):
        letterfile.entries(name, workspace.find(), province="08", year=2023)


@pytest.mark.parametrize("letterhead", [None, 1, True, ["auto"], Path("report.toml")])
def test_a_letterhead_must_be_text(letterhead):
    with pytest.raises(BadParameter, match="letterhead must be the name of a file"):
        open_report(province="08", year=2023, letterhead=letterhead)


def test_the_command_ends_with_status_2(copied_workspace, monkeypatch):
    monkeypatch.chdir(copied_workspace.root)
    Path("bad.toml").write_text("number = 0", encoding="utf-8")
    command = ["report", "08", "--year", "2023", "--letterhead", "bad.toml"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "chiso: bad.toml, key number: found 0; expected a whole number from 1 to 99999, such as 206"
    )
    assert not (copied_workspace.reports / "tuyen-quang").exists()
