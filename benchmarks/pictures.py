"""Time maps and charts against the defaults of geopandas and seaborn, each with its SVG.

The same numbers, rounds interleaved, processor time, so that a busy machine hurts both sides
alike. The other side draws what its defaults draw: no finding, no source, no archipelagos.

    python benchmarks/pictures.py [--rounds 7]
"""

import argparse
import io
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

from analysis import charts, maps, relate, standing, store
from analysis.drawing import Words, svg

WORDS = Words(source="Nguồn: CECODES, UNDP.")


@dataclass(frozen=True)
class Case:
    """A picture of ours and the same from another library, both as SVG.

    `seconds` and `kilobytes` are what ours must keep to, `ratio` how many times faster it must be.
    """

    title: str
    ours: Callable[[], bytes]
    other: Callable[[], bytes]
    seconds: float
    kilobytes: int | None = None
    ratio: float = 2.0


def saved(figure: mpl.figure.Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg")
    plt.close(figure)
    return buffer.getvalue()


def map_cases(scores: pd.Series) -> list[Case]:
    layer = maps.layer()
    table = layer.assign(score=scores.reindex(layer.index))

    def plain() -> bytes:
        return saved(table.plot(column="score", legend=True).figure)

    def full() -> bytes:
        figure, axes = plt.subplots(figsize=(6.3, 9))
        table.plot(
            column="score", scheme="quantiles", k=5, legend=True, edgecolor="grey", linewidth=0.3,
            missing_kwds={"color": "white", "edgecolor": "grey", "hatch": "///"}, ax=axes,
        )  # fmt: skip
        for _, row in table.iterrows():
            point = row.geometry.representative_point()
            axes.annotate(row["name_vi"], (point.x, point.y), ha="center", fontsize=5)
        return saved(figure)

    return [
        Case(
            "choropleth | GeoDataFrame.plot(column=…, legend=True)",
            lambda: svg(maps.choropleth(scores, highlight="08", words=WORDS), salt="m"),
            plain, seconds=0.25, kilobytes=350,
        ),
        Case(
            "choropleth with 63 names | GeoDataFrame.plot(scheme=…) and annotate",
            lambda: svg(maps.choropleth(scores, highlight="08", annot=True, words=WORDS), salt="m"),
            full, seconds=0.25, kilobytes=350,
        ),
    ]  # fmt: skip


def chart_cases() -> list[Case]:
    scores = store.load_scores()
    section = standing.cross_section(scores, "papi", "overall", 2023)
    ordered = section.rows["score"].dropna().sort_values(ascending=False)
    coverage = store.coverage()
    grid = coverage.pivot_table(index="index", columns="year", values="with_score")
    recent = scores[scores["year"] >= 2021]
    measures = relate.Measure("papi", "d5"), relate.Measure("papi", "d8")
    pairs, found = relate.paired(recent, *measures), relate.correlate(recent, *measures)

    def bars() -> bytes:
        figure, axes = plt.subplots(figsize=(6.3, 3))
        sns.barplot(x=ordered.index, y=ordered.to_numpy(), ax=axes)
        axes.tick_params(axis="x", rotation=90)
        return saved(figure)

    def heat() -> bytes:
        figure, axes = plt.subplots(figsize=(6.3, 3))
        sns.heatmap(grid, annot=True, fmt=".0f", ax=axes)
        return saved(figure)

    def points() -> bytes:
        figure, axes = plt.subplots(figsize=(6.3, 3.5))
        sns.scatterplot(data=pairs.reset_index(), x="x", y="y", hue="year", style="year", ax=axes)
        return saved(figure)

    names = {code: code for code in coverage["index"]}
    return [
        Case(
            "province_columns | seaborn.barplot",
            lambda: svg(charts.province_columns(section, highlight="08", words=WORDS), salt="c"),
            bars, seconds=0.12,
        ),
        Case(
            "coverage_heatmap | seaborn.heatmap(annot=True)",
            lambda: svg(charts.coverage_heatmap(coverage, names, words=WORDS), salt="c"),
            heat, seconds=0.12,
        ),
        Case(
            "scatter | seaborn.scatterplot(hue=…, style=…)",
            lambda: svg(
                charts.scatter(pairs, found, x_label="d5", y_label="d8", highlight="08",
                               words=WORDS),
                salt="c",
            ),
            points, seconds=0.12,
        ),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    papi = standing.cross_section(store.load_scores(), "papi", "overall", 2023).rows["score"]
    cases = [*map_cases(papi), *chart_cases()]
    machine = f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, processor seconds, median of {rounds} interleaved rounds after one that "
          "loads\n")  # fmt: skip
    print("| ours | the other | seconds | theirs | times faster | KB | theirs | must hold |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for case in cases:
        sizes = len(case.ours()), len(case.other())
        runs = [(timed(case.ours), timed(case.other)) for _ in range(rounds)]
        ours, theirs = (statistics.median(column) for column in zip(*runs, strict=True))
        ratio = statistics.median(other / own for own, other in runs)
        must = f"<= {case.seconds} s, >= {case.ratio:g} ×"
        if case.kilobytes:
            must += f", <= {case.kilobytes} KB"
        name, other = case.title.split(" | ")
        print(
            f"| {name} | {other} | {ours:.3f} | {theirs:.3f} | {ratio:.1f} | {sizes[0] / 1024:.0f}"
            f" | {sizes[1] / 1024:.0f} | {must} |", flush=True,
        )  # fmt: skip


def timed(case: Callable[[], bytes]) -> float:
    started = time.process_time()
    case()
    return time.process_time() - started


if __name__ == "__main__":
    main()
