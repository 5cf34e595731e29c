# adam-report: `make help` lists the targets and the variables.

# make's default is cc, which some machines with another compiler do not have.
ifeq ($(origin CC),default)
CC := $(shell for cc in cc gcc clang; do command -v $$cc && break; done)
endif
CFLAGS  ?= -O2 -g
LDFLAGS ?=
PREFIX  ?= /usr/local
DESTDIR ?=
BUILDDIR = build
OUTPUT   = output
ARGS     =
BASELINE = tests/baseline
FUZZ_SECONDS = 60

# The compiler of the module for explore.html: a clang that links for wasm32-wasi. WASM_BUILDDIR is where the module is built; the
# builds of one source share it.
WASM_CC ?= clang
WASM_BUILDDIR = $(BUILDDIR)

VERSION := $(shell sed -n 's/^\#define PROGRAM_VERSION "\([^"]*\)".*/\1/p' src/base/version.h)

# Without a trailing slash. make splits names at spaces.
override BUILDDIR := $(BUILDDIR:%/=%)
ifneq ($(words $(BUILDDIR)),1)
$(error BUILDDIR must be a path without spaces)
endif

comma = ,

# A path, quoted for the shell.
quote = '$(subst ','\'',$(1))'

# CFLAGS belongs to the user; these are the flags that the program requires. No fused operations: results
# must not depend on the compiler, its options or the processor.
PROJECT_CPPFLAGS = -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE \
                   -DQPDF_LIBRARY='"$(or $(QPDF_LIBRARY),libqpdf.so)"'
PROJECT_CFLAGS   = -std=c11 -pthread -ffp-contract=off -fno-fast-math \
                   -Wall -Wextra -Wpedantic -Wconversion -Wshadow
LIBRARIES    = libpng zlib yajl nettle md4c-html expat
LIB_CFLAGS  := $(shell pkg-config --cflags $(LIBRARIES) libqpdf)
LIB_LIBS    := $(shell pkg-config --libs $(LIBRARIES)) -lgif -ldl -lm -pthread
# Loaded only for PDFs, since loading it with its own libraries takes 5 ms.
QPDF_LIBRARY := $(shell objdump -p "$$(pkg-config --variable=libdir libqpdf)/libqpdf.so" 2>/dev/null | \
                  sed -n 's/ *SONAME *//p')
# Decompresses PNG five times as fast as zlib. If it is missing, libpng is used.
ISAL := $(shell pkg-config --exists libisal && echo yes)
ifeq ($(ISAL),yes)
PROJECT_CPPFLAGS += -DHAVE_ISAL
LIB_CFLAGS += $(shell pkg-config --cflags libisal)
LIB_LIBS := $(shell pkg-config --libs libisal) $(LIB_LIBS)
endif
# Parallel searches are loops for vector instructions. gcc's -O2 alone does not vectorize them, and errno and
# floating-point exceptions, which the program does not use, would prevent it. No result depends on these flags.
VECTORIZE := $(shell $(CC) -Werror -ftree-vectorize -fvect-cost-model=dynamic -x c -fsyntax-only /dev/null 2>/dev/null && \
               echo -ftree-vectorize -fvect-cost-model=dynamic)
$(BUILDDIR)/optimize/%.o $(BUILDDIR)/base/elementary_array.o: PROJECT_CFLAGS += -fno-math-errno -fno-trapping-math $(VECTORIZE)
CHECK_CFLAGS = $(shell pkg-config --cflags check jansson)
CHECK_LIBS   = $(shell pkg-config --libs check jansson)
# The reference for the elementary functions, in tests only.
MPFR_LIBS    = -lmpfr -lgmp

program  = $(BUILDDIR)/adam-report
sources  = $(filter-out src/main.c src/explore/module%,$(wildcard src/*.c src/*/*.c))
objects  = $(sources:src/%.c=$(BUILDDIR)/%.o) $(BUILDDIR)/builtin.o $(BUILDDIR)/rule_source.o $(BUILDDIR)/explore_module.o
builtins = $(wildcard scripts/figures/*.gp scripts/pages/*)
manuals  = $(wildcard src/*.1 src/*.7)
c_files  = $(wildcard src/explore/wasi/*.h src/*.[ch] src/*/*.[ch] tests/*/*.[ch] scripts/*.c)
sh_files = scripts/bootstrap scripts/check-includes scripts/check-phrases .ci/run $(wildcard tests/*/*.sh) \
           .github/actions/compare/install .github/actions/compare/compare

