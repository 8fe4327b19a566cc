# Each target is one or two lines; what they do is in tools/.
PREFIX ?= /usr/local
DESTDIR ?=
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: help run test native bench pack format install clean

help:
	@sed -n 's/^## //p' Makefile

## run      build the native program and watch every process of this machine, until Ctrl-C
run: native
	$(SUDO) build/auspex watch

## test     restore, build and run all tests; the last line counts them
test:
	@tools/test.sh

## native   build/auspex, and a link beside it for every name it answers to
native:
	@tools/setup.sh
	@tools/native.sh

## bench    benchmarks of the hot paths; ARGS='--filter *Records*' chooses, ARGS='--job dry' only tries them
bench:
	@tools/setup.sh
	dotnet run -c Release --project bench/Auspex.Bench -- $(if $(findstring --filter,$(ARGS)),,--filter '*') $(ARGS)

## pack     the library's packages, artifacts/packages/*.nupkg
pack:
	@tools/setup.sh
	@tools/pack.sh

## format   bring all sources into shape
format:
	dotnet format whitespace Auspex.slnx && dotnet format style Auspex.slnx

## install  PREFIX=/usr/local DESTDIR=: what make native built, man pages, completion, documents
install:
	@[ -x build/auspex ] || $(MAKE) native
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" tools/install.sh

## clean    remove what was built and fetched
clean:
	rm -rf artifacts build
