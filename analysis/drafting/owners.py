"""Who answers for a component, by the plan before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import indices


@dataclass(frozen=True)
class Owner:
    """Agencies in charge of a component, and what says so.

    Attributes
    ----------
    agencies : tuple of str
    basis : {"owners", "tasks", "targets"}
        The sharing out of domains, the leads of tasks, or the agencies of targets.
    line : int
        Line of the plan's text; the first one.
    """

    agencies: tuple[str, ...]
    basis: Literal["owners", "tasks", "targets"]
    line: int

    @property
    def joined(self) -> str:
        """The agencies as a cell of `tasks.csv`."""
        return "; ".join(self.agencies)


@dataclass(frozen=True)
class Assignments:
    """What a plan says of who does what.

    Attributes
    ----------
    owners, tasks, targets : DataFrame
        Its tables.
    """

    owners: pd.DataFrame
    tasks: pd.DataFrame
    targets: pd.DataFrame

    def owner(self, index: str, component: str, parts: tuple[str, ...] = ()) -> Owner | None:
        """Return who answers for a component.

        Parameters
        ----------
        index, component : str
        parts : tuple of str
            Parts of the component that matter most; whoever leads the tasks on them comes
            first.

        Returns
        -------
        Owner or None
            By the sharing out of domains; else the leads of the tasks on those parts, else the
            agencies that lead most tasks on the component; else those of its targets; else who
            answers for the whole index; None if the plan names nobody.

        Examples
        --------
        >>> from analysis import plans
        >>> named = [plans.table(n, "TQ-150-2024") for n in ("owners", "tasks", "targets")]
        >>> by = Assignments(*named)
        >>> by.owner("par_index", "d6"), by.owner("papi", "d6", parts=("d6.1",)).agencies
        (Owner(agencies=('Sở Tài chính',), basis='owners', line=72), ('Sở Y tế',))
        """
        return (
            self._shared_out(index, component)
            or self._leading(index, parts)
            or self._leading(index, (component,), with_parts=True)
            or self._of_targets(index, component)
            or self._shared_out(index, indices.main_component(index))
        )

    def _shared_out(self, index: str, component: str) -> Owner | None:
        rows = self.owners
        own = (rows["index"] == index) & (rows["component"] == component)
        found = rows[own & rows["criterion_vi"].isna()]
        if found.empty:
            return None
        return Owner(_split(found["agency"]), "owners", int(found["source_line"].iloc[0]))

    def _leading(
        self, index: str, components: Sequence[str], *, with_parts: bool = False
    ) -> Owner | None:
        """Return the agencies that lead the most tasks linked to one of some components."""
        wanted = {f"{index}:{component}" for component in components}
        tasks = self.tasks.dropna(subset=["links", "lead"])

        def linked(cell: str) -> bool:
            links = cell.split(";")
            wholes = {link.partition(".")[0] for link in links if with_parts}
            return bool(wanted & {*links, *wholes})

        found = tasks[tasks["links"].map(linked).astype(bool)]
        if found.empty:
            return None
        counts = Counter(agency for cell in found["lead"] for agency in _split([cell]))
        most = max(counts.values())
        agencies = tuple(agency for agency, n in counts.items() if n == most)
        return Owner(agencies, "tasks", int(found["source_line"].iloc[0]))

    def _of_targets(self, index: str, component: str) -> Owner | None:
        rows = self.targets.dropna(subset=["lead_agency"])
        mine = rows[(rows["index"] == index) & (rows["component"] == component)]
        if mine.empty:
            return None
        agencies = _split(mine["lead_agency"])
        return Owner(agencies, "targets", int(mine["source_line"].iloc[0]))


def _split(cells: Iterable[str]) -> tuple[str, ...]:
    names = (name.strip() for cell in cells for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in names if name))
