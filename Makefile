# Everything here runs in .venv, which is made by itself when it is missing or older than what it is made from.

PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Virtual environments and settings of the caller must not leak in.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV SCRAPY_SETTINGS_MODULE SCRAPY_PROJECT

READY := .venv/ready
TRAINABLE := .venv/trainable

.PHONY: help setup crawl test lint types layers lock train benchmark clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## make .venv with the locked versions, nothing else

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	|| { echo "Klartekst needs Python 3.11 to 3.13, and $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

crawl: $(READY)  ## crawl the recorded outlets into articles.jsonl
	scrapy crawl all -s REPLAY=fixtures/cassettes -o articles.jsonl

test: $(READY)  ## run all tests
	pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(READY)  ## check style and formatting
	ruff check .
	ruff format --check .

types: $(READY)  ## check types
	mypy

layers: $(READY)  ## check that no layer imports what it must not
	pytest tests/test_layers.py

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --custom-compile-command "make lock"

lock:  ## write the lock files anew from pyproject.toml (needs uv)
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --extra train --constraint requirements.lock --output-file requirements-train.lock pyproject.toml

$(TRAINABLE): requirements-train.lock $(READY)
	python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-train.lock
	@touch $(TRAINABLE)

train: $(TRAINABLE)  ## train the learned decisions: make train CORPUS=folder
	python -m training.train --corpus $(CORPUS)
	python -m training.stories --corpus $(CORPUS)

benchmark: $(TRAINABLE)  ## measure extraction and stories into docs/benchmarks.md: make benchmark CORPUS=folder
	python benchmarks/extraction.py --corpus $(CORPUS)
	python -m benchmarks.stories --corpus $(CORPUS)

clean:  ## remove .venv and what make crawl left here; the store of live crawls stays
	rm -rf .venv articles.jsonl klartekst-replay.db*
