"""The published site: static pages made from executed reports and from the raw data.

It opens from a disk, offline and without script; see `docs/site.md`.
"""

from analysis.report.site.build import Built, build
from analysis.report.site.pages import LANGUAGES, Site

__all__ = ["LANGUAGES", "Built", "Site", "build"]
