"""Findings of the map of two indices at once."""

from dataclasses import dataclass

import pandas as pd

from analysis.provinces import Frame
from analysis.wording import places
from analysis.wording.language import Language, mark

# From the lowest of three classes; of two, the first and the last.
LEVELS = (mark("low"), mark("middle"), mark("high"))


@dataclass(frozen=True)
class Pair:
    """Two series of provinces, cut into three classes each.

    Attributes
    ----------
    x, y : str
        What they are called.
    numbers : DataFrame
        Indexed by province code, for provinces with both: x, y.
    levels : DataFrame
        The same with the classes: 0 low, 1 middle, 2 high.
    digits : int
        Decimals.
    """

    x: str
    y: str
    numbers: pd.DataFrame
    levels: pd.DataFrame
    digits: int = 2


def both(language: Language, pair: Pair, highlight: str | None, *, frame: Frame) -> str:
    """Say how many provinces are high in both and low in both; of one, how it stands in both.

    Examples
    --------
    >>> from analysis.wording import language
    >>> values = pd.DataFrame({"x": [43.1, 41.5], "y": [70.2, 50.0]}, index=["01", "08"])
    >>> levels = pd.DataFrame({"x": [2, 0], "y": [2, 0]}, index=["01", "08"])
    >>> pair = Pair("PAPI", "DTI", values, levels)
    >>> both(language("vi"), pair, None, frame="vn63")
    '1 tỉnh, thành phố cao ở cả PAPI và DTI; 1 tỉnh, thành phố thấp ở cả hai'
    >>> both(language("vi"), pair, "08", frame="vn63")
    'Tuyên Quang: PAPI thấp (41,50), DTI thấp (50,00)'
    """
    if highlight is not None:
        return titles(language, pair, frame=frame)[highlight]
    high, low = (int((pair.levels == level).all(axis=1).sum()) for level in (2, 0))
    return language.text(
        "{high} in both {x} and {y}; {low} in both",
        high=language.plural("{n} province is high", "{n} provinces are high", high),
        low=language.plural("{n} is low", "{n} are low", low),
        x=pair.x,
        y=pair.y,
    )


def titles(language: Language, pair: Pair, *, frame: Frame) -> dict[str, str]:
    """Say of each unit both values and their classes.

    Examples
    --------
    >>> from analysis.wording import language
    >>> values = pd.DataFrame({"x": [43.1], "y": [70.2]}, index=["01"])
    >>> found = titles(language("en"), Pair("PAPI", "DTI", values, values * 0), frame="vn63")
    >>> found["01"], found["22"]
    ('Ha Noi: PAPI low (43.10), DTI low (70.20)', 'Quang Ninh: no data')
    """
    said, numbers = {}, pair.numbers.to_dict("index")
    levels = pair.levels.to_dict("index")
    for code, name in places.names(language, frame).items():
        if code not in numbers:
            said[code] = language.text("{name}: no data", name=name)
            continue
        parts: dict[str, object] = {"name": name, "x": pair.x, "y": pair.y}
        for which in ("x", "y"):
            parts[f"{which}_level"] = language.text(LEVELS[int(levels[code][which])])
            parts[f"{which}_value"] = language.number(numbers[code][which], pair.digits)
        said[code] = language.text(
            "{name}: {x} {x_level} ({x_value}), {y} {y_level} ({y_value})", **parts
        )
    return said


def measure(language: Language, pair: Pair, units: int) -> str:
    """Say how the classes were made, and of how many provinces.

    Examples
    --------
    >>> from analysis.wording import language
    >>> values = pd.DataFrame({"x": [43.1], "y": [70.2]}, index=["01"])
    >>> measure(language("vi"), Pair("PAPI", "DTI", values, values * 0), 63)
    'PAPI và DTI, mỗi chỉ số chia ba nhóm; 1/63 tỉnh, thành phố có cả hai'
    """
    return language.text(
        "{x} and {y}, three classes each; {n} of {units} provinces have both",
        x=pair.x,
        y=pair.y,
        n=len(pair.numbers),
        units=units,
    )
