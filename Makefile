# SLT-bot. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
PY := .venv/bin/python
UV := .tools/bin/uv
UV_VERSION := 0.13.9
.PHONY: setup demo test check e2e bench format clean

setup: .venv/.ready node_modules/.ready

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet "uv==$(UV_VERSION)"

.venv/.ready: uv.lock pyproject.toml | .tools/bin/uv
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --frozen --quiet --python $(PYTHON)
	touch $@
