// linknames.c - variables that packages share by //go:linkname.
//
// Each package says of such a variable what it knows: its own declaration.  Together they are one
// symbol with one place, and it is only here that all are seen.  As with Go
//
//   - a constant initial value makes a definition that counts (in ELF a strong symbol): two are an
//     error;
//   - without any, the value is zero, and the place as large as the largest declaration wants it.
//
// A variable under its own name and without an initial value is a weak definition in its package's
// object, so another's value takes its place.  Variables under others' names and without a value
// are no definitions; if nobody else has one, or only one that is too small, the program's own
// object gets it (gen_main_stub).  The linker drops the definitions that lost, with the entries
// that would tell the collector of them.

#include <stdlib.h>
#include <string.h>
#include "codegen.h"
#include "elffile.h"
#include "linknames.h"
#include "ptrmap.h"

typedef struct {
	LinkedVar var;         // the largest declaration
	const Package *strong; // who has its value, or NULL
	int64_t strong_size, weak_size;
} Shared;

typedef struct {
	Vec all;            // Shared*
	PtrMap by_symbol;   // interned symbol -> Shared*
	const Package *pkg; // whose object is being read
	const char *wrong;
} Linknames;

// --- declarations --------------------------------------------------------------------------------

static Shared *shared(Linknames *l, const char *symbol)
{
	symbol = intern(symbol);
	Shared *s = ptrmap_get(&l->by_symbol, symbol);
	if (s)
		return s;
	s = NEW(Shared);
	s->var = (LinkedVar){.symbol = symbol, .type = ""};
	ptrmap_set(&l->by_symbol, symbol, s);
	vec_push(&l->all, s);
	return s;
}

static const char *next(const char **at)
{
	const char *s = *at;
	*at += strlen(s) + 1;
	return s;
}

static void read_declarations(Linknames *l, const char *text, size_t size)
{
	const char *at = text;
	while (at < text + size) {
		LinkedVar *var = &shared(l, next(&at))->var;
		int64_t bytes = atoll(next(&at)), align = atoll(next(&at));
		const char *type = next(&at);
		if (align > var->align)
			var->align = align;
		if (bytes > var->size) {
			var->size = bytes;
			var->type = type;
		}
	}
}

static void read_unit(Linknames *l, const Unit *u)
{
	size_t size, n;
	const char *file = file_map(u->entry.object, &size);
	const char *text = file ? elf_section(file, size, LINKNAMES_SECTION, &n) : NULL;
	file_unmap(file, size);
	if (text)
		read_declarations(l, text, n);
}

// --- definitions ---------------------------------------------------------------------------------

static void note_definition(const char *name, const Elf64_Sym *sym, void *arg)
{
	Linknames *l = arg;
	Shared *s = ptrmap_get(&l->by_symbol, intern(name));
	if (!s || sym->st_shndx == SHN_UNDEF)
		return;
	int64_t size = (int64_t)sym->st_size;
	if (ELF64_ST_BIND(sym->st_info) == STB_WEAK) {
		s->weak_size = size > s->weak_size ? size : s->weak_size;
		return;
	}
	if (s->strong)
		l->wrong = arena_printf("duplicated definition of symbol %s, from %s and %s", name,
					l->pkg->path, s->strong->path);
	s->strong = l->pkg;
	s->strong_size = size;
}

static bool is_missing(Linknames *l, const Shared *s)
{
	if (s->strong && s->strong_size < s->var.size)
		l->wrong = arena_printf("symbol %s is %ld bytes large in %s, but a //go:linkname "
					"declares it with %ld",
					s->var.symbol, (long)s->strong_size, s->strong->path,
					(long)s->var.size);
	return !s->strong && s->weak_size < s->var.size;
}

const char *linknames_resolve(const Vec *order, Vec *missing)
{
	Linknames l = {0};
	VEC_EACH(const Unit, u, order)
		read_unit(&l, u);
	if (l.all.len == 0)
		return NULL;
	VEC_EACH(const Unit, u, order) {
		l.pkg = u->pkg;
		elf_symbols(u->entry.object, note_definition, &l);
	}
	VEC_EACH(Shared, s, &l.all)
		if (is_missing(&l, s))
			vec_push(missing, &s->var);
	return l.wrong;
}
