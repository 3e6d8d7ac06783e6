"""What is freed goes back to the system."""

import subprocess
import sys

import pytest

CODE = """
import psutil
from analysis.report.memory import give_back
held = lambda: psutil.Process().memory_info().rss / 1e6
blocks = [bytes(5_000) for _ in range(20_000)]
last = blocks[-1]
before = held()
del blocks
give_back()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of GNU can be asked")
def test_freed_blocks_below_one_in_use_go_back():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 80
