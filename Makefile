# What people type. `make` alone lists it; every target sets up what it needs, once.

RUN := .venv/bin/python -m pipeline
ROOT ?= .
EPISODES ?= 100,1000
ROUNDS ?= 5

.DEFAULT_GOAL := help
.PHONY: help publish plan check fetch new review serve test bench deno lock clean

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

publish: .venv/.run ## Build public/<name>/ from episodes/ and feeds/, and release what is due
	@$(RUN) publish --root "$(ROOT)"

plan: .venv/.run ## Say what a publish would change, and write nothing outside .pipeline/
	@$(RUN) plan --root "$(ROOT)"

check: .venv/.run ## List every problem in posts and feeds, and the chapter tables
	@$(RUN) check --root "$(ROOT)"

fetch: .venv/.run ## Record what is missing about each episode's video: make fetch, or make fetch SLUG=my-episode
	@$(RUN) fetch --root "$(ROOT)" -- $(SLUG)

new: .venv/.run ## Start a post from a video: make new URL="https://www.youtube.com/watch?v=..."
	@test -n "$(URL)" || { echo 'make new URL="https://www.youtube.com/watch?v=...": which video?' >&2; exit 2; }
	@$(RUN) new --root "$(ROOT)" -- "$(URL)"

review: .venv/.run ## Listen to where each heading is asked, and accept, shift or drop it: make review SLUG=my-episode
	@$(RUN) review --root "$(ROOT)" -- $(SLUG)

serve: .venv/.run ## Show the built site on this machine, rebuilt on change
	@$(RUN) serve --root "$(ROOT)"

test: .venv/.test ## Lint, check types, run every test
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

bench: .venv/.test ## Measure start-up, publishing, alignment and sound: make bench EPISODES=100,1000 TRANSCRIPTS=folder CORPUS=folder
	@.venv/bin/python -m bench.startup --json .pipeline/bench/startup.json
	@.venv/bin/python -m bench.scale $(TRANSCRIPTS) --episodes $(EPISODES) --rounds $(ROUNDS) --json .pipeline/bench/publishing.json
	@if test -n "$(CORPUS)"; then .venv/bin/python -m bench.align.accuracy "$(CORPUS)" \
		&& .venv/bin/python -m bench.align.speed "$(CORPUS)" --json .pipeline/bench/alignment.json; \
		else echo "alignment is left out: CORPUS=folder names marked recordings, see bench/align/README.md"; fi
	@.venv/bin/python -m bench.sound --json .pipeline/bench/sound.json

deno: .venv/.run ## Install the JavaScript runtime that YouTube needs for some videos
	@sh .ci/setup .ci/deno.lock

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header \
		--group build pyproject.toml -o .ci/publish.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header \
		--group build --group dev --extra deno --extra cluster -c .ci/publish.lock pyproject.toml -o .ci/test.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header \
		--group build --extra deno -c .ci/publish.lock pyproject.toml -o .ci/deno.lock

clean: ## Remove what was built and set up; posts, feeds and records stay
	@rm -rf public .pipeline .venv

.venv/.run: .ci/publish.lock pyproject.toml
	@sh .ci/setup .ci/publish.lock
	@touch $@

.venv/.test: .ci/test.lock pyproject.toml
	@sh .ci/setup .ci/test.lock
	@touch .venv/.run $@
