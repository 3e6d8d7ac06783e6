"""What the files of a site were made from, as JSON beside them, so that only news is made."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import OutputNotWritable
from analysis.report.manifest import Inventory
from analysis.report.publish import MAKING
from analysis.report.site import settings
from analysis.report.site.pages import Outline, Site
from analysis.report.site.product import Product
from analysis.store import sha256

NAME = "site.json"


@dataclass(frozen=True)
class Made:
    """One file that was made.

    Attributes
    ----------
    key : str
        Hash of what it was made from.
    sha256 : str
        Hash of what came of it.
    """

    key: str
    sha256: str


def read(folder: Path) -> dict[str, Made]:
    """Return what a site says of its files, by path; nothing if it says nothing readable.

    Examples
    --------
    >>> read(Path("none"))
    {}
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {str(path): Made(made["key"], made["sha256"]) for path, made in content.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def text(made: Mapping[str, Made]) -> str:
    r"""Return the record of some files.

    Examples
    --------
    >>> text({"index.html": Made("1", "2")})
    '{\n "index.html": {\n  "key": "1",\n  "sha256": "2"\n }\n}\n'
    """
    content = {path: vars(one) for path, one in made.items()}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def require_own(folder: Path) -> None:
    """Make sure that a folder holds nothing but a site of ours.

    Raises
    ------
    OutputNotWritable
        If other files lie there, which a site could overwrite.

    Examples
    --------
    >>> require_own(Path(__file__).parent)
    Traceback (most recent call last):
        ...
    analysis.errors.OutputNotWritable: site holds files that are no site of chiso's (such as
    __init__.py): choose an empty folder
    """
    if (folder / NAME).is_file() or not folder.exists():
        return
    if not folder.is_dir():
        raise OutputNotWritable(f"{folder.name} is no folder")
    names = sorted(path.name for path in folder.iterdir())
    foreign = [name for name in names if not name.startswith(MAKING)]
    if foreign:
        raise OutputNotWritable(
            f"{folder.name} holds files that are no site of chiso's (such as {foreign[0]}): "
            "choose an empty folder"
        )


def keys(
    products: Iterable[Product], pages: Outline, site: Site, held: Inventory
) -> dict[str, str]:
    """Return the hash of what each file is made from, by path.

    Every page shows the navigation and something of the raw data; so all are new when a page
    comes or goes, or when data, code or settings change. A report only concerns the pages that
    show something of it.

    Parameters
    ----------
    products : iterable of Product
    pages : Outline
    site : Site
    held : Inventory
        Hashes of raw data and code.

    Returns
    -------
    dict of str to str
    """
    shared = _hash(
        {
            "data": held.inputs,
            "code": held.code,
            "versions": held.versions,
            "settings": [sha256(path) for path in settings.files(site.settings, site.place)],
            "years": site.years,
            "pages": {lang: list(found) for lang, found in pages.items()},
        }
    )
    return {
        one.path: _hash([shared, one.path, [sha256(path) for path in one.made_from]])
        for one in products
    }


def _hash(content: Any) -> str:
    data = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest()


def fresh(folder: Path, path: str, key: str, known: Mapping[str, Made]) -> bool:
    """Tell whether a file is as it would be made now."""
    made, file = known.get(path), folder / path
    return made is not None and made.key == key and file.is_file() and sha256(file) == made.sha256
