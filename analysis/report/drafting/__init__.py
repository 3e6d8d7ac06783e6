"""The draft of the next year's plan as an official document, and as data beside it."""

from analysis.report.drafting.run import draft
from analysis.report.drafting.subject import open_draft

__all__ = ["draft", "open_draft"]
