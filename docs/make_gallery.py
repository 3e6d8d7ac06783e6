"""Draw the gallery: docs/gallery.md and its pictures, from the real data (`make gallery`).

The code of each picture stands in the page as it was run.
"""

import inspect
import io
import re
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

from gallery_pictures import CHARTS, MAPS
from matplotlib.figure import Figure
from PIL import Image

from analysis.drawing import png

HERE = Path(__file__).parent
PICTURES = HERE / "gallery"
DPI = 110
# Few flat colours: a palette makes the files four times smaller without a visible change.
COLOURS = 96

Entry = Callable[[], Figure]

_HEAD = """\
# Gallery

Every picture is drawn from `data/raw` by the code below it (`make gallery`; the imports stand in
`docs/gallery_pictures.py`). Titles say the finding, in Vietnamese unless `language=language("en")`
is given. All functions return a matplotlib `Figure`; those with one axes take `ax=`.
"""


def page() -> str:
    """Return the text of the gallery."""
    return "\n".join([_HEAD, "## Charts\n", *_entries(CHARTS), "## Maps\n", *_entries(MAPS)])


def _entries(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        title = (inspect.getdoc(entry) or "").rstrip(".")
        yield f"### {title}\n"
        yield f"![{title}](gallery/{entry.__name__}.png)\n"
        yield f"```python\n{_code(entry)}\n```\n"


def _code(entry: Entry) -> str:
    """Return the code of a function as a reader pastes it into a cell."""
    lines = inspect.getsource(entry).splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip().endswith('"""')) + 1
    code = textwrap.dedent("\n".join(lines[first:])).replace("  # fmt: skip", "").rstrip()
    return re.sub(r"^return ", "", code, flags=re.MULTILINE)


def small_png(figure: Figure) -> bytes:
    """Return a figure as a PNG of few colours."""
    picture = Image.open(io.BytesIO(png(figure, dpi=DPI))).convert("RGB")
    buffer = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> None:
    """Write the page and all pictures."""
    drawn = {entry.__name__: small_png(entry()) for entry in (*CHARTS, *MAPS)}
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name, data in drawn.items():
        (PICTURES / f"{name}.png").write_bytes(data)
    (HERE / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
