"""Pictures as SVG that a page may hold inline, and as PNG."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.drawing import png, svg

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def picture(label: str = "Thừa Thiên Huế: 46,04", url: str | None = None) -> Figure:
    figure = Figure(figsize=(2, 1))
    axes = figure.subplots()
    axes.plot([1, 2, 3], [2, 1, 1.123456789], "o-")
    axes.add_artist(Rectangle((1, 1), 1, 0.5, hatch="//", gid="unit-46", label=label, url=url))
    axes.set_title("Điểm <b>&amp; -- url(#x) ẤẦẨẪẬ")
    return figure


def root(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def test_it_is_one_element_that_an_xml_reader_understands() -> None:
    found = root(svg(picture(), salt="m1"))
    assert found.tag == f"{SVG}svg"
    assert found.get("viewBox") == "0 0 144 72"
    assert not list(found.iter(f"{SVG}style"))
    assert not list(found.iter(f"{SVG}metadata"))
    assert not [e for e in found.iter() if "style" in e.attrib]


def test_an_artist_with_a_gid_is_named_and_takes_the_focus() -> None:
    group = next(g for g in root(svg(picture(), salt="m1")).iter() if g.get("id") == "m1-unit-46")
    assert (group.tag, group.get("role"), group.get("tabindex")) == (f"{SVG}g", "img", "0")
    assert group[0].tag == f"{SVG}title"
    assert group[0].text == "Thừa Thiên Huế: 46,04"


def test_an_artist_without_a_label_has_an_id_and_no_more() -> None:
    figure = Figure()
    figure.text(0, 0, "x", gid="name-01")
    figure.subplots().plot([1, 2], gid="line")
    found = root(svg(figure, salt="m"))
    assert not [e for e in found.iter() if e.get("role") or e.get("tabindex")]
    assert not list(found.iter(f"{SVG}title"))


@pytest.mark.parametrize(
    "text", ['<script>x()</script>"', "a & b url(#c) id=\"d\" href='#e'", "--"]
)
def test_a_name_is_text_whatever_it_holds(text: str) -> None:
    titles = [e.text for e in root(svg(picture(text), salt="m")).iter(f"{SVG}title")]
    assert titles == [text]


@pytest.mark.parametrize("url", ["#t-46", "https://example.org/?a=1&b=2", "46.html"])
def test_a_link_stays_what_it_is_and_takes_the_focus_itself(url: str) -> None:
    found = root(svg(picture(url=url), salt="m"))
    (link,) = found.iter(f"{SVG}a")
    assert link.attrib == {"href": url}
    assert "tabindex" not in next(g for g in found.iter() if g.get("id") == "m-unit-46").attrib


def test_named_ids_begin_with_the_salt_and_every_reference_has_its_target() -> None:
    data = svg(picture(), salt="m1")
    elements = list(root(data).iter())
    ids = [e.attrib["id"] for e in elements if "id" in e.attrib]
    assert len(ids) == len(set(ids)) > 5
    assert [one for one in ids if one.startswith("m1-")] == ["m1-unit-46"]
    wanted = re.findall(rb'"url\(#([^)]+)\)"', data)
    wanted += [e.attrib[XLINK][1:].encode() for e in elements if XLINK in e.attrib]
    assert {one.decode() for one in wanted} <= set(ids)
    assert wanted


def test_two_pictures_share_no_id() -> None:
    first, second = (
        {e.attrib["id"] for e in root(svg(picture(), salt=s)).iter() if "id" in e.attrib}
        for s in ("a", "b")
    )
    assert first.isdisjoint(second)


def test_hundredths_of_a_point_are_kept_and_no_more() -> None:
    figure = Figure(figsize=(4, 4))
    axes = figure.add_axes((0, 0, 1, 1), frameon=False)
    axes.set(xlim=(0, 288), ylim=(0, 288), xticks=[], yticks=[])
    axes.plot([1.23456, 200.98765], [10.5, 20.25], color="#123456")
    line = next(e for e in root(svg(figure, salt="m")).iter() if e.get("stroke") == "#123456")
    written = [float(n) for n in re.findall(r"[\d.]+", line.attrib["d"])]
    assert written == pytest.approx([1.23, 277.5, 200.99, 267.75], abs=0.006)


def test_drawing_leaves_the_figure_as_it_was() -> None:
    figure = picture()
    figure.dpi = 123
    svg(figure, salt="m")
    png(figure, dpi=50)
    assert figure.dpi == 123
    assert svg(figure, salt="m") == svg(picture(), salt="m")


def test_png_has_the_size_asked_for() -> None:
    data = png(picture(), dpi=100)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert np.frombuffer(data[16:24], ">u4").tolist() == [200, 100]
