"""The state of a plan as lines for a terminal."""

import re
from collections.abc import Iterator
from html import unescape

from analysis.report.tracking.agencies import agencies
from analysis.report.tracking.duties import reports
from analysis.report.tracking.goals import targets
from analysis.report.tracking.opening import head, summary
from analysis.report.tracking.subject import Tracked
from analysis.report.tracking.work import tasks

# Between the cells of a row; the caption of a table stands on a line of its own.
_BETWEEN = " | "


def lines(subject: Tracked) -> list[str]:
    """Return the page but for its long lists, one line a sentence or row.

    Examples
    --------
    >>> from analysis.report.tracking import open_tracking
    >>> found = lines(open_tracking(plan="HB-2024", today="2024-12-01"))
    >>> found[2]
    'Tình hình thực hiện Kế hoạch của UBND tỉnh Hòa Bình (không có số) đến ngày 1/12/2024'
    """
    sections = (head, summary, targets, tasks, agencies, reports)
    return [line for section in sections for line in _plain(section(subject).html)]


def _plain(html: str) -> Iterator[str]:
    """Return the text of our own semantic HTML, row by row."""
    rows = re.sub(r"</t[hd]><t[hd][^>]*>", _BETWEEN, html)
    rows = re.sub(r"<(h[1-6]|caption)[^>]*>", "\n\n", rows)
    rows = re.sub(r"</(p|h[1-6]|li|tr|caption)>", "\n", rows)
    text = unescape(re.sub(r"<[^>]+>", "", rows))
    yield from re.sub(r"\n{3,}", "\n\n", text).splitlines()
