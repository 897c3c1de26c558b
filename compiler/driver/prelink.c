// prelink.c - the part of a program that most edits leave alone, linked in advance.
//
// Most of a link goes into the library: thousands of sections, of which few are kept.  So the
// standard packages, the runtime and the program's stub are linked to one relocatable object (ld
// -r), without what the program does not use and with their sections merged; what is left to do is
// to put the user's own packages beside it.  The object is kept in the cache.  Its key is what goes
// into it and the names by which the user's packages refer to it: an edit that calls nothing new
// changes neither.
//
// Names that count: what an object of the user's leaves undefined; and what it defines weakly while
// the stub has the final say (method tables, see methods.c).
//
// Layout.  The linker's own script puts .text.hot in front and .text.* behind each other, file by
// file, and so must the sections of the prelinked object be named: its goroutine code comes right
// behind that of the user's packages and ends with go_text_end; C code follows.  Constants that the
// linker merges keep their sections, or it could not merge them any more.  The entries of goroots,
// gotypes and gomaps are no longer tied to what they are about, all of which is kept: symbols let
// the last link keep them.

#include <ar.h>
#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codegen.h"
#include "compiler.h"
#include "config.h"
#include "elffile.h"
#include "linker.h"
#include "ptrmap.h"

static const char script[] = "SECTIONS {\n"
			     "\t.text.hot : { *(.text.hot .text.hot.*) }\n"
			     "\t.text.go.library : { *(.text.go.*) }\n"
			     "\t.text : { *(.text .text.*) }\n"
			     "\t.rodata.str1.1 : { *(.rodata.str1.1) }\n"
			     "\t.rodata.str1.8 : { *(.rodata.str1.8) }\n"
			     "\t.rodata.cst4 : { *(.rodata.cst4) }\n"
			     "\t.rodata.cst8 : { *(.rodata.cst8) }\n"
			     "\t.rodata.cst16 : { *(.rodata.cst16) }\n"
			     "\t.rodata.cst32 : { *(.rodata.cst32) }\n"
			     "\t.rodata." GEN_REFERENCES " : { *(.rodata." GEN_REFERENCES ") }\n"
			     "\t.rodata : { *(.rodata .rodata.*) }\n"
			     "\tgoroots : { go_library_roots = .; *(goroots) }\n"
			     "\tgotypes : { go_library_types = .; *(gotypes) }\n"
			     "\tgomaps : { go_library_maps = .; *(gomaps) }\n"
			     "\t.data : { *(.data .data.*) }\n"
			     "\t.bss : { *(.bss .bss.* COMMON) }\n"
			     "}\n";

// --- what of it is needed ------------------------------------------------------------------------

typedef struct {
	PtrMap final; // interned names the stub defines
	PtrMap known; // interned names in `symbols`
	Vec symbols;  // Reference*
} Roots;

static void note_final(const char *name, const Elf64_Sym *sym, void *arg)
{
	Roots *r = arg;
	if (sym->st_shndx != SHN_UNDEF && ELF64_ST_BIND(sym->st_info) == STB_GLOBAL)
		ptrmap_set(&r->final, intern(name), r);
}

static void note_root(const char *name, const Elf64_Sym *sym, void *arg)
{
	Roots *r = arg;
	name = intern(name);
	bool weak = ELF64_ST_BIND(sym->st_info) == STB_WEAK;
	if (sym->st_shndx != SHN_UNDEF && !(weak && ptrmap_get(&r->final, name)))
		return;
	if (ptrmap_get(&r->known, name))
		return;
	ptrmap_set(&r->known, name, r);
	Reference *ref = NEW(Reference);
	*ref = (Reference){name, weak};
	vec_push(&r->symbols, ref);
}

static int by_text(const void *a, const void *b)
{
	const Reference *x = *(Reference *const *)a, *y = *(Reference *const *)b;
	return strcmp(x->symbol, y->symbol);
}

