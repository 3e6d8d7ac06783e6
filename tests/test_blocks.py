import base64
import re
from html.parser import HTMLParser

import pytest
from matplotlib.figure import Figure

from analysis.blocks import EMPTY, Block, bullets, figure, heading, join, linked, paragraph
from analysis.drawing import svg

HOSTILE = "<script>alert(\"x\")</script> & 'y' {name} {{0}}"


class Reader(HTMLParser):
    """Collects tags with attributes, and text, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def drawing() -> Figure:
    picture = Figure(figsize=(2, 1))
    axes = picture.subplots()
    axes.plot([1, 2], [2, 1])
    axes.set_title("Thừa Thiên Huế 46,04")
    return picture


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        (heading(2, HOSTILE), ["h2"]),
        (paragraph(HOSTILE), ["p"]),
        (bullets([HOSTILE]), ["ul", "li"]),
    ],
)
def test_text_is_text(block: Block, tags: list[str]) -> None:
    read = Reader(block.html)
    assert [tag for tag, _ in read.tags] == tags
    assert read.text == HOSTILE


def test_attributes_cannot_be_left() -> None:
    quote = '"><script>x</script>'
    for block in (
        heading(1, "t", anchor=quote, lang=quote),
        paragraph("t", css=quote),
        figure(drawing(), anchor=quote, caption="c", alt=quote),
    ):
        read = Reader(block.html)
        assert "script" not in [tag for tag, _ in read.tags]
        assert quote in [value for _, attributes in read.tags for value in attributes.values()]


def test_heading() -> None:
    assert heading(1, "Báo cáo", lang="vi").html == '<h1 lang="vi">Báo cáo</h1>'
    assert heading(3, "Mục", anchor="m").html == '<h3 id="m">Mục</h3>'


def test_paragraph_joins_sentences_and_skips_empty_ones() -> None:
    assert paragraph("", "Một.", "Hai.", css="note").html == '<p class="note">Một. Hai.</p>'
    assert paragraph("", "") == paragraph() == EMPTY


def test_bullets_skip_empty_items() -> None:
    assert bullets(["a", "", "b"]).html == "<ul><li>a</li><li>b</li></ul>"
    assert bullets([""]) == bullets([]) == EMPTY


def test_blocks_add_up_in_order() -> None:
    a, b = paragraph("a"), paragraph("b")
    assert (a + b).html == join([a, b]).html == "<p>a</p><p>b</p>"
    assert join([]) == EMPTY
    assert a + EMPTY == a


def test_a_block_shows_itself_in_a_notebook() -> None:
    assert paragraph("a")._repr_html_() == "<p>a</p>"


def test_figure_has_picture_alternative_and_caption() -> None:
    html = figure(
        drawing(), anchor="c1", caption="Hình & chữ", alt='Điểm "cao"', note="Nguồn: PAPI."
    ).html
    read = Reader(html)
    assert [tag for tag, _ in read.tags] == ["figure", "img", "figcaption", "p"]
    assert read.tags[0][1] == {"id": "c1"}
    assert read.tags[1][1]["alt"] == 'Điểm "cao"'
    assert read.tags[3][1] == {"class": "source"}
    assert read.text == "Hình & chữNguồn: PAPI."
    kind, data = str(read.tags[1][1]["src"]).split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data) == svg(drawing(), salt="c1")


def test_figure_without_a_note_ends_with_the_figure() -> None:
    assert figure(drawing(), anchor="c", caption="c", alt="a").html.endswith("</figure>")


def test_svg_is_the_same_every_time_and_has_no_date() -> None:
    first = svg(drawing(), salt="c1")
    assert svg(drawing(), salt="c1") == first
    assert not re.search(rb"<dc:date>|20\d\d-\d\d-\d\dT", first)


def test_svg_ids_depend_on_the_salt() -> None:
    def ids(salt: str) -> set[bytes]:
        return set(re.findall(rb'clip-path="url\(#([\w-]+)\)"', svg(drawing(), salt=salt)))

    assert ids("a")
    assert ids("a").isdisjoint(ids("b"))


def test_svg_draws_letters_as_outlines() -> None:
    assert b"<text" not in svg(drawing(), salt="c1")


def test_words_of_a_sentence_lead_to_other_pages_and_all_text_is_escaped() -> None:
    html = linked("A <b> & c, c.", {"<b>": 'x.html?a="1"&b', "c": "c.html"}).html
    assert html == (
        '<p>A <a href="x.html?a=&quot;1&quot;&amp;b">&lt;b&gt;</a> &amp; '
        '<a href="c.html">c</a>, c.</p>'
    )
