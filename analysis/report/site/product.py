"""The files of a site, each with who makes it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Writer(Protocol):
    """Writes one file."""

    def __call__(self, target: Path, /) -> object:
        """Write it."""


@dataclass(frozen=True)
class Product:
    """One file of the site.

    Attributes
    ----------
    path : str
        Below the root of the site.
    write : callable
        Makes it; it can be pickled.
    made_from : tuple of Path
        Files other than raw data and code that something of it comes from.
    """

    path: str
    write: Writer
    made_from: tuple[Path, ...] = ()
