# The whole vocabulary: make run, test, check, fix, bench (and lock, for who changes a dependency).
#
# Needs python3 (3.11 or newer, with venv), git and make. Everything else comes from the hash-checked lock.

PORT ?= 8000
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TESTS ?= tests

# The tree's own code first, whatever the environment was made for.
export PYTHONPATH := $(CURDIR)/src
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An environment is good for one lock, one Python and one place: change any of them, and it is brought up to date.
stamp = $(VENV)/.$(1)-$(shell { echo '$(CURDIR)'; $(PYTHON) --version; cat $(2); } 2>/dev/null | cksum | cut -d' ' -f1)
RUN_READY := $(call stamp,run,requirements.lock)
DEV_READY := $(call stamp,dev,requirements-dev.lock)
INSTALL := $(BIN)/python -m pip install -qq --require-hashes --only-binary :all:

.PHONY: help setup run test check fix bench lock clean

help:
	@echo 'make run [PORT=8000]   chạy bản dùng thử (set up, load demo data, start)'
	@echo 'make setup             chỉ cài đặt (set up only, for an office: docs/install.md)'
	@echo 'make test [TESTS=…]    chạy kiểm thử (set up, run the tests)'
	@echo 'make check             kiểm tra mã nguồn (format, lint, types, layers, migrations)'
	@echo 'make fix               sửa định dạng (format and mend what a tool can mend)'
	@echo 'make bench             đo tốc độ (measure against the budgets)'

setup: $(RUN_READY)

run: $(RUN_READY)
	@$(BIN)/python -m doithoai.config.cli migrate
	@$(BIN)/python -m doithoai.config.cli demo
	@exec $(BIN)/python -m doithoai.config.cli run --port $(PORT) --demo

test: $(DEV_READY)
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m pytest $(TESTS)

check: $(DEV_READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m pytest -q tests/whole

fix: $(DEV_READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV_READY)
	@$(BIN)/python -m bench

lock: $(DEV_READY)
	@$(BIN)/uv pip compile --quiet --universal --only-binary :all: --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --only-binary :all: --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.lock

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(RUN_READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'Cần Python 3.11 trở lên (Python 3.11 or newer is needed): sudo apt install python3'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo 'Thiếu venv (the venv module is missing). Hãy chạy: sudo apt install python3-venv'; exit 1; }
	@echo 'Chuẩn bị môi trường theo requirements.lock, lần đầu mất khoảng một phút (setting up)…'
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -r requirements.lock
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/python" -m doithoai.config.cli "$$@"\n' '$(CURDIR)/src' '$(abspath $(BIN))' > $(BIN)/doithoai
	@chmod +x $(BIN)/doithoai
	@rm -f $(VENV)/.run-* && touch $@

$(DEV_READY): $(RUN_READY)
	@echo 'Cài công cụ kiểm thử theo requirements-dev.lock (installing the development tools)…'
	@$(INSTALL) -r requirements-dev.lock
	@rm -f $(VENV)/.dev-* && touch $@
