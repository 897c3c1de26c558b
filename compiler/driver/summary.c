// summary.c - what importers know about a package's functions without looking at their bodies.
//
// When a package has been through the front half, its functions' cost of being inlined and the ways
// of their parameters are written down and kept beside its object.  Importers that find the object
// up to date read this instead: bodies are parsed and checked again only where they are copied.
//
//	Header       number of rows
//	FuncFacts[]  sorted by hash of the function's symbol; instances and methods are among them
//	Leaks[]      of all parameters, receivers first
//	text         how functions allocate on the heap, NUL-terminated each

#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "facts.h"
#include "inline.h"
#include "summary.h"

typedef struct {
	uint32_t nrows, nleaks, ntext;
} Header;

// A function with more parameters than a row can say leaks them all: as if it were not known.
static int known_params(const EscapeFunc *ef)
{
	return ef->state == ESCAPE_TAGGED && ef->nparams <= UINT8_MAX ? ef->nparams : 0;
}

static uint32_t alloc_text(const char *chain, Buf *text)
{
	uint32_t at = (uint32_t)text->len + 1;
	if (chain)
		buf_write(text, chain, strlen(chain) + 1);
	return chain ? at : 0;
}

static FuncFacts describe(Func *f, uint32_t first, Buf *text)
{
	const Inline *inl = inline_of(f);
	return (FuncFacts){.hash = facts_hash(f),
			   .first = first,
			   .nparams = (uint8_t)known_params(escape_of(f)),
			   .cost = inl->inlinable ? (uint8_t)inl->cost : 0,
			   .inlinable = inl->inlinable,
			   .recovers = f->has_recover,
			   .allocs = alloc_text(escape_of(f)->alloc_chain, text)};
}

void summary_write(Package *p, Buf *out)
{
	const Vec *funcs = &p->funcs;
	FuncFacts *rows = arena_alloc((size_t)(funcs->len + 1) * sizeof *rows);
	Header h = {.nrows = (uint32_t)funcs->len};
	Buf leaks = {0}, text = {0};
	for (int i = 0; i < funcs->len; i++) {
		const EscapeFunc *ef = escape_of(funcs->at[i]);
		rows[i] = describe(funcs->at[i], h.nleaks, &text);
		buf_write(&leaks, (const char *)ef->params,
			  (size_t)rows[i].nparams * sizeof(Leaks));
		h.nleaks += rows[i].nparams;
	}
	h.ntext = (uint32_t)text.len;
	qsort(rows, h.nrows, sizeof *rows, facts_compare);
	buf_write(out, (const char *)&h, sizeof h);
	buf_write(out, (const char *)rows, h.nrows * sizeof *rows);
	buf_write(out, leaks.s, leaks.len);
	buf_write(out, text.s, text.len);
}

// --- reading -------------------------------------------------------------------------------------

bool summary_read(Package *p, const void *data, size_t size)
{
	const Header *h = data;
	if (size < sizeof *h ||
	    size != sizeof *h + h->nrows * sizeof(FuncFacts) + h->nleaks * sizeof(Leaks) + h->ntext)
		return false;
	Facts *f = NEW(Facts);
	f->nrows = h->nrows;
	f->rows = (const FuncFacts *)(h + 1);
	f->leaks = f->rows + f->nrows;
	f->text = (const char *)((const Leaks *)f->leaks + h->nleaks);
	p->facts = f;
	return true;
}
