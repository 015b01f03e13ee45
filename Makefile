# capsim: build, run, test and measure with the Swift toolchain alone.

SWIFT ?= swift
PREFIX ?= /usr/local
SCENARIO ?= scenarios/space.json
RELEASE = $(SWIFT) build -c release --static-swift-stdlib --product capsim
BINARY = .build/release/capsim

.PHONY: build run test bench format lint reference install clean

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

bench:
	$(SWIFT) run -c release KernelBenchmark
	$(SWIFT) run -c release ModelBenchmark
	$(SWIFT) run -c release SweepBenchmark

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

reference: build
	$(BINARY) reference > Sources/Model/Model.docc/Reference.md

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/capsim

clean:
	$(SWIFT) package clean
