// gen_gcdata.c - where in a value the pointers are: one bit a word, for the collector.
//
// The map covers GoType.ptrdata bytes.  Of an interface only the data word counts: its type word
// leads to static memory.  A long array has no map of its own; the collector repeats that of its
// element.

#include "gen_types.h"

typedef struct {
	unsigned char *bits;
} Bitmap;

static void set_word(Bitmap *m, int64_t offset)
{
	int64_t word = offset / GEN_PTR_SIZE;
	m->bits[word / 8] |= (unsigned char)(1u << (word % 8));
}

static void mark(Bitmap *m, Type *t, int64_t at)
{
	Type *u = t->under;
	if (!type_has_pointers(u))
		return;
	switch (u->kind) {
	case T_INTER:
		set_word(m, at + GEN_PTR_SIZE);
		break;
	case T_ARRAY:
		for (int64_t i = 0; i < u->len; i++)
			mark(m, u->elem, at + i * type_size(u->elem));
		break;
	case T_STRUCT:
		for (int i = 0; i < u->nfields; i++)
			mark(m, u->fields[i].type, at + u->fields[i].offset);
		break;
	default: // strings and slices begin with their pointer, the rest are pointers
		set_word(m, at);
	}
}

static bool repeats_element(Type *t)
{
	return t->under->kind == T_ARRAY &&
	       type_ptrdata(t) > (int64_t)ABI_GCDATA_MAX_WORDS * GEN_PTR_SIZE;
}

// An array of arrays is one long array of the innermost that has a map.
Type *gen_gc_elem(Type *t)
{
	if (!repeats_element(t))
		return NULL;
	while (repeats_element(t))
		t = t->under->elem;
	return t;
}

LLVMValueRef gen_gcdata(Gen *g, Type *t)
{
	int64_t words = type_ptrdata(t) / GEN_PTR_SIZE;
	if (words == 0 || repeats_element(t))
		return gen_null(g);
	size_t n = (size_t)(words + 63) / 64 * 8; // whole words: the runtime reads them so
	Bitmap m = {arena_alloc(n)};
	mark(&m, t, 0);
	LLVMValueRef map = gen_bytes(g, (const char *)m.bits, n);
	LLVMSetAlignment(map, 8);
	return map;
}
