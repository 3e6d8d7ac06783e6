"""The glossary says what the message catalogue and the register of components say."""

import re

from babel.messages.pofile import read_po
from pages import DOCS, ROOT

from analysis import indices

PAGE = (DOCS / "glossary.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]


def catalogue() -> dict[str, set[str]]:
    """Return the Vietnamese of each English term, both in small letters."""
    found: dict[str, set[str]] = {}
    with (ROOT / "analysis/locale/vi/LC_MESSAGES/chiso.po").open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str):
                found.setdefault(message.id.lower(), set()).add(str(message.string).lower())
    return found


def test_starred_terms_are_those_of_the_catalogue() -> None:
    known = catalogue()
    starred = [(row[0].removesuffix(" *"), row[1]) for row in ROWS if row[0].endswith(" *")]
    assert len(starred) > 40
    assert [(en, vi) for en, vi in starred if vi.lower() not in known.get(en.lower(), set())] == []


def test_parts_have_their_names_of_the_data() -> None:
    for short, code in (("PAR INDEX", "par_index"), ("PAPI", "papi"), ("SIPAS", "sipas")):
        assert indices.index(code).name_vi in {row[1] for row in ROWS if row[0] == short}
        table = PAGE.partition(f"### {short}\n")[2].partition("\n#")[0]
        rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", table, re.M)
        known = {c.code: (c.name_en, c.name_vi) for c in indices.components(code, 2023)}
        assert len(rows) > 7
        assert {part: (en, vi) for part, en, vi in rows} == {part: known[part] for part, *_ in rows}
