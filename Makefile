# Vole: a compiler for a subset of Go, and its runtime.  `make help` lists the targets.

BUILD     ?= build
# One name for the folder, however it was given: what an object depends on is noted under the object's name.
override BUILD := $(patsubst $(CURDIR)/%,%,$(abspath $(BUILD)))
PREFIX    ?= /usr/local
CC        ?= cc
LLVM      ?= llvm-config-19
LLVM_LINK ?= static
WARN      := -Wall -Wextra -Wundef -Wshadow -Wmissing-prototypes -Wstrict-prototypes
CFLAGS    ?= -O2 -g
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -MMD -MP

LANG_SRC     := $(wildcard lang/*.c)
COMPILER_DIRS := driver tool tree inline escape gen
COMPILER_SRC := $(wildcard $(COMPILER_DIRS:%=compiler/%/*.c))
RUNTIME_SRC  := $(wildcard runtime/*.c) $(wildcard runtime/*.S)
STDLIB_SRC   := $(shell find stdlib -name '*.go' 2>/dev/null)

LANG_OBJ     := $(LANG_SRC:%.c=$(BUILD)/%.o) $(BUILD)/lang/parser.tab.o $(BUILD)/lang/lexer.yy.o
COMPILER_OBJ := $(COMPILER_SRC:%.c=$(BUILD)/%.o)
RUNTIME_OBJ  := $(patsubst %,$(BUILD)/%.o,$(basename $(filter-out runtime/go_text_%,$(RUNTIME_SRC))))
# Objects whose source has gone: tests link and read what lies in these folders.
STALE        := $(filter-out $(LANG_OBJ) $(COMPILER_OBJ),\
  $(wildcard $(BUILD)/lang/*.o $(BUILD)/compiler/*/*.o))
$(if $(STALE),$(shell rm -f $(STALE)))
TEXT_MARKS   := $(BUILD)/lib/go_text_begin.o $(BUILD)/lib/go_text_end.o

.PHONY: all golib library demo test check-format format bench moments stress torture mutants growth corpus setup fuzz random metamorph clean install help
all: $(BUILD)/vole $(BUILD)/lib/libruntime.a $(TEXT_MARKS) $(BUILD)/.stdlib

#: make            build the compiler, the runtime and the standard library under build/
#: make demo       install missing packages, build, show escape decisions and a gctrace
#: make test       install missing packages, build, run all tests
#: make check-format   are the C sources as .clang-format has them? (make format makes them so)
#: make bench      print figures, beside Go's when it is installed
#: make moments    the slowest moments beside a growing heap, and the pacer beside its model: tables, pictures in build/plots
#: make stress     the tests that take long: sanitizers, gcstress, big sizes
#: make torture    random loads in random modes for TIME=60 seconds, from SEED= on
#: make growth     does compiling n of anything cost more than n log n? SCALE=0.25 for a quick look
#: make mutants    put bugs into a copy of the runtime: does a test notice each?
#: make corpus     measure by Go's own test tree, when Go is installed
#: make library    the tests of Go's own library
#: make golib      get a Go 1.26 whose library completes that of Vole
#: make fuzz       mutate inputs of the front end for TIME=60 seconds (needs clang-19)
#: make random     compare COUNT=20 random programs from SEED= on in every mode, and with Go
#: make metamorph compare COUNT=100 rewritten programs of Go's test tree from SEED= on, in every mode, with Go
#: make install    into PREFIX (/usr/local)
#: make clean
help:
	@sed -n 's/^#: //p' Makefile

setup:
	@.ci/setup
golib: all
	@.ci/golib $(abspath $(BUILD))/vole
demo: setup
	@$(MAKE) --no-print-directory all
	@VOLE=$(abspath $(BUILD))/vole samples/demo.sh
test: setup
	@$(MAKE) --no-print-directory all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/run.sh
check-format:
	@tests/style/format.sh check
format:
	@tests/style/format.sh fix
bench: all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/bench/bench.sh
moments: all
	@mkdir -p $(BUILD)/plots
	@VOLE=$(abspath $(BUILD))/vole tests/bench/moments/moments.sh $(abspath $(BUILD))/plots
	@VOLE=$(abspath $(BUILD))/vole tests/bench/pacer/pacer.sh $(abspath $(BUILD))/plots
