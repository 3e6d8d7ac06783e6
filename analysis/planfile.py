"""Read `plan.toml`: the heading of a plan and the reports that it asks for."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from analysis import deadlines
from analysis.deadlines import Deadline
from analysis.errors import Problem

Text = Annotated[str, Field(min_length=1, max_length=500)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(lambda v: tuple(v) if type(v) is list else v)]
Year = Annotated[int, Field(ge=2000, le=2099)]
Years = Annotated[tuple[Year, ...], BeforeValidator(lambda v: tuple(v) if type(v) is list else v)]
# What a report is made of: see analysis.tracking.
Subject = Literal["reform_part", "papi_part", "self_score", "review", "plan_of_unit", "other"]


class Cycle(BaseModel):
    """A report that a plan asks for again and again, or once.

    Attributes
    ----------
    title_vi : str
        What is reported, in short words of our own.
    subject : str
        reform_part: the part on PAR INDEX and SIPAS of the reform report; papi_part: the part on
        PAPI; self_score: self-scoring by criterion; review: of several years; plan_of_unit: the
        plan that each unit makes; other.
    agencies : tuple of str
        Who reports.
    recipient : str
        To whom.
    deadline_kind, deadline : str
        As in tasks.csv.
    lines : tuple of int
        Lines of the plan's text.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title_vi: Text = Field(description="one line of at most 500 letters")
    subject: Subject = Field(
        description="reform_part, papi_part, self_score, review, plan_of_unit or other"
    )
    agencies: Texts = Field(description='a list of names of agencies.csv, such as ["Sở Nội vụ"]')
    recipient: Text = Field(description="a name of agencies.csv")
    deadline_kind: Literal[deadlines.KINDS] = Field(  # type: ignore[valid-type]
        description="one of " + ", ".join(deadlines.KINDS)
    )
    deadline: str = Field(default="", description="as in tasks.csv")
    lines: tuple[int, ...] = Field(description="a list of line numbers of the plan's text")

    @model_validator(mode="before")
    @classmethod
    def _lines_of_toml(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("lines"), list):
            return data | {"lines": tuple(data["lines"])}
        return data

    @model_validator(mode="after")
    def _deadline_fits(self) -> "Cycle":
        if not deadlines.fits(self.deadline_kind, self.deadline):
            raise ValueError(f"no deadline of kind {self.deadline_kind}")
        return self

    @property
    def due(self) -> Deadline:
        """When it is due."""
        return Deadline(self.deadline_kind, self.deadline)


class Plan(BaseModel):
    """The heading of a plan.

    Attributes
    ----------
    id : str
        Name of its folder below `data/raw/plans`.
    number, date : str
        Number and ISO date, or the month if the day is blank; empty where the document has none.
    kind_vi, issuer_vi : str
        Kind of document and who issued it.
    level : str
        province or district.
    province : str
        Code of the frame vn63.
    years : tuple of int
        Years that it covers.
    base_year : int or None
        Year of the results that it starts from, if it says.
    indices : tuple of str
        Indices that it sets targets for.
    replaces : str
        The plan that it replaces; empty if it says nothing.
    grounds : tuple of str
        Documents that it rests on.
    gap_vi : str
        What is missing of the document at hand; empty if it is whole.
    source_file : str
        The document.
    reports : tuple of Cycle
        Reports that it asks for.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text = Field(description="the name of the folder")
    number: str = Field(default="", description='a number, such as "150/KH-UBND"')
    date: str = Field(
        default="",
        pattern=r"^(\d{4}-\d{2}(-\d{2})?)?$",
        description='a date in quotes, such as "2024-08-12", or a month, such as "2023-08"',
    )
    issuer_vi: Text = Field(description='who issued it, such as "UBND tỉnh Tuyên Quang"')
    level: Literal["province", "district"] = Field(description="province or district")
    province: Text = Field(description="a code of provinces.csv, such as 08")
    kind_vi: Text = Field(description='the kind of document, such as "Kế hoạch"')
    years: Years = Field(min_length=1, description="a list of years, such as [2024, 2025]")
    base_year: Year | None = Field(default=None, description="a year, such as 2023")
    indices: Texts = Field(description='a list of indices, such as ["par_index", "papi"]')
    replaces: str = Field(default="", description="one line")
    grounds: Texts = Field(description="a list of documents")
    gap_vi: str = Field(default="", description="one line")
    source_file: Text = Field(description="the name of the document")
    reports: tuple[Cycle, ...] = Field(default=(), description="tables [[reports]]")

    @model_validator(mode="before")
    @classmethod
    def _reports_of_toml(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("reports"), list):
            return data | {"reports": tuple(data["reports"])}
        return data

    @property
    def start(self) -> datetime.date:
        """Day from which its duties count: its date, else the first day of its month or year."""
        said = self.date or f"{min(self.years)}-01"
        return datetime.date.fromisoformat(said if len(said) > len("2023-08") else f"{said}-01")


def read(path: Path) -> Plan:
    """Return the heading of a plan whose file passed `problems`.

    Examples
    --------
    >>> from analysis import workspace
    >>> read(workspace.find().raw / "plans" / "TQ-150-2024" / "plan.toml").number
    '150/KH-UBND'
    """
    return Plan.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def problems(
    path: Path,
    name: str,
    *,
    provinces: frozenset[str] | None = None,
    agencies: frozenset[str] | None = None,
) -> Iterator[Problem]:
    """Find what is wrong in a plan file.

    Parameters
    ----------
    path : Path
    name : str
        How a message names the file.
    provinces, agencies : frozenset of str, optional
        Known codes and names; unknown tables are not checked against.

    Yields
    ------
    Problem

    Examples
    --------
    >>> from analysis import workspace
    >>> file = workspace.find().raw / "plans" / "TQ-150-2024" / "plan.toml"
    >>> [p.column for p in problems(file, "plan.toml", provinces=frozenset({"10"}))]
    ['province']
    """
    try:
        plan = read(path)
    except OSError as error:
        yield Problem(name, None, None, None, f"cannot be read: {error.strerror}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Problem(name, None, None, None, f"not valid TOML: {error}")
    except ValidationError as error:
        for details in error.errors(include_url=False):
            yield _problem(name, details)
    else:
        if plan.id != path.parent.name:
            yield Problem(name, None, "id", plan.id, f"expected {path.parent.name}")
        if provinces is not None and plan.province not in provinces:
            wanted = "expected a code of provinces.csv, such as 08"
            yield Problem(name, None, "province", plan.province, wanted)
        for number, cycle in enumerate(plan.reports, 1):
            for agency in (*cycle.agencies, cycle.recipient):
                if agencies is not None and agency not in agencies:
                    key = f"reports {number}"
                    yield Problem(name, None, key, agency, "expected an entry of agencies.csv")


def _problem(name: str, details: ErrorDetails) -> Problem:
    place = details["loc"]
    keys = [part for part in place if isinstance(part, str)]
    model: type[BaseModel] = Cycle if keys[:1] == ["reports"] and len(place) > 1 else Plan
    key = keys[1] if model is Cycle and len(keys) > 1 else keys[0] if keys else ""
    shown = " ".join(str(p + 1) if isinstance(p, int) else p for p in place)
    value = None if details["type"] == "missing" else str(details["input"])[:80]
    if key not in model.model_fields:
        return Problem(name, None, shown, value, "expected one of " + ", ".join(model.model_fields))
    if model is Cycle and key == "reports":
        return Problem(name, None, shown, value, "expected " + details["msg"])
    return Problem(name, None, shown, value, f"expected {model.model_fields[key].description}")
