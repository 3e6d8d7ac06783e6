"""From parameters to a published report.

Examples
--------
>>> from analysis.report import open_report, sections
>>> subject = open_report(province="Quảng Ninh", year=2023)
>>> sections.general(subject).html[:32]
'<h2 id="general">Kết quả chung</'
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.report.subject import Subject, open_report

# Importing nbformat builds a grammar of RFC 3987 that takes a second and that only checks
# IRIs in notebook schemas; jsonschema does without it when the module cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

__all__ = ["Subject", "open_report"]


def __getattr__(name: str) -> Any:
    # The exporters need no data and no models: they are loaded when a report is opened.
    if name in __all__:
        return getattr(import_module("analysis.report.subject"), name)
    raise AttributeError(f"module 'analysis.report' has no attribute {name!r}")