stress: all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/stress/stress.sh
torture: all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/stress/torture.sh $(TIME) $(SEED)
mutants: all
	@BUILD=$(abspath $(BUILD)) tests/mutants/mutants.pl
growth: all
	@VOLE=$(abspath $(BUILD))/vole OUT=$(abspath $(BUILD))/test tests/growth/growth.sh
library: all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/corpus/library.pl
corpus: all
	@BUILD=$(abspath $(BUILD)) VOLE=$(abspath $(BUILD))/vole tests/corpus/corpus.pl

# --- the compiler -------------------------------------------------------------------------------
$(BUILD)/lang/parser.tab.c $(BUILD)/lang/parser.tab.h &: lang/parser.y
	@mkdir -p $(@D)
	bison -d -o $(BUILD)/lang/parser.tab.c $<
$(BUILD)/lang/lexer.yy.c $(BUILD)/lang/lexer.yy.h &: lang/lexer.l
	@mkdir -p $(@D)
	flex --header-file=$(BUILD)/lang/lexer.yy.h -o $(BUILD)/lang/lexer.yy.c $<
$(LANG_OBJ): $(BUILD)/lang/parser.tab.h $(BUILD)/lang/lexer.yy.h
$(BUILD)/lang/%.o: $(BUILD)/lang/%.c
	$(CC) $(ALL_CFLAGS) -Wno-unused-function -Wno-sign-compare -Ilang -I$(BUILD)/lang -c -o $@ $<