// Sorted: the order of declarations does not matter.
static bool find_roots(const Vec *order, const char *stub, Roots *r)
{
	bool ok = elf_symbols(stub, note_final, r);
	VEC_EACH(Unit, u, order)
		if (!u->pkg->is_std)
			ok &= elf_symbols(u->entry.object, note_root, r);
	if (r->symbols.len > 0)
		qsort(r->symbols.at, (size_t)r->symbols.len, sizeof *r->symbols.at, by_text);
	return ok;
}

// --- the object ----------------------------------------------------------------------------------

static bool key_file(KeyState *s, const char *path)
{
	size_t size;
	const void *data = file_map(path, &size);
	if (data)
		key_bytes(s, data, size);
	file_unmap(data, size);
	return data != NULL;
}

static bool find_key(const Vec *order, const char *stub, const Roots *r, Key *k)
{
	KeyState *s = key_new("prelink");
	key_string(s, script);
	bool ok = key_file(s, path_join(install_root(), "libruntime.a")) && key_file(s, stub);
	VEC_EACH(Unit, u, order)
		if (u->pkg->is_std)
			key_bytes(s, &u->key, sizeof u->key);
	VEC_EACH(const Reference, ref, &r->symbols) {
		key_string(s, ref->symbol);
		key_int(s, ref->weak);
	}
	*k = key_done(s);
	return ok;
}

// A file of this process's own: `vole test` links programs side by side, in one work directory.
static const char *work_file(const char *name)
{
	return path_join(install_work(), arena_printf("%d.%s", (int)getpid(), name));
}

// What the user's packages refer to is kept because an object in their place refers to it.  Nothing
// refers to that, so it is dropped again in the end.
static Vec command(const Vec *order, const char *stub, const char *references, const char *output)
{
	static const char *const fixed[] = {
	    CONFIG_LD,
	    "-r",
	    "-m",
	    "elf_x86_64",
	    "--gc-sections",
	    "-z",
	    "start-stop-gc",
	    "--force-group-allocation",
	    "-u",
	    "main",
	    "-u",
	    GEN_REFERENCES,
	};
	const char *script_file = work_file("prelink.ld");
	file_write(script_file, script, strlen(script));
	Vec args = {0};
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		vec_push(&args, (char *)fixed[i]);
	vec_push(&args, "-T");
	vec_push(&args, (char *)script_file);
	vec_push(&args, "-o");
	vec_push(&args, (char *)output);
	vec_push(&args, (char *)references);
	link_add_library(&args, order, stub);
	return args;
}

static bool run(const Vec *order, const char *stub, const char *references, const Command *c,
		const char *output)
{
	Vec args = command(order, stub, references, output);
	FILE *log = tmpfile();
	bool ok = log && !link_run(&args, c, log);
	if (log)
		fclose(log);
	return ok;
}

// Special builds of the runtime (see the Makefile) are linker scripts, which ld -r does not take.
static bool is_archive(const char *path)
{
	size_t size;
	const char *file = file_map(path, &size);
	bool yes = file && size > SARMAG && memcmp(file, ARMAG, SARMAG) == 0;
	file_unmap(file, size);
	return yes;
}

static bool worthwhile(const Vec *order)
{
	const Unit *last = order->at[order->len - 1];
	return install_cache() && !last->pkg->is_std &&
	       is_archive(path_join(install_root(), "libruntime.a"));
}

const char *prelink_library(const Vec *order, const char *stub, const Command *c)
{
	Roots roots = {0};
	Key k;
	if (!worthwhile(order) || !find_roots(order, stub, &roots) ||
	    !find_key(order, stub, &roots, &k))
		return NULL;
	const char *stem = cache_stem(k);
	CacheEntry entry = {0};
	if (cache_find(stem, k, &entry))
		return entry.object;
	const Unit *program = order->at[order->len - 1];
	const char *temp = cache_temp(stem), *references = work_file("references.o");
	if (!gen_references(&roots.symbols, &program->options,
			    &(GenOutput){.object = references}) ||
	    !run(order, stub, references, c, temp))
		return NULL;
	return cache_publish(stem, k, temp, &entry);
}
