"""Controls in a notebook: native lists with labels, which the keyboard works as well."""

from functools import partial
from typing import Any

from ipywidgets import Dropdown, Layout, VBox

from analysis import indices, provinces
from analysis.collation import sort_key
from analysis.explore.choice import BESIDE, COMPARISONS, Choice
from analysis.explore.explorer import Explorer
from analysis.report.params import INDICES
from analysis.wording.language import mark

Options = list[tuple[str, Any]]

_LABELS = {
    "province": mark("Province"),
    "index": mark("Index"),
    "first_year": mark("From year"),
    "last_year": mark("To year"),
    "comparison": mark("Compare with"),
    "other": mark("The other province"),
    "beside": mark("Relate to"),
    "lang": mark("Language"),
}
_COMPARISONS = {
    "region": mark("Region mean"),
    "peers": mark("Mean of the peers"),
    "nation": mark("National mean"),
    "province": mark("Another province"),
}
_LANGUAGES = [("Tiếng Việt", "vi"), ("English", "en")]


def controls(explorer: Explorer) -> VBox:
    """Return the controls of an explorer, a list for each parameter of the notebook.

    Parameters
    ----------
    explorer : Explorer

    Returns
    -------
    VBox
        Of `ipywidgets`.

    Examples
    --------
    >>> from analysis.explore import open_explorer
    >>> explorer = open_explorer(province="08")
    >>> lists = controls(explorer).children
    >>> lists[0].description, lists[0].label
    ('Tỉnh, thành phố', 'Tuyên Quang')
    >>> lists[0].value = "22"
    >>> explorer.choice.place
    'tỉnh Quảng Ninh'
    """
    wide = {"layout": Layout(width="36em"), "style": {"description_width": "13em"}}
    lists = {name: Dropdown(**wide) for name in _LABELS}

    def fill() -> None:
        for name, options in _options(explorer.choice).items():
            box = lists[name]
            # What is set here was not chosen by anybody.
            box.unobserve(take[name], names="value")
            box.description = explorer.choice.language.text(_LABELS[name])
            box.options = options
            box.value = _value(explorer.choice, name)
            box.observe(take[name], names="value")
        lists["other"].disabled = explorer.choice.comparison != "province"

    def choose(name: str, change: dict[str, object]) -> None:
        explorer.choose(**_meant(explorer.choice, name, change["new"]))
        fill()

    take = {name: partial(choose, name) for name in lists}
    for name, box in lists.items():
        box.observe(take[name], names="value")
    fill()
    return VBox(list(lists.values()))


def _meant(choice: Choice, name: str, value: Any) -> dict[str, object]:
    """Return what a new value changes: a year beyond the other end takes that end along."""
    if name == "first_year":
        return {name: value, "last_year": max(value, choice.last_year)}
    if name == "last_year":
        return {name: value, "first_year": min(value, choice.first_year)}
    return {name: value}


def _value(choice: Choice, name: str) -> object:
    return choice.language.code if name == "lang" else getattr(choice, name)


def _options(choice: Choice) -> dict[str, Options]:
    text = choice.language.text
    known = choice.sections.years(choice.index, "overall")
    years: Options = [(str(year), year) for year in range(known[0], known[-1] + 1)]
    return {
        "province": _provinces(choice),
        "index": [(indices.index(code).short, code) for code in INDICES],
        "first_year": years,
        "last_year": years,
        "comparison": [(text(_COMPARISONS[one]), one) for one in COMPARISONS],
        "other": _provinces(choice),
        "beside": [(indices.index(code).short, code) for code in BESIDE if code != choice.index],
        "lang": _LANGUAGES,
    }


def _provinces(choice: Choice) -> Options:
    code = choice.language.code
    names = [(provinces.short_name(p, code), p.code) for p in provinces.provinces()]
    return sorted(names, key=lambda pair: sort_key(pair[0]))
