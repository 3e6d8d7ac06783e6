"""What the exporters of files share: the notebook becomes a document, which is written."""

from typing import Any, ClassVar

from nbconvert.exporters import Exporter
from traitlets import default

from analysis.report.export.document import Document, document


class DocumentExporter(Exporter):
    """Export an executed notebook as a file of bytes; a format says how it is written.

    Attributes
    ----------
    extension : str
        Of the file, with its dot.
    """

    extension: ClassVar[str]

    @staticmethod
    def written(report: Document) -> bytes:
        """Return a document in the format.

        Parameters
        ----------
        report : Document

        Returns
        -------
        bytes
        """
        raise NotImplementedError

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return self.extension

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the file and the resources of nbconvert.

        Parameters
        ----------
        nb : NotebookNode
        resources : dict, optional
        **kw
            Passed to `nbconvert.exporters.Exporter`.

        Returns
        -------
        bytes, dict
        """
        executed, resources = super().from_notebook_node(nb, resources, **kw)
        return self.written(document(executed)), resources
