"""Read `report.toml`: who issues a report, to whom, under which number and date.

Everything in it is optional. What it leaves out comes from the data (see
`analysis.report.letterhead`), and so does everything if there is no such file.
"""

import datetime
import os
import re
import unicodedata
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from analysis.errors import BadLetterhead, BadParameter, ChisoError
from analysis.provinces import resolve
from analysis.report import tomlfile
from analysis.workspace import Workspace

NAME = "report.toml"
# Control characters and marks that turn the direction of text: no name has them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def _visible(text: str) -> str:
    if _UNSEEN.search(text):
        raise ValueError("not one line of visible text")
    return unicodedata.normalize("NFC", text)


def _known(name: str) -> str:
    try:
        resolve(name)
    except ChisoError as error:
        raise ValueError(str(error)) from None
    return name


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_visible),
]
Lines = Annotated[list[Line], Field(max_length=20)]
Place = Annotated[Line, AfterValidator(_known)]
Number = Annotated[int, Field(ge=1, le=99999)]
Symbol = Annotated[str, Field(pattern=r"^[A-ZĐ0-9&.]+(-[A-ZĐ0-9&.]+)*$", max_length=40)]
Day = Annotated[datetime.date, Field(ge=datetime.date(2011, 1, 1), le=datetime.date(2099, 12, 31))]
Archive = Annotated[Line, Field(pattern=r"^VT\b")]
# Without these a document is none, by article 8 of the decree.
_SIGNED = ("number", "date", "signer")
_LINE = 'one line of at most 200 letters, such as "{}"'


class Names(BaseModel):
    """What of a document block is said in words, and so differs between languages."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    superior: Line | None = Field(
        default=None, description=_LINE.format("Ủy ban nhân dân tỉnh Tuyên Quang")
    )
    body: Line | None = Field(default=None, description=_LINE.format("Sở Nội vụ"))
    place: Line | None = Field(default=None, description=_LINE.format("Tuyên Quang"))
    addressees: Lines | None = Field(
        default=None, description='a list of at most 20 lines, such as ["Ủy ban nhân dân tỉnh"]'
    )
    authority: Line | None = Field(default=None, description=_LINE.format("KT. Giám đốc"))
    post: Line | None = Field(default=None, description=_LINE.format("Phó Giám đốc"))
    receivers: Lines | None = Field(
        default=None, description='a list of at most 20 lines, such as ["Như trên"]'
    )


class Entries(Names):
    """The content of `report.toml`."""

    province: Place | None = Field(
        default=None, description='the province whose reports this is for, such as "Tuyên Quang"'
    )
    year: int | None = Field(
        default=None, description="the year whose reports this is for, such as 2023"
    )
    number: Number | None = Field(
        default=None, description="a whole number from 1 to 99999, such as 206"
    )
    symbol: Symbol = Field(
        default="BC-SNV",
        description='capitals in groups with hyphens between and no spaces, such as "BC-SNV"',
    )
    date: Day | None = Field(
        default=None, description="a date from 2011 to 2099 without quotes, such as 2024-05-17"
    )
    signer: Line | None = Field(default=None, description=_LINE.format("Nguyễn Văn A"))
    archive: Archive = Field(
        default="VT", description='one line that begins with VT, such as "VT, CCHC"'
    )
    draft: bool = Field(default=True, description="true or false, without quotes")
    en: Names = Field(default=Names(), description="a table [en] with the names in English")


def entries(name: str, place: Workspace, *, province: str, year: int) -> Entries:
    """Return what a letterhead file says for one report.

    Parameters
    ----------
    name : str
        `none`; `auto` for the `report.toml` of the workspace, which may be missing, or be meant
        for another province or year; or the path of a file below the workspace.
    place : Workspace
    province : str
        Code of the frame vn63.
    year : int

    Returns
    -------
    Entries

    Raises
    ------
    BadParameter
        If a file that is named is missing, outside the workspace, or meant for another report.
    BadLetterhead
        If a file says something that cannot be.

    Examples
    --------
    >>> from analysis import workspace
    >>> entries("none", workspace.find(), province="08", year=2023).symbol
    'BC-SNV'
    """
    path = file(name, place)
    if path is None:
        return Entries()
    found = read(path)
    meant = resolve(found.province).code if found.province else province
    if (meant, found.year or year) == (province, year):
        return found
    if name == "auto":
        return Entries()
    raise BadParameter(
        f"{path.name} is for {found.province or 'all provinces'}, {found.year or 'all years'}: its"
        " keys province and year must fit the report, or be left out"
    )


def file(name: str, place: Workspace) -> Path | None:
    """Return the letterhead file that a parameter names; nothing if there is none to read.

    Raises
    ------
    BadParameter
        If a file is named that is not in the workspace.

    Examples
    --------
    >>> from analysis import workspace
    >>> file("none", workspace.find())
    """
    if name == "none" or (name == "auto" and not (place.root / NAME).is_file()):
        return None
    path = (place.root / (NAME if name == "auto" else name)).resolve()
    if not path.is_relative_to(place.root):
        raise BadParameter(
            f"letterhead {name!r} lies outside the workspace; a report can be made again only "
            "from files in it"
        )
    if not path.is_file():
        raise BadParameter(f"letterhead must be 'auto', 'none' or a file; there is no {name!r}")
    return path


def below(name: str | Path, place: Workspace) -> str:
    """Return the parameter that names a letterhead file: its path below the workspace.

    Examples
    --------
    >>> from analysis import workspace
    >>> place = workspace.find()
    >>> below(place.root / "letters" / "plan.toml", place), below("auto", place)
    ('letters/plan.toml', 'auto')
    """
    if isinstance(name, str):
        return name
    return os.path.relpath(name.resolve(), place.root).replace(os.sep, "/")


def read(path: Path) -> Entries:
    """Return the content of a letterhead file.

    Raises
    ------
    BadLetterhead
        If it is no TOML, has an unknown key or a value that cannot be, or is no draft and lacks
        number, date or signer.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "report.toml")
    ...     size = file.write_text('number = "x"')
    ...     read(file)
    Traceback (most recent call last):
        ...
    analysis.errors.BadLetterhead: report.toml, key number: found 'x'; expected a whole number
    from 1 to 99999, such as 206
    """
    found = tomlfile.read(path, Entries, BadLetterhead)
    if not found.draft:
        _require_signed(found, path)
    return found


def _require_signed(found: Entries, path: Path) -> None:
    """Refuse a report that is no draft and lacks what makes it a document."""
    missing = [name for name in _SIGNED if getattr(found, name) is None]
    if missing:
        raise BadLetterhead(
            "\n".join(
                f"{path.name}, key {name}: missing; with draft = false expected "
                f"{Entries.model_fields[name].description}"
                for name in missing
            )
        )
