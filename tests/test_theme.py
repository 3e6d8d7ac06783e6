from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font

from analysis import provinces, theme
from analysis.ranks import GROUPS

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


def lightness(colour: str) -> float:
    """Return CIE L*, which is what is left on a black and white printer."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    y = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16


def test_the_theme_ends_with_its_context() -> None:
    before = dict(mpl.rcParams)
    with theme.theme():
        assert mpl.rcParams["font.size"] == 8
        assert dict(mpl.rcParams) != before
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_font_has_every_letter(weight: str) -> None:
    path = findfont(FontProperties(family="DejaVu Sans", weight=weight), fallback_to_default=False)
    names = "".join(p.name_vi for p in provinces.provinces())
    wanted = set(VIETNAMESE + VIETNAMESE.upper() + names + "0123456789,.;:()%+−–/")
    assert wanted <= {chr(c) for c in get_font(path).get_charmap()}


def test_groups_differ_in_lightness() -> None:
    steps = [lightness(c) for c in theme.GROUPS]
    assert len(steps) == len(GROUPS)
    assert all(after - before >= 10 for before, after in pairwise(steps))
