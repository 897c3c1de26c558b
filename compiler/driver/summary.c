// summary.c - what importers know about a package's functions without looking at their bodies.
//
// When a package has been through the front half, its functions' cost of being inlined and the ways
// of their parameters are written down and kept beside its object.  Importers that find the object
// up to date read this instead: bodies are parsed and checked again only where they are copied.
//
//	Header       number of rows
//	Row[]        sorted by hash of the function's symbol; instances and methods are in there too
//	Leaks[]      of all parameters, receivers first

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "escape.h"

typedef struct {
	uint64_t hash;
	uint32_t first;        // of its parameters, in the Leaks
	uint8_t nparams;
	uint8_t cost;
	bool inlinable, recovers;
} Row;

typedef struct {
	uint32_t nrows, nleaks;
} Header;

typedef struct {
	const Row *rows;
	const Leaks *leaks;
	uint32_t nrows;
} Summary;

static uint64_t hash_name(const Func *f)
{
	return XXH3_64bits(f->name, strlen(f->name));
}

// --- writing -------------------------------------------------------------------------------------

static int by_hash(const void *a, const void *b)
{
	const Row *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

// A function with more parameters than a row can say leaks them all: as if it were not known.
static int known_params(const EscapeFunc *ef)
{
	return ef->state == ESCAPE_TAGGED && ef->nparams <= UINT8_MAX ? ef->nparams : 0;
}

static Row describe(Func *f, uint32_t first)
{
	const Inline *inl = inline_of(f);
	return (Row){.hash = hash_name(f),
		     .first = first,
		     .nparams = (uint8_t)known_params(escape_of(f)),
		     .cost = inl->inlinable ? (uint8_t)inl->cost : 0,
		     .inlinable = inl->inlinable,
		     .recovers = f->has_recover};
}

void summary_write(Package *p, Buf *out)
{
	const Vec *funcs = &p->funcs;
	Row *rows = arena_alloc((size_t)(funcs->len + 1) * sizeof *rows);
	Header h = {.nrows = (uint32_t)funcs->len};
	Buf leaks = {0};
	for (int i = 0; i < funcs->len; i++) {
		const EscapeFunc *ef = escape_of(funcs->at[i]);
		rows[i] = describe(funcs->at[i], h.nleaks);
		buf_write(&leaks, (const char *)ef->params,
			  (size_t)rows[i].nparams * sizeof(Leaks));
		h.nleaks += rows[i].nparams;
	}
	qsort(rows, h.nrows, sizeof *rows, by_hash);
	buf_write(out, (const char *)&h, sizeof h);
	buf_write(out, (const char *)rows, h.nrows * sizeof *rows);
	buf_write(out, leaks.s, leaks.len);
}

// --- reading -------------------------------------------------------------------------------------

bool summary_read(Package *p, const void *data, size_t size)
{
	const Header *h = data;
	if (size < sizeof *h ||
	    size != sizeof *h + h->nrows * sizeof(Row) + h->nleaks * sizeof(Leaks))
		return false;
	Summary *s = NEW(Summary);
	s->nrows = h->nrows;
	s->rows = (const Row *)(h + 1);
	s->leaks = (const Leaks *)(s->rows + s->nrows);
	p->summary = s;
	return true;
}

static const Row *find(const Func *f)
{
	const Summary *s = f->home ? f->home->summary : NULL;
	Row key = {.hash = s && !f->lit ? hash_name(f) : 0};
	return s && !f->lit ? bsearch(&key, s->rows, s->nrows, sizeof key, by_hash) : NULL;
}

void summary_inline(const Func *f, Inline *inl)
{
	const Row *row = find(f);
	if (!row)
		return;
	inl->checked = true;
	inl->inlinable = row->inlinable;
	inl->cost = row->cost;
}

void summary_escape(const Func *f, EscapeFunc *ef)
{
	const Row *row = find(f);
	if (!row)
		return;
	const Summary *s = f->home->summary;
	ef->state = ESCAPE_TAGGED;
	ef->params = (Leaks *)&s->leaks[row->first];
	ef->nparams = row->nparams;
}

bool summary_recovers(const Func *f)
{
	const Row *row = find(f);
	return row ? row->recovers : f->has_recover;
}
