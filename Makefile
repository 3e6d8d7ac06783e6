# Two commands, from nothing: `make report` and `make test`.
# They need Python >= 3.11, make and the package registries; no root.
PYTHON ?= python3
PROVINCE ?= Tuyên Quang
YEAR ?= 2023
REPORT_LANG ?= vi

BIN := .venv/bin
READY := .venv/.ready
EXTRAS := .venv/.slow-ready

.PHONY: report test slow lint data site lab gallery docs bench bench-batch lock clean help

help:            ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

report: $(READY) ## one province report: make report PROVINCE="Quảng Ninh" YEAR=2024
	@$(BIN)/chiso report "$(PROVINCE)" --year "$(YEAR)" --lang "$(REPORT_LANG)"

site: $(READY)   ## all reports of a year in both languages and the pages to publish: make site YEAR=2024
	@$(BIN)/chiso batch --year "$(YEAR)" --format html,pdf,docx,xlsx
	@$(BIN)/chiso batch --year "$(YEAR)" --lang en
	@$(BIN)/chiso site --year "$(YEAR)"

test: $(READY) lint ## linters, types and the quick tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

slow: $(EXTRAS)   ## the slow tests: every province and year, coverage of intervals, the extras
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m slow

lint: $(READY)   ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

data: $(READY)   ## check data/raw and build data/processed
	@$(BIN)/chiso data check
	@$(BIN)/chiso data build

lab: $(READY)    ## JupyterLab on notebooks/explore.ipynb
	@[ "$$(uname)" != Linux ] || $(BIN)/chiso kernel install
	$(BIN)/jupyter lab notebooks/explore.ipynb

gallery: $(READY) ## docs/gallery.md and its pictures, from the real data
	@$(BIN)/python docs/make_gallery.py

docs: $(EXTRAS)  ## the documentation as a site: docs/_build/index.html
	@$(BIN)/sphinx-build --conf-dir docs --fail-on-warning --keep-going --fresh-env --quiet . docs/_build

bench: $(READY)  ## times and ratios: the report against plain papermill, the models against naive code
	@for one in $(filter-out benchmarks/batch.py benchmarks/scaling.py,$(wildcard benchmarks/*.py)); do echo "== $$one"; $(BIN)/python $$one || exit 1; done

bench-batch: $(READY) ## all 63 reports against papermill, into docs/benchmarks.md (half an hour)
	$(BIN)/python benchmarks/batch.py --all --write

lock: $(READY)   ## resolve both locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra space --extra browser --extra duckdb --extra cluster --extra docs --universal --python-version 3.11 \
	  --constraint requirements.lock --generate-hashes --no-header --no-annotate --quiet \
	  --output-file requirements-slow.lock

clean:           ## remove what the targets made, but not the reports
	rm -rf .venv data/processed/*.parquet data/processed/*.json .pytest_cache .mypy_cache .ruff_cache

# uv does the installing (seconds instead of minutes) and compiles bytecode, which halves every
# later start; the stamp is written last, so a broken install is repeated.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "chiso needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q analysis
	@touch $(READY)

# The optional extras, which only slow tests use; kept out of the default environment (pyproject.toml).
$(EXTRAS): requirements-slow.lock $(READY)
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements-slow.lock
	@touch $(EXTRAS)
