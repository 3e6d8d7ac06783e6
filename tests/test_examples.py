"""The examples are valid, and call the command as it is."""

import ast
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import nbformat
import pytest
import yaml

from analysis.cli.batch import batch

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
FILES = sorted(p for p in EXAMPLES.rglob("*") if p.is_file() and ".ipynb_check" not in str(p))
CALL = re.compile(r"chiso batch ([^'\n]*?)(?: >> [^\n]*)?(?='|$)", re.M)


def calls() -> list[tuple[str, str]]:
    found = [
        (p.name, call) for p in FILES if p.suffix != ".md" for call in CALL.findall(p.read_text())
    ]
    return [(name, call) for name, call in found if call.startswith("-")]


def test_the_readme_lists_every_example():
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    tops = {path.relative_to(EXAMPLES).parts[0] for path in FILES} - {"README.md"}
    listed = re.findall(r"^\| ([a-z][\w./-]+) \|", text, re.M)
    assert tops == {name.rstrip("/") for name in listed} - {"file"}


@pytest.mark.parametrize(("name", "call"), calls())
def test_the_command_takes_each_call(name, call):
    values = {"SLURM_ARRAY_TASK_ID": "2", "SLURM_CPUS_PER_TASK": "2", "SCHEDULER": "10.0.0.5"}
    for variable, value in values.items():
        call = call.replace(f"${variable}", value)
    context = batch.make_context("batch", shlex.split(call))
    assert isinstance(context, click.Context)
    assert context.params["year"] == 2024


def test_every_example_calls_the_command():
    assert {name for name, _ in calls()} == {
        "chiso-batch.service", "crontab", "github-actions.yml", "airflow_dag.py", "slurm.sh",
        "dask.sh",
    }  # fmt: skip


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong(tmp_path):
    command = tmp_path / "chiso" / ".venv" / "bin" / "chiso"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    for path in (EXAMPLES / "systemd").iterdir():
        text = path.read_text(encoding="utf-8").replace("%h", str(tmp_path))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / f"chiso-batch.{kind}") for kind in ("service", "timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "chiso-batch" in line]
    assert (done.returncode, ours) == (0, [])


def test_cron_lines_have_five_times_and_a_command():
    lines = (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()
    jobs = [line for line in lines if line and not line.startswith(("#", "MAILTO="))]
    assert [re.match(r"(?:[\d*/,-]+ ){5}(?=\S)", line) is not None for line in jobs] == [True]
    assert "%" not in "".join(jobs)  # cron takes it for the end of a line


def test_the_workflow_runs_the_command_every_night():
    content = yaml.safe_load((EXAMPLES / "github-actions.yml").read_text(encoding="utf-8"))
    # YAML reads the key "on" as true.
    assert content[True]["schedule"] == [{"cron": "0 19 * * *"}]
    steps = content["jobs"]["batch"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert content["permissions"] == {"contents": "read"}


def test_the_dag_is_python_and_imports_what_airflow_3_has():
    tree = ast.parse((EXAMPLES / "airflow_dag.py").read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {"airflow.sdk", "airflow.providers.standard.operators.bash"} <= imported


def test_the_notebook_job_names_its_notebook_and_parameters():
    job = json.loads((EXAMPLES / "jupyter-scheduler" / "job.json").read_text(encoding="utf-8"))
    notebook = nbformat.read(ROOT / job["input_uri"], as_version=4)
    nbformat.validate(notebook)
    tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    assert [set(job["parameters"])] == [
        set(re.findall(r"^(\w+) =", c.source, re.M)) for c in tagged
    ]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)


@pytest.mark.parametrize("name", ["slurm.sh", "dask.sh"])
def test_scripts_are_shell(name):
    subprocess.run(["sh", "-n", str(EXAMPLES / name)], check=True)
