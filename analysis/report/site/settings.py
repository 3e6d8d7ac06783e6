"""Read `site.toml`: what the published site is called, its footer, logo and address."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from analysis.errors import BadSettings
from analysis.report import tomlfile
from analysis.report.export.sanitise import picture
from analysis.report.letterfile import Line
from analysis.wording import Language
from analysis.workspace import Workspace

NAME = "site.toml"
# A logo is part of every page, and the first page has 300 KB in all.
LARGEST_LOGO = 40_000
_KINDS = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}

Footer = Annotated[list[Line], Field(max_length=10)]
Address = Annotated[str, Field(pattern=r"^https?://[^\s?#]+/$", max_length=200)]
_FOOTER = 'a list of at most 10 lines, such as ["Sở Nội vụ tỉnh Tuyên Quang"]'
_TITLE = 'one line of at most 200 letters, such as "Chỉ số quản trị của tỉnh"'


class Names(BaseModel):
    """What differs between languages."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Line | None = Field(default=None, description=_TITLE)
    footer: Footer | None = Field(default=None, description=_FOOTER)


class Settings(Names):
    """The content of `site.toml`; everything in it is optional.

    `logo` is a picture in the workspace, `address` where the site will be published: feeds and
    site maps need it.
    """

    logo: Line | None = Field(
        default=None, description='a picture in the workspace, such as "maps/logo.svg"'
    )
    address: Address | None = Field(
        default=None, description='an address with a slash at its end, such as "https://a.vn/so/"'
    )
    en: Names = Field(default=Names(), description="a table [en] with name and footer in English")

    def title(self, language: Language) -> str:
        """Return the name of the site.

        Examples
        --------
        >>> from analysis.wording import language
        >>> Settings(name="Chỉ số").title(language("en"))
        "PAR INDEX, SIPAS and PAPI of Vietnam's provinces"
        """
        own = language.pick(self.name or "", self.en.name or "")
        return own or language.text("PAR INDEX, SIPAS and PAPI of Vietnam's provinces")

    def lines(self, language: Language) -> list[str]:
        """Return the lines of the footer."""
        return (self.footer if language.code == "vi" else self.en.footer) or []


def read(place: Workspace) -> Settings:
    """Return the settings of a workspace, which may have none.

    Raises
    ------
    BadSettings
        If the file says something that cannot be.

    Examples
    --------
    >>> from analysis import workspace
    >>> read(workspace.find()).logo is None
    True
    """
    path = place.root / NAME
    return tomlfile.read(path, Settings, BadSettings) if path.is_file() else Settings()


def logo(settings: Settings, place: Workspace) -> str:
    """Return the address that embeds the logo, nothing if there is none.

    Raises
    ------
    BadSettings
        If the file is missing, lies outside the workspace, is too large or no picture.

    Examples
    --------
    >>> from analysis import workspace
    >>> logo(Settings(), workspace.find())
    ''
    """
    if settings.logo is None:
        return ""
    path = (place.root / settings.logo).resolve()
    wanted = f"{NAME}, key logo: found {settings.logo!r}; expected a picture (svg, png or jpg) of"
    kind = _KINDS.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(place.root) or not path.is_file():
        raise BadSettings(f"{wanted} at most {LARGEST_LOGO // 1000} KB in the workspace")
    data = path.read_bytes()
    if len(data) > LARGEST_LOGO or not _is_picture(kind, data):
        raise BadSettings(f"{wanted} at most {LARGEST_LOGO // 1000} KB; it has {len(data)} bytes")
    return picture(kind, data)


def _is_picture(kind: str, data: bytes) -> bool:
    starts = {"png": b"\x89PNG", "jpeg": b"\xff\xd8"}
    return b"<svg" in data if kind == "svg+xml" else data.startswith(starts[kind])


def files(settings: Settings, place: Workspace) -> tuple[Path, ...]:
    """Return the files that the settings lie in."""
    found = [place.root / NAME, *([place.root / settings.logo] if settings.logo else [])]
    return tuple(path for path in found if path.is_file())
