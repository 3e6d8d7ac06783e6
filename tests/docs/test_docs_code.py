"""The Python of the documentation runs and gives what stands there; its commands are taken."""

import doctest
import shlex
import warnings
from pathlib import Path
from typing import Any

import click
import matplotlib.pyplot as plt
import pytest
from pages import ROOT, blocks, commands, with_code

from analysis.cli import main

# Run elsewhere: by `make gallery`; in test_how_to.py; with an installed kernel (report/kernel).
ELSEWHERE = {"gallery.md", "new-notebook.md", "warm-kernels.md"}
# Forecasts take some seconds.
LONG = {"README.md"}
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def params() -> list[Any]:
    pages = [page for page in with_code() if page.name not in ELSEWHERE]
    return [
        pytest.param(page, id=page.name, marks=[pytest.mark.slow] if page.name in LONG else [])
        for page in pages
    ]


@pytest.mark.parametrize("page", params())
def test_code_runs_and_gives_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHISO_HOME", str(ROOT))
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for number, (kind, text) in enumerate(blocks(page)):
        place = f"{page.name}, block {number}"
        if kind == "python":
            exec(compile(text, place, "exec"), names)
        elif kind == "pycon":
            said: list[str] = []
            example = doctest.DocTestParser().get_doctest(text, names, place, str(page), 0)
            runner = doctest.DocTestRunner(optionflags=OPTIONS)
            runner.run(example, out=said.append, clear_globs=False)
            names.update(example.globs)
            assert not said, "".join(said)
    plt.close("all")


@pytest.mark.parametrize(
    ("page", "call"),
    [
        pytest.param(page, call, id=f"{page.name}: {call}")
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for call in commands(page)
    ],
)
def test_the_command_knows_the_options(page: Path, call: str) -> None:
    words = shlex.split(call.partition(" && ")[0])[1:]
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, f"{page.name}: no command {name}"
        command = found
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        command.make_parser(click.Context(command)).parse_args(words)