$(BUILD)/lang/%.o: lang/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Ilang -I$(BUILD)/lang -c -o $@ $<
$(BUILD)/compiler/%.o: compiler/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Ilang $(COMPILER_DIRS:%=-Icompiler/%) -I$(BUILD)/compiler $(LLVM_CPPFLAGS) -c -o $@ $<
$(COMPILER_OBJ): $(BUILD)/compiler/config.h
# The pages of vole tool are parts of it; -I reaches the assembler's .incbin as well.
$(BUILD)/compiler/tool/assets.o: $(wildcard compiler/tool/*.css compiler/tool/*.js compiler/tool/*.html)

# What the linker needs to know of this system, asked of the C compiler once.
CC_FILE = $(shell $(CC) -print-file-name=$(1))
$(BUILD)/compiler/config.h: Makefile
	@mkdir -p $(@D)
	@{ echo '#define CONFIG_LD "$(shell command -v $$($(CC) -print-prog-name=ld))"'; \
	   echo '#define CONFIG_INTERPRETER "/lib64/ld-linux-x86-64.so.2"'; \
	   echo '#define CONFIG_CRT1 "$(realpath $(call CC_FILE,crt1.o))"'; \
	   echo '#define CONFIG_CRTI "$(realpath $(call CC_FILE,crti.o))"'; \
	   echo '#define CONFIG_CRTN "$(realpath $(call CC_FILE,crtn.o))"'; \
	   echo '#define CONFIG_LIBGCC "$(realpath $(call CC_FILE,libgcc.a))"'; \
	   echo '#define CONFIG_LIBDIR "$(dir $(realpath $(call CC_FILE,crt1.o)))"'; \
	   echo '#define CONFIG_LLVM_VERSION "$(shell $(LLVM) --version)"'; } > $@

LLVM_CPPFLAGS := $(shell $(LLVM) --cppflags 2>/dev/null | sed 's/-I/-isystem /')
LLVM_LIBS = $(if $(filter static,$(LLVM_LINK)),\
  $(shell $(LLVM) --link-static --libs x86codegen x86desc x86info x86asmparser passes irreader bitwriter) \
  $(shell $(LLVM) --link-static --system-libs) -lstdc++ -lm,\
  $(shell $(LLVM) --link-shared --libs))
# Not position independent: LLVM alone has a hundred thousand addresses to relocate at each start.
$(BUILD)/vole: $(LANG_OBJ) $(COMPILER_OBJ)
	$(CC) -no-pie -Wl,--build-id=sha1 -o $@ $^ -L$(shell $(LLVM) --libdir) $(LLVM_LIBS) -lmpfr -lgmp -lz -lm

# --- the runtime --------------------------------------------------------------------------------
# Nothing is thrown through it: unwind tables only serve debuggers, so they go with the debug data.
RUNTIME_CFLAGS = $(ALL_CFLAGS) -Iruntime -Ilang -fno-omit-frame-pointer -fno-stack-protector \
  -fcf-protection=none -fno-pic -fno-strict-aliasing -fno-asynchronous-unwind-tables \
  -ffunction-sections -fdata-sections
# Programs carry the runtime's lines and inlined calls, for profiles, tracebacks and gdb: a third of hello's bytes.
# Its variables and types would be half of every link's time: make DEBUG_RUNTIME=-g keeps them, for gdb.
DEBUG_RUNTIME ?= -g1
$(BUILD)/runtime/%.o: runtime/%.c
	@mkdir -p $(@D)
	$(CC) $(RUNTIME_CFLAGS) $(DEBUG_RUNTIME) -c -o $@ $<
$(BUILD)/runtime/%.o: runtime/%.S
	@mkdir -p $(@D)
	$(CC) $(RUNTIME_CFLAGS) -c -o $@ $<
$(BUILD)/lib/go_text_%.o: runtime/go_text_%.S
	@mkdir -p $(@D)
	$(CC) $(RUNTIME_CFLAGS) -c -o $@ $<
# zlib's decoder, for the compressed debug sections that tracebacks read: part of libruntime.a, so that
# linking a program needs nothing else.
ZLIB_OBJ := $(addprefix $(BUILD)/zlib/,inflate.o inftrees.o inffast.o adler32.o crc32.o zutil.o)
$(ZLIB_OBJ) &: Makefile
	@mkdir -p $(@D)
	cd $(BUILD)/zlib && ar x $(call CC_FILE,libz.a) $(notdir $(ZLIB_OBJ))
$(BUILD)/lib/libruntime.a: $(RUNTIME_OBJ) $(ZLIB_OBJ)
	@mkdir -p $(@D)
	rm -f $@ && ar rcs $@ $^ && objcopy -R .debug_aranges -R .debug_frame $@

# Special builds for tests, each a folder that VOLE_ROOT may name (docs/debugging.md).  nobarrier: the
# write barrier stores and does nothing else.  debug: with assertions (runtime/check.h), of both levels.
# ubsan, asan, tsan: with GCC's sanitizers; libruntime.a is then a linker script that adds the sanitizer's
# library.  Go's nil slices reach memmove with length 0.
SPECIAL := nobarrier debug ubsan asan tsan
SPECIAL_nobarrier := -DVOLE_NO_BARRIER_SLOW
SPECIAL_debug := -DVOLE_DEBUG=2
SPECIAL_ubsan := -O1 -fsanitize=undefined -fno-sanitize=nonnull-attribute -fno-sanitize-recover
SPECIAL_asan := -O1 -fsanitize=address --param asan-stack=0
SPECIAL_tsan := -O1 -fsanitize=thread --param=tsan-instrument-func-entry-exit=0 -Wno-tsan \
  -DAO_PREFER_BUILTIN_ATOMICS
SPECIAL_OBJ = $(RUNTIME_OBJ:$(BUILD)/%=$(BUILD)/$(1)/%)
SPECIAL_OBJ_nobarrier := $(RUNTIME_OBJ:$(BUILD)/runtime/barrier.o=$(BUILD)/nobarrier/runtime/barrier.o)
SPECIAL_OBJ_debug := $(call SPECIAL_OBJ,debug)
SPECIAL_OBJ_ubsan := $(call SPECIAL_OBJ,ubsan)
SPECIAL_OBJ_asan := $(call SPECIAL_OBJ,asan) $(BUILD)/asan/tests/stress/asan_no_return.o
SPECIAL_OBJ_tsan := $(call SPECIAL_OBJ,tsan)
SPECIAL_LIB_ubsan = $(call CC_FILE,libubsan.so)
SPECIAL_LIB_asan = $(call CC_FILE,libasan.so)
SPECIAL_LIB_tsan = $(call CC_FILE,libtsan.so)
define SPECIAL_RULES
$(BUILD)/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(CC) $$(RUNTIME_CFLAGS) $$(SPECIAL_$(1)) -c -o $$@ $$<
$(BUILD)/$(1)/%.o: %.S
	@mkdir -p $$(@D)
	$$(CC) $$(RUNTIME_CFLAGS) -c -o $$@ $$<
$(BUILD)/$(1)/libruntime.a: $$(SPECIAL_OBJ_$(1)) $(ZLIB_OBJ) $(TEXT_MARKS)
	rm -f $$(@D)/libspecial.a && ar rcs $$(@D)/libspecial.a $$(SPECIAL_OBJ_$(1)) $(ZLIB_OBJ)
	echo 'GROUP ( $$(abspath $$(@D))/libspecial.a $$(SPECIAL_LIB_$(1)) )' > $$@
	ln -sf $(TEXT_MARKS:$(BUILD)/lib/%=../lib/%) $$(@D)
	ln -sfn ../lib/std $$(@D)/std
	ln -sfn ../lib/stdlib $$(@D)/stdlib
.PHONY: runtime-$(1)
runtime-$(1): $(BUILD)/$(1)/libruntime.a
endef
$(foreach name,$(SPECIAL),$(eval $(call SPECIAL_RULES,$(name))))

# --- the standard library -----------------------------------------------------------------------
$(BUILD)/lib/stdlib:
	@mkdir -p $(@D)
	ln -sfn $(CURDIR)/stdlib $@
$(BUILD)/.stdlib: $(BUILD)/vole $(STDLIB_SRC) | $(BUILD)/lib/stdlib
	$(BUILD)/vole stdlib
	@touch $@

# --- fuzzing the front end ------------------------------------------------------------------------
TIME ?= 60
CLANG ?= clang-19
# An empty Vec has no storage: NULL + 0 is meant.
FUZZ_SRC = $(LANG_SRC) $(BUILD)/lang/parser.tab.c $(BUILD)/lang/lexer.yy.c tests/fuzz/front.c
FUZZ_SANITIZE = -fsanitize=address,undefined -fno-sanitize=pointer-overflow -fno-sanitize-recover=undefined
FUZZ_FLAGS = -g -O1 -std=gnu11 -D_GNU_SOURCE -DARENA_CHUNK=0 -Ilang -I$(BUILD)/lang $(FUZZ_SANITIZE)
FUZZ_LIBS = -lmpfr -lgmp -lm
$(BUILD)/fuzz/front: $(LANG_OBJ) $(FUZZ_SRC)
	@mkdir -p $(@D)
	$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $(FUZZ_SRC) $(FUZZ_LIBS)
fuzz: $(BUILD)/fuzz/front
	tests/fuzz/fuzz.sh $(BUILD)/fuzz/front $(BUILD)/fuzz $(TIME)

COUNT ?= 20
random: all
	VOLE=$(abspath $(BUILD))/vole OUT=$(abspath $(BUILD)) tests/fuzz/random.sh $(COUNT) $(SEED)

metamorph: COUNT = 100
metamorph: all
	VOLE=$(abspath $(BUILD))/vole OUT=$(abspath $(BUILD)) tests/metamorphic/metamorph.sh $(COUNT) $(SEED)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/vole
	install -m 755 $(BUILD)/vole $(DESTDIR)$(PREFIX)/bin/vole
	install -m 644 $(BUILD)/lib/libruntime.a $(TEXT_MARKS) $(DESTDIR)$(PREFIX)/lib/vole/
	rm -rf $(DESTDIR)$(PREFIX)/lib/vole/std $(DESTDIR)$(PREFIX)/lib/vole/stdlib
	cp -R $(BUILD)/lib/std stdlib $(DESTDIR)$(PREFIX)/lib/vole/

clean:
	rm -rf $(BUILD)

-include $(LANG_OBJ:.o=.d) $(COMPILER_OBJ:.o=.d) $(RUNTIME_OBJ:.o=.d)
-include $(foreach name,$(SPECIAL),$(patsubst %.o,%.d,$(SPECIAL_OBJ_$(name))))
