"""Draw the gallery: docs/gallery.md and its pictures, from the real data (`make gallery`).

Each entry is a function; its code stands in the gallery as it is here, so what is shown is what
was run.
"""

import inspect
import io
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from analysis import charts, indices, maps, relate, standing, store
from analysis.drawing import Words, png

HERE = Path(__file__).parent
PICTURES = HERE / "gallery"
DPI = 110
# Few flat colours: a palette makes the files four times smaller without a visible change.
COLOURS = 96

Entry = Callable[[], Figure]


def province_columns() -> Figure:
    """All provinces from the best to the last (C1)."""
    section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    return charts.province_columns(section, highlight="08")


def score_and_rank() -> Figure:
    """Score and rank over the years; lines stop where an edition changes (C2)."""
    history = standing.history(store.load_scores(), "08", "papi", last_year=2023).tail(8)
    return charts.score_and_rank(history, unit="điểm", words=Words(subtitle="PAPI, Tuyên Quang"))


def domain_profile() -> Figure:
    """Dimensions against region, nation and leader (C3)."""
    profile = standing.profile(store.load_scores(), "08", "papi", year=2023)
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    return charts.domain_profile(profile, names)


def choropleth() -> Figure:
    """A map of scores in five classes that serve all comparable years."""
    scores = store.load_scores("papi", component="overall", years=range(2021, 2025))
    table = scores.pivot(index="province_code", columns="year", values="score")
    return maps.choropleth(table, 2023, highlight="08", words=Words(subtitle="Điểm PAPI năm 2023"))


ENTRIES: tuple[Entry, ...] = (province_columns, score_and_rank, domain_profile, choropleth)


def page(entries: tuple[Entry, ...] = ENTRIES) -> str:
    """Return the text of the gallery."""
    parts = [
        "# Gallery\n",
        "Every picture is drawn from `data/raw` by the code below it (`make gallery`). Titles say",
        'the finding, in Vietnamese unless `language=language("en")` is given. All functions return',
        "a matplotlib `Figure`; most take `ax=`.\n",
    ]
    for entry in entries:
        title = inspect.getdoc(entry)
        assert title is not None
        parts += [f"## {title.rstrip('.')}\n", f"![{title}](gallery/{entry.__name__}.png)\n"]
        parts += ["```python", _body(entry), "```\n"]
    return "\n".join(parts)


def _body(entry: Entry) -> str:
    """Return the code of a function without its head and docstring."""
    lines = inspect.getsource(entry).splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip().endswith('"""')) + 1
    code = textwrap.dedent("\n".join(lines[first:])).rstrip()
    # A reader pastes it into a cell, where the last value is shown.
    return re.sub(r"^return ", "", code, flags=re.MULTILINE)


def small_png(figure: Figure) -> bytes:
    """Return a figure as a PNG of few colours."""
    picture = Image.open(io.BytesIO(png(figure, dpi=DPI))).convert("RGB")
    buffer = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> None:
    """Write the page and all pictures."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for entry in ENTRIES:
        (PICTURES / f"{entry.__name__}.png").write_bytes(small_png(entry()))
    (HERE / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
