"""How series go together over provinces and years: association, never cause."""

from analysis.estimates import Estimate
from analysis.relate.agreement import Agreement, Standing, agreement
from analysis.relate.correlation import Correlation, correlate
from analysis.relate.design import Model
from analysis.relate.matrix import correlation_matrix
from analysis.relate.measures import Measure, joined, paired
from analysis.relate.omission import influence
from analysis.relate.partial import PartialCorrelation, partial_correlation
from analysis.relate.regression import Slope, Slopes, slopes
from analysis.relate.resample import DRAWS
from analysis.relate.sample import ENOUGH_PROVINCES, MIN_PROVINCES, Caution, Sample
from analysis.relate.smooth import LowessCurve, lowess_curve

__all__ = [
    "DRAWS",
    "ENOUGH_PROVINCES",
    "MIN_PROVINCES",
    "Agreement",
    "Caution",
    "Correlation",
    "Estimate",
    "LowessCurve",
    "Measure",
    "Model",
    "PartialCorrelation",
    "Sample",
    "Slope",
    "Slopes",
    "Standing",
    "agreement",
    "correlate",
    "correlation_matrix",
    "influence",
    "joined",
    "lowess_curve",
    "paired",
    "partial_correlation",
    "slopes",
]
