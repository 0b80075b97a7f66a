# Each target calls one command after the environment is ready; `make help` lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
FRONTEND := $(BIN)/python -m hatchling build -t wheel --hooks-only

.DEFAULT_GOAL := help
.PHONY: help serve test check fuzz bench bundle clean python run-environment dev-environment

help:
	@echo "make serve    build what is stale and serve it (HOST=$(HOST) PORT=$(PORT))"
	@echo "make test     run all tests, those in a browser included (ARGS=\"-k name\"; CHROMIUM=path)"
	@echo "make check    format, lint, types, import contract, wheel, TypeScript"
	@echo "make fuzz     5,000 requests and 5,000 queries that nobody would write"
	@echo "make bench    run the benchmarks"
	@echo "make bundle   pack wheels and the snapshot for a server without internet"
	@echo "make clean    remove what the commands above made"
	@echo "PYTHON=$(PYTHON) makes .venv (3.11 or newer)"

serve: run-environment
	@$(BIN)/samspill build data/
	@exec $(BIN)/samspill serve --host $(HOST) --port $(PORT)

test: dev-environment
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && exec $(BIN)/python -m pytest $(ARGS)

check: dev-environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py check
	$(BIN)/python tests/wheel/check_wheel.py

fuzz: dev-environment
	SAMSPILL_FUZZ=5000 $(BIN)/python -m pytest -q -s tests/protocol/test_fuzzing.py

bench: dev-environment
	$(BIN)/python -m benchmarks

bundle: run-environment
	@$(BIN)/samspill build data/
	@$(BIN)/python -m deploy.bundle

clean:
	rm -rf .venv build dist snapshots webapp/static webapp/frontend/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or say PYTHON=path" >&2; exit 1; }

run-environment: python
	@$(PYTHON) bootstrap.py run
	@$(FRONTEND)

dev-environment: python
	@$(PYTHON) bootstrap.py dev
	@$(FRONTEND)
