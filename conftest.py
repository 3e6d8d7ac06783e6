"""Examples in docstrings run where what they show is installed."""

from importlib.util import find_spec

# PySAL is the optional extra `space`; `make slow` installs it.
collect_ignore = [] if find_spec("esda") else ["analysis/space.py"]
