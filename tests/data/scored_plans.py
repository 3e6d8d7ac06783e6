"""Sheets of self-scores that are filled in as people fill them in, good and bad."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from analysis import store, workspace
from analysis.workspace import Workspace
from data import projects

LAO_CAI, TUYEN_QUANG = "LC-221-2019", "TQ-150-2024"
# Maxima of the appendix of plan 221/KH-UBND (2019), domain by domain.
DOMAINS = {"1": 9, "2": 5, "3": 13, "4": 7.5, "5": 7.5, "6": 8.5, "7": 9.5, "8": 4.5}


def built(root: Path) -> Workspace:
    """Make a small project with both plans, and build it."""
    project = projects.copy(root)
    for name in (LAO_CAI, TUYEN_QUANG):
        folder = workspace.find().raw / "plans" / name
        target = project.raw / "plans" / name
        shutil.copytree(folder, target, dirs_exist_ok=True)
        (target / "self_scores.csv").unlink(missing_ok=True)
    store.build(project)
    return project


def copied(project: Workspace, root: Path) -> Workspace:
    """Copy a project, so that a test may change it; its tables are built already."""
    shutil.copytree(project.root, root, dirs_exist_ok=True)
    return Workspace(root)


def filled(sheet: Path, change: Callable[[Any], object]) -> Path:
    """Fill the open cells of a sheet with the maxima, change some, and save it as people do."""
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    for row in open_rows(page):
        page.cell(row, 5).value = page.cell(row, 3).value
    change(page)
    path = sheet.with_name(f"filled-{sheet.name}")
    book.save(path)
    return path


def open_rows(page: Any) -> list[int]:
    """Return the rows of the cells that people fill in."""
    return [r for r in range(1, page.max_row + 1) if not page.cell(r, 5).protection.locked]


def row_of(page: Any, code: str) -> int:
    """Return the row of a criterion."""
    return next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == code)