# All text in the repository, except data and files that the program or npm generates.
text_files = $(sort $(c_files) $(sh_files) $(manuals) $(builtins) Makefile $(wildcard *.md src/*.md src/*.json scripts/*.awk scripts/recipes/* \
           .github/workflows/* .github/actions/compare/* tests/*/*.mjs tests/*/*.py))

compile = $(CC) $(PROJECT_CPPFLAGS) $(CPPFLAGS) $(PROJECT_CFLAGS) $(LIB_CFLAGS) $(CFLAGS) -MMD -MP

.PHONY: all report explore gallery compare accept baseline check test check-pages check-docs check-builds check-explore check-numbers fuzz torture rendered bench install uninstall clean dist format \
    option-documents elementary-tables lint sanitize coverage help objects

all: $(program)

help:
	@echo 'Targets:'
	@echo '  all                build $(program) (the default)'
	@echo '  report             run it: data and figures in $(OUTPUT)/'
	@echo '  explore            run it with --explore, and print the path of explore.html, a page for changing its settings'
	@echo '  gallery            tune the main optimizers and run them on all problems; a report in $(OUTPUT)/gallery/'
	@echo '  compare            compare $(OUTPUT)/ with $(BASELINE)/; reports in $(BUILDDIR)/comparison/'
	@echo '  accept             update $(BASELINE)/ to match $(OUTPUT)/'
	@echo '  baseline           run the program, print what changed, and update $(BASELINE)/'
	@echo '  check              run all tests (alias: test)'
	@echo '  fuzz               test with generated files, formulas, command lines and directories, for $(FUZZ_SECONDS) s each'
	@echo '  torture            make each call of the C library fail once; TORTURE=short: a subset, in three minutes'
	@echo '  check-pages        check the documents in a browser and other programs'
	@echo '  check-docs         build documents with figures in Sphinx, MkDocs, pandoc and other tools, by the recipes of the manual'
	@echo '  check-builds       check that builds for other processors and C libraries compute the same numbers'
	@echo '  check-explore      check that explore.html computes what the program writes, byte for byte'
	@echo '  check-numbers      run check-builds, and test the elementary functions with 10,000,000 arguments each'
	@echo '  rendered           draw the images of figures and documents that the README shows'
	@echo '  bench              measure speed and memory against bare gnuplot and matplotlib'
	@echo '  install            install the program, its manual pages and shell completions in $$(DESTDIR)$$(PREFIX)'
	@echo '  uninstall          remove the installed files'
	@echo '  clean              remove $(BUILDDIR)/ and the files of report in $(OUTPUT)/'
	@echo '  dist               create $(BUILDDIR)/adam-report-$(VERSION).tar.gz from the last commit'
	@echo '  format             format the C files with clang-format'
	@echo '  elementary-tables  generate the tables of the elementary functions'
	@echo '  option-documents   generate the lists of options in the manual pages'
	@echo '  lint               check formatting, C, shell scripts, manual pages, spelling and wording'
	@echo '  sanitize           run all tests with the address and undefined-behavior sanitizers; run check-threads'
	@echo '  check-threads      run commands with several threads under ThreadSanitizer'
	@echo '  coverage           run all tests; fail if they cover less than 96 % of lines or 90 % of branches'
	@echo '  help               print this list'
	@echo 'Variables: CC CFLAGS LDFLAGS PREFIX DESTDIR BUILDDIR OUTPUT BASELINE FUZZ_SECONDS WASM_CC, and ARGS for the program:'
	@echo "  make report ARGS='--seed 7'"

report: $(program)
	$(program) run --output $(call quote,$(OUTPUT)) $(ARGS)

# The path can be opened as it is, by a browser or by xdg-open.
explore: $(program)
	$(program) run --explore --output $(call quote,$(OUTPUT)) $(ARGS)
	@printf 'Open %s in a browser.\n' $(call quote,$(abspath $(OUTPUT)))/explore.html

# Each optimizer gets the same number of step sizes, in a range around those that suit it.
gallery: $(program)
	$(program) run --suite --output $(call quote,$(OUTPUT)/gallery) \
	    --tune gradient-descent:alpha=1e-6:3:30:log --tune momentum:alpha=1e-7:2:30:log \
	    --tune nesterov:alpha=1e-7:2:30:log --tune adagrad:alpha=0.01:100:30:log \
	    --tune rmsprop:alpha=0.001:10:30:log --tune adam:alpha=0.001:10:30:log $(ARGS)

# Figures that another font or gnuplot has drawn pass, since the baseline was drawn on one machine. The reports of an
# earlier comparison are removed, since their images could remain. A gallery, which the baseline lacks, and the file that
# keeps $(OUTPUT) in git are excluded.
comparison = $(BUILDDIR)/comparison
compare: $(program)
	rm -rf '$(comparison)'
	$(program) compare --output '$(comparison)' \
	    $(if $(wildcard $(OUTPUT)/gallery),--exclude /gallery/) $(if $(wildcard $(OUTPUT)/.gitignore),--exclude /.gitignore) $(ARGS) \
	    $(call quote,$(BASELINE)) $(call quote,$(OUTPUT))

# If the output contains a gallery or a .gitignore, accept only the run.
accept: $(program)
	$(program) accept $(if $(wildcard $(OUTPUT)/gallery $(OUTPUT)/.gitignore),--only /manifest.json) $(ARGS) \
	    $(call quote,$(BASELINE)) $(call quote,$(OUTPUT))

# Differences are not an error here, but a failed comparison is.
baseline: $(program)
	rm -rf '$(BUILDDIR)/baseline'
	$(program) run --quiet --output '$(BUILDDIR)/baseline' $(ARGS) >/dev/null
	test ! -e $(call quote,$(BASELINE)) || \
	    $(program) compare $(call quote,$(BASELINE)) '$(BUILDDIR)/baseline' || test $$? -lt 3
	$(program) accept --quiet $(call quote,$(BASELINE)) '$(BUILDDIR)/baseline'

$(program): $(BUILDDIR)/main.o $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

$(BUILDDIR)/%.o: src/%.c
	@mkdir -p $(@D)
	$(compile) -c -o $@ $<

$(BUILDDIR)/builtin.o: $(BUILDDIR)/builtin.c
	$(compile) -c -o $@ $<

$(BUILDDIR)/rule_source.o: $(BUILDDIR)/rule_source.c
	$(compile) -c -o $@ $<

# The assignments that compute the lines of the update rules, for reports.
$(BUILDDIR)/rule_source.c: src/optimize/optimizer.c scripts/rule_source.awk
	@mkdir -p $(@D)
	@awk -f scripts/rule_source.awk $< > $@.tmp && mv $@.tmp $@

# The files of scripts/ as C arrays: od and sed are available everywhere, and string literals of that length are not
# portable C.
$(BUILDDIR)/builtin.c: $(builtins) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "base/builtin.h"'; \
	n=0; for file in $(builtins); do \
	    echo "static const unsigned char file$$n[] = {"; \
	    od -An -v -tu1 $$file | sed 's/[0-9][0-9]*/&,/g'; \
	    echo '};'; n=$$((n + 1)); \
	done; \
	echo 'const struct builtin builtins[] = {'; \
	n=0; for file in $(builtins); do \
	    echo "{\"$${file##*/}\", file$$n, sizeof file$$n},"; n=$$((n + 1)); \
	done; \
	echo '};'; \
	echo 'const size_t builtin_count = sizeof builtins / sizeof *builtins;'; \
	} > $@.tmp && mv $@.tmp $@

# ---- The module for explore.html

# What the page computes with, as WebAssembly. No path and no debugging information gets into it, so the same compiler always produces
# the same bytes. If the stack overflows, the module traps, since the stack comes first in its memory.
module         = $(WASM_BUILDDIR)/explore.wasm
module_sources = $(sort $(wildcard src/explore/*.c)) \
                 $(filter-out $(patsubst %,src/optimize/%.c,basins ensemble suite sweep tuning),$(sort $(wildcard src/optimize/*.c))) \
                 $(patsubst %,src/plot/%.c,contour figure_data grid objective_map polyline) \
                 $(wildcard $(patsubst %,src/base/%.c,elementary elementary_accurate elementary_angle elementary_array elementary_other \
                     elementary_tables json_writer number status suggestion table_writer text wide))
same_module    = WASM_BUILDDIR='$(WASM_BUILDDIR)'
module_objects = $(module_sources:src/%.c=$(WASM_BUILDDIR)/wasm/%.o)
module_target  = --target=wasm32-wasi -Isrc/explore/wasi
module_cflags  = $(module_target) -DELEMENTARY_SHORT_TABLES -DWITHOUT_DOCUMENTS -Oz -ffunction-sections -fdata-sections -fno-math-errno -fno-trapping-math \
                 -Wno-pass-failed -mnontrapping-fptoint -msign-ext
module_ldflags = --target=wasm32-wasi -nostartfiles -Wl,--no-entry -Wl,--gc-sections -Wl,--strip-all -Wl,--compress-relocations \
                 -Wl,--stack-first -Wl,-z,stack-size=262144

# Small code is preferred; these files take most of the time, and are hardly larger with more speed.
$(patsubst %,$(WASM_BUILDDIR)/wasm/%.o,base/elementary base/elementary_array plot/contour plot/grid plot/objective_map): module_cflags += -Os
# memcpy() is an instruction, and calloc() must not be made of calloc().
$(WASM_BUILDDIR)/wasm/explore/module_memory.o: module_cflags += -mbulk-memory -fno-builtin

# A module that exists was built with these tools, so that clang need not be asked each time.
WASM := $(shell test -e '$(module)' || { probe=$$(mktemp) && \
          echo 'int main(void) { return 0; }' | $(WASM_CC) --target=wasm32-wasi -x c -o "$$probe" - 2>/dev/null; \
          status=$$?; rm -f "$$probe"; test $$status -eq 0; } && echo yes)

$(WASM_BUILDDIR)/wasm/%.o: src/%.c
	@mkdir -p $(@D)
	$(WASM_CC) $(PROJECT_CPPFLAGS) $(filter-out -pthread,$(PROJECT_CFLAGS)) $(module_cflags) -MMD -MP -c -o $@ $<

$(module): $(module_objects)
	$(WASM_CC) $(module_ldflags) -o $@ $^

# The module as a C array; without the tools, an empty one.
$(BUILDDIR)/explore_module.c: $(if $(WASM),$(module)) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "explore/module_bytes.h"'; \
	echo 'const unsigned char explore_module[] = {'; \
	$(if $(WASM),od -An -v -tu1 '$(module)' | sed 's/[0-9][0-9]*/&$(comma)/g',echo 0); \
	echo '};'; \
	echo 'const size_t explore_module_length = $(if $(WASM),sizeof explore_module,0);'; \
	} > $@.tmp && mv $@.tmp $@
	$(if $(WASM),,@echo 'run --explore will not be available: $(WASM_CC) does not link for wasm32-wasi; see scripts/bootstrap --dev')

$(BUILDDIR)/explore_module.o: $(BUILDDIR)/explore_module.c
	$(compile) -c -o $@ $<

# ---- Tests

# The tests. Those in tests/end_to_end run the program itself, and builds of it by other compilers, which must
# produce the same bytes. Both accept names of suites as arguments, and run several suites in parallel (TEST_JOBS).
unit       = $(BUILDDIR)/tests/unit_tests
end_to_end = $(BUILDDIR)/tests/end_to_end_tests
faulty     = $(BUILDDIR)/tests/faults/adam-report
variants   = $(BUILDDIR)/gcc-O0/adam-report $(BUILDDIR)/clang-O3/adam-report
variant_needs = $(sources) src/main.c $(wildcard src/*.h src/*/*.h) $(builtins) scripts/rule_source.awk Makefile
test_objects = $(patsubst tests/%.c,$(BUILDDIR)/tests/%.o,$(wildcard tests/$(1)/*.c))

# Without -j, compile on all processors: building takes most of the time.
jobs = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

check test:
	@$(MAKE) --no-print-directory $(jobs) check-programs
	$(check_environment) $(unit)
	$(end_to_end_environment) ADAM_REPORT='$(abspath $(program))' \
	    ADAM_REPORT_VARIANTS='$(abspath $(variants))' ADAM_REPORT_FAULTY='$(abspath $(faulty))' $(end_to_end)

.PHONY: check-programs
check-programs: $(program) $(unit) $(end_to_end) $(faulty) $(variants)

# The lists of options in the manual pages are generated from the program's tables, and tests compare them.
option-documents: $(unit)
	UPDATE_OPTION_DOCUMENTS=1 $(unit) option_documents

# Takes about ten minutes and is not part of check. The tests run in one process, so that counts are printed immediately.
check-numbers: check-builds $(unit)
	ELEMENTARY_ARGUMENTS=10000000 CK_DEFAULT_TIMEOUT=3600 CK_RUN_CASE='random arguments' $(unit) elementary

# The tables are in the repository, since only tests use MPFR. lint compares them.
tables = $(BUILDDIR)/elementary_tables

$(tables): scripts/elementary_tables.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CFLAGS) $(LDFLAGS) -o $@ $< $(MPFR_LIBS) -lm

elementary-tables: $(tables)
	$(tables) tables >src/base/elementary_tables.c
	$(tables) constants >src/base/elementary_constants.h

$(unit): $(call test_objects,unit) $(call test_objects,runner) $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(MPFR_LIBS) $(LIB_LIBS)

$(end_to_end): $(call test_objects,end_to_end) $(call test_objects,runner) $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(LIB_LIBS)

# The program with allocations and reads that can be made to fail.
$(faulty): $(BUILDDIR)/main.o $(call test_objects,faults) $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) $(patsubst %,-Wl$(comma)--wrap=%,malloc calloc realloc strdup pread read readdir fstat) -o $@ $^ $(LIB_LIBS)

$(BUILDDIR)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(compile) $(CHECK_CFLAGS) -c -o $@ $<

$(BUILDDIR)/gcc-O0/adam-report: $(variant_needs) $(if $(WASM),$(module))
	@$(MAKE) --no-print-directory $(same_module) BUILDDIR=$(BUILDDIR)/gcc-O0 CC=gcc CFLAGS=-O0 LDFLAGS= all

$(BUILDDIR)/clang-O3/adam-report: $(variant_needs) $(if $(WASM),$(module))
	@$(MAKE) --no-print-directory $(same_module) BUILDDIR=$(BUILDDIR)/clang-O3 CC=clang CFLAGS=-O3 LDFLAGS= all

# The documents in a browser, Markdown, docutils and LaTeX.
md2html = $(BUILDDIR)/tests/pages/md2html

check-pages: $(program) $(md2html)
	@test -d tests/pages/node_modules || { echo 'run scripts/bootstrap --pages first' >&2; exit 1; }
	ADAM_REPORT='$(abspath $(program))' MD2HTML='$(abspath $(md2html))' \
	    node --test $(wildcard tests/pages/*.test.mjs)

# The recipes of adam-report-figures(7). gnuplot draws each image once.
docs_bin = $(BUILDDIR)/tests/docs

check-docs: $(program)
	@test -d tests/docs/node_modules || { echo 'run scripts/bootstrap --pages first' >&2; exit 1; }
	rm -rf '$(docs_bin)' && mkdir -p '$(docs_bin)/drawn'
	cp tests/docs/gnuplot.sh '$(docs_bin)/gnuplot'
	ln -s "$$(command -v gnuplot)" '$(docs_bin)/real-gnuplot'
	ln -s '$(abspath $(program))' '$(docs_bin)/adam-report'
	DOCS_BIN='$(abspath $(docs_bin))' node --test --test-concurrency=2 $(wildcard tests/docs/*.test.mjs)

# The module and the program: the same files. What the program writes for thousands of commands comes from a program of the tests.
explore_files = $(BUILDDIR)/tests/explore/program

check-explore: $(if $(WASM),$(program) $(explore_files) $(module))
ifeq ($(WASM),yes)
	ADAM_REPORT='$(abspath $(program))' EXPLORE_PROGRAM='$(abspath $(explore_files))' EXPLORE_MODULE='$(abspath $(module))' \
	    node --test tests/explore/*.test.mjs
else
	@echo 'check-explore: skipped, needs clang lld wasi-libc libclang-rt-dev-wasm32'; test "$$CI" != true
endif

$(explore_files): $(explore_files).o $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

check-builds:
	sh tests/numbers/run.sh '$(BUILDDIR)/numbers'

# One program for each tests/fuzz/fuzz_TARGET.c, which starts with the inputs in tests/fuzz/TARGET/; two in parallel.
# Failing inputs are kept in $(BUILDDIR)/fuzz.
fuzz_flags = $(same_module) CC=clang BUILDDIR='$(BUILDDIR)/fuzz' LDFLAGS= \
    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all'

fuzz_targets = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz:
	@$(MAKE) --no-print-directory $(fuzz_flags) fuzz-programs
	cd '$(BUILDDIR)/fuzz' && mkdir -p $(fuzz_targets:%=corpus-%) && printf '%s\n' $(fuzz_targets) | \
	xargs -P 2 -I TARGET sh -c './fuzz_TARGET -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=1024 -malloc_limit_mb=256 -timeout=10 \
	    -verbosity=0 -print_final_stats=1 corpus-TARGET "$$0/TARGET" >TARGET.log 2>&1' '$(abspath tests/fuzz)'; \
	status=$$?; tail -n 20 $(fuzz_targets:%=%.log); exit $$status

.PHONY: fuzz-programs
fuzz-programs: $(fuzz_targets:%=$(BUILDDIR)/fuzz_%)

fuzz_support = scratch png_mend

$(BUILDDIR)/fuzz_%: $(BUILDDIR)/tests/fuzz/fuzz_%.o $(fuzz_support:%=$(BUILDDIR)/tests/fuzz/%.o) $(objects)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

# Makes every call that can fail fail: see tests/torture/torture.c, also for its arguments SCENE and FUNCTION. The library is
# preloaded, and replaces functions of glibc on Linux.
torture       = $(BUILDDIR)/tests/torture/torture
libfaults     = $(BUILDDIR)/tests/torture/libfaults.so
fake_gnuplot  = $(BUILDDIR)/tests/torture/fake_gnuplot
TORTURE_ARGS  =

torture:
	@getconf GNU_LIBC_VERSION >/dev/null 2>&1 || { echo 'make torture: needs Linux with glibc' >&2; exit 1; }
	@$(MAKE) --no-print-directory $(jobs) '$(program)' '$(torture)' '$(libfaults)' '$(fake_gnuplot)'
	TORTURE='$(TORTURE)' '$(torture)' '$(program)' '$(libfaults)' '$(fake_gnuplot)' $(TORTURE_ARGS)

$(torture): $(patsubst %,$(BUILDDIR)/tests/torture/%.o,torture scene trial) $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

$(fake_gnuplot): $(BUILDDIR)/tests/torture/fake_gnuplot.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^

$(libfaults): tests/torture/faults.c tests/torture/faults.h
	@mkdir -p $(@D)
	$(CC) $(PROJECT_CPPFLAGS) $(CPPFLAGS) $(PROJECT_CFLAGS) $(CFLAGS) -fPIC -shared -o $@ $< -ldl

# Images of figures, pages and snippets in documents, for the README.
rendered: $(program) $(md2html)
	ADAM_REPORT='$(abspath $(program))' MD2HTML='$(abspath $(md2html))' \
	    node tests/pages/render.mjs '$(abspath tests/pages/rendered)'

$(md2html): $(BUILDDIR)/tests/pages/md2html.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

# The unit tests run in one process, since the leak detector at the end of each process takes longer than all tests. The
# end-to-end tests require separate processes: there, only leaks of the program are detected, not those of the tests.
sanitize: $(variants)
	$(MAKE) check_environment='CK_FORK=no' end_to_end_environment='ASAN_OPTIONS=detect_leaks=0' $(same_module) BUILDDIR='$(BUILDDIR)/sanitize' variants='$(variants)' LDFLAGS='$(LDFLAGS)' \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
	    check
	$(MAKE) check-threads

# Data races: commands with several threads, with ThreadSanitizer.
threaded = tests/threads/adam-report

.PHONY: check-threads
check-threads:
	@$(MAKE) --no-print-directory $(jobs) $(same_module) CC=clang BUILDDIR='$(BUILDDIR)/threads' LDFLAGS= \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=thread' '$(BUILDDIR)/threads/$(threaded)'
	sh tests/threads/run.sh '$(abspath $(BUILDDIR)/threads/$(threaded))' '$(abspath $(BUILDDIR)/threads/files)'

$(BUILDDIR)/$(threaded): $(BUILDDIR)/main.o $(call test_objects,threads) $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--wrap=parallel_processors -o $@ $^ $(LIB_LIBS)

# Counters are atomic, for threads and processes. Processes that end-to-end tests kill with SIGKILL are not counted. Branches
# that only the compiler generates are excluded (gcovr: exclude-unreachable-branches).
coverage_dir = $(BUILDDIR)/coverage
coverage: $(variants)
	rm -rf '$(coverage_dir)' # otherwise, files that have been renamed since would be counted
	@mkdir -p '$(coverage_dir)'
	gcc -c -o '$(coverage_dir)/counters.o' tests/coverage/counters.c
	$(MAKE) $(same_module) BUILDDIR='$(coverage_dir)' variants='$(variants)' CC=gcc CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
	    LDFLAGS='-Wl,--wrap=_exit,--wrap=__gcov_fork $(coverage_dir)/counters.o' check
	gcovr --root . --filter src/ --object-directory '$(coverage_dir)' --exclude-unreachable-branches \
	    --txt --branches --print-summary --fail-under-line 96 --fail-under-branch 90 \
	    --html-details '$(coverage_dir)/index.html'

decode = $(BUILDDIR)/tests/bench/decode

sweep = $(BUILDDIR)/tests/bench/sweep

suite = $(BUILDDIR)/tests/bench/suite

elementary = $(BUILDDIR)/tests/bench/elementary

bench: $(program) $(decode) $(sweep) $(suite) $(elementary)
	$(elementary)
	$(suite) '$(abspath $(program))' '$(BUILDDIR)/tests/bench/suite-output'
	sh tests/bench/sweep.sh '$(abspath $(sweep))'
	sh tests/bench/bench.sh '$(abspath $(program))'
	sh tests/bench/compare.sh '$(abspath $(program))' '$(abspath $(decode))'

$(sweep): $(BUILDDIR)/tests/bench/sweep.o $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

$(suite): $(BUILDDIR)/tests/bench/suite.o $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

$(elementary): $(BUILDDIR)/tests/bench/elementary.o $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

$(decode): $(BUILDDIR)/tests/bench/decode.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIB_LIBS)

format:
	clang-format -i $(c_files)

# Elementary functions differ between C libraries, so the program has its own in base/elementary.h. (sqrt, fabs, floor and the
# like are exact.)
library_functions = a?(sin|cos|tan)h?|atan2|exp(2|10|m1)?|log(2|10|1p)?|pow|hypot|cbrt|erfc?|l?gamma

# Warnings are errors only here, so that a newer compiler does not break the build.
lint:
	clang-format --dry-run --Werror $(c_files)
	$(MAKE) $(same_module) BUILDDIR='$(BUILDDIR)/lint-gcc' CC=gcc CFLAGS='-O2 -Werror' objects
	$(MAKE) $(same_module) BUILDDIR='$(BUILDDIR)/lint-clang' CC=clang CFLAGS='-O2 -Werror' objects
	printf '%s\n' $(filter src/%.c,$(filter-out src/explore/module%,$(c_files))) | xargs -P "$$(nproc)" -I FILE clang-tidy --quiet FILE -- \
	    -std=c11 $(PROJECT_CPPFLAGS) $(LIB_CFLAGS) 2>/dev/null # where it prints numbers of suppressed warnings
	$(if $(WASM),clang-tidy --quiet $(wildcard src/explore/module*.c) -- -std=c11 $(PROJECT_CPPFLAGS) -DELEMENTARY_SHORT_TABLES -DWITHOUT_DOCUMENTS $(module_target) 2>/dev/null)
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=normalCheckLevelMaxBranches --error-exitcode=1 $(PROJECT_CPPFLAGS) src
	scripts/check-includes
	codespell --builtin clear,rare,en-GB_to_en-US --ignore-words scripts/spelling --ignore-regex '"grey"' $(text_files)
	scripts/check-phrases $(text_files)
	! printf ' * drawn in another\n * way\n' | scripts/check-phrases - >/dev/null
	$(MAKE) --no-print-directory '$(tables)'
	'$(tables)' tables | cmp - src/base/elementary_tables.c
	'$(tables)' constants | cmp - src/base/elementary_constants.h
	! nm -A -u $(objects:$(BUILDDIR)/%=$(BUILDDIR)/lint-gcc/%) | grep -E ' U ($(library_functions))[fl]?$$'
	shellcheck $(sh_files)
	yamllint --strict --config-data '{extends: default, rules: {line-length: {max: 130}, document-start: disable, truthy: disable, comments: {min-spaces-from-content: 1}}}' .github scripts/recipes
	mandoc -T lint -W warning $(manuals) >/dev/null

objects: $(BUILDDIR)/main.o $(objects) $(foreach kind,unit end_to_end runner faults fuzz numbers threads torture explore,$(call test_objects,$(kind)))

# Printed by the program, which therefore has to run on this machine.
completions = $(BUILDDIR)/completions
share       = $(DESTDIR)$(PREFIX)/share

$(completions): $(program)
	@mkdir -p $@
	for shell in bash zsh fish; do $(program) completion $$shell >$@/$$shell || exit 1; done
	@touch $@

install: $(program) $(completions)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(share)/man/man1' '$(share)/man/man7'
	install -d '$(share)/bash-completion/completions' '$(share)/zsh/site-functions' '$(share)/fish/vendor_completions.d'
	install -m 644 '$(completions)/bash' '$(share)/bash-completion/completions/adam-report'
	install -m 644 '$(completions)/zsh' '$(share)/zsh/site-functions/_adam-report'
	install -m 644 '$(completions)/fish' '$(share)/fish/vendor_completions.d/adam-report.fish'
	install -m 755 $(program) '$(DESTDIR)$(PREFIX)/bin/adam-report'
	install -m 644 $(filter %.1,$(manuals)) '$(share)/man/man1'
	install -m 644 $(filter %.7,$(manuals)) '$(share)/man/man7'

uninstall:
	rm -f '$(share)/bash-completion/completions/adam-report' '$(share)/zsh/site-functions/_adam-report' \
	    '$(share)/fish/vendor_completions.d/adam-report.fish'
	rm -f '$(DESTDIR)$(PREFIX)/bin/adam-report' $(patsubst src/%.1,'$(share)/man/man1/%.1',$(filter %.1,$(manuals))) \
	    $(patsubst src/%.7,'$(share)/man/man7/%.7',$(filter %.7,$(manuals)))

dist:
	@mkdir -p $(BUILDDIR)
	git archive --format=tar.gz --prefix=adam-report-$(VERSION)/ \
	    -o $(BUILDDIR)/adam-report-$(VERSION).tar.gz HEAD

# The files that a run can make, according to the program or, if it no longer exists, to the last run.
made_files = { test -x '$(abspath $(program))' && '$(abspath $(program))' list files || \
    sed -n 's/^[0-9a-f]*  \([^/]*\)$$/\1/p; s/^[0-9a-f]*  \(snippets\/[^/]*\)$$/\1/p' SHA256SUMS; } 2>/dev/null

# The images of the last run with --images that have not been modified.
made_images = grep -E '^[0-9a-f]{64}  [A-Za-z0-9_][A-Za-z0-9._-]*/[a-z_]+(-dark)?[.](png|svg|pdf|gif)$$' SHA256SUMS 2>/dev/null | \
    sha256sum -c 2>/dev/null | sed -n 's/: OK$$//p'

# Also removes the directories of --atomic next to the output, except an old directory that has been modified.
clean:
	if cd $(call quote,$(or $(OUTPUT),output)) 2>/dev/null; then \
	    { $(made_images); $(made_files); } | grep -E '^[^/]+(/[^/]+)?$$' | while IFS= read -r name; do \
	        case $$name in \
	        */*) test -L "$${name%%/*}" || rm -f "./$$name"; rmdir "./$${name%%/*}" 2>/dev/null ;; \
	        *) rm -f "./$$name" ;; esac; done; \
	    rm -rf SHA256SUMS gallery .adam-report-staging .adam-report-commit; \
	    beside="../.$$(basename "$$(pwd -P)").adam-report"; \
	    rm -rf "$$beside-staging"; \
	    if test -f "$$beside-previous/.list" && \
	        test -z "$$(find "$$beside-previous" -type d -newer "$$beside-previous/.list")"; then \
	        rm -rf "$$beside-previous"; fi; fi
	rm -rf '$(BUILDDIR)'

-include $(wildcard $(BUILDDIR)/*.d $(BUILDDIR)/*/*.d $(BUILDDIR)/tests/*/*.d $(WASM_BUILDDIR)/wasm/*/*.d)
