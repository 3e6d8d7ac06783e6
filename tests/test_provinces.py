import pickle
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import provinces as module
from analysis import workspace
from analysis.collation import sort_key
from analysis.errors import AmbiguousProvince, BadParameter, DataProblems, UnknownProvince
from analysis.provinces import (
    Frame,
    Province,
    by_code,
    crosswalk,
    display_name,
    provinces,
    regions,
    resolve,
)

FRAMES: tuple[Frame, ...] = get_args(Frame)
ALL = [p for frame in FRAMES for p in provinces(frame)]

# Resolution 202/2025/QH15: the eleven units that were not merged, and the 23 that were.
UNMERGED = {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}
MERGED = {
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Lào Cai": "Lào Cai, Yên Bái",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Phú Thọ": "Hòa Bình, Phú Thọ, Vĩnh Phúc",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Hưng Yên": "Hưng Yên, Thái Bình",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Đà Nẵng": "Đà Nẵng, Quảng Nam",
    "Quảng Ngãi": "Kon Tum, Quảng Ngãi",
    "Gia Lai": "Bình Định, Gia Lai",
    "Khánh Hòa": "Khánh Hòa, Ninh Thuận",
    "Lâm Đồng": "Bình Thuận, Đắk Nông, Lâm Đồng",
    "Đắk Lắk": "Đắk Lắk, Phú Yên",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh",
    "Đồng Nai": "Bình Phước, Đồng Nai",
    "Tây Ninh": "Long An, Tây Ninh",
    "Cần Thơ": "Cần Thơ, Hậu Giang, Sóc Trăng",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
    "Đồng Tháp": "Đồng Tháp, Tiền Giang",
    "Cà Mau": "Bạc Liêu, Cà Mau",
    "An Giang": "An Giang, Kiên Giang",
}


