# flashtutor: make run, make test, make install; `make help` lists the rest.

PREFIX ?= /usr/local
ARGS ?=

SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
RELEASE = $(SWIFT_BUILD) -c release --static-swift-stdlib --product flashtutor
# GNU's linkers warn of a function that Foundation does not call with our arguments; lld does not.
ifeq ($(shell uname),Linux)
RELEASE += -Xswiftc -use-ld=lld
# At a fixed address 85 000 pointers need not be corrected at each start: the first frame comes after
# 19 ms instead of 24.
RELEASE += -Xlinker --no-pie
endif
RELEASE_BINARY = .build/release/flashtutor

# Where the shells look for completions: bash, zsh, fish.
COMPLETIONS = bash-completion/completions/flashtutor zsh/site-functions/_flashtutor \
  fish/vendor_completions.d/flashtutor.fish

# Where `make bench-pytorch` keeps its PyTorch.
PYTORCH = Benchmarks/.venv

.DEFAULT_GOAL := help
.PHONY: help run build test test-xterm check lint format bench bench-plot bench-pytorch bench-latency bench-lessons install \
  uninstall fuzz dependencies test-dependencies

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

dependencies:
	@scripts/install-dependencies

test-dependencies:
	@scripts/install-dependencies test

build: dependencies ## build in release
	$(RELEASE)

run: build ## install missing system libraries, build in release, start (ARGS="list")
	@$(RELEASE_BINARY) $(ARGS)

# The built program is tested last and alone: its lessons measure, and share the machine with nothing.
test: test-dependencies ## the same libraries, then every test
	$(SWIFT_BUILD) --build-tests
	swift test --skip-build --skip CommandLineTests
	swift test --skip-build --no-parallel --filter CommandLineTests

test-xterm: ## the tests in an xterm on a hidden display, installing what they need
	@scripts/install-dependencies xterm
	$(SWIFT_BUILD) --build-tests
	swift test --skip-build --no-parallel --filter 'XtermTests|FirstFiveMinutesTests'

check: build ## run every cell, expectation and solution of the course
	$(RELEASE_BINARY) check --run

lint: ## the formatter's rules, strictly
	swift format lint --strict -p -r Sources Tests Package.swift

format: ## format all Swift files
	swift format -i -p -r Sources Tests Package.swift

bench: build bench-plot ## kernel and figure speeds on this machine
	$(RELEASE_BINARY) bench $(ARGS)

bench-pytorch: build $(PYTORCH)/done ## our kernels and PyTorch's, alternating (ARGS="--backward")
	$(PYTORCH)/bin/python Benchmarks/pytorch.py --program $(RELEASE_BINARY) $(ARGS)

# PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu in the environment has pip fetch builds
# without GPU libraries, a tenth of the size.
$(PYTORCH)/done: Benchmarks/requirements.txt
	python3 -m venv $(PYTORCH)
	$(PYTORCH)/bin/pip install --quiet -r $<
	touch $@

bench-latency: build ## how fast the screen answers, through a pseudo terminal
	@Benchmarks/latency $(ARGS) $(RELEASE_BINARY)

bench-plot: ## figure speeds alone
	$(SWIFT_BUILD) -c release --product PlotBenchmark
	.build/release/PlotBenchmark

bench-lessons: ## how long lessons of 10 MB take to be read, hostile ones too
	$(SWIFT_BUILD) -c release --product LessonBenchmark
	.build/release/LessonBenchmark Lessons/*.md

fuzz: ## ten minutes each of mutated lessons and expressions
	scripts/fuzz FuzzLesson
	scripts/fuzz FuzzExpression

install: build ## program, lessons, man page and shell completions below PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/flashtutor/Lessons" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1" $(foreach file,$(COMPLETIONS),"$(dir $(DESTDIR)$(PREFIX)/share/$(file))")
	install -m 755 $(RELEASE_BINARY) "$(DESTDIR)$(PREFIX)/bin/flashtutor"
	install -m 644 Lessons/*.md "$(DESTDIR)$(PREFIX)/share/flashtutor/Lessons/"
	install -m 644 docs/flashtutor.1 "$(DESTDIR)$(PREFIX)/share/man/man1/flashtutor.1"
	$(RELEASE_BINARY) completion bash > "$(DESTDIR)$(PREFIX)/share/$(word 1,$(COMPLETIONS))"
	$(RELEASE_BINARY) completion zsh > "$(DESTDIR)$(PREFIX)/share/$(word 2,$(COMPLETIONS))"
	$(RELEASE_BINARY) completion fish > "$(DESTDIR)$(PREFIX)/share/$(word 3,$(COMPLETIONS))"

uninstall: ## remove what install put below PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/flashtutor" "$(DESTDIR)$(PREFIX)/share/man/man1/flashtutor.1"
	rm -f $(foreach file,$(COMPLETIONS),"$(DESTDIR)$(PREFIX)/share/$(file)")
	rm -rf "$(DESTDIR)$(PREFIX)/share/flashtutor"
