"""The monthly sheet of self-scores: written, filled in by the agencies, taken in again."""
