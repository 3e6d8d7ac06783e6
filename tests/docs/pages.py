"""Pages of the documentation and the code that stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page: Path, section: str = "") -> list[tuple[str, str]]:
    """Return the fenced blocks of a page, or of one section: language and text."""
    text = page.read_text(encoding="utf-8")
    if section:
        text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return FENCE.findall(text)


def with_code() -> list[Path]:
    """Return the pages with Python in them."""
    pages = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [page for page in pages if {"python", "pycon"} & {kind for kind, _ in blocks(page)}]


def commands(page: Path) -> list[str]:
    """Return the calls of `chiso` in the shell blocks of a page, without their remarks."""
    text = "\n".join(text for kind, text in blocks(page) if kind == "bash").replace("\\\n", " ")
    lines = [re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines()]
    return [line for line in lines if line.startswith("chiso ")]
