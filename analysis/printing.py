"""How results print themselves in a notebook: their figures, then the heads of their tables.

As Markdown, which JupyterLab and the exporters show as tables. Names are those of the fields,
so that what is read can be typed.
"""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd

# So much of a long table or list is shown.
ROWS, COLUMNS, ITEMS = 10, 12, 12
DASH = "–"


class Printed:
    """A result that prints itself in a notebook; a frozen dataclass inherits from it.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Slope(Printed):
    ...     value: float
    ...     years: tuple[int, ...]
    >>> print(Slope(0.12345, (2021, 2022))._repr_markdown_())
    **Slope**
    <BLANKLINE>
    | field | value |
    | --- | --- |
    | value | 0.1235 |
    | years | 2021, 2022 |
    """

    def _repr_markdown_(self) -> str:
        values = _fields(self)
        tables = {name: _frame(v) for name, v in values.items() if _is_table(v)}
        single = [[name, _written(v)] for name, v in values.items() if name not in tables]
        parts = [f"**{type(self).__name__}**", _table(["field", "value"], single)]
        for name, frame in tables.items():
            parts += [_heading(name, frame), _head(frame)]
        return "\n\n".join(parts)


def _fields(result: Any) -> dict[str, Any]:
    shown = (field.name for field in fields(result) if field.repr)
    return {name: getattr(result, name) for name in shown}


def _is_table(value: object) -> bool:
    return isinstance(value, pd.DataFrame | pd.Series)


def _frame(value: pd.DataFrame | pd.Series) -> pd.DataFrame:
    if isinstance(value, pd.Series):
        value = value.to_frame("value" if value.name is None else value.name)
    names = ["" if name is None else name for name in value.index.names]
    # Rows that are only counted say nothing.
    counted = isinstance(value.index, pd.RangeIndex)
    return value if counted else value.reset_index(names=names)


def _heading(name: str, frame: pd.DataFrame) -> str:
    rows, columns = frame.shape
    cut = [f"the first {ROWS}"] if rows > ROWS else []
    cut += [f"{COLUMNS} of {columns} columns"] if columns > COLUMNS else []
    count = "1 row" if rows == 1 else f"{rows} rows"
    return f"**{name}**, {', '.join([count, *cut])}"


def _head(frame: pd.DataFrame) -> str:
    shown = frame.iloc[:ROWS, :COLUMNS]
    rows = [[_written(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    return _table([_written(column) for column in shown.columns], rows)


def _table(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    """Return text that neither ends the cell nor is read as Markdown."""
    text = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\|*_<`[$~" else sign for sign in text)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        parts = {name: v for name, v in _fields(value).items() if not _is_table(v)}
        return "; ".join(f"{name} {_written(v)}" for name, v in parts.items())
    if isinstance(value, np.ndarray):
        return f"{' × '.join(map(str, value.shape))} numbers"
    if isinstance(value, Mapping):
        return _listed([f"{_written(key)}: {_written(v)}" for key, v in value.items()])
    if isinstance(value, list | tuple | Set):
        return _listed([_written(item) for item in value])
    return _single(value)


def _listed(items: list[str]) -> str:
    if len(items) > ITEMS:
        items = [*items[:ITEMS], f"… ({len(items)})"]
    return ", ".join(items) or DASH


def _single(value: Any) -> str:
    if pd.isna(value):
        return DASH
    return f"{value:.4g}" if isinstance(value, float | np.floating) else str(value)
