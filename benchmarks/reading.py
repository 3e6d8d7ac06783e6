"""Hold what is read of plan documents against the tables made by hand in data/raw/plans.

The documents lie outside the checkout; each is known to a plan by the `source_file` of its
plan.toml. A task counts when a row is found on its line with exactly its agencies in charge; a
numeric target when the same number with the same comparator is found in its paragraph or cell.
Criterion points are counted apart.

    python benchmarks/reading.py FOLDER
"""

import argparse
import csv
import re
import time
from pathlib import Path

from analysis import plans, workspace
from analysis.agencies import read as read_agencies
from analysis.reading import assignments, files, heading, targets
from analysis.reading.assignments import Task
from analysis.reading.targets import Target

Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="folder of the documents")
    folder = parser.parse_args().folder
    if folder is None:
        print("no folder of plan documents was named: nothing to measure")
        return
    print(
        "plan            tasks: right lead (precision)   numeric targets (precision)   points    s"
    )
    totals = [0] * 6
    for plan in plans.plans():
        path = folder / plan.source_file
        if path.is_file():
            counts, points, seconds = measure(plan.id, path)
            totals = [a + b for a, b in zip(totals, counts, strict=True)]
            print(f"{plan.id:14} {line(counts)}   {points:>7}  {seconds:.2f}")
    print(f"{'all':14} {line(totals)}")


def line(counts: list[int]) -> str:
    return "   ".join(share(*counts[at : at + 3]) for at in (0, 3))


def share(right: int, wanted: int, drafted: int) -> str:
    if not wanted:
        return f"{'–':>27}"
    recall, precision = right / wanted, right / drafted if drafted else 0.0
    return f"{right:4} of {wanted:3} {recall:6.1%} ({precision:6.1%})"


def measure(plan_id: str, path: Path) -> tuple[list[int], str, float]:
    start = time.perf_counter()
    document = files.read(path)
    head = heading.read(document)
    tasks = assignments.read(document)
    aims, _ = targets.read(document, tasks, head.years, head.indices, after=head.lines["title"])
    seconds = time.perf_counter() - start
    by_hand = [row for row in rows(plan_id, "tasks.csv") if row["part"].startswith("PL")]
    right = tasks_right(tasks, by_hand)
    wanted = numeric(rows(plan_id, "targets.csv"))
    own = [a for a in aims if not a.reference.startswith("criterion") and a.value[:1].isdigit()]
    found = targets_right(own, [r for r in wanted if not is_points(r)])
    points = [r for r in wanted if is_points(r)]
    known = {(a.reference, a.value) for a in aims}
    hit = sum((r["reference"], r["value"]) in known for r in points)
    counts = [right, len(by_hand), len(tasks), found, len(wanted) - len(points), len(own)]
    return counts, f"{hit}/{len(points)}" if points else "–", seconds


def rows(plan_id: str, name: str) -> list[Row]:
    path = workspace.find().raw / "plans" / plan_id / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def numeric(table: list[Row]) -> list[Row]:
    """Return the targets with a number, one of those that only differ in their year."""
    kept = {(r["reference"], r["metric_vi"], r["source_line"]): r for r in table}
    return [r for r in kept.values() if re.fullmatch(r"[\d.]+", r["value"])]


def is_points(row: Row) -> bool:
    return row["reference"].startswith("criterion ")


def names(text: str) -> set[str]:
    return {name.strip() for name in text.split(";") if name.strip()}


def tasks_right(tasks: list[Task], by_hand: list[Row]) -> int:
    left = list(tasks)
    right = 0
    for row in by_hand:
        at = int(row["source_line"])
        found = next((t for t in left if t.first <= at <= t.last), None)
        if found is not None:
            left.remove(found)
            right += set(read_agencies(found.cells.get("lead", "")).names) == names(row["lead"])
    return right


def targets_right(aims: list[Target], wanted: list[Row]) -> int:
    left = list(aims)
    right = 0
    for row in wanted:
        at, key = int(row["source_line"]), (row["comparator"], row["value"])
        fits = (a for a in left if a.first <= at <= a.last and (a.comparator, a.value) == key)
        if (found := next(fits, None)) is not None:
            left.remove(found)
            right += 1
    return right


if __name__ == "__main__":
    main()
