# The one door. `make` alone says what there is; every recipe sets up what it needs.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
export PATH := $(abspath $(BIN)):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

# An environment is filled once per content of its lock; a stamp's name carries that content.
stamp = $(VENV)/$(1)-$(shell cat pyproject.toml requirements/$(1).lock | cksum | tr -s ' ' '-')
RUN := $(call stamp,run)
DEV := $(call stamp,dev)
SPARK := $(call stamp,spark)
INSTALL := $(BIN)/python -m pip install -qq --require-hashes

.PHONY: help setup demo quick test verify check fix docs bench golden lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: $(DEV) ## the environment for everything below (.venv)

demo: $(RUN) ## invent a region, run its year 2011, open the application on it
	@juntos demo --dir demo

quick: $(DEV) ## unit tests, at most 10 s
	@pytest -q -m "not verify" $(wildcard $(addprefix tests/,house core programme spec))

test: check ## what CI runs: check, then every test but the long ones, at most 15 min
	@python tools/with_postgres.py pytest -q -n 2 --dist loadfile tests/store -m "not verify"
	@pytest -q -n 2 --dist loadfile -m "not verify"

verify: $(DEV) $(SPARK) ## the long tests; keeps what they said in docs/verify.txt
	@{ date -u '+%Y-%m-%d'; pytest -q -m 'verify or agree' --hypothesis-profile=verify; } 2>&1 | tee docs/verify.txt

check: $(DEV) ## format, lint, types, the direction of imports, stale documents
	@ruff format --check --quiet .
	@ruff check --quiet .
	@mypy
	@said=$$(lint-imports --no-logo --no-cache) || { echo "$$said"; exit 1; }; tail -n 1 <<<"$$said"
	@python tools/docs.py --check

fix: $(DEV) ## format, and mend what ruff can mend
	@ruff format --quiet .
	@ruff check --fix --quiet .

docs: $(DEV) ## write again the documents that come from the code
	@python tools/docs.py

bench: $(DEV) ## measure the budgets; writes benchmarks/RESULTS.md
	@python -m benchmarks

golden: $(DEV) ## how the golden district's outputs differ from those kept
	@python -m tests.golden

# For who changes a dependency. Needs uv. Hashes and no host: any index can serve them.
COMPILE = uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' --quiet
lock:
	@$(COMPILE) -o requirements/run.lock
	@$(COMPILE) --extra dev -c requirements/run.lock -o requirements/dev.lock
	@$(COMPILE) --extra spark -c requirements/dev.lock -o requirements/spark.lock

clean: ## remove what was made: demo, caches, .venv
	@rm -rf demo var build dist $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.11 python3.12 python3.13 python3.14; do \
		"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		exec "$$python" -m venv $(VENV); \
	done; \
	echo 'juntos needs Python 3.11 or later with its venv module (on Debian: apt install python3-venv),' >&2; \
	echo 'or say which: make PYTHON=/path/to/python' >&2; exit 1

$(RUN): | $(BIN)/python
	@$(INSTALL) -r requirements/run.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --no-index -e .
	@rm -f $(VENV)/run-*; touch $@

$(DEV): $(RUN) | $(BIN)/python
	@$(INSTALL) -r requirements/dev.lock
	@rm -f $(VENV)/dev-*; touch $@

$(SPARK): $(RUN) $(DEV) | $(BIN)/python
	@$(INSTALL) -r requirements/spark.lock
	@rm -f $(VENV)/spark-*; touch $@
