"""Notebooks as papermill leaves them: a report of ours, an analyst's own, a hostile one."""

import base64
import io
from collections.abc import Callable

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

HOSTILE_NAME = r'Tỉnh #set text(9pt) $x$ *bold* _it_ <b>B</b> @ref \u{41} "q" ~ `code` [a]{b} // /*'
PROVINCES = [
    ("Hà Nội", 85.4123),
    ("Tuyên Quang", 84.02),
    ("Bà Rịa – Vũng Tàu", 83.9),
    ("Thừa Thiên Huế", 83.41),
]


def chart(kind: str, *, width: float = 7.0, height: float = 3.6) -> bytes:
    """Return a bar chart as a file of the kind."""
    with mpl.rc_context({"font.family": "DejaVu Sans", "svg.hashsalt": "x"}):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots()
        names = [name for name, _ in PROVINCES]
        axes.barh(names, [score for _, score in PROVINCES], color="#0b4f8a")
        axes.set_xlabel("Chỉ số hài lòng (%)")
        axes.set_title("Hà Nội cao nhất trong bốn tỉnh")
        file = io.BytesIO()
        metadata = {"Date": None} if kind == "svg" else None
        figure.savefig(file, format=kind, metadata=metadata, dpi=100)
    return file.getvalue()


def shown(**data: str) -> NotebookNode:
    """Return a code cell that shows one output; `text_html` stands for `text/html`."""
    formats = {
        {"text_html": "text/html", "svg": "image/svg+xml", "png": "image/png"}.get(
            name, name.replace("_", "/")
        ): value
        for name, value in data.items()
    }
    return new_code_cell("show()", outputs=[new_output("display_data", data=formats)])


