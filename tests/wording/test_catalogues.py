"""Both catalogues hold exactly the messages that the code uses, translated and well spelt."""

import ast
import re
import unicodedata
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import analysis

PACKAGE = Path(analysis.__file__).parent
CODES = ("vi", "en")
# How many of the first arguments of a call are messages.
CALLS = {"text": 1, "mark": 1, "plural": 2}
PROPER_NAMES = ("Hoàng Sa", "Trường Sa", "Đà Nẵng", "Khánh Hòa")


def messages_of(source: str) -> set[tuple[str, ...]]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = node.args[: CALLS.get(name, 0)]
        constants = [a.value for a in given if isinstance(a, ast.Constant)]
        if given and len(constants) == len(given) and all(isinstance(c, str) for c in constants):
            found.add(tuple(constants))
    return found


def used() -> set[tuple[str, ...]]:
    sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return set().union(*map(messages_of, sources))


def catalogue(code: str) -> Catalog:
    with (PACKAGE / "locale" / code / "LC_MESSAGES" / "chiso.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def messages(code: str) -> list[Message]:
    return [m for m in catalogue(code) if m.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def translations(code: str) -> list[str]:
    return [form for m in messages(code) for form in forms(m.string)]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_messages_are_found_in_calls_of_every_kind():
    source = 'text("a")\nlanguage.text("b", x=1)\nx.plural("c", "d", n)\nmark("e" "f")\ntext(name)'
    assert messages_of(source) == {("a",), ("b",), ("c", "d"), ("ef",)}
    assert len(used()) > 100


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_holds_the_used_messages_and_no_others(code):
    assert {forms(m.id) for m in messages(code)} == used()


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_none_is_fuzzy(code):
    expected = {"vi": 1, "en": 2}[code]
    for m in messages(code):
        assert len(forms(m.string)) == (expected if m.pluralizable else 1), m.id
        assert all(form.strip() for form in forms(m.string)), m.id
        assert not m.fuzzy, m.id


@pytest.mark.parametrize("code", CODES)
def test_translations_have_the_places_of_their_message(code):
    for m in messages(code):
        wanted = places(forms(m.id)[0])
        assert all(places(text) == wanted for text in forms(m.id) + forms(m.string)), m.id


@pytest.mark.parametrize("code", CODES)
def test_messages_are_sorted_and_stand_once(code):
    found = [forms(m.id)[0] for m in messages(code)]
    assert len(set(found)) == len(found)
    assert found == sorted(found)


def test_english_translations_are_the_messages_themselves():
    assert all(forms(m.string) == forms(m.id) for m in messages("en"))


def test_english_holds_no_vietnamese_letters_but_in_proper_names():
    for text in translations("en"):
        for name in PROPER_NAMES:
            text = text.replace(name, "")
        letters = [c for c in text if c.isalpha() and not c.isascii()]
        assert not letters, text


def test_vietnamese_is_composed():
    assert all(unicodedata.is_normalized("NFC", text) for text in translations("vi"))


@pytest.mark.parametrize(
    ("word", "wrong"), [("hoà", True), ("hòa", False), ("thuý", True), ("quý", False),
                        ("hoàn", False), ("hòan", True), ("toán", False), ("khoẻ", True)]
)  # fmt: skip
def test_the_tone_rule_tells_the_two_spellings_apart(word, wrong):
    assert misplaced_tones(word) == ([word] if wrong else [])


def test_vietnamese_puts_tones_in_one_place():
    assert [t for t in translations("vi") if misplaced_tones(t)] == []


def misplaced_tones(text: str) -> list[str]:
    """Return words in the other spelling: hoà for hòa, thuý for thúy, hòan for hoàn."""
    open_syllable = r"o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]"
    closed_syllable = r"[òóỏõọ][ae]\w+"
    pattern = rf"\w*(?:{open_syllable})\b|\w*(?:{closed_syllable})"
    return re.findall(pattern, text.lower())


def test_vietnamese_holds_no_english_words():
    english = {"the", "of", "and", "is", "was", "for", "from", "with", "not", "score", "rank",
               "mean", "year", "points", "province", "data", "result"}  # fmt: skip
    for text in translations("vi"):
        bare = re.sub(r"\{\w+\}|\[.*?\]", "", text)
        assert not english & set(re.findall(r"\w+", bare.lower())), text


@pytest.mark.parametrize("code", CODES)
def test_texts_have_no_double_or_outer_spaces(code):
    assert [t for t in translations(code) if "  " in t or t != t.strip()] == []


@pytest.mark.parametrize("code", ["vi", "en"])
def test_no_message_brings_a_number_of_its_own(code):
    # Headings, tables and figures are numbered when the page is assembled.
    assert [s for s in translations(code) if re.match(r"([IVX]+|\d+)\. \S", s)] == []
