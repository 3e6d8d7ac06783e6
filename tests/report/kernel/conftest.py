"""One zygote for the quick tests; the kernelspec is known without being installed."""

import os
import sys
from collections.abc import Iterator

import pytest

from analysis.report.kernel import SPECS, warmed

collect_ignore = [] if sys.platform == "linux" else ["."]


@pytest.fixture(scope="session")
def _spec() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(SPECS))
        yield


@pytest.fixture(scope="session")
def zygote(_spec) -> Iterator[str]:
    """The address of a zygote that has imported what reports need."""
    with warmed():
        yield os.environ["CHISO_ZYGOTE"]


@pytest.fixture
def spec(_spec) -> None:
    """The kernelspec alone; whoever uses it starts a zygote of its own."""
