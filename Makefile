# One word each. Needs Python 3.11 or later, make and git; everything else is installed in .venv.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench bench-web bench-learn bench-pool how-we-know mutate mutate-data mutate-twins pictures shots evenings demo bench-pulse clean

run: .venv/run.done        ## open Instep in the browser
	@$(BIN)/instep

demo: .venv/run.done       ## look around with a made-up person; nothing of yours is read or kept
	@$(BIN)/instep demo

test: .venv/test.done      ## every test but the long ones
	@$(MAKE) --silent .venv/node.done \
	  || echo "npm brought no axe-core and Lighthouse: the tests that look through them are skipped."
	$(BIN)/python -m pytest -n auto -q

check: .venv/check.done    ## style, types, import contracts, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/instep content check

bench: .venv/run.done      ## the figures README quotes
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/sound.py

bench-web: .venv/test.done ## the same for the pages; with a real Chromium where there is one
	$(BIN)/python -m bench.web

bench-learn: .venv/test.done .venv/peers.done  ## the figures of docs/for-clinicians; PROTOTYPE= and DIARIES= add to them
	$(BIN)/python bench/learn.py $(if $(PROTOTYPE),--prototype $(PROTOTYPE)) $(if $(DIARIES),--diaries $(DIARIES))

bench-pool: .venv/test.done  ## what many people cost and how much it helps, of docs/for-clinicians
	$(BIN)/python -m bench.pool

how-we-know: .venv/test.done  ## count anew the figures of the page "How we know"
	$(BIN)/python bench/learn_how.py

bench-pulse: .venv/test.done .venv/pulse-peers.done  ## the pulse by camera beside a strap, oximeters and peers; DATA= is their folder
	$(BIN)/python bench/pulse.py $(if $(DATA),--data $(DATA))

mutate: .venv/test.done .venv/mutate.done  ## change safety's code on purpose; every change must be noticed
	$(BIN)/python tests/mutation/code.py

mutate-data: .venv/test.done .venv/mutate.done  ## change safety's rows and constants on purpose
	$(BIN)/python tests/mutation/data.py

mutate-twins: .venv/test.done  ## change the browser's kernel on purpose; needs node
	$(BIN)/python tests/mutation/twins.py

pictures: .venv/run.done   ## draw the pages that README and docs show
	$(BIN)/python docs/pictures/draw.py
	$(BIN)/python docs/pictures/waveform.py

shots: .venv/test.done     ## take the pictures of the pages anew, in a real browser
	PYTHONPATH=. $(BIN)/python docs/pictures/shots.py

evenings: .venv/run.done   ## print the four evenings of the docs anew
	$(BIN)/python docs/for-people/write.py

clean:                     ## take away all that can be made again
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Instep needs Python 3.11 or later. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.done: .venv/made pyproject.toml
	@echo "Getting Instep ready. This takes about a minute, the first time only."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[voice,speaker]' \
	  || { echo "No voice for this machine: Instep goes on with words on the screen."; \
	       $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .; }
	@touch $@

.venv/node.done: .venv/made
	@npm install --prefix .venv/node --no-save --no-package-lock --no-audit --no-fund --silent \
	  axe-core@4.14.1 lighthouse@12 >/dev/null 2>&1
	@touch $@

.venv/peers.done: .venv/run.done
	@for peer in numba pymc nutpie numpyro statsmodels; do \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check $$peer \
	    || echo "$$peer cannot be had here: its row is left out."; done
	@touch $@

.venv/pulse-peers.done: .venv/run.done
	@for peer in scipy neurokit2 "heartpy setuptools<81"; do \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check $$peer \
	    || echo "$$peer cannot be had here: its rows are left out."; done
	@touch $@

.venv/%.done: .venv/run.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$*]'
	@touch $@
