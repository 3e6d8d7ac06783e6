"""Sentences from results, in Vietnamese and English.

Messages are English; `analysis/locale` holds the catalogue of each language. Numbers, dates
and lists follow the language by Babel. A sentence is one message with named places, never
glued together from pieces.
"""

from analysis.wording.language import VIETNAMESE, Language, language

__all__ = ["VIETNAMESE", "Language", "language"]
