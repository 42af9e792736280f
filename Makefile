# Two commands do all the set-up: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
PORT ?= 8501
# What writes the locks, in an environment of its own.
UV := uv==0.13.8
VERROU := .cache/verrou
COMPILE := $(VERROU)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links
SOURCES := serveur.py dashboard.py service api pages components geo data tests bench

.PHONY: run test lint bench endurance referentiel deploiement-essai verrou schemas schemas-validata clean

# The atlas of this machine is its owner's: what is published here is theirs to publish.
run: $(VENV)/.run
	ATLAS_PROPRIETAIRE=1 $(BIN)/streamlit run serveur.py --server.port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m tests.programmes chromium postgresql nginx
# As the folders come: sorted by their number of tests, files of few long ones would end alone.
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --ignore tests/browser $(ARGS)
# Apart: what drives a browser leaves an event loop running in its process.
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --reruns 1 tests/browser $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

endurance: $(VENV)/.dev
	$(BIN)/python -m tests.programmes postgresql
	ATLAS_MORTS=100 $(BIN)/python -m pytest -n 0 tests/data/depot/test_durabilite.py

bench: $(VENV)/.dev
	$(BIN)/python -m tests.programmes chromium
	$(BIN)/python -m bench

# Two instances, PostgreSQL and nginx on this machine; TENIR=1 leaves them standing.
deploiement-essai: $(VENV)/.dev
	$(BIN)/python -m tests.programmes postgresql nginx
	$(BIN)/python -m tests.deploiement $(if $(TENIR),--tenir)

# The schemas of the registre, as schema.data.gouv.fr takes them.
schemas: $(VENV)/.run
	$(BIN)/python -m data schemas var/schemas

# The same, read by the package of Validata: it asks for another frictionless than ours.
VALIDATA := .cache/validata
schemas-validata: schemas
	test -d $(VALIDATA) || $(PYTHON) -m venv $(VALIDATA)
	$(VALIDATA)/bin/python -m pip --disable-pip-version-check install --quiet validata-table==0.12.5
	$(VALIDATA)/bin/python tests/data/lecture/validata.py var/schemas

referentiel: $(VENV)/.dev
	$(BIN)/python -m data.construction

clean:
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A package whose files are not those of the lock is not installed.
$(VENV)/.run: $(VENV)/bin/python requirements.lock
	$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# After a change of requirements.txt or requirements-dev.txt. What is locked stays as it is, unless
# asked otherwise: make verrou ARGS="--upgrade-package urllib3"
verrou: $(VERROU)/bin/uv
	$(COMPILE) $(ARGS) requirements.txt --output-file requirements.lock
	$(COMPILE) $(ARGS) requirements-dev.txt --constraints requirements.lock \
		--output-file requirements-dev.lock

$(VERROU)/bin/uv: Makefile
	$(PYTHON) -m venv $(VERROU)
	$(VERROU)/bin/python -m pip --disable-pip-version-check install --quiet $(UV)
	@touch $@
