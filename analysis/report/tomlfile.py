"""Read a settings file in TOML: what it says must fit a model, or the error says what would."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from analysis.errors import ChisoError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model], error: type[ChisoError]) -> Model:
    """Return the content of a settings file.

    Parameters
    ----------
    path : Path
    model : type of BaseModel
        Its fields say in their descriptions what may stand there; a field that is a model
        itself is a table of the file.
    error : type of ChisoError
        What to raise.

    Returns
    -------
    BaseModel

    Raises
    ------
    ChisoError
        Of the type given, if the file is no TOML in UTF-8, has an unknown key or a value that
        cannot be; all that is wrong is named.

    Examples
    --------
    >>> import tempfile
    >>> from analysis.errors import BadLetterhead
    >>> from analysis.report.letterfile import Entries
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "report.toml")
    ...     size = path.write_text("number = 206")
    ...     read(path, Entries, BadLetterhead).number
    206
    """
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise error(f"{path.name} is no TOML file in UTF-8: {problem}") from None
    except ValidationError as problem:
        found = {_problem(model, details) for details in problem.errors(include_url=False)}
        raise error("\n".join(f"{path.name}, {line}" for line in sorted(found))) from None


def _problem(model: type[BaseModel], details: ErrorDetails) -> str:
    keys = [part for part in details["loc"] if isinstance(part, str)]
    found = f"key {'.'.join(keys)}: found {_short(details['input'])}; "
    while len(keys) > 1 and (table := _table(model, keys[0])) is not None:
        model, keys = table, keys[1:]
    field = model.model_fields.get(keys[0])
    if field is not None:
        return f"{found}expected {field.description}"
    return f"{found}unknown key; the keys are {', '.join(model.model_fields)}"


def _table(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Return the model of a field that is a table of the file."""
    kind = model.model_fields[key].annotation if key in model.model_fields else None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:80] + "…"
