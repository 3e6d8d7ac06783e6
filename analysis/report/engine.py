"""How papermill runs our notebooks: as ever, but written at the end and not twice a cell."""

from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

NAME = "chiso"


class Engine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """Run a notebook by nbclient; what ran so far is written at the end, also of a failure."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **kwargs: Any
    ) -> None:
        """Run all cells.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
        kernel_name : str
        **kwargs
            Options of nbclient.
        """
        target, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        finally:
            nb_man.output_path = target


papermill_engines.register(NAME, Engine)
