# SLT-bot. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
PY := .venv/bin/python
UV := .tools/bin/uv
UV_VERSION := 0.13.9
# Most of a test's time is waiting for what a bot does at its own pace: three processes a core are not too many.
WORKERS ?= 6
.PHONY: setup demo test check e2e bench texts kills soak format clean

setup: .venv/.ready node_modules/.ready

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet "uv==$(UV_VERSION)"

.venv/.ready: uv.lock pyproject.toml | .tools/bin/uv
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --frozen --quiet --python $(PYTHON)
	touch $@

node_modules/.ready: package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else \
		mkdir -p node_modules; echo "Uten Node 20 kjører boten, men uten Teams-vinduer (Playground)."; \
	fi

demo: setup
	.venv/bin/slt-bot demo $(if $(RESET),--reset)

test: setup
	$(PY) -m pytest tests --ignore tests/e2e --ignore tests/rel/test_storm.py -n $(WORKERS)
	$(PY) -m pytest tests/rel/test_storm.py -n 2

check: setup
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(MAKE) test

e2e: setup
	$(PY) -m pytest tests/e2e -m e2e

bench: setup
	$(PY) -m bench

# The day of the demo, killed at KILLS random moments of SEED.
kills: setup
	SLT_DAY_KILLS=$(or $(KILLS),200) SLT_DAY_SEED=$(or $(SEED),1) $(PY) -m pytest tests/demo/test_killed.py

# Gathers every marked text into bot/locale. What is new there stands empty until somebody translates it.
texts: setup
	@mkdir -p build
	.venv/bin/pybabel -q extract --no-default-keywords -k N_ -k t -k n:1,2 --add-location=file -o build/slt.pot bot
	for language in nn en; do .venv/bin/pybabel -q update -i build/slt.pot -d bot/locale -D slt -l $$language \
		-w 120 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; done

soak: setup
	SLT_SOAK_CALLS=5000 $(PY) -m pytest tests/rel/test_storm.py -p no:cacheprovider

format:
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

clean:
	rm -rf .venv .tools node_modules build state
