# Two commands: `make run` does the main job (and opens the window where there is a screen), `make test` passes the tests.
# Both need Python 3.11 or later and make; everything else is installed into .venv on first use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

# Qt draws into memory while tests and pictures are made; its browser refuses its sandbox to root.
OFFSCREEN := QT_QPA_PLATFORM=offscreen QTWEBENGINE_DISABLE_SANDBOX=1

.DEFAULT_GOAL := help
.PHONY: help run test bench check format translations screenshots lock clean

help: ## Lists the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run.stamp ## Plans the demonstration, prints its sheets and map into out/, opens the window if there is a screen
	@$(BIN)/otp-desktop --database $(OUT)/demonstration.sqlite demo --out $(OUT)

test: $(VENV)/dev.stamp ## Passes the tests, offscreen, on two cores
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n 2 --dist loadgroup

bench: $(VENV)/dev.stamp benchmarks/.venv-timefold/stamp ## Measures scenarios, published instances and peers (hours; needs a JDK 17); BENCH="--list" tells first
	$(BIN)/python -m benchmarks.run $(BENCH)

check: $(VENV)/dev.stamp ## Checks style (ruff), types (mypy) and the direction of imports (import-linter)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp ## Formats the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: $(VENV)/dev.stamp ## Collects the texts of each layer into its catalogue and compiles it
	$(BIN)/python scripts/translations.py

screenshots: $(VENV)/dev.stamp ## Makes the pictures of the user guide
	$(OFFSCREEN) $(BIN)/python scripts/screenshots.py docs/guide/images
	$(OFFSCREEN) $(BIN)/python scripts/guide_pictures.py

lock: ## Pins every dependency with its hashes (needs uv); no index address is written
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Removes the environment and the results
	rm -rf $(VENV) $(OUT)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.11 run"; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 2; }

# --no-deps: the lock is complete, and every file in it has its hash. The build backend comes from the lock as well.
$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the packages into $(VENV) (once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m otp_desktop.planning.compile_ahead
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# Timefold is a peer to measure against, never a part of the product: its packages stay out of the lock.
benchmarks/.venv-timefold/stamp:
	$(PYTHON) -m venv benchmarks/.venv-timefold
	benchmarks/.venv-timefold/bin/pip install -q timefold==1.24.0b0
	@touch $@
