"""The page that says how well the forecasts did: docs/validation.md, written from a backtest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import indices, panel, store
from analysis.errors import OutputNotWritable, TooFewObservations
from analysis.estimates import Estimate
from analysis.forecast import Backtest, backtest
from analysis.workspace import Workspace

PAGE = Path("docs", "validation.md")
INDICES = ("papi", "pci", "dti")
# The year from which PAPI's overall score is judged; three years before it teach the model.
FIRST_YEAR = 2014
_METHODS = {
    "model": "chiso",
    "last_value": "last value",
    "past_mean": "mean of the past",
    "own_line": "line of each province",
    "pooled_ar1": "pooled AR(1)",
}

_HEAD = """\
# How well the forecasts do

Written by `chiso validate`, which runs everything below anew; do not edit by hand.

Each year is forecast from the years before it alone: parameters, spread and error sizes are
learnt anew for every year, and an edition of an index that begins in the year forecast is not
foreseen. What is forecast is the distance to the mean of the provinces published, because
means jump where an edition begins. Every method is judged on the same provinces and years;
a baseline gets the errors that it would have made so far as its spread.

MAE and CRPS are in points of the index. Coverage is the share of results inside the interval.
The rank error is the mean difference of places between forecast and result. Nothing was
tuned per index: one code, one set of priors.
"""

_TRIED = """\
## What was tried while the model was built

Measured once, in November 2026, on PAPI overall 2014–2024 (671 provinces and years); the
choice between these variants was made knowing the figures, so the MAE above is slightly
flattered by selection. The variants lie within 0.02 points of each other.

| variant | MAE |
| --- | --- |
| AR(1) and noise only, one spread for all years | 1.06 |
| with a region part | 1.06 |
| with region and edition parts | 1.05 |
| with region and edition parts and a lasting province effect | 1.05 |
| with region and edition parts, each year divided by its spread (in use) | 1.06 |
| the dimensions forecast one by one and added up | 1.06 to 1.07 |
| mean of the sum of the dimensions and the whole | 1.05 to 1.06 |

