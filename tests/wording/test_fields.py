"""The words of the schema and those marked for translation are the same."""

from analysis.dataexport.built import PLANS
from analysis.rawtables import TABLES
from analysis.wording import fields, language


def test_every_title_and_meaning_of_the_schema_is_marked_for_translation_and_no_other() -> None:
    tables = [PLANS, *TABLES]
    words = {table.title for table in tables} | {f.description for t in tables for f in t.fields}
    # What `built` adds to the tables of plans.
    assert set(fields.WORDS) == words | {"Identifier of the plan"}
    assert len(fields.WORDS) == len(set(fields.WORDS))


def test_every_meaning_has_a_vietnamese_form_of_its_own() -> None:
    vietnamese = language("vi")
    assert [words for words in fields.WORDS if fields.meaning(vietnamese, words) == words] == []
