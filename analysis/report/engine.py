"""How papermill runs our notebooks: as ever, but written once and not twice a cell."""

from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

NAME = "chiso"


class Engine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """Run a notebook by nbclient; what ran so far is written when it fails.

    papermill writes what ran to the end, and cells that fail.
    """

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
        except BaseException:
            nb_man.output_path = target
            raise


papermill_engines.register(NAME, Engine)
