"""Examples in docstrings run where what they show is installed."""

from importlib.util import find_spec

# Of the optional extras `space` and `duckdb`; `make slow` installs both.
_NEEDED = {"analysis/space.py": "esda", "analysis/dataexport/duck.py": "duckdb"}
collect_ignore = [path for path, package in _NEEDED.items() if not find_spec(package)]
# They hold fixtures, no examples; as modules to be read for examples they share one name.
collect_ignore_glob = ["*/conftest.py"]
