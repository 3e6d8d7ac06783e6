"""The data dictionary as rows, for the formats that carry it inside."""

from collections.abc import Iterator, Sequence

from analysis.dataexport.built import Built

COLUMNS = ("table", "column", "type", "required", "key", "allowed", "description")


def entries(tables: Sequence[Built]) -> Iterator[tuple[str, ...]]:
    """Return one row a column of each table, as `COLUMNS` names the cells.

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> next(entries(built(workspace.find(), ["indices"])))
    ('indices', 'index', 'text', 'yes', 'yes', '', 'Code')
    """
    for item in tables:
        for field in item.table.fields:
            yield (
                item.name,
                field.name,
                field.kind,
                "yes" if field.required else "no",
                "yes" if field.name in item.table.key else "no",
                " | ".join(field.allowed),
                field.description,
            )
