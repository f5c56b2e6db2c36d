# Every target as a plain command: docs/commands.md

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/.installed-site
TEST := $(VENV)/.installed-test
# By its hash, and never built here: building would run what has no hash.
WHEELS := --require-hashes --no-deps --only-binary=:all:

.DEFAULT_GOAL := help
.PHONY: docs release platforms hosts screenshots audit axe help site sources serve check verify quick test lint types units unit browser servers fuzz mutants bench lock clean

help: ## what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

$(SITE): locks/site.txt pyproject.toml
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with make PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(WHEELS) -r locks/site.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): locks/test.txt $(SITE)
	@echo "Setting up what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile $(WHEELS) -r locks/test.txt
	@touch $@

site: $(SITE) ## build the site into site/
	@$(BIN)/mkdocs build --quiet
	@echo "The site is in site/. To look at it: make serve, or: $(BIN)/python -m http.server --directory site 8000 --bind 127.0.0.1"
	@echo "For the commands dossier-timeline and mkdocs, say once in each terminal: . $(BIN)/activate"

sources: $(SITE) ## what reads PDF, HTML and other documents into source texts
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(WHEELS) -r locks/sources.txt

serve: $(SITE) ## build, show on http://127.0.0.1:8000/ and rebuild on every change
	@$(BIN)/mkdocs serve

check: $(SITE) ## check all content without publishing
	@$(BIN)/dossier-timeline check

verify: $(SITE) ## verify every fact against the source texts (SOURCES=folder)
	@$(BIN)/dossier-timeline verify

quick: $(TEST) lint types units ## style, types and the tests that start no program

# All at the same time: style and types take one processor, and so does the setting up.
test: ## everything that must hold (as root, it may install Chromium, nginx and Caddy)
	@$(MAKE) --no-print-directory --jobs=4 lint types unit

lint: $(TEST) ## style and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

types: $(TEST) ## types, of the tests too
	@$(BIN)/mypy

browser: ## the browser that the tests drive, where it may be installed
	@sh tests/browser/install.sh

# After the browser: two cannot install at the same time.
servers: browser ## the servers that the tests start, where they may be installed
	@sh tests/servers/install.sh

# Each of hundreds of processes would compile all modules anew where the environment asks to keep no bytecode.
unit units: export PYTHONDONTWRITEBYTECODE =

units: $(TEST) ## the tests that start no program
	@$(BIN)/pytest -n 2 --dist worksteal -m "not process and not exhaustive"

# Three processes on two processors: many tests wait for a server, a browser or a process of their own.
unit: $(TEST) browser servers ## the tests
	@$(BIN)/pytest -n 3 --dist worksteal -m "not exhaustive"

fuzz: $(TEST) browser ## try thousands of broken sites, and make the pages of all that are right (SEED=0)
	@for part in 0 1; do $(BIN)/python -m tests.content.fuzz --seed $(or $(SEED),0) --make 1 --shard $$part/2 & parts="$$parts $$!"; done; \
	 $(BIN)/python -m tests.evidence.long_runs || failed=1; \
	 $(BIN)/python -m tests.evidence.date_neighbours --seed $(or $(SEED),0) || failed=1; \
	 $(BIN)/python -m tests.evidence.number_neighbours --seed $(or $(SEED),0) || failed=1; \
	 $(BIN)/python -m tests.content.fuzz.same_words --seed $(or $(SEED),0) || failed=1; \
	 for part in $$parts; do wait $$part || failed=1; done; exit $${failed:-0}
	@$(BIN)/python -m tests.languages.every_locale --seed $(or $(SEED),0)
	@$(BIN)/python -m tests.graphics.drawn_charts --seed $(or $(SEED),0)
	@$(BIN)/python -m tests.publishing.many_folders 300
	@$(BIN)/python -m tests.cache.long_edits --seed $(or $(SEED),0) --steps 200
	@$(BIN)/python -m tests.diagnostics.refused_calls $(or $(SEED),0)
	@$(BIN)/pytest -n 2 --dist worksteal -m exhaustive

audit: $(TEST) browser ## try every page in the browser, in all widths and colours; writes docs/audit.md
	@$(BIN)/python -m tests.browser.audit

axe: $(TEST) browser ## try a page of each kind with the newest axe-core, which npm fetches by its hash
	@mkdir -p $(VENV)/axe && cp locks/axe/package.json locks/axe/package-lock.json $(VENV)/axe/
	@npm ci --prefix $(VENV)/axe --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python -m tests.browser.newest_axe $(VENV)/axe/node_modules/axe-core

HOSTS := $(VENV)/hosts
hosts: $(TEST) ## try the recipes and a site with the hosts' own programs, which npm and pip fetch by their hashes
	@test -x $(HOSTS)/bin/python || $(PYTHON) -m venv $(HOSTS)
	@$(HOSTS)/bin/python -m pip install --quiet --disable-pip-version-check $(WHEELS) -r locks/hosts.txt
	@cp locks/hosts/package.json locks/hosts/package-lock.json $(HOSTS)/
	@PATH="$(CURDIR)/$(HOSTS)/bin:$$PATH" npm ci --prefix $(HOSTS) --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python -m tests.hosts $(HOSTS)

docs: $(SITE) ## make a site of docs/ in dist/docs; every link in it is checked
	@$(BIN)/mkdocs build -f docs/site/mkdocs.yml

RELEASE := $(VENV)/release
release: $(TEST) docs sbom platforms ## build the package twice, check it, and print its release notes; in dist/
	@test -x $(RELEASE)/bin/python || $(PYTHON) -m venv $(RELEASE)
	@$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check $(WHEELS) -r locks/release.txt
	@$(BIN)/python -m tests.supply.release $(RELEASE)/bin

platforms: $(TEST) ## see whether the locks are whole for Linux, macOS and Windows, Python 3.11 to 3.14
	@$(BIN)/python -m tests.supply.platforms

screenshots: $(TEST) browser ## take the pictures in docs/screenshots
	@$(BIN)/python -m tests.browser.screenshots

mutants: $(TEST) ## break the source on purpose and count what the tests catch
	@$(BIN)/python -m tests.code.mutants

DOCUMENTS ?= 20
bench: $(TEST) ## measure this generator beside Hugo and MkDocs (DOCUMENTS=how many, RUNS=how often)
	@$(BIN)/python -m tests.bench --documents $(DOCUMENTS) --runs $(or $(RUNS),1)

lock: $(TEST) ## resolve the lock files anew
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate --extra build pyproject.toml -o locks/site.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate -c locks/site.txt pyproject.toml -o generator/dossier_timeline/hosting/requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate --extra build --extra sources -c locks/site.txt pyproject.toml -o locks/sources.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate --extra build --extra sources --extra test -c locks/sources.txt pyproject.toml -o locks/test.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate --group pyproject.toml:release -o locks/release.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate --group pyproject.toml:hosts -o locks/hosts.txt

licences: $(TEST) ## list the licences of what a build needs, in docs/licences.md
	@$(BIN)/python -m tests.supply.licences

sbom: $(TEST) ## what a build is made with, as CycloneDX, in dist/sbom.cdx.json
	@mkdir -p dist
	@$(BIN)/cyclonedx-py requirements locks/site.txt --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json

vulnerabilities: $(TEST) ## ask the public database which locked packages have known weaknesses
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes -r locks/site.txt

clean: ## remove the site and what builds leave
	@find site -mindepth 1 -maxdepth 1 ! -name '.*' -exec rm -rf {} +
	@rm -f site/.well-known/security.txt site/.well-known/security.txt.*
	@rm -rf .site.spare .site.lock .cache dist
