"""Make the kernelspec known to Jupyter."""

import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from analysis.errors import OutputNotWritable
from analysis.report.kernel import NAME, SPECS


def install(*, user: bool = False, prefix: Path | None = None) -> Path:
    """Write the kernelspec `chiso-warm` where Jupyter looks for kernels.

    Parameters
    ----------
    user : bool
        For this user, in every environment that chiso is installed in.
    prefix : Path, optional
        An environment; by default the one that chiso runs in.

    Returns
    -------
    Path
        The folder that was written.

    Raises
    ------
    OutputNotWritable
        If it cannot be written.
    """
    try:
        made = KernelSpecManager().install_kernel_spec(
            str(SPECS / "kernels" / NAME),
            NAME,
            user=user,
            prefix=None if user else str(prefix or sys.prefix),
        )
    except OSError as error:
        raise OutputNotWritable(
            f"cannot write {error.filename or 'the kernelspec'}: {error.strerror or error}"
        ) from None
    return Path(made)
