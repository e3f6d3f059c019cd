# Everything a newcomer needs: make run, make test. Wants Python 3.11 or later with its venv module.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test soak bench lint messages clean

run: .venv/run.stamp
	@DEBUG=1 $(BIN)/python manage.py prepare
	@DEBUG=1 PORT=$(PORT) $(BIN)/python manage.py serve

test: .venv/test.stamp
	@$(BIN)/python -m tests.run

soak: .venv/test.stamp
	@$(BIN)/python -m tests.run --soak

bench: .venv/test.stamp
	@$(BIN)/python -m bench.run

lint: .venv/test.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy .

# Gather new strings into locale/ (needs gettext).
messages: .venv/test.stamp
	@DEBUG=1 $(BIN)/python manage.py makemessages -l fr -l ar --no-obsolete --no-wrap --add-location file -i .venv -i var -i node_modules -i tests

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is missing: install the package python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: install the package python3.11."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install the package python3-venv."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt | .venv/bin/python
	@echo "Installing what the platform needs (about half a minute)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

# The tests read JSON Schemas that only the source archive of a package holds: fetched by its hash, never installed.
.venv/test.stamp: requirements/test.txt requirements/sources.txt | .venv/bin/python
	@echo "Installing what the platform and its tests need (about a minute)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps -d .venv/sources -r requirements/sources.txt
	@touch $@ .venv/run.stamp

clean:
	rm -rf .venv var
