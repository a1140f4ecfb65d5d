# run: open the archive · test: all checks · bench: measure · judge: outside judges

PYTHON = .venv/bin/python
COMPILE = $(PYTHON) -m piptools compile --quiet --strip-extras --generate-hashes \
	--allow-unsafe --no-header --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host

run: runtime
	@exec $(PYTHON) manage.py serve

test: development
	@exec .make/test

bench: development
	@exec $(PYTHON) -m tests.benchmarks

judge: development
	@exec $(PYTHON) -m tests.judges

format: development
	@$(PYTHON) -m ruff check --quiet --fix . && $(PYTHON) -m ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

requirements: development
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --output-file requirements-dev.txt pyproject.toml
	cd .make && ../$(COMPILE) --constraint ../requirements-dev.txt build-tools.in

runtime:
	@.make/environment requirements.txt

development:
	@.make/environment requirements-dev.txt

.PHONY: run test bench judge format requirements runtime development
