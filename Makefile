# Two commands do all the set-up: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
PORT ?= 8501
SOURCES := serveur.py dashboard.py service pages components geo data tests bench

.PHONY: run test lint bench endurance referentiel clean

run: $(VENV)/.run
	ATLAS_PROPRIETAIRE=1 $(BIN)/streamlit run serveur.py --server.port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python tests/data/depot/ensure_postgresql.py
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/browser $(ARGS)
# Apart: what drives a browser leaves an event loop running in its process.
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

endurance: $(VENV)/.dev
	$(BIN)/python tests/data/depot/ensure_postgresql.py
	ATLAS_MORTS=100 $(BIN)/python -m pytest -n 0 tests/data/depot/test_durabilite.py

bench: $(VENV)/.dev
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python -m bench

referentiel: $(VENV)/.dev
	$(BIN)/python -m data.construction

clean:
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.txt constraints.txt
	$(PIP) -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(PIP) -r requirements-dev.txt -c constraints.txt
	@touch $@
