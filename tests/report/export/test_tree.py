"""Reading clean HTML, against the reader of the standard library."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.export import tree
from analysis.report.export.sanitise import clean

PIECES = (
    *("<", ">", "</", '"', "'", "=", "&", "&lt;", "&amp;lt;", "&nbsp;", "&#x1F600;", "&copy"),
    *("\n", "\r\n", "\t", "\x00", "\x0b", "\ufffe", "Điểm", " "),
    *("</p", "<!--", "-->", "<?x", "<![CDATA[", "<svg>", "<script>", "</script>", "<x-y>"),
    *("<p>", "</p>", '<p class="a < b > c">', "<p id='x\ty'>", "<div lang=vi>", "</div>"),
    *("<br>", "<br/>", "<hr>", "<wbr>", "<b>", "</b>", "<pre>", "</pre>", "<H1>", "</H1>"),
    *("<table>", "<tr>", "<td colspan=2>", '<th abbr="&quot;A&quot; > &amp;">', "</table>"),
    *("<a href='#a&b=\"c\"'>", "</a>"),
    '<img alt="1 < 2 &amp; &nbsp;" src="data:image/png;base64,UE5H">',
    *("<details>", "<summary>", "</details>", "<ol start=3>", "<li>"),
)


class Reader(HTMLParser):
    """The standard library's reader of HTML, which takes anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in tree.VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def reference(html: str) -> Element:
    reader = Reader()
    reader.feed(f"<div>{html}</div>")
    reader.close()
    return reader.builder.close()


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=15).map("".join))
def test_clean_html_is_read_as_the_standard_library_reads_it(html: str) -> None:
    found = clean(html.encode("utf-8", "replace").decode())
    root = tree.parse(found)
    assert tostring(root) == tostring(reference(found))
    # What is written can be read again.
    assert tree.write(tree.parse(tree.write(root))) == tree.write(root)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ('<p class="1 < 2 > 0">x = "y"</p>', 'x = "y"'),
        ("<p>a<br>b</p>c", "abc"),
    ],
)
def test_text_is_what_a_browser_shows(html: str, text: str) -> None:
    assert "".join(tree.parse(html).itertext()) == text


def test_an_attribute_may_lack_a_value() -> None:
    (box,) = tree.parse('<input type="radio" checked>')
    assert box.attrib == {"type": "radio", "checked": ""}


def test_what_nests_too_deep_keeps_its_text() -> None:
    deep = tree.DEEPEST + 10
    root = tree.parse("<b>" * deep + "a<br>b" + "</b>" * deep + "<p>c</p>")
    assert "".join(root.itertext()) == "abc"
    assert sum(1 for _ in root.iter("b")) == tree.DEEPEST - 1
    assert [child.tag for child in root] == ["b", "p"]
