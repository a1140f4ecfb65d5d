# run: open the archive · test: all checks · bench: measure · judge: outside judges
# opensearch: start three nodes of a search engine

python = .venv/bin/python
COMPILE = $(python) -m piptools compile --quiet --strip-extras --generate-hashes \
	--allow-unsafe --no-header --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host

run: runtime
	@exec $(python) manage.py serve

test: development
	@exec .make/test

bench: development
	@exec $(python) -m tests.benchmarks

judge: development
	@exec $(python) -m tests.judges

opensearch: runtime
	@exec $(python) -m tests.opensearch

format: development
	@$(python) -m ruff check --quiet --fix . && $(python) -m ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

requirements: development
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --output-file requirements-dev.txt pyproject.toml
	cd .make && ../$(COMPILE) --constraint ../requirements-dev.txt build-tools.in

runtime:
	@.make/environment requirements.txt

development:
	@.make/environment requirements-dev.txt

.PHONY: run test bench judge opensearch format requirements runtime development
