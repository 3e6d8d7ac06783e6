"""Names at the left of rows, for the charts that go down a list."""

from collections.abc import Collection, Iterable, Sequence

from matplotlib.axes import Axes

from analysis.drawing import width
from analysis.theme import INK, SIZE

_GAP = 4.0


def name_rows(
    axes: Axes, places: Iterable[float], labels: Sequence[str], *, bold: Collection[int] = ()
) -> None:
    """Write a name at the left of each row.

    Parameters
    ----------
    axes : Axes
    places : iterable of float
        Where the rows lie on the y axis.
    labels : sequence of str
        With line breaks where wanted.
    bold : collection of int
        Which of the labels are bold.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> name_rows(axes, [0, 1], ["Hà Nội", "Tuyên Quang"], bold=[1])
    >>> [text.get_text() for text in axes.texts]
    ['Hà Nội', 'Tuyên Quang']
    """
    # Plain text: ticks would cost twice the time.
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    widest = 0.0
    for k, (place, label) in enumerate(zip(places, labels, strict=True)):
        weight = "bold" if k in bold else "normal"
        axes.annotate(
            label, (0, place), xycoords=axes.get_yaxis_transform(), xytext=(-_GAP, 0),
            textcoords="offset points", ha="right", va="center", multialignment="right",
            linespacing=1.05, weight=weight, color=INK, in_layout=False, annotation_clip=False,
        )  # fmt: skip
        widest = max(widest, *(width(line, weight=weight) for line in label.split("\n")))
    # One empty label keeps their room, so that they need not be measured again.
    axes.set_ylabel(" ", labelpad=widest + _GAP - SIZE)
