"""Export a report as one HTML file: no script, nothing fetched, readable anywhere."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from analysis.report.export.document import document
from analysis.report.export.page import Page, csp_hash, cut

PREFIX = Path(__file__).parent / "jupyter"
# Among the resources of an export: the document, where the notebook was read already.
DOCUMENT = "chiso_document"


@pass_context
def _page(context: Context, nb: Any) -> Page:
    """Return the page of a notebook; whoever has read the notebook hands the document over."""
    return cut(context["resources"].get(DOCUMENT) or document(nb))


class ReportHTMLExporter(TemplateExporter):
    """Export an executed notebook as one self-contained HTML file.

    The template is `chiso_html`. A template of one's own may name it as `base_template` in
    its `conf.json` and override its blocks.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> nb = new_notebook(cells=[new_markdown_cell("# Chỉ số")])
    >>> html, resources = ReportHTMLExporter().from_notebook_node(nb)
    >>> "<h1>Chỉ số</h1>" in html, resources["output_extension"]
    (True, '.html')
    """

    export_from_notebook = "Báo cáo HTML (chiso)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "chiso_html"

    def get_prefix_root_dirs(self) -> list[str]:
        """Return the folders laid out like `share/jupyter`, ours last.

        Being one of them, `chiso_html` is found whatever a configuration sets, and a
        template of one's own can extend `chiso_html/index.html.j2`.

        Returns
        -------
        list of str
        """
        return [*super().get_prefix_root_dirs(), str(PREFIX)]

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        """Return nbconvert's template filters and ours."""
        return [
            *super().default_filters(),
            ("chiso_page", _page),
            ("csp_hash", csp_hash),
        ]
