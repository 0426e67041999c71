# Everything a person needs: Python 3.11 or newer, and make. The rest is set up here.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# The lock is complete, so nothing is resolved: a newer release of what it names cannot get in its way.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
RUN := requirements/run.txt
DEV := requirements/dev.txt

.PHONY: demo test install run lint bench lock docs pictures templates papers fuzz

demo: $(VENV)/.run
	$(PY) -m bot demo $(ARGS)

install: $(VENV)/.run

run: $(VENV)/.run
	$(PY) -m bot run

test: lint
	$(PY) -m pytest -n 2 --dist worksteal --cov --cov-report=term $(ARGS)
	$(PY) -m scripts.coverage_floor

lint: $(VENV)/.dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m bot check

bench: $(VENV)/.dev
	$(PY) -m scripts.bench $(ARGS)

# Diagrams in docs/ come out of the declared flows.
docs: $(VENV)/.dev
	$(PY) -m scripts.diagrams

# Pictures in docs/images, taken of the demo in a headless Chromium.
pictures: $(VENV)/.dev
	$(PY) -m scripts.screenshots

# Writes the .docx templates anew from their texts; commit both.
templates: $(VENV)/.dev
	$(PY) -m scripts.templates

# One of each paper with made-up data, pictured page by page in artifacts/papers (needs LibreOffice).
papers: $(VENV)/.dev
	$(PY) -m scripts.papers

# What reads people's files and messages, fed with rubbish: make fuzz ARGS='docx -max_total_time=600'.
fuzz: $(VENV)/.dev
	$(PY) -m scripts.fuzz $(ARGS)

# Writes the locked versions anew; commit the result.
lock: $(VENV)/.dev
	$(PY) -m scripts.lock $(ARGS)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Нужен Python 3.11 или новее / Python 3.11 or newer is needed'; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo 'Нужен модуль venv / the venv module is needed: apt install python3-venv'; exit 2; }

$(VENV)/.run: $(RUN) | $(PY)
	$(PIP) -r $(RUN)
	@touch $@

$(VENV)/.dev: $(DEV) | $(PY)
	$(PIP) -r $(DEV)
	@touch $@ $(VENV)/.run
