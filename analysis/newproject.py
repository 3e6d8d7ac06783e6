"""Make a working folder for somebody who installed chiso: data, maps, notebooks, reports.

A wheel carries what such a folder starts from in `analysis/starter` (hatch_build.py); in a
checkout it is the checkout itself.
"""

import shutil
import tempfile
from pathlib import Path

from analysis import folders
from analysis.errors import BadParameter, OutputNotWritable, WorkspaceNotFound
from analysis.wording import VIETNAMESE, Language
from analysis.workspace import MARKER, Workspace

# Not the scripts that build the layers, nor anything that work has left behind.
FILES = (
    "data/raw/**/*.csv",
    "data/raw/**/*.toml",
    "data/raw/*.json",
    "data/raw/*.md",
    "maps/*.csv",
    "maps/*.geojson",
    "maps/*.json",
    "maps/*.md",
    "notebooks/*.ipynb",
    "notebooks/templates/*.ipynb",
)
_HERE = Path(__file__).parent
# Every line is a comment: until one is changed, reports are drafts, as without the file.
_LETTERHEAD = """\
# superior = "Ủy ban nhân dân tỉnh Tuyên Quang"
# body = "Sở Nội vụ"
# number = 206
# symbol = "BC-SNV"
# place = "Tuyên Quang"
# date = 2024-05-17
# addressees = ["Ủy ban nhân dân tỉnh"]
# authority = "KT. Giám đốc"
# post = "Phó Giám đốc"
# signer = "Nguyễn Văn A"
# receivers = ["Như trên"]
# archive = "VT, CCHC"
# draft = true
"""


def create(folder: Path, *, language: Language = VIETNAMESE) -> Workspace:
    """Make a working folder, whole or not at all.

    Parameters
    ----------
    folder : Path
        New or empty.
    language : Language
        Of its README.

    Returns
    -------
    Workspace

    Raises
    ------
    BadParameter
        If there is anything in the folder.
    WorkspaceNotFound
        If this installation carries no data.
    OutputNotWritable

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name:
    ...     sorted(path.name for path in create(Path(name, "work")).root.iterdir())
    ['README.md', 'data', 'maps', 'notebooks', 'report.toml', 'reports']
    """
    target, source = folder.resolve(), _source()
    if not target.exists():
        with folders.whole(target) as making:
            _fill(making, source, language)
        return Workspace(target)
    if not target.is_dir() or any(target.iterdir()):
        raise BadParameter(f"{target.name} is there already and is not an empty folder")
    # An empty folder is filled, not replaced: somebody may be standing in it.
    try:
        with tempfile.TemporaryDirectory(dir=target, prefix=".init-") as name:
            _fill(Path(name), source, language)
            # The data go last: what is cut short is no project yet.
            for path in sorted(Path(name).iterdir(), key=lambda path: path.name == "data"):
                path.rename(target / path.name)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target.name}: {error.strerror}") from None
    return Workspace(target)


def _source() -> Path:
    shipped = _HERE / "starter"
    root = shipped if shipped.is_dir() else _HERE.parent
    if not (root / MARKER).is_file():
        raise WorkspaceNotFound(f"this installation of chiso carries no {MARKER}; install a wheel")
    return root


def _fill(folder: Path, source: Path, language: Language) -> None:
    for path in (path for pattern in FILES for path in source.glob(pattern)):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "reports").mkdir()
    head = language.text(
        "Who issues the reports: take the sign # from the lines that you fill in. "
        "Without any of them a report is a draft of the Department of Home Affairs."
    )
    texts = {"report.toml": f"# {head}\n{_LETTERHEAD}", "README.md": _readme(language)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _readme(language: Language) -> str:
    text = language.text
    places = {
        "data/raw/": text("published figures with their sources, and plans; its README explains"),
        "maps/": text("boundary layers of the 63 provinces and the 34 units"),
        "notebooks/": text("the notebooks that reports are made from"),
        "reports/": text("finished reports"),
        "report.toml": text("who issues the reports, under which number and date"),
    }
    commands = (
        'chiso report "Tuyên Quang" --year 2023',
        "chiso data check",
        "chiso data export --format xlsx",
        "jupyter lab notebooks/explore.ipynb",
    )
    parts = [
        "# " + text("A working folder of chiso"),
        "\n".join(f"- `{name}`: {what}" for name, what in places.items()),
        text("Run the commands in this folder, or set {name} to it:", name="`CHISO_HOME`"),
        "\n".join(("```bash", *commands, "```")),
        text(
            "The figures are not open data as a whole, and PAPI reports reserve all rights: read "
            "the part on licences in {file} before passing them on.",
            file="`data/raw/README.md`",
        ),
    ]
    return "\n\n".join(parts) + "\n"
