import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.collation import sort_key

# The 63 names as the Vietnamese collation of CLDR orders them (ICU 78.2, `Intl.Collator("vi")`).
NAMES = (
    "An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, "
    "Bình Định, Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, "
    "Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, "
    "Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, "
    "Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, "
    "Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, "
    "Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, "
    "Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"
)

ORDERS = {
    "alphabet": list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
    "tones": ["ma", "mà", "mả", "mã", "má", "mạ"],
    "tones of letters with marks": ["mơ", "mờ", "mở", "mỡ", "mớ", "mợ"],
    "letters before tones": ["bạ", "bác", "ban", "bàn", "băn", "bân"],
    "syllable by syllable": ["ba", "ba vạ", "bà", "bà con", "bà xã", "bá", "bá cáo", "bạ", "bác"],
    "hyphens as spaces": ["Bà Lan", "Bà-Rịa", "Bà Tư"],
    "shorter first": ["Hà", "Hà Nam", "Hà Nam Ninh"],
    "digits before letters": ["2 tháng", "An", "An 1", "An An"],
    "lower case before upper": ["an", "An", "AN", "ăn", "Ăn", "đa", "Đa"],
    "case after tone": ["Ba", "bà", "Bà"],
    "Ă before Â": ["An", "Ăn", "Âu", "Ba"],
    "Đ after D and before E": ["Dương", "Đà Nẵng", "Êđê"],
    "place of the tone mark": ["Hoa Lư", "Hoà Bình", "Hòa Lạc", "Hoà Sơn", "Hỏa Lò"],
}


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(63).sample(texts, k=len(texts))


def test_the_63_names_are_in_the_order_of_cldr() -> None:
    names = NAMES.split(", ")
    assert len(names) == 63
    assert sorted(shuffled(names), key=sort_key) == names


@pytest.mark.parametrize("expected", ORDERS.values(), ids=ORDERS.keys())
def test_order(expected: list[str]) -> None:
    assert sorted(shuffled(expected), key=sort_key) == expected


@pytest.mark.parametrize("text", ["Ậ", "ưỡ", "Thừa Thiên Huế", "Đắk Lắk"])
def test_decomposed_text_has_the_key_of_composed_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert sort_key(decomposed) == sort_key(text)


def test_letters_of_other_alphabets_come_last() -> None:
    assert sorted(["я", "z", "Ω", "y"], key=sort_key) == ["y", "z", "Ω", "я"]


def test_text_without_syllables_comes_first() -> None:
    assert sorted(["0", "–", ""], key=sort_key) == ["", "–", "0"]


@given(st.text(alphabet="aAăâàảáạdđĐhHoòọ1 -–\u0301\u0323", max_size=12), st.text(max_size=6))
def test_only_equal_texts_have_equal_keys(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same
    assert sort_key(one) == sort_key(unicodedata.normalize("NFC", one))
