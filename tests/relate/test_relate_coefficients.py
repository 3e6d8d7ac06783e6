"""Coefficients of resamples are those of the rows put together again and again."""

import numpy as np
import pytest
from scipy.stats import kendalltau, pearsonr, spearmanr

from analysis.relate import coefficients

ROWS, PROVINCES, RESAMPLES = 18, 6, 40


@pytest.fixture(params=["ties", "continuous"])
def data(request):
    rng = np.random.default_rng(3)
    shape = (2, ROWS)
    a, b = rng.integers(0, 6, shape) if request.param == "ties" else rng.normal(size=shape)
    cluster = np.sort(rng.integers(0, PROVINCES, ROWS))
    cluster[:PROVINCES] = np.arange(PROVINCES)
    times = rng.multinomial(PROVINCES, np.full(PROVINCES, 1 / PROVINCES), size=RESAMPLES)
    return a.astype(float), b.astype(float), cluster, times.astype(float)


@pytest.mark.parametrize(
    ("ours", "scipys"),
    [
        (lambda a, b, *c: coefficients.pearson(np.column_stack([a, b]), *c), pearsonr),
        (coefficients.spearman, spearmanr),
        (coefficients.kendall, kendalltau),
    ],
    ids=["pearson", "spearman", "kendall"],
)
def test_a_resample_is_its_rows_repeated(data, ours, scipys):
    a, b, cluster, times = data
    found = ours(a, b, cluster, times)
    repeats = times.astype(int)[:, cluster]
    expected = [scipys(np.repeat(a, k), np.repeat(b, k)).statistic for k in repeats]
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_partial_correlation_is_that_of_residuals(data):
    a, b, cluster, times = data
    c = np.random.default_rng(5).normal(size=(ROWS, 2)) + a[:, np.newaxis]
    found = coefficients.pearson(np.column_stack([a, b, c]), cluster, times)
    expected = []
    for k in times.astype(int)[:, cluster]:
        held = np.column_stack([np.ones(ROWS), c])
        x, y, z = (np.repeat(v, k, axis=0) for v in (a, b, held))
        rest = [v - z @ np.linalg.lstsq(z, v)[0] for v in (x, y)]
        expected.append(pearsonr(*rest).statistic)
    assert found == pytest.approx(expected, abs=1e-9)


def test_units_do_not_matter(data):
    a, b, cluster, times = data
    plain, scaled = (
        coefficients.pearson(np.column_stack([a, v]), cluster, times) for v in (b, b * 1e-10 + 1)
    )
    assert scaled == pytest.approx(plain, abs=1e-4)


def test_a_resample_of_one_value_has_no_coefficient():
    a, b = np.array([0.1, 0.7, -0.8]), np.array([1.0, -2.0, 1.0])
    cluster, once = np.arange(3), np.array([[0.0, 3.0, 0.0]])
    assert np.isnan(coefficients.pearson(np.column_stack([a, b]), cluster, once)).all()
    assert np.isnan(coefficients.spearman(a, b, cluster, once)).all()
    assert np.isnan(coefficients.kendall(a, b, cluster, once)).all()