One spread for all years was given up although it does a hundredth better on PAPI: on PCI, whose
provinces draw together year by year, it lost to the last value (MAE 1.10 against 1.06), and
the likelihood of the past prefers a spread of each year at nearly every origin. Two years of
history were tried on DTI and given up: the 80 % intervals then held 48 to 68 % of the results,
and on infrastructure the last value did better (0.073 against 0.078). A forecast therefore
needs three years.
"""


_PANEL_HEAD = [
    "panel",
    "years",
    "n",
    *(f"MAE {name}" for name in _METHODS.values()),
    "gain over the last value",
    "50 %",
    "80 %",
    "95 %",
    "rank error",
    "of the last value",
]


@dataclass(frozen=True)
class Untested:
    """A panel that is complete but too short for a backtest."""

    index: str
    component: str
    years: int


def run_backtests(scores: pd.DataFrame) -> Iterator[Backtest | Untested]:
    """Backtest every complete panel: PAPI and PCI with their parts, and DTI.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`.

    Yields
    ------
    Backtest or Untested
        PAPI overall one and two years ahead first.
    """
    papi = _complete(scores, "papi", "overall")
    yield backtest(papi, first_year=FIRST_YEAR)
    yield backtest(papi, first_year=FIRST_YEAR, ahead=2)
    for index, component in _panels(scores):
        if (index, component) == ("papi", "overall"):
            continue
        held = _complete(scores, index, component)
        try:
            yield backtest(held)
        except TooFewObservations:
            yield Untested(index, component, len(held.years))


def _panels(scores: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the indices and components with complete years, whole indices first."""
    own = scores[(scores["province_code"] != panel.NATIONAL) & scores["index"].isin(INDICES)]
    held = own[["index", "component"]].drop_duplicates()
    named = zip(held["index"], held["component"], strict=True)
    pairs = [(str(index), str(component)) for index, component in named if "." not in component]
    return sorted(pairs, key=lambda p: (INDICES.index(p[0]), p[1] != "overall", p[1]))


def _complete(scores: pd.DataFrame, index: str, component: str) -> panel.Panel:
    """Return the complete years of a component."""
    years = [y for y in sorted(set(scores["year"])) if indices.is_complete(index, int(y))]
    return panel.panel(scores, index, component, years=years)


def page(results: Iterable[Backtest | Untested]) -> str:
    """Return the page in Markdown."""
    done = list(results)
    tests = [r for r in done if isinstance(r, Backtest)]
    untested = [r for r in done if isinstance(r, Untested)]
    first, second, *others = tests
    parts = [
        _HEAD,
        f"## PAPI overall, {_span(first)}, one year ahead ({first.n} provinces and years)\n",
        _by_method(first),
        _gain(first),
        f"\n## PAPI overall, {_span(second)}, two years ahead ({second.n} provinces and years)\n",
        _by_method(second),
        "\n## Mean absolute error by year, PAPI overall, one year ahead\n",
        _by_year(first),
        "\n## The same code on other panels, one year ahead\n",
        _by_panel(others),
        _untested(untested),
        _TRIED.rstrip("\n"),
    ]
    return "\n".join(parts) + "\n"


def _by_method(done: Backtest) -> str:
    head = ["method", "MAE", "RMSE", "CRPS", "50 %", "80 %", "95 %", "rank error", "ranks 80 %"]
    rows = [
        [
            _METHODS[f"{method}"],
            *(f"{row[name]:.3f}" for name in ("mae", "rmse", "crps")),
            *(_share(row[name]) for name in ("cover50", "cover80", "cover95")),
            f"{row['rank_error']:.1f}",
            _share(row["rank_cover80"]),
        ]
        for method, row in done.table().to_dict("index").items()
    ]
    return _table(head, rows)


def _gain(done: Backtest) -> str:
    last, ar1 = done.gain_over("last_value"), done.gain_over("pooled_ar1")
    return (
        f"\nAgainst the last value the MAE is {last.value:.3f} smaller (95 % interval "
        f"{last.low:.3f} to {last.high:.3f}, bootstrap of provinces), against the pooled AR(1) "
        f"{ar1.value:.3f} ({ar1.low:.3f} to {ar1.high:.3f})."
    )


def _by_year(done: Backtest) -> str:
    table = done.by_year()
    head = ["year", *(_METHODS[str(m)] for m in table.columns)]
    rows = [
        [f"{year}", *(f"{v:.2f}" for v in row)]
        for year, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    return _table(head, rows)


def _by_panel(tests: list[Backtest]) -> str:
    rows = [_panel_row(done) for done in tests]
    lost = [row[0] for row, done in zip(rows, tests, strict=True) if _gained(done).sign < 0]
    verdict = "On no panel does the interval of the gain over the last value lie below zero."
    if lost:
        verdict = f"The interval of the gain lies below zero for: {', '.join(lost)}."
    return f"{_table(_PANEL_HEAD, rows)}\n\n{verdict}"


def _panel_row(done: Backtest) -> list[str]:
    table = done.table().to_dict("index")
    own, gain = table["model"], _gained(done)
    return [
        f"{indices.index(done.index).short} {done.component}",
        _span(done),
        str(done.n),
        *(f"{table[method]['mae']:.3f}" for method in _METHODS),
        f"{gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})",
        *(_share(own[name]) for name in ("cover50", "cover80", "cover95")),
        f"{own['rank_error']:.1f}",
        f"{table['last_value']['rank_error']:.1f}",
    ]


def _gained(done: Backtest) -> Estimate:
    return done.gain_over("last_value")


def _untested(panels: list[Untested]) -> str:
    if not panels:
        return ""
    names = ", ".join(f"{indices.index(p.index).short} {p.component}" for p in panels)
    return (
        "\n## Not tested\n\nToo few complete years for a forecast and a result to compare it "
        f"with: {names}. A forecast of theirs is untested and no report prints one.\n"
    )


def _span(done: Backtest) -> str:
    return f"{done.years[0]}–{done.years[-1]}"


def _share(value: float) -> str:
    return "" if np.isnan(value) else f"{value * 100:.1f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write(workspace: Workspace, scores: pd.DataFrame | None = None) -> Path:
    """Run every backtest and write the page in one step.

    Raises
    ------
    OutputNotWritable
        If the page cannot be written; an older one then stays.
    """
    text = page(run_backtests(store.load_scores() if scores is None else scores))
    target = workspace.root / PAGE
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        return temporary.replace(target)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target}: {error.strerror}") from None
