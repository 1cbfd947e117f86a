# Everything a user or a contributor runs. A fresh machine needs make and Python 3.11 to 3.13; the rest comes into .venv.
# `make help` lists the targets.

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
CASE ?= demo-case

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
unexport PYTHONPATH
unexport PYTHONHOME

TARGET ?= all
SECONDS ?= 7200

.PHONY: audit fuzz catalogue help demo test check evaluate bench screenshots docs wheel lock clean env-run env-dev
.DEFAULT_GOAL := help

help:  ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

env-run:
	@$(PYTHON) requirements/install.py run

env-dev:
	@$(PYTHON) requirements/install.py dev

demo: env-run  ## read the demo corpus, print its claims, write its dossier
	@$(BIN)/python demo/run.py "$(CASE)"

test: env-dev  ## every test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: env-dev  ## format, lint, types, import rules, documentation, what is known against the pins
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/translations.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir build/site
	$(BIN)/python requirements/audit.py check
	$(BIN)/python requirements/audit.py sbom

evaluate: env-dev  ## the scorers over the program's output, held against the pinned floors
	@$(BIN)/python -m evaluation run

bench: env-dev  ## speed, beside peers in the same run
	@$(BIN)/python -m benchmarks

fuzz: env-dev  ## every reader of strangers' bytes fuzzed, two hours each (TARGET=mail SECONDS=600 for less); needs the extra `fuzz`
	@$(BIN)/python -m hardening.fuzz $(TARGET) $(SECONDS)

screenshots: env-dev  ## a picture of each page of the desk, into docs/images/desk
	@$(BIN)/python docs/screenshots.py

catalogue: env-dev  ## the texts of the program, and their translations compiled
	@$(BIN)/python docs/translations.py

docs: env-dev  ## the documentation with its notebooks executed, into build/site
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/notebooks.py build/docs-case
	@DOCS_CASE=build/docs-case NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir build/site
	@echo "build/site/index.html"

wheel: env-run  ## sdist and wheel, into dist; the same bytes from the same tree
	@$(BIN)/python requirements/wheel.py

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
audit: env-dev  ## ask OSV what is known against the pins, and read their licences; needs the network
	$(BIN)/python requirements/audit.py licences
	$(BIN)/python requirements/audit.py refresh

lock: env-run  ## compile the pins anew (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/build.in --extra korean --extra pdf --extra watch -o requirements/run.txt
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/build.in --extra korean --extra pdf --extra watch --extra server --extra bulk --extra cluster --extra scenarios --extra oidc --extra dev -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) $(UPGRADE) requirements/ftm.in -o requirements/ftm.txt
	$(COMPILE) $(UPGRADE) requirements/s3.in -o requirements/s3.txt

clean:  ## remove what was built, not your cases
	rm -rf .venv .venv-ftm .venv-s3 build dist site demo-case evaluation/out benchmarks/out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests evaluation benchmarks hardening demo docs -name __pycache__ -type d -prune -exec rm -rf {} +
