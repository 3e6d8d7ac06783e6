from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts, indices, store
from analysis.wording import language

VI = language("vi")


def drawn(figure: Figure) -> Figure:
    figure.draw_without_rendering()
    return figure


def written(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_heatmap_prints_the_counts() -> None:
    coverage = store.coverage()
    names = {code: indices.index(code).short for code in coverage["index"]}
    (axes,) = drawn(charts.coverage_heatmap(coverage, names, language=VI)).axes
    assert sorted(int(text) for text in written(axes)) == sorted(coverage["with_score"])
    assert {label.get_text() for label in axes.get_yticklabels()} == set(names.values())
    years = [int(label.get_text()) for label in axes.get_xticklabels()]
    assert years == list(range(coverage["year"].min(), coverage["year"].max() + 1))
