# Everything runs in .venv in this folder, which is made once for each state of the lock.
#
#   make demo                load the seeds, answer a question with its sources, export RDF
#   make test                all tests, on the embedded engine and on Neo4j
#   make check               style, types, the generated schema, the seeds and the questions
#   make gen                 write schema/, kg/questions/ and the generated docs anew
#   make golden Q=THEME/NAME write the expected answer of a question anew (without Q: of all)
#   make bench               measure at 20k claims; make bench-large: at 200k
#   make neo4j               start a local Neo4j (needs Java 17 and Maven); make neo4j-stop: stop it
#   make lock                renew requirements.lock with the newest versions pyproject.toml allows
#   make clean               remove .venv and what tools left behind; data in .kg stays
#
# PYTHON=/path/to/python3 chooses the Python that .venv is made with; one that was made with another is made anew.

.DEFAULT_GOAL := help
.PHONY: bench bench-large check clean demo gen golden help lock neo4j neo4j-stop test

BIN := .venv/bin
READY := .venv/ready
Q :=

# Newest first, every one on PATH: a version manager's stand-in may hide one that works.
MINORS := 20 19 18 17 16 15 14 13 12 11
PATHS = $(subst :, ,$(PATH))
PYTHONS = $(foreach minor,$(MINORS),$(wildcard $(addsuffix /python3.$(minor),$(PATHS)))) $(wildcard $(addsuffix /python3,$(PATHS)))

# Debian and Ubuntu ship venv without ensurepip, which fails only halfway through.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

WHICH := import sys; print(sys.base_prefix, *sys.version_info)
ifneq ($(PYTHON),)
ifneq ($(shell "$(PYTHON)" -c '$(WHICH)' 2>/dev/null),$(shell $(BIN)/python -c '$(WHICH)' 2>/dev/null))
.PHONY: $(READY)
endif
endif

# Each process starts a Neo4j of its own; one that is given serves one process, since tests empty it.
SHARED = $(if $(KG_TEST_NEO4J),,--numprocesses=auto --maxprocesses=4 --dist=loadfile)

demo: $(READY)
	@$(BIN)/kg demo

test: $(READY)
	$(BIN)/python -m pytest $(SHARED)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy kg loaders tests bench
	$(BIN)/kg schema build --check
	$(BIN)/kg check seeds queries

gen: $(READY)
	$(BIN)/kg schema build

golden: $(READY)
	$(BIN)/python -m tests.golden $(Q)

bench: $(READY)
	$(BIN)/python -m bench

bench-large: $(READY)
	$(BIN)/python -m bench --claims 200000

neo4j: $(READY)
	@$(BIN)/python -m tests.local_neo4j start

neo4j-stop: $(READY)
	@$(BIN)/python -m tests.local_neo4j stop

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --generate-hashes --upgrade \
		--no-config --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean:
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@sed -n 's/^#   //p' Makefile

$(READY): requirements.lock pyproject.toml
	@found=; \
	for python in $(if $(PYTHON),"$(PYTHON)",$(PYTHONS)); do \
		if "$$python" -c '$(FITS)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Parley needs Python 3.11 or newer with venv: install it (Debian and Ubuntu: python3-venv; macOS: brew install python), or name it: make PYTHON=/path/to/python3' >&2; \
		exit 1; \
	fi; \
	echo "Setting up .venv with $$found (once, a minute or two)" >&2; \
	"$$found" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