def bare(text: str) -> str:
    """Letters and digits without marks, written apart from the code under test."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


def spellings(p: Province) -> tuple[str, ...]:
    return (p.name_vi, p.name_en, p.slug, *p.aliases, *([p.iso] if p.iso else []))


# The register --------------------------------------------------------------------------------


def test_the_frames_hold_63_and_34_units_in_code_order() -> None:
    assert [len(provinces(frame)) for frame in FRAMES] == [63, 34]
    for frame in FRAMES:
        codes = [p.code for p in provinces(frame)]
        assert codes == sorted(set(codes))
        assert {p.frame for p in provinces(frame)} == {frame}


def test_a_province_carries_what_the_register_says() -> None:
    assert by_code("79", frame="vn63") == Province(
        code="79",
        name_vi="Hồ Chí Minh",
        name_en="Ho Chi Minh City",
        slug="ho-chi-minh",
        type="thanh_pho_truc_thuoc_trung_uong",
        region_code="DNB",
        frame="vn63",
        iso="VN-SG",
        aliases=by_code("79", frame="vn63").aliases,
        merged_into="79",
    )
    assert "TPHCM" in by_code("79", frame="vn63").aliases


def test_a_unit_of_2025_claims_no_type_region_or_iso_code() -> None:
    unit = by_code("46", frame="vn34")
    assert (unit.name_vi, unit.name_en, unit.slug) == ("Huế", "Hue", "hue")
    units = provinces("vn34")
    assert {(u.type, u.region_code, u.iso, u.merged_into) for u in units} == {(None,) * 4}


def test_five_of_the_63_are_cities() -> None:
    cities = [p.code for p in provinces() if p.type != "tinh"]
    assert cities == ["01", "31", "48", "79", "92"]


@pytest.mark.parametrize(
    ("code", "slug"),
    [("08", "tuyen-quang"), ("77", "ba-ria-vung-tau"), ("79", "ho-chi-minh"), ("66", "dak-lak")],
)
def test_slug(code: str, slug: str) -> None:
    assert by_code(code, frame="vn63").slug == slug


@pytest.mark.parametrize("frame", FRAMES)
def test_slugs_are_unique_and_safe_in_paths(frame: Frame) -> None:
    slugs = [p.slug for p in provinces(frame)]
    assert len(set(slugs)) == len(slugs)
    assert set("".join(slugs)) <= set("abcdefghijklmnopqrstuvwxyz-")


@pytest.mark.parametrize("frame", FRAMES)
def test_no_spelling_belongs_to_two_provinces(frame: Frame) -> None:
    owners = defaultdict(set)
    for p in provinces(frame):
        for spelling in spellings(p):
            owners[bare(spelling)].add(p.code)
    assert {key: codes for key, codes in owners.items() if len(codes) > 1} == {}


def test_a_province_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        resolve("08").code = "15"  # type: ignore[misc]


@pytest.mark.parametrize("province", [by_code("08", frame="vn63"), by_code("46", frame="vn34")])
def test_a_province_survives_pickling(province: Province) -> None:
    assert pickle.loads(pickle.dumps(province)) == province


# Frames and regions --------------------------------------------------------------------------


def test_crosswalk_is_the_merger_of_2025() -> None:
    members = defaultdict(set)
    for old, new in crosswalk().items():
        members[new].add(old)
    alone = {new for new, olds in members.items() if len(olds) == 1}
    assert alone == UNMERGED
    assert all(members[code] == {code} for code in alone)
    merged = {
        by_code(new, frame="vn34").name_vi: {by_code(old, frame="vn63").name_vi for old in olds}
        for new, olds in members.items()
        if new not in alone
    }
    assert merged == {unit: set(names.split(", ")) for unit, names in MERGED.items()}


def test_crosswalk_is_the_callers_own_copy() -> None:
    crosswalk().clear()
    assert len(crosswalk()) == 63


def test_seven_codes_mean_another_province_in_the_other_frame() -> None:
    assert module.reused_codes() == ("15", "24", "44", "52", "80", "82", "91")


def test_the_module_has_no_other_computed_attributes() -> None:
    with pytest.raises(AttributeError, match="REUSED_CODE'"):
        getattr(module, "REUSED_CODE")  # noqa: B009


def test_the_six_regions_hold_all_63() -> None:
    found = [(r.code, r.name_vi, r.name_en, len(r.province_codes)) for r in regions()]
    assert found == [
        ("TDMNPB", "Trung du và miền núi phía Bắc", "Northern midlands and mountains", 14),
        ("DBSH", "Đồng bằng sông Hồng", "Red River Delta", 11),
        (
            "BTBDHMT",
            "Bắc Trung Bộ và Duyên hải miền Trung",
            "North Central and Central Coast",
            14,
        ),
        ("TN", "Tây Nguyên", "Central Highlands", 5),
        ("DNB", "Đông Nam Bộ", "Southeast", 6),
        ("DBSCL", "Đồng bằng sông Cửu Long", "Mekong Delta", 13),
    ]
    codes = [code for r in regions() for code in r.province_codes]
    assert sorted(codes) == [p.code for p in provinces()]


def test_region_lists_its_provinces_in_code_order() -> None:
    highlands = next(r for r in regions() if r.code == "TN")
    assert highlands.province_codes == ("62", "64", "66", "67", "68")


# by_code -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["8", "8.0", "99", "", "VN-07", "Tuyên Quang"])
def test_by_code_takes_two_digits_only(code: str) -> None:
    with pytest.raises(UnknownProvince):
        by_code(code, frame="vn63")


def test_by_code_does_not_guess() -> None:
    with pytest.raises(UnknownProvince) as caught:
        by_code("8", frame="vn63")
    assert (caught.value.suggestions, caught.value.hint) == ((), "")


def test_by_code_explains_a_code_of_the_other_frame() -> None:
    with pytest.raises(UnknownProvince, match="Hà Giang of vn63 belongs to 08 Tuyên Quang"):
        by_code("02", frame="vn34")


def test_by_code_explains_the_national_mean() -> None:
    with pytest.raises(UnknownProvince, match="national mean"):
        by_code("00", frame="vn63")


# resolve: what it takes ----------------------------------------------------------------------


@pytest.mark.parametrize("province", ALL, ids=lambda p: f"{p.frame}-{p.slug}")
def test_every_spelling_resolves_to_its_province(province: Province) -> None:
    given_as = [province, province.code, int(province.code), str(int(province.code))]
    for name in [*given_as, *spellings(province)]:
        assert resolve(name, frame=province.frame) == province, name


@pytest.mark.parametrize(
    "name",
    [
        *[8, np.int64(8), "8", "08", " 08\n", "VN-07", "vn-07"],
        *["Tuyên Quang", "TUYÊN QUANG", "tuyen-quang", "tuyen_quang", "TuyenQuang"],
        *["tỉnh Tuyên Quang", "TỈNH TUYÊN QUANG", "Tuyen Quang province", "Tuyên\u00a0Quang"],
        *["Tuyên\u200bQuang", unicodedata.normalize("NFD", "Tuyên Quang")],
    ],
)
def test_spellings_of_tuyen_quang(name: object) -> None:
    assert resolve(name).code == "08"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TP.HCM", "79"),
        ("TPHCM", "79"),
        ("thành phố Hồ Chí Minh", "79"),
        ("Hoà Bình", "17"),
        ("Hòa Bình", "17"),
        ("Thanh Hoá", "38"),
        ("Huế", "46"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Hanoi", "01"),
        ("Da Nang City", "48"),
        ("TPĐà Nẵng", "48"),
        ("T.P. Đà Nẵng", "48"),
        ("ＤＡ ＮＡＮＧ", "48"),
        ("VN-SG", "79"),
        ("Ðắk Lắk", "66"),  # the Icelandic letter
        ("Hà Tĩnh", "42"),  # ends in, but does not begin with, tỉnh
    ],
)
def test_spellings_of_others(name: str, code: str) -> None:
    assert resolve(name).code == code


def test_a_reused_code_depends_on_the_frame() -> None:
    names = {
        code: (resolve(code).name_vi, resolve(code, frame="vn34").name_vi)
        for code in module.reused_codes()
    }
    assert names == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }


def test_a_renamed_unit_keeps_its_old_name() -> None:
    unit = resolve("Thừa Thiên Huế", frame="vn34")
    assert unit.name_vi == "Huế"
    assert "Thừa Thiên Huế" in unit.aliases
    assert "Huế" not in unit.aliases


def strip(char: str) -> str:
    kept = unicodedata.normalize("NFD", char.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in kept if not unicodedata.combining(c))


CHANGES: list[Callable[[str], str]] = [
    str,
    str.upper,
    str.lower,
    str.swapcase,
    strip,
    lambda c: strip(c).upper(),
]


@given(st.data())
def test_any_case_and_any_marks_left_off(data: st.DataObject) -> None:
    province = data.draw(st.sampled_from(ALL))
    name = data.draw(st.sampled_from(spellings(province)))
    changes = data.draw(st.lists(st.sampled_from(CHANGES), min_size=len(name), max_size=len(name)))
    compose = data.draw(st.booleans())
    space = data.draw(st.sampled_from([" ", "  ", "-", "_", "\u00a0", ""]))
    changed = "".join(change(c) for change, c in zip(changes, name, strict=True))
    variant = unicodedata.normalize("NFC" if compose else "NFD", changed).replace(" ", space)
    assert resolve(variant, frame=province.frame) == province


# resolve: what it refuses --------------------------------------------------------------------


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "name",
    [
        *[True, False, np.True_, 8.0, float("nan"), None, "", "  ", "\u200b", b"08", ["08"]],
        *["00", 0, "0", -8, 99, 108, "008", "8.0", "²", "xyz", "tỉnh", "TP.", "Tây Nguyên"],
    ],
    ids=repr,
)
def test_what_is_no_province(name: object, frame: Frame) -> None:
    with pytest.raises(UnknownProvince) as caught:
        resolve(name, frame=frame)
    assert caught.value.name is name


@pytest.mark.parametrize("name", ["00", 0, "0", "Cả nước", "CA NUOC", "toàn quốc", "Việt Nam"])
def test_the_national_mean_is_named_as_such(name: object) -> None:
    with pytest.raises(UnknownProvince, match=r"\(00 is the national mean and no province\)"):
        resolve(name)


@pytest.mark.parametrize("name", [None, "", True, 8.0])
def test_what_is_no_name_is_told_what_a_name_is(name: object) -> None:
    with pytest.raises(UnknownProvince, match="it takes a name or a code") as caught:
        resolve(name)
    assert caught.value.suggestions == ()


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("Tuyên", ("Tuyên Quang",)),
        ("Tuyen Quan", ("Tuyên Quang",)),
        ("tỉnh Tuyên Qang", ("Tuyên Quang", "Tiền Giang")),
        ("Vũng Tàu", ("Bà Rịa - Vũng Tàu",)),
        ("Hồ Chí", ("Hồ Chí Minh",)),
        ("zzz", ()),
    ],
)
def test_suggestions(name: str, suggestions: tuple[str, ...]) -> None:
    with pytest.raises(UnknownProvince) as caught:
        resolve(name)
    assert caught.value.suggestions == suggestions


def test_at_most_three_suggestions_the_nearest_first() -> None:
    with pytest.raises(UnknownProvince) as caught:
        resolve("Quảng Nih")
    assert caught.value.suggestions[0] == "Quảng Ninh"
    assert len(caught.value.suggestions) == 3


@pytest.mark.parametrize("frame", FRAMES)
def test_the_beginning_of_names_is_ambiguous_or_unknown(frame: Frame) -> None:
    begun = defaultdict(set)
    for p in provinces(frame):
        words = [w for w in p.name_vi.split() if w != "-"]
        for n in range(1, len(words)):
            begun[bare("".join(words[:n])), " ".join(strip(w) for w in words[:n])].add(p.name_vi)
    known = {bare(s) for p in provinces(frame) for s in spellings(p)}
    for (key, beginning), names in begun.items():
        assert key not in known
        if len(names) > 1:
            with pytest.raises(AmbiguousProvince) as ambiguous:
                resolve(beginning, frame=frame)
            assert ambiguous.value.candidates == tuple(sorted(names, key=sort_key))
        else:
            with pytest.raises(UnknownProvince) as unknown:
                resolve(beginning, frame=frame)
            assert unknown.value.suggestions == tuple(names)


@pytest.mark.parametrize(
    ("name", "frame", "candidates"),
    [
        ("Hà", "vn63", "Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh"),
        ("Hà", "vn34", "Hà Nội, Hà Tĩnh"),
        ("tỉnh Bình", "vn63", "Bình Dương, Bình Định, Bình Phước, Bình Thuận"),
        ("Qu\u00adảng", "vn63", "Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị"),
    ],
)
def test_ambiguous_names_list_the_candidates(name: str, frame: Frame, candidates: str) -> None:
    with pytest.raises(AmbiguousProvince) as caught:
        resolve(name, frame=frame)
    assert ", ".join(caught.value.candidates) == candidates


MERGED_NAMES = [p for p in provinces() if p.name_vi not in {u.name_vi for u in provinces("vn34")}]


@pytest.mark.parametrize("old", [p for p in MERGED_NAMES if p.code != "46"], ids=lambda p: p.slug)
def test_a_merged_province_names_its_unit(old: Province) -> None:
    unit = by_code(crosswalk()[old.code], frame="vn34")
    message = f"({old.name_vi} of vn63 belongs to {unit.code} {unit.name_vi} since 1 July 2025)"
    with pytest.raises(UnknownProvince) as caught:
        resolve(old.name_vi, frame="vn34")
    assert str(caught.value) == f"unknown province {old.name_vi!r} {message}"


def test_a_province_of_the_other_frame_is_not_converted() -> None:
    for frame, other in (FRAMES, FRAMES[::-1]):
        with pytest.raises(UnknownProvince, match=f"08 of {frame} is not in {other}"):
            resolve(by_code("08", frame=frame), frame=other)


def test_a_province_of_another_register_is_unknown() -> None:
    with pytest.raises(UnknownProvince, match="98 of vn63 is not in vn63"):
        resolve(replace(resolve("08"), code="98"))


@pytest.mark.parametrize("name", ["Tuyen Quan", "Quảng", "Cả nước"])
def test_the_errors_survive_pickling(name: str) -> None:
    with pytest.raises((UnknownProvince, AmbiguousProvince)) as caught:
        resolve(name)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (type(copy), str(copy)) == (type(caught.value), str(caught.value))
    assert vars(copy) == vars(caught.value)


def test_an_unknown_frame_is_refused() -> None:
    with pytest.raises(BadParameter, match="'vn65'; the frames are vn63 and vn34"):
        provinces("vn65")  # type: ignore[arg-type]


# display_name --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "frame", "vi", "en"),
    [
        ("08", "vn63", "tỉnh Tuyên Quang", "Tuyen Quang province"),
        ("01", "vn63", "thành phố Hà Nội", "Ha Noi City"),
        ("79", "vn63", "Thành phố Hồ Chí Minh", "Ho Chi Minh City"),
        ("79", "vn34", "Thành phố Hồ Chí Minh", "Ho Chi Minh City"),
        ("75", "vn34", "Đồng Nai", "Dong Nai"),
        ("46", "vn34", "Huế", "Hue"),
    ],
)
def test_display_name(code: str, frame: Frame, vi: str, en: str) -> None:
    province = by_code(code, frame=frame)
    assert (display_name(province, "vi"), display_name(province, "en")) == (vi, en)
    assert display_name(province) == vi


def test_display_name_refuses_other_languages() -> None:
    with pytest.raises(BadParameter, match="'fr'"):
        display_name(resolve("08"), "fr")  # type: ignore[arg-type]


# The file ------------------------------------------------------------------------------------


def make_workspace(root: Path, register: str | None) -> None:
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "datapackage.json").write_text("{}", encoding="utf-8")
    if register is not None:
        (raw / "provinces.csv").write_text(register, encoding="utf-8")


def first_lines(n: int) -> str:
    text = (workspace.find().raw / "provinces.csv").read_text(encoding="utf-8")
    return "".join(text.splitlines(keepends=True)[:n])


def test_another_workspace_has_another_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path, "\ufeff" + unicodedata.normalize("NFD", first_lines(3)))
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    assert [p.name_vi for p in provinces()] == ["Hà Nội", "Hà Giang"]
    assert [u.name_vi for u in provinces("vn34")] == ["Hà Nội", "Tuyên Quang"]
    assert by_code("08", frame="vn34").name_en == "Tuyen Quang"
    assert [r.code for r in regions()] == ["TDMNPB", "DBSH"]
    with pytest.raises(UnknownProvince):
        resolve("Cà Mau")
    monkeypatch.delenv("CHISO_HOME")
    assert resolve("Cà Mau").code == "96"


def test_an_english_name_needs_no_alias(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_workspace(tmp_path, first_lines(3).replace("Hà Giang,Ha Giang", "Hà Giang,Upper Lo"))
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    assert resolve("upper lo").code == "02"


def test_a_spelling_of_two_provinces_is_ambiguous(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(
        tmp_path,
        first_lines(3).replace("HaGiang", "HaGiang;Thủ đô").replace("HaNoi", "HaNoi;Thủ Đô"),
    )
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    with pytest.raises(AmbiguousProvince) as caught:
        resolve("thu do")
    assert caught.value.candidates == ("Hà Giang", "Hà Nội")


def test_missing_columns_are_all_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = first_lines(2).replace("iso_3166_2", "iso").replace("aliases", "alias")
    make_workspace(tmp_path, text)
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    with pytest.raises(DataProblems) as caught:
        provinces()
    places = [(p.file, p.row, p.column) for p in caught.value.problems]
    assert places == [("data/raw/provinces.csv", 1, c) for c in ("aliases", "iso_3166_2")]


def test_a_missing_or_empty_register_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path / "none", None)
    make_workspace(tmp_path / "empty", "")
    monkeypatch.setenv("CHISO_HOME", str(tmp_path / "none"))
    with pytest.raises(DataProblems, match=r"data/raw/provinces\.csv: the file is missing"):
        regions()
    monkeypatch.setenv("CHISO_HOME", str(tmp_path / "empty"))
    with pytest.raises(DataProblems, match="10 problems"):
        crosswalk()


def test_importing_the_module_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = "{'pandas', 'numpy', 'geopandas', 'matplotlib'}"
    script = f"import analysis.provinces, sys; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
