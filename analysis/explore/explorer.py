"""What is shown of a choice, and shown anew when the choice changes."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from IPython.display import DisplayHandle

from analysis.explore.choice import ALL_YEARS, BESIDE, Choice, parse

View = Callable[[Choice], object]


class Explorer:
    """A choice that changes, and the views that follow it.

    Parameters
    ----------
    choice : Choice

    Examples
    --------
    >>> explorer = open_explorer(province="08")
    >>> explorer.show(lambda choice: choice.place)
    tỉnh Tuyên Quang
    >>> explorer.choose(province="22")
    tỉnh Quảng Ninh
    """

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._shown: dict[View, DisplayHandle] = {}

    def show(self, view: View) -> None:
        """Show a view here, as an output of its own that the notebook keeps when it is saved.

        Parameters
        ----------
        view : callable
            Takes a Choice and returns anything that shows itself in a notebook.
        """
        self._shown[view] = DisplayHandle()
        self._shown[view].display(view(self.choice))

    def choose(self, **changes: object) -> None:
        """Choose anew, as the parameters of the notebook do, and show every view again.

        Parameters
        ----------
        **changes
            Parameters of `open_explorer`. Another index begins with all of its years.

        Raises
        ------
        BadParameter, NoData, UnknownProvince
            As `open_explorer`; the choice then stays what it was.
        """
        self.choice = _changed(self.choice, changes)
        for view, handle in self._shown.items():
            handle.update(view(self.choice))


def _changed(choice: Choice, changes: dict[str, object]) -> Choice:
    now: dict[str, Any] = {field.name: getattr(choice, field.name) for field in fields(choice)}
    now["lang"] = now.pop("language").code
    if changes.get("index", choice.index) != choice.index:
        now |= {"first_year": ALL_YEARS, "last_year": ALL_YEARS}
        if changes["index"] == choice.beside:
            now["beside"] = BESIDE[0]
    return parse(**(now | changes))


def open_explorer(
    *,
    province: object = "tuyen-quang",
    index: object = "papi",
    first_year: object = ALL_YEARS,
    last_year: object = ALL_YEARS,
    comparison: object = "region",
    other: object = "quang-ninh",
    beside: object = "grdp_per_capita",
    lang: object = "vi",
    executed: list[str] | None = None,
) -> Explorer:
    """Check the parameters and load what exploring needs.

    Parameters
    ----------
    province : str or int
        Name, code or slug of the frame vn63.
    index : {"papi", "par_index", "sipas"}
    first_year, last_year : int
        Years to look at, 0 for the first and the last that are known.
    comparison : {"region", "peers", "nation", "province"}
        What the province is compared with.
    other : str or int
        The province that `comparison="province"` means.
    beside : str
        Index to relate to: grdp_per_capita, pci, dti, or another of the three.
    lang : {"vi", "en"}
    executed : list of str, optional
        Sources of the cells that ran so far (`In` in a notebook), so that a parameter that the
        notebook does not know is refused.

    Returns
    -------
    Explorer

    Raises
    ------
    BadParameter, NoData, UnknownProvince
        If a parameter is unknown, of the wrong type, or fits no data.

    Examples
    --------
    >>> open_explorer(province="Quảng Ninh", index="sipas").choice.years
    range(2017, 2025)
    """
    return Explorer(
        parse(
            province=province,
            index=index,
            first_year=first_year,
            last_year=last_year,
            comparison=comparison,
            other=other,
            beside=beside,
            lang=lang,
            executed=executed,
        )
    )
