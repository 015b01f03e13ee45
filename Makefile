# capsim: build, run, test and measure with the Swift toolchain alone.

SWIFT ?= swift
PREFIX ?= /usr/local
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
SCENARIO ?= scenarios/space.json
RELEASE = $(SWIFT) build -c release --static-swift-stdlib --product capsim
BINARY = .build/release/capsim

.PHONY: build run test mutants goldens laws fuzz bench pictures structure format lint reference install uninstall clean

build:
	$(RELEASE)

run: build
	$(BINARY) run $(SCENARIO) --force

# Optimised, since the model's tests are numbers: their runs took eight minutes of processor time unoptimised, and
# take a quarter of one. Preconditions stay on. In a folder of its own: what lets tests look inside modules would
# slow down the product, and would have to be built again after it.
TESTS = -c release -Xswiftc -enable-testing --scratch-path .build/tests

test:
	$(SWIFT) build $(TESTS) --build-tests
	$(SWIFT) test $(TESTS) --skip-build
	CAPSIM=.build/tests/release/capsim Tests/Tools/run

# Switches off each rule and says which rules no test guards: all of them, or a part as in SHARE=0/8 or ONLY=orbit.
mutants:
	$(SWIFT) run $(TESTS) Mutants $(if $(SHARE),--share $(SHARE)) $(if $(ONLY),--only $(ONLY))

# Records what the shipped scenarios come to, and prints by how much each headline moved.
goldens:
	$(SWIFT) build $(TESTS) --build-tests
	GOLDENS=record $(SWIFT) test $(TESTS) --skip-build --filter GoldenTests

# The table of laws in the documentation: what paired experiments find.
laws:
	$(SWIFT) build $(TESTS) --build-tests
	LAWS=record $(SWIFT) test $(TESTS) --skip-build --filter 'ModelTests.[A-Za-z]+Laws'

# Damaged scenarios and random worlds, for so many seconds; SEED=N repeats them, CASE=N shows one.
SECONDS ?= 60
fuzz:
	$(SWIFT) build $(TESTS) --product Fuzz
	$(if $(SEED),SEED=$(SEED)) .build/tests/release/Fuzz $(SECONDS) $(CASE)

# Times as reports and counts as gates, against an earlier version too; writes the README's table.
bench:
	Benchmarks/run.sh

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

# Every picture of the documents and the figures quoted beside them, from the model as it is.
pictures: build
	Tests/Tools/run pictures

# The pictures of modules and industries in Design, from Package.swift and the sources.
structure:
	$(SWIFT) build $(TESTS) --build-tests
	STRUCTURE=record $(SWIFT) test $(TESTS) --skip-build --filter StructureTests

reference: build
	$(BINARY) reference > Sources/Model/Model.docc/Reference.md

# The program, its manual page, and completions for bash, zsh and fish.
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(MANDIR)/man1
	install -d $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/capsim
	$(BINARY) manual > $(DESTDIR)$(MANDIR)/man1/capsim.1
	$(BINARY) completions bash > $(DESTDIR)$(BASHDIR)/capsim
	$(BINARY) completions zsh > $(DESTDIR)$(ZSHDIR)/_capsim
	$(BINARY) completions fish > $(DESTDIR)$(FISHDIR)/capsim.fish
	chmod 644 $(DESTDIR)$(MANDIR)/man1/capsim.1 $(DESTDIR)$(BASHDIR)/capsim \
		$(DESTDIR)$(ZSHDIR)/_capsim $(DESTDIR)$(FISHDIR)/capsim.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/capsim $(DESTDIR)$(MANDIR)/man1/capsim.1 $(DESTDIR)$(BASHDIR)/capsim \
		$(DESTDIR)$(ZSHDIR)/_capsim $(DESTDIR)$(FISHDIR)/capsim.fish

clean:
	$(SWIFT) package clean
