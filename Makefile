# Everything is done by packaging/bootstrap.py; this file only finds a Python for it.
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$python && break; \
	done)
BOOTSTRAP = $(if $(PYTHON),$(PYTHON),$(error No Python 3.11 to 3.14 was found; install one, such as Debian's python3)) packaging/bootstrap.py

.PHONY: run setup test lint bench screenshots package torture clean

run setup test lint screenshots torture:
	@$(BOOTSTRAP) $@

bench:
	@$(BOOTSTRAP) bench $(NAME)

package:
	@$(BOOTSTRAP) package $(OPTIONS)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis admanager.egg-info
	find admanager tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
