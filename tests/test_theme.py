import warnings
from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font

from analysis import provinces, theme
from analysis.maps import classify
from analysis.ranks import GROUPS

with warnings.catch_warnings():
    # Its docstrings hold backslashes, of which Python warns when it first compiles them.
    warnings.simplefilter("ignore")
    from colorspacious import cspace_convert, deltaE

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
SIGHT = ("none", "deuteranomaly", "protanomaly", "tritanomaly")
# CAM02-UCS: about 1 is just noticed side by side. Marks of a few millimetres that are apart need
# about ten times that (Stone, Szafir and Setlur 2014); the shades of a legend that is read step by
# step, with borders between them, a few.
APART, STEP = 10, 3


def seen(colour: str, sight: str) -> np.ndarray:
    """Return a colour as somebody without one kind of cone sees it (Machado et al. 2009)."""
    if sight == "none":
        return np.array(to_rgb(colour))
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(to_rgb(colour), space, "sRGB1"), 0, 1)


def distance(one: str, other: str, sight: str) -> float:
    return float(deltaE(seen(one, sight), seen(other, sight), input_space="sRGB1"))


def lightness(colour: str) -> float:
    """Return CIE L*, which is what is left on a black and white printer."""
    return float(cspace_convert(to_rgb(colour), "sRGB1", "CIELab")[0])


def test_the_theme_ends_with_its_context() -> None:
    before = dict(mpl.rcParams)
    with theme.theme():
        assert mpl.rcParams["font.size"] == theme.SIZE == 7.5
        assert mpl.rcParams["font.family"] == ["Be Vietnam Pro", "DejaVu Sans"]
        assert dict(mpl.rcParams) != before
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    ("style", "file"),
    [
        ({}, "BeVietnamPro-Regular.ttf"),
        ({"weight": "bold"}, "BeVietnamPro-Bold.ttf"),
        ({"style": "italic"}, "BeVietnamPro-Italic.ttf"),
    ],
)
def test_the_font_is_the_shipped_one_and_has_every_letter(style: dict[str, str], file: str) -> None:
    with theme.theme():
        path = findfont(FontProperties(family=theme.FONT, **style), fallback_to_default=False)
    assert path == str(theme.FONTS / file)
    names = "".join(p.name_vi for p in provinces.provinces())
    wanted = set(VIETNAMESE + VIETNAMESE.upper() + names + "0123456789,.;:()%+−–/")
    assert wanted <= {chr(c) for c in get_font(path).get_charmap()}


@pytest.mark.parametrize("sight", SIGHT)
def test_roles_that_stand_side_by_side_can_be_told_apart(sight: str) -> None:
    roles = (theme.OWN, theme.REGION, theme.LEADER, theme.NATION, theme.OTHERS)
    for one, other in (*combinations(roles, 2), (theme.GAIN, theme.LOSS)):
        assert distance(one, other, sight) >= APART, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_groups_can_be_told_apart(sight: str) -> None:
    assert len(theme.GROUPS) == len(GROUPS)
    for one, other in combinations(theme.GROUPS, 2):
        assert distance(one, other, sight) >= APART, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("k", range(5, 10))
@pytest.mark.parametrize("center", [None, 50.0])
def test_steps_of_a_scale_can_be_told_apart(k: int, center: float | None, sight: str) -> None:
    values = pd.Series(np.linspace(0, 100, 200))
    colours = classify(values, "equal_interval", k=k, center=center).colours
    assert len(colours) == (k if center is None else k // 2 * 2)
    for one, other in combinations(colours, 2):
        assert distance(one, other, sight) >= STEP, (one, other)


def test_groups_differ_in_lightness() -> None:
    steps = [lightness(c) for c in theme.GROUPS]
    assert all(after - before >= 10 for before, after in pairwise(steps))


@pytest.mark.parametrize("k", range(5, 10))
def test_a_sequence_darkens_step_by_step(k: int) -> None:
    colours = classify(pd.Series(np.linspace(0, 100, 200)), "equal_interval", k=k).colours
    steps = [lightness(c) for c in colours]
    assert all(before - after >= 3 for before, after in pairwise(steps))


@pytest.mark.parametrize("k", range(4, 10, 2))
def test_a_diverging_scale_darkens_to_both_sides(k: int) -> None:
    values = pd.Series(np.linspace(0, 100, 200))
    steps = [lightness(c) for c in classify(values, "equal_interval", k=k, center=50).colours]
    low, high = steps[: k // 2], steps[k // 2 :]
    assert all(after - before >= 3 for before, after in pairwise(low))
    assert all(before - after >= 3 for before, after in pairwise(high))


def test_gain_and_loss_differ_in_black_and_white() -> None:
    # Their sides of the axis and their signs tell too.
    assert abs(lightness(theme.GAIN) - lightness(theme.LOSS)) >= 8
    assert abs(lightness(theme.OWN) - lightness(theme.OTHERS)) >= 20


def test_text_can_be_read_on_white() -> None:
    """WCAG 2.1 asks for a contrast of 4.5 of text, and 3 of bold figures and marks."""
    for colour, least in ((theme.INK, 4.5), (theme.MUTED, 4.5), (theme.NATION, 4.5),
                          (theme.REGION, 4.5), (theme.OWN, 3), (theme.LEADER, 3)):  # fmt: skip
        luminance = float(cspace_convert(to_rgb(colour), "sRGB1", "XYZ100")[1]) / 100
        assert 1.05 / (luminance + 0.05) >= least, colour
