# `make` lists the targets. Only Swift is assumed; the rest is installed where it is missing.

RELEASE := --configuration release --product deskhouse
ifeq ($(shell uname -s),Linux)
# Runs on machines without Swift.
RELEASE += --static-swift-stdlib
endif
PREFIX ?= /usr/local
TODAY := $(shell date +%F)

# The demo's warehouse, apart from the user's own. As root, the server runs as another user, who cannot
# enter root's folders.
ifeq ($(shell id -u),0)
DEMO_HOME ?= /var/lib/deskhouse-demo
BENCH_HOME ?= /var/lib/deskhouse-bench
else
DEMO_HOME ?= $(CURDIR)/.build/demo
BENCH_HOME ?= $(CURDIR)/.build/bench/home
endif
# Neither the demo nor the tests nor the benchmarks touch a database that the environment names.
unexport DATABASE_URL PGHOST PGHOSTADDR PGPORT PGDATABASE PGSERVICE DESKHOUSE_SQL

SWIFT := Package.swift Plugins Sources Tests sql
SWIFT_FILES := $(shell find $(SWIFT) -name '*.swift')
SQL_FILES := $(shell find sql -name '*.sql')
MIGRATIONS := $(wildcard sql/migrations/*.sql)
CHECKS := .build/checks

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: export DESKHOUSE_HOME = $(DEMO_HOME)
demo: build ## Install what is missing, build, load a sample that ends today, and answer questions about it
	@# Another day's sample is another desk: its warehouse is made anew, or some of its rows would stay.
	@if ! grep -qsx "$(TODAY)" .build/demo-day && test -d "$(DEMO_HOME)"; then \
		echo "the demo's warehouse is of another day: making it anew"; \
		.build/release/deskhouse server stop && rm -rf "$(DEMO_HOME)"; \
	fi
	@echo "$(TODAY)" > .build/demo-day
	.build/release/deskhouse sample --replace --tickets 20000 --days 365 --seed 1 --until $(TODAY) .build/sample
	.build/release/deskhouse load .build/sample
	.build/release/deskhouse query 'volume, frt, art, reopen_rate, csat last month'
	.build/release/deskhouse query 'frt by channel weekly last 12 weeks with spark'
	@echo
	@echo "Now you. Point this shell at the demo's warehouse, then ask:"
	@echo
	@echo "    export DESKHOUSE_HOME=$(DEMO_HOME) PATH=$(CURDIR)/.build/release:\$$PATH"
	@echo "    deskhouse query 'csat, reopen_rate by category last month'"
	@echo "    deskhouse query 'backlog by priority daily last 30 days with spark'"
	@echo "    deskhouse shell"

.PHONY: build
build: ## Install what is missing and build .build/release/deskhouse
	@.ci/setup
	swift build $(RELEASE)

.PHONY: install
install: build ## Build, and copy deskhouse to PREFIX/bin (PREFIX=/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/deskhouse "$(DESTDIR)$(PREFIX)/bin/deskhouse"

.PHONY: test
test: lint ## Install what is missing, then run every check and every test
	@.ci/setup
	swift test

# Flags: TICKETS=100000, DAYS=731, ONLY=load,questions (reader, load, pgloader, day, size, questions), ROUNDS=3,
# QUESTIONS=100, KEEP=1 (leave the warehouse for the next run).
.PHONY: bench
bench: build $(CHECKS)/bench ## Install what is missing, build, and measure loads and answers beside their peers
	swift build $(subst product deskhouse,product ReaderBenchmark,$(RELEASE))
	$(CHECKS)/bench/bin/python -B Tests/Benchmarks/run.py --home "$(BENCH_HOME)" $(if $(TICKETS),--tickets $(TICKETS)) \
		$(if $(DAYS),--days $(DAYS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY)) \
		$(if $(QUESTIONS),--questions $(QUESTIONS)) $(if $(KEEP),--keep)

.PHONY: lint
lint: $(CHECKS)/swift $(CHECKS)/sql ## Check format and style of Swift and SQL

.PHONY: format
format: $(CHECKS)/tools ## Format Swift and SQL in place
	swift format --in-place --parallel --recursive $(SWIFT)
	$(CHECKS)/tools/bin/sqlfluff fix --quiet sql

.PHONY: clean
clean: ## Stop the servers of demo and benchmarks; remove their warehouses and everything built
	@for home in "$(DEMO_HOME)" "$(BENCH_HOME)"; do ! test -x .build/release/deskhouse || ! test -d "$$home" \
		|| DESKHOUSE_HOME="$$home" .build/release/deskhouse server stop; done
	rm -rf "$(DEMO_HOME)" "$(BENCH_HOME)" .build

# Each check leaves a file behind and runs again when what it reads has changed; sqlfluff takes its time, and
# sees only the files that changed unless its rules did.
$(CHECKS)/swift: $(SWIFT_FILES) .swift-format
	swift format lint --strict --parallel --recursive $(SWIFT)
	@mkdir -p $(CHECKS) && touch $@

$(CHECKS)/sql: $(SQL_FILES) .sqlfluff .squawk.toml $(CHECKS)/tools
	$(CHECKS)/tools/bin/sqlfluff lint $(if $(filter-out %.sql,$?),sql,$?)
	$(if $(MIGRATIONS),$(CHECKS)/tools/bin/squawk $(MIGRATIONS))
	@touch $@

# What comes from PyPI: the checks of SQL, and what the benchmarks compare with.
$(CHECKS)/tools: .ci/requirements.txt
$(CHECKS)/bench: .ci/requirements-bench.txt
$(CHECKS)/tools $(CHECKS)/bench:
	@.ci/setup $(if $(filter %/bench,$@),bench,checks)
	@rm -rf $@
	python3 -m venv $@
	@$@/bin/pip install --quiet --disable-pip-version-check --requirement $< || { rm -rf $@; \
		echo "PyPI did not answer, which has what $< lists. Set PIP_INDEX_URL to a mirror" >&2; \
		echo "or PIP_FIND_LINKS to a folder of wheels, and run this again." >&2; exit 1; }
	@touch $@
