# Two commands: "make demo" shows the application, "make test" checks everything.
# Each sets up what this machine lacks first (packaging/setup).
.DEFAULT_GOAL := help
.PHONY: help demo demo-model test frozen clean

help:
	@echo 'make demo        captions and translation of a bundled talk, by the bundled demo model'
	@echo 'make test        all checks: ruff, mypy, import-linter, pytest'
	@echo 'make demo-model  trains that model from nothing; goes on where it was stopped'
	@echo 'make frozen      a folder that runs without Python, by PyInstaller; it checks itself'
	@echo 'make clean       removes what these made, .venv included'

demo:
	@bash packaging/setup run
	@.venv/bin/lsg-desktop demo

demo-model:
	@bash packaging/setup test
	.venv/bin/lsg-desktop train demo

test:
	@bash packaging/setup test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest -n logical --maxprocesses 4 --dist loadfile

frozen:
	@bash packaging/setup run
	.venv/bin/python -m pip install -q -c packaging/constraints.txt -e '.[freeze]'
	.venv/bin/python -m PyInstaller --noconfirm --log-level WARN packaging/lsg-desktop.spec
	dist/lsg-desktop/lsg-desktop --selfcheck

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find lsg_desktop tests -type d -name __pycache__ -prune -exec rm -rf {} +