def embedded(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()


def figure_html(number: int, alt: str, svg: bytes) -> str:
    return (
        f'<figure id="figure-{number}" class="chart"><img src="{embedded(svg)}" alt="{alt}">'
        f"<figcaption>Hình {number}. Chỉ số hài lòng của người dân, năm 2023</figcaption></figure>"
        '<p class="note">Ghi chú: thang điểm 100; n = 61 trên 63 tỉnh có số liệu công bố.</p>'
        '<p class="source">Nguồn: Bộ Nội vụ (2024), Báo cáo SIPAS 2023, trang 41.</p>'
    )


def table_html(number: int, rows: list[tuple[str, float]], *, years: int = 1) -> str:
    years_head = "".join(
        f'<th scope="col" class="num">{2024 - year}</th>' for year in reversed(range(years))
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(
            f'<td class="num">{score - year:.2f}</td>'.replace(".", ",")
            for year in reversed(range(years))
        )
        + "<td>Cao hơn trung vị cả nước; thay đổi không có ý nghĩa thống kê</td></tr>"
        for name, score in rows
    )
    return (
        f'<table id="table-{number}" class="scores"><caption>Bảng {number}. Kết quả theo tỉnh'
        f'</caption><thead><tr><th scope="col">Tỉnh, thành phố</th>{years_head}'
        f'<th scope="col">Nhận xét</th></tr></thead><tbody>{body}</tbody></table>'
        '<p class="note">Ghi chú: điểm tối đa 100.</p>'
        '<p class="source">Nguồn: Bộ Nội vụ.</p>'
    )


PARAGRAPH = (
    "<p>Năm 2023, chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính"
    " nhà nước tỉnh <strong>Tuyên Quang</strong> đạt 84,02 %, <em>cao hơn</em> trung vị của các"
    " tỉnh có số liệu (xem <a href='#table-1'>Bảng 1</a> và <a href='#figure-1'>Hình 1</a>)."
    " Khoảng tin cậy 95 % là 83,1–84,9 %.</p>"
)


@pytest.fixture(scope="session")
def report() -> NotebookNode:
    """Return a report as our own display objects write it."""
    many = [(f"Tỉnh thứ {i + 1}", 90 - i / 3) for i in range(60)]
    cells = [
        new_code_cell(
            "province = '08'",
            metadata={"tags": ["injected-parameters"]},
            outputs=[new_output("display_data", data={"text/html": "<p>PARAMETERS</p>"})],
        ),
        new_code_cell(
            "import this",
            metadata={"tags": ["remove_cell"]},
            outputs=[new_output("display_data", data={"text/plain": "REMOVED"})],
        ),
        new_code_cell("secret_code()", outputs=[new_output("stream", name="stderr", text="NOISE")]),
        shown(
            text_html='<header><h1 lang="vi">Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang'
            "</h1><p>Số liệu năm 2023</p></header>",
            text_plain="Header()",
        ),
        shown(text_html=PARAGRAPH * 2),
        shown(
            text_html='<h2 id="result">1. Kết quả</h2>'
            + PARAGRAPH
            + table_html(1, PROVINCES, years=3)
            + figure_html(1, "Biểu đồ cột: Hà Nội 85,41; Tuyên Quang 84,02.", chart("svg"))
        ),
        new_markdown_cell(
            "## 2. Bản đồ\n\nĐoạn văn **đậm**, <script>alert(1)</script> và:\n\n- một\n- hai\n"
        ),
        shown(text_html=figure_html(2, "Bản đồ cả nước.", chart("svg", width=6, height=11))),
        shown(text_html='<h2 id="all">3. Bảng dài</h2><h3>Mọi tỉnh</h3>' + PARAGRAPH),
        shown(text_html=table_html(2, many)),
        shown(text_html="<h2>4. Nguồn</h2><ol><li>Bộ Nội vụ</li><li>PAPI</li></ol>"),
    ]
    return new_notebook(cells=cells)


@pytest.fixture(scope="session")
def analyst() -> NotebookNode:
    """Return a notebook that knows nothing of chiso."""
    frame = pd.DataFrame(
        {"tỉnh": [name for name, _ in PROVINCES], "điểm": [score for _, score in PROVINCES]}
    )
    png = base64.b64encode(chart("png")).decode()
    described = new_output(
        "display_data", data={"image/png": png}, metadata={"image/png": {"alt": "Bốn cột"}}
    )
    return new_notebook(
        metadata={"title": "Ghi chép"},
        cells=[
            new_markdown_cell("### Bắt đầu\n\n| a | b |\n|---|--:|\n| 1 | 2 |"),
            new_code_cell(
                "frame",
                outputs=[
                    new_output(
                        "execute_result",
                        data={"text/html": frame.to_html(), "text/plain": repr(frame)},
                        execution_count=1,
                    )
                ],
            ),
            shown(png=png, text_plain="<Figure size 700x360>"),
            new_code_cell("plot()", outputs=[described]),
            shown(svg=chart("svg").decode()),
            shown(text_plain="OLS   x  1.5\n<y>   2"),
            shown(text_markdown="**đậm**"),
        ],
    )


@pytest.fixture(scope="session")
def hostile() -> NotebookNode:
    """Return a notebook whose data attack every format."""
    png = "data:image/png;base64," + base64.b64encode(chart("png", width=3, height=2)).decode()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="50" height="50" onload="alert(2)"><script>alert(3)</script>'
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/>'
        "<image href='https://evil.example/x.png' width='9' height='9'/>"
        '<rect width="50" height="50" fill="teal"/></svg>'
    )
    name = HOSTILE_NAME.replace("&", "&amp;").replace("<", "&lt;")
    return new_notebook(
        cells=[
            shown(text_html=f"<h1>{name}</h1>"),
            shown(
                text_html="<p>before<script>alert(1)</script><style>p{}</style>after</p>"
                f'<img src="{png}" onerror="alert(1)">'
                '<img src="https://evil.example/a.png" alt="xa">'
                '<img src="data:text/html;base64,PHNjcmlwdD4="><img src=x>'
                '<a href="javascript:alert(1)">js</a><a href="jav&#x200e;ascript:alert(1)">js2</a>'
                '<a href="data:text/html,x">data</a><a href="https://ok.example/">ok</a>'
                '<iframe src="https://evil.example"></iframe><form><input></form>'
                '<svg><script>alert(1)</script><text>inline</text></svg><base href="//evil">'
                '<meta http-equiv="refresh" content="0"><link rel="stylesheet" href="//evil">'
                '<p style="position:fixed" onclick="x()">styled</p><div><table><tr><td>open'
            ),
            shown(text_html=f"<table><tr><td>{name}</td><td><ul><li>in a cell</table>"),
            shown(text_html="<p>Hà\u202e Nội &#x202e;đảo \u200f\ud800😀 漢 \x07</p>"),
            shown(text_html="<p>" + "x" * 10_000 + "</p>"),
            shown(text_html="<div>" * 3_000 + "deep" + "</div>" * 3_000),
            shown(text_html='<table><tr><td colspan="99" rowspan="999">wide</td></tr></table>'),
            shown(svg=svg),
            shown(text_plain=f"<script>alert(1)</script> {HOSTILE_NAME}"),
            new_markdown_cell(
                "[x](javascript:alert(1)) <img src=x onerror=alert(1)>"
                " ![remote](https://evil.example/b.png)"
            ),
        ]
    )


@pytest.fixture(scope="session")
def failed() -> Callable[[], NotebookNode]:
    error = new_output("error", ename="ValueError", evalue="không có số liệu", traceback=[])
    cells = [new_markdown_cell("# A"), new_code_cell("load('08')\nmore()", outputs=[error])]
    return lambda: new_notebook(cells=cells)
